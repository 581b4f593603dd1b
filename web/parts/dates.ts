import { dateText } from '../../shared/domain/when.ts';

/** The date of a whole day, with its year: "Tuesday 24 November 2026". */
export const fullDayText = (date: string, country: string): string =>
  dateText(`${date}T12:00:00Z`, { zone: 'UTC', country });

/** The local dates between which an earlier time would suit; nothing where any would. */
export function wishText({ from, to }: { from: string | null; to: string | null }, country: string): string {
  const parts = [
    from !== null && `from ${fullDayText(from, country)} on`,
    to !== null && `before ${fullDayText(to, country)}`,
  ];
  const said = parts.filter(Boolean).join(' and ');
  return said && `Only a time ${said}.`;
}
