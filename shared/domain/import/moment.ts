import { dayOf, instantsOf, MINUTES_OF_A_DAY, minutesOf } from '../zone.ts';

/** A time as a file writes it: an instant (epoch milliseconds), or what a clock on the wall reads. */
export type Moment = { at: number } | { local: string; seconds: number };

const written = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Whether a date like `2026-02-30` is in the calendar. */
export function isDate(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** Reads `2026-11-24T09:00`, with seconds, a blank for the T, and an offset or Z if it has one; else null. */
export function readMoment(text: string): Moment | null {
  const [, date, clock, seconds = '00', offset] = written.exec(text) ?? [];
  if (!date || !clock || !isDate(date) || clock >= '24:00' || clock.slice(3) >= '60' || seconds >= '60')
    return null;
  if (offset === undefined) return { local: `${date}T${clock}`, seconds: Number(seconds) };
  const minutes = offsetMinutes(offset);
  if (minutes === null) return null;
  return { at: Date.parse(`${date}T${clock}:${seconds}Z`) - minutes * 60_000 };
}

/** Minutes east of UTC of `Z`, `+01:00` or `-0430`; null for one that no place on earth has. */
function offsetMinutes(offset: string): number | null {
  if (offset === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (digits.slice(2) >= '60' || minutes > 14 * 60) return null;
  return offset.startsWith('-') ? -minutes : minutes;
}

/**
 * The instant of a moment, its local time read in `zone`. A local time that the clocks skip has none, and one
 * that happens twice has two: neither is ever settled by guessing (product 8.3).
 */
export function instantOf(moment: Moment, zone: string): { at: number } | { reason: string } {
  if ('at' in moment) return moment;
  const { local, seconds } = moment;
  const wall = dayOf(local.slice(0, 10)) * MINUTES_OF_A_DAY + minutesOf(local.slice(11));
  const [first, second] = instantsOf(zone, wall);
  if (first === undefined) return { reason: `The clocks skip this local time in ${zone}.` };
  if (second !== undefined)
    return { reason: `This local time happens twice in ${zone}: give it an offset, like +01:00.` };
  return { at: first * 60_000 + seconds * 1000 };
}
