/**
 * What parts the cells of a file, told by its first line: a comma, or the semicolon or tab that spreadsheets
 * write in countries where the comma is a decimal sign.
 */
export function delimiterOf(firstLine: string): ',' | ';' | '\t' {
  const count = (sign: string) => firstLine.split(sign).length;
  const signs = [',', ';', '\t'] as const;
  return signs.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
