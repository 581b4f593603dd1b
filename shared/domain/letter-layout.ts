import { brandOf } from './brand.ts';
import type { Letter } from './letter.ts';
import type { Practice } from './practice.ts';

/** A letter whose templates have been filled. */
export type WrittenLetter = Omit<Letter, 'variables' | 'subjectVariables'>;

type Sender = Pick<Practice, 'name' | 'phone' | 'email' | 'colour'>;

const unsubscribe = 'To get no more e-mails about your appointments:';

/**
 * The letter as plain text: everything that the HTML says, in the same order.
 * @param unsubscribeUrl where its reader ends such e-mails
 */
export function letterText(letter: WrittenLetter, from: Sender, unsubscribeUrl?: string): string {
  const details = letter.details.map(({ label, value }) => `${label}: ${value.replaceAll('\n', ', ')}`);
  const button = letter.button ? [`${letter.button.label}:\n${letter.button.url}`] : [];
  return `${[
    letter.heading,
    ...letter.paragraphs,
    ...(letter.code ? [letter.code] : []),
    ...(details.length > 0 ? [details.join('\n')] : []),
    ...letter.next,
    ...button,
    ...letter.notes,
    [from.name, from.phone, from.email].join('\n'),
    ...(unsubscribeUrl === undefined ? [] : [`${unsubscribe}\n${unsubscribeUrl}`]),
  ].join('\n\n')}\n`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in a quoted attribute too. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]!);

const lines = (text: string) => escaped(text).replaceAll('\n', '<br>');

/** A paragraph, in which the letter's own link can be pressed. */
const paragraphOf =
  (link: string | null = null) =>
  (text: string) => {
    const address = link === null ? null : escaped(link);
    const written = lines(text);
    const pressable =
      address === null ? written : written.replaceAll(address, () => `<a href="${address}">${address}</a>`);
    return `<p style="margin:0 0 16px;overflow-wrap:anywhere">${pressable}</p>`;
  };

const callable = (phone: string) => phone.replace(/[^+\d]/g, '');

/**
 * The letter as HTML: one column that a phone shows whole, styles inline, nothing loaded from anywhere. Only
 * where a background is set is a colour set too, and nowhere else, so that a dark theme turns all the rest.
 */
export function letterHtml(letter: WrittenLetter, from: Sender, unsubscribeUrl?: string): string {
  const { fill, label } = brandOf(from.colour);
  const paragraph = paragraphOf(letter.link);
  const cell = 'padding:4px 16px 4px 0;text-align:left;vertical-align:top';
  const rows = letter.details
    .map(
      (it) =>
        `<tr><th scope="row" style="${cell};white-space:nowrap">${escaped(it.label)}</th><td style="${cell}">${lines(it.value)}</td></tr>`,
    )
    .join('\n');
  const button = letter.button
    ? `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px"><tr><td style="background:${fill};border-radius:6px">
<a href="${escaped(letter.button.url)}" style="display:inline-block;padding:14px 24px;color:${label};font-weight:bold;text-decoration:none">${escaped(letter.button.label)}</a>
</td></tr></table>`
    : '';
  const foot =
    unsubscribeUrl === undefined
      ? ''
      : `\n<p style="margin:24px 0 0;font-size:15px">${unsubscribe} <a href="${escaped(unsubscribeUrl)}">unsubscribe</a></p>`;
  const code = letter.code
    ? `<p style="margin:0 0 16px;font-size:36px;font-weight:bold;letter-spacing:6px">${escaped(letter.code)}</p>\n`
    : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(letter.subject)}</title>
</head>
<body style="margin:0;padding:0;font:18px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:600px;margin:0 auto">
<div style="background:${fill};color:${label};padding:16px 20px;font-weight:bold">${escaped(from.name)}</div>
<div style="padding:20px">
<h1 style="margin:0 0 16px;font-size:26px;line-height:1.25">${escaped(letter.heading)}</h1>
${letter.paragraphs.map(paragraph).join('\n')}
${code}<table cellpadding="0" cellspacing="0" style="margin:0 0 16px;font-size:18px;line-height:1.5">
${rows}
</table>
${letter.next.map(paragraph).join('\n')}
${button}
${letter.notes.map(paragraph).join('\n')}
<p style="margin:24px 0 0">${escaped(from.name)}<br><a href="tel:${callable(from.phone)}">${escaped(from.phone)}</a><br><a href="mailto:${escaped(from.email)}">${escaped(from.email)}</a></p>${foot}
</div>
</div>
</body>
</html>
`;
}
