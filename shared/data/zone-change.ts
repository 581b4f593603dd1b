import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import type { Practice } from '../domain/practice.ts';
import type { ZoneChange } from '../domain/zone-change-job.ts';
import { type Change, commit } from './change.ts';
import { keys } from './keys.ts';
import { changePractice } from './practice.ts';
import { putSheets } from './sheet.ts';
import { getItem, put, queryAll, record, transact, update, type Write } from './table.ts';

/** One change of the practice's zone. */
export async function getZoneChange(scope: Scope, zoneChangeId: string): Promise<ZoneChange | undefined> {
  const item = await getItem(keys.zoneChange(scope.practiceId, zoneChangeId));
  return item && record<ZoneChange>(item);
}

/** Writes a change of zone, new or over the version that was read (`zone-change` is lost otherwise). */
export const putZoneChange = (scope: Scope, it: ZoneChange, when: 'new' | { version: number }): Write =>
  put('zone-change', keys.zoneChange(scope.practiceId, it.id), it, when);

/**
 * Writes a change that was asked for, or that goes on, with the event that starts its flow (product 1.1). Loses
 * `practice` or `zone-change` where another was faster.
 */
export const requestZoneChange = (
  scope: Scope,
  change: Change,
  practice: Pick<Practice, 'id' | 'profileVersion'>,
  it: ZoneChange,
  { when, answer }: { when: 'new' | { version: number }; answer: unknown },
): Promise<void> => {
  const profileVersion = practice.profileVersion + 1;
  const { id: zoneChangeId, from, to, round } = it;
  return commit(scope, change, {
    writes: [
      changePractice(scope, 'profileVersion', practice.profileVersion, { zoneChangeId }),
      putZoneChange(scope, it, when),
    ],
    happenings: [
      {
        type: 'practice.zone-change-requested.v1',
        aggregate: { type: 'practice', id: practice.id },
        sequence: profileVersion,
        data: { profileVersion, zoneChangeId, from, to, round },
      },
    ],
    answer,
  });
};

/** Ends all writes of the practice; loses `practice` where another change is going on. */
export const freezePractice = (scope: Scope, zoneChangeId: string): Write =>
  update('practice', keys.practice(scope.practiceId), {
    set: 'SET frozen = :frozen',
    condition: 'zoneChangeId = :id',
    values: { ':frozen': true, ':id': zoneChangeId },
  });

/** Lets writes begin again, as if nothing had been; loses `practice` where another change is going on. */
export const thawPractice = (scope: Scope, zoneChangeId: string): Write =>
  update('practice', keys.practice(scope.practiceId), {
    set: 'SET frozen = :frozen, zoneChangeId = :none',
    condition: 'zoneChangeId = :id',
    values: { ':frozen': false, ':none': null, ':id': zoneChangeId },
  });

/**
 * A clinician's appointments that start from an instant on, by start: of an index, so one that was written just now
 * may be missing, or as it was.
 */
export async function listDiaryFrom(scope: Scope, staffId: string, from: number): Promise<Appointment[]> {
  const items = await queryAll({
    IndexName: 'gsi2',
    KeyConditionExpression: 'gsi2pk = :pk AND gsi2sk >= :from',
    ExpressionAttributeValues: {
      ':pk': keys.diary(scope.practiceId, staffId),
      ':from': keys.startOf(new Date(from).toISOString(), ''),
    },
  });
  return items.map((item) => record<Appointment>(item));
}

/** Sheets of one transaction. */
const together = 50;

/** Writes many day sheets of one clinician, some at a time, each over the version that was read. */
export async function replaceSheets(
  scope: Scope,
  staffId: string,
  sheets: readonly DaySheet[],
): Promise<void> {
  const writes = putSheets(scope, staffId, sheets);
  for (let at = 0; at < writes.length; at += together) await transact(writes.slice(at, at + together));
}
