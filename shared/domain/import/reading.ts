import * as z from 'zod';
import { isDate } from './moment.ts';
import type { RowReport } from './problem.ts';
import { EXTERNAL_SYSTEM_LENGTH, EXTERNAL_VALUE_LENGTH, type ExternalId, type Reading } from './record.ts';

/** Readers of single values that CSV and FHIR rows share. Each answers null for what is not there. */

/** Text without its outer blanks, null where nothing is left. */
export const textOf = (text: string | null | undefined): string | null => text?.trim() || null;

/** Text of at most so many characters. */
export function shortText(
  report: RowReport,
  field: string,
  text: string | null,
  longest: number,
): string | null {
  if (text === null || text.length <= longest) return text;
  return report.reject(field, `This is longer than ${longest} characters.`);
}

/** Text that must be there. */
export const needed = (report: RowReport, field: string, text: string | null): string | null =>
  text ?? report.reject(field, 'This is missing.');

/**
 * A date of birth. One without its day or month is imported as missing, never filled up (product 8.3);
 * one that is not in the calendar, or not in the past, keeps the row out.
 */
export function birthDate(report: RowReport, field: string, text: string | null, now: number): string | null {
  if (text === null) return null;
  if (/^\d{4}(?:-\d{2})?$/.test(text))
    return report.remark(field, 'Only part of the date of birth is known: it was imported as missing.');
  if (!isDate(text)) return report.reject(field, 'Write dates of birth as year-month-day, like 1948-03-27.');
  if (text > new Date(now).toISOString().slice(0, 10) || text < '1850')
    return report.reject(field, 'This cannot be a date of birth.');
  return text;
}

const email = z.email().max(254);

/** Whether a text is an e-mail address. */
export const isEmail = (text: string): boolean => email.safeParse(text).success;

/** A number in E.164, or null. */
export const phoneNumber = (reading: Reading, text: string, country: string | null): string | null =>
  reading.phone(text, country && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : reading.country);

/** Whether an outside name fits into a key. */
export const fits = ({ system, value }: ExternalId): boolean =>
  system.length <= EXTERNAL_SYSTEM_LENGTH && value.length <= EXTERNAL_VALUE_LENGTH;
