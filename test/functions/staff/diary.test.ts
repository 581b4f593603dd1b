import { beforeEach, describe, expect, it } from 'vitest';
import { deleteAppointment } from '../../../functions/staff/delete-appointment/contract.ts';
import { listDiary } from '../../../functions/staff/list-diary/contract.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { rowsOf } from '../../support/changed.ts';
import { standingClock } from '../../support/clock.ts';
import {
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  givenRemoved,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

let given: GivenPractice;
let client: Client;
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  client = await givenClient(given);
  token = await staffToken(given, given.manager);
});

const at = (startsAt: string, parts: Parameters<typeof givenAppointment>[2] = {}) =>
  givenAppointment(given, client, { startsAt, ...parts });
const diary = (query: Record<string, string> = {}) =>
  ask(listDiary, { params: { practiceId: given.practiceId }, query, token });

/** Every page, from the first. */
async function pages(query: Record<string, string>): Promise<string[][]> {
  const all: string[][] = [];
  let cursor: string | null = null;
  do {
    const { body } = await diary({ ...query, ...(cursor && { cursor }) });
    all.push(body.items.map(({ id }: { id: string }) => id));
    cursor = body.next;
  } while (cursor);
  return all;
}

describe('the diary', () => {
  it('[3.4] has a clinician’s appointments of some local dates, with names, times and places', async () => {
    // 23:30 in London on the 23rd, and midnight of the 25th: the first is not of the 24th, nor is the last.
    await at('2026-11-23T23:30:00.000Z');
    const first = await at('2026-11-24T00:00:00.000Z');
    const gone = await at('2026-11-24T09:00:00.000Z', { status: 'cancelled' });
    await at('2026-11-25T00:00:00.000Z');
    const other = await givenStaff(given, { roles: ['clinician'] });
    await at('2026-11-24T09:00:00.000Z', { clinician: other });
    const { status, body } = await diary({
      staffId: given.clinician.id,
      from: '2026-11-24',
      to: '2026-11-25',
    });
    expect({ status, next: body.next }).toEqual({ status: 200, next: null });
    expect(body.items).toMatchObject([
      {
        id: first.id,
        client: { id: client.id, name: 'Ann Client' },
        clinician: { id: given.clinician.id, name: 'Sam Staff' },
        service: { name: 'Therapy' },
        location: { name: 'Rooms' },
        localTime: '2026-11-24T00:00',
        zone: 'Europe/London',
        when: 'Tuesday 24 November 2026, 12:00am (United Kingdom Time)',
        status: { name: 'Is booked', kind: 'booked' },
        deletedAt: null,
        version: 1,
      },
      { id: gone.id, status: { kind: 'cancelled' } },
    ]);
  });

  it('[3.4] reads dates in the zone of the practice, over a change of the clocks too', async () => {
    // 25 October 2026 in London lasts from 23:00Z on the 24th to midnight UTC of the 26th: 25 hours.
    const inside = [await at('2026-10-24T23:00:00.000Z'), await at('2026-10-25T23:30:00.000Z')];
    await at('2026-10-24T22:30:00.000Z');
    await at('2026-10-26T00:00:00.000Z');
    const { body } = await diary({ from: '2026-10-25', to: '2026-10-26' });
    expect(body.items.map(({ id }) => id)).toEqual(inside.map(({ id }) => id));
  });

  it('[3.4] of all has everybody’s by start, page by page, of those who have left too', async () => {
    const other = await givenStaff(given, { roles: ['clinician'] });
    const left = await givenStaff(given, { roles: ['clinician'] });
    const made = [];
    for (let n = 0; n < 9; n += 1)
      made.push(
        await at(`2026-11-18T${String(9 + Math.floor(n / 3)).padStart(2, '0')}:00:00.000Z`, {
          clinician: [given.clinician, other, left][n % 3]!,
        }),
      );
    await givenRemoved(given, left.id);
    const inOrder = made
      .toSorted((one, two) => (`${one.startsAt}${one.id}` < `${two.startsAt}${two.id}` ? -1 : 1))
      .map(({ id }) => id);
    for (const limit of [1, 2, 4, 9, 20]) {
      const all = await pages({ limit: String(limit) });
      expect(all.flat()).toEqual(inOrder);
      expect(all.every((page) => page.length <= limit)).toBe(true);
    }
  });

  it('[3.4] shows the week from today where no dates are given, and none that are deleted', async () => {
    const today = await at('2026-11-16T00:00:00.000Z');
    const last = await at('2026-11-22T23:30:00.000Z');
    await at('2026-11-23T00:00:00.000Z');
    const deleted = await at('2026-11-17T09:00:00.000Z');
    await ask(deleteAppointment, {
      params: { practiceId: given.practiceId, appointmentId: deleted.id },
      token,
    });
    expect(await pages({})).toEqual([[today.id, last.id]]);
  });

  it('[9.3] leaves in the audit log whose appointments were looked at: a row a page, none for nobody', async () => {
    const reads = async () =>
      (await rowsOf(given)).filter(({ action }) => action === 'diary.read').map(({ note }) => note);
    await diary();
    expect(await reads()).toEqual([]);
    await at('2026-11-17T09:00:00.000Z');
    await at('2026-11-17T10:00:00.000Z');
    const other = await givenClient(given, { email: null });
    await givenAppointment(given, other, { startsAt: '2026-11-17T11:00:00.000Z' });
    await diary({ limit: '2' });
    expect(await reads()).toEqual([client.id]);
  });

  it.each([
    ['?to', { from: '2026-11-24', to: '2026-11-23' }],
    ['?to', { from: '2026-11-24', to: '2027-01-26' }],
    ['?from', { from: '2026-11-31' }],
    ['?staffId', { staffId: 'staff_01ZZZZZZZZZZZZZZZZZZZZZZZZ' }],
  ])('[3.4] names what of %s is wrong', async (pointer, query) => {
    const refused = await diary(query);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map((error) => error.pointer)).toEqual([pointer]);
  });
});
