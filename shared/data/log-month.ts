import { decodeTime, encodeTime } from 'ulid';
import { eventId, idPrefixes } from '../domain/id.ts';
import { decodeCursor } from './table.ts';

/** A practice's log lies in a partition for each month; its rows sort by their ids, whose beginning is an instant. */

/** The month of an instant, as its partition has it: `2026-11`. */
export const monthOf = (instant: number): string => new Date(instant).toISOString().slice(0, 7);

/** The first instant of a month, epoch milliseconds. */
export const beginningOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);

/** The first instant after a month. */
export const endOf = (month: string): number => {
  const date = new Date(beginningOf(month));
  return date.setUTCMonth(date.getUTCMonth() + 1);
};

/** The first id that a row of an instant could have. */
export const firstIdAt = (instant: number): string =>
  `${idPrefixes.event}_${encodeTime(instant, 10)}${'0'.repeat(16)}`;

/** The instant at which an id was made. */
export const instantOfId = (id: string): number => decodeTime(id.slice(idPrefixes.event.length + 1));

/** The id that a cursor stands for; `malformed`, naming the query's parameter, where it is none. */
export const idOfCursor = (cursor: string, name?: string): string =>
  decodeCursor(cursor, (position) => eventId.safeParse(position).success, name);
