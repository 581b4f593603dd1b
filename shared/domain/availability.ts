import * as z from 'zod';
import { MAX_BUFFER_MINUTES } from './day-sheet.ts';
import type { FieldError } from './decision.ts';
import { locationId, serviceId } from './id.ts';
import { locationsNamed } from './location-names.ts';

/** Grids that divide every day evenly (product 4.3). */
export const intervalChoices = [5, 10, 15, 20, 30, 45, 60, 90, 120] as const;

const start = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Use a time like 09:30.')
  .meta({ examples: ['09:30'] });
const end = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Use a time like 17:00; midnight at the end is 24:00.')
  .meta({ examples: ['17:00'] });

/** Wall-clock hours: an end before the start runs into the next date (product 4.3). */
const hours = { start, end, locationId: locationId.optional() };

const lasts = (window: { start: string; end: string }) => window.start !== window.end;
const mustLast = { path: ['end'], message: 'The end is the same as the start: these hours are empty.' };

export const hoursWindow = z.strictObject(hours).refine(lasts, mustLast);
export type HoursWindow = z.infer<typeof hoursWindow>;

/** ISO weekday: 1 is Monday, 7 is Sunday; it is the day on which the window starts. */
export const weeklyEntry = z
  .strictObject({ weekday: z.int().min(1).max(7), ...hours })
  .refine(lasts, mustLast);
export type WeeklyEntry = z.infer<typeof weeklyEntry>;

/** A clinician's weekly hours, or a timetable per location (product 4.1). Overlapping entries are allowed. */
export const weeklyHours = z.array(weeklyEntry).max(100);
export type WeeklyHours = z.infer<typeof weeklyHours>;

/**
 * Replaces every window that starts on its date, at every location (product 4.3): other hours, or none
 * for a day off.
 */
export const exceptionWindows = z.array(hoursWindow).max(20);
export const dateException = z.strictObject({ date: z.iso.date(), windows: exceptionWindows });
export type DateException = z.infer<typeof dateException>;

const buffer = z.int().min(0).max(MAX_BUFFER_MINUTES);

/** How a practice lets its openings be booked (product 4.2). */
export const bookingPreferences = z.strictObject({
  /** Starts lie on this grid, minutes from local midnight. */
  intervalMinutes: z.literal(intervalChoices),
  /** Elapsed hours that must lie between booking and start. */
  noticeHours: z.int().min(0).max(17_520),
  /** Dates ahead of today that can be booked, the last one whole. */
  horizonDays: z.int().min(1).max(730),
  /** Gaps between appointments; between two, the larger one counts. */
  bufferBeforeMinutes: buffer,
  bufferAfterMinutes: buffer,
  /** What a new client books; null: none is chosen yet. */
  firstVisitServiceId: serviceId.nullable(),
  newClients: z.boolean(),
  approval: z.enum(['required', 'none']),
  /** Whom a client may book: every clinician, or those assigned to them. */
  clinicians: z.enum(['any', 'assigned']),
  /** Such a booking always awaits approval. */
  bookInside24Hours: z.boolean(),
  /** Hours after which a request that nobody has decided runs out (product 5.4). */
  requestHours: z.int().min(1).max(336),
  /** Hours for which a freed time is held for the one it is offered to (product 4.5). */
  offerHours: z.int().min(1).max(24).default(2),
});
export type BookingPreferences = z.infer<typeof bookingPreferences>;

/** The preferences of a new practice (product 4.2). */
export const defaultPreferences: Readonly<BookingPreferences> = {
  intervalMinutes: 30,
  noticeHours: 24,
  horizonDays: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  firstVisitServiceId: null,
  newClients: false,
  approval: 'required',
  clinicians: 'any',
  bookInside24Hours: false,
  requestHours: 72,
  offerHours: 2,
};

/**
 * What in these preferences contradicts itself (product 4.2): one error on each of
 * the two fields, each naming the other. Empty when they agree.
 */
export function contradictionsOf(preferences: BookingPreferences): FieldError[] {
  const { noticeHours, horizonDays, bookInside24Hours, newClients, firstVisitServiceId } = preferences;
  const both = (fields: readonly [string, string], message: string): FieldError[] =>
    fields.map((pointer) => ({ pointer, code: 'contradiction', message }));
  const found: FieldError[] = [];
  if (noticeHours > 24 * horizonDays)
    found.push(
      ...both(
        ['/noticeHours', '/horizonDays'],
        `Nothing could be booked: the notice of ${noticeHours} hours (noticeHours) is longer than the horizon of ${horizonDays} days (horizonDays), which is ${24 * horizonDays} hours.`,
      ),
    );
  if (noticeHours < 24 && !bookInside24Hours)
    found.push(
      ...both(
        ['/noticeHours', '/bookInside24Hours'],
        `A notice of ${noticeHours} hours (noticeHours) has no effect while booking inside 24 hours (bookInside24Hours) is off: switch it on, or ask for 24 hours or more.`,
      ),
    );
  if (newClients && firstVisitServiceId === null)
    found.push(
      ...both(
        ['/newClients', '/firstVisitServiceId'],
        'New clients (newClients) could book nothing: choose the service that they begin with (firstVisitServiceId), or switch new clients off.',
      ),
    );
  return found;
}

/**
 * What is wrong with the locations of weekly hours (product 4.1): one that the practice does not have (or has
 * archived), or hours without one beside hours that name one. `pointer` leads to the list in the body.
 */
export function weeklyHoursErrors(
  weekly: WeeklyHours,
  known: ReadonlySet<string>,
  pointer: string,
): FieldError[] {
  return locationErrors(weekly, known, pointer, locationsNamed(weekly).length > 0);
}

/**
 * What is wrong with weekly hours at several locations, by the exceptions that are to come (product 4.3): of windows
 * that name no place nobody could tell any more where they are.
 */
export function homelessExceptions(
  weekly: WeeklyHours,
  exceptions: readonly DateException[],
  pointer: string,
): FieldError[] {
  if (locationsNamed(weekly).length <= 1) return [];
  return exceptions
    .filter(({ windows }) => windows.some(({ locationId: named }) => named === undefined))
    .map(({ date }) => ({
      pointer,
      code: 'exception-without-location',
      message: `The hours of ${date} name no location, which they must beside weekly hours at several. Set that date first.`,
    }));
}

/**
 * What is wrong with the locations of an exception's windows (product 4.3): one that the practice does
 * not have, or none where the clinician's weekly hours name several. `pointer` leads to the windows.
 */
export function exceptionErrors(
  exception: Pick<DateException, 'windows'>,
  weekly: WeeklyHours,
  known: ReadonlySet<string>,
  pointer: string,
): FieldError[] {
  return locationErrors(exception.windows, known, pointer, locationsNamed(weekly).length > 1);
}

function locationErrors(
  windows: readonly HoursWindow[],
  known: ReadonlySet<string>,
  pointer: string,
  needed: boolean,
): FieldError[] {
  return windows.flatMap(({ locationId: named }, at): FieldError[] => {
    const error = (code: string, message: string) => [
      { pointer: `${pointer}/${at}/locationId`, code, message },
    ];
    if (named === undefined)
      return needed ? error('location-needed', 'Say at which location these hours are.') : [];
    return known.has(named) ? [] : error('location-unknown', `The practice has no location ${named} in use.`);
  });
}
