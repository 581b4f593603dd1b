import type { Scope } from '../domain/actor.ts';
import type { DateException, WeeklyHours } from '../domain/availability.ts';
import { keys } from './keys.ts';
import { getItem, put, queryAll, record, type Write } from './table.ts';

/** A clinician's weekly hours with their version; version 0 where none were ever set. */
export interface StoredHours {
  hours: WeeklyHours;
  version: number;
}

/** What one date has instead of the weekly hours; windows of null: nothing any more. */
export interface StoredException {
  date: string;
  windows: DateException['windows'] | null;
  version: number;
}

const noHours: StoredHours = { hours: [], version: 0 };

/** Weekly hours of a clinician. */
export async function getHours(scope: Scope, staffId: string): Promise<StoredHours> {
  const item = await getItem(keys.hours(scope.practiceId, staffId));
  return item ? record<StoredHours>(item) : noHours;
}

/** What is different on one date; version 0 where nothing ever was. */
export async function getException(scope: Scope, staffId: string, date: string): Promise<StoredException> {
  const item = await getItem(keys.exception(scope.practiceId, staffId, date));
  return item ? record<StoredException>(item) : { date, windows: null, version: 0 };
}

/** Weekly hours and the exceptions from one date on: one query. */
export async function getAvailability(
  scope: Scope,
  staffId: string,
  from: string,
): Promise<{ hours: WeeklyHours; exceptions: DateException[] }> {
  const week = keys.hours(scope.practiceId, staffId);
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': week.pk,
      ':from': keys.exception(scope.practiceId, staffId, from).sk,
      ':to': week.sk,
    },
    ConsistentRead: true,
  });
  const stored = items.find((item) => item.sk === week.sk);
  return {
    hours: stored ? record<StoredHours>(stored).hours : noHours.hours,
    exceptions: items
      .filter((item) => item !== stored)
      .map((item) => record<StoredException>(item))
      .flatMap(({ date, windows }) => (windows ? [{ date, windows }] : [])),
  };
}

/** Replaces weekly hours over the version that was read (0: none yet). */
export const putHours = (scope: Scope, staffId: string, hours: WeeklyHours, version: number): Write =>
  put(
    'hours',
    keys.hours(scope.practiceId, staffId),
    { hours, version: version + 1 },
    version === 0 ? 'new' : { version },
  );

/**
 * Replaces what one date has instead of the weekly hours, over the version that was read (0: none yet). One
 * that is taken back stays as an item without windows, so that its versions never begin again.
 */
export const putException = (
  scope: Scope,
  staffId: string,
  exception: Pick<StoredException, 'date' | 'windows'>,
  version: number,
): Write =>
  put(
    'exception',
    keys.exception(scope.practiceId, staffId, exception.date),
    { ...exception, version: version + 1 },
    version === 0 ? 'new' : { version },
  );
