import { beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { listBell } from '../../../functions/staff/list-bell/contract.ts';
import { markBellRead } from '../../../functions/staff/mark-bell-read/contract.ts';
import { newBellEntry } from '../../../shared/data/bell.ts';
import { newId } from '../../../shared/data/change.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { monday, standingClock } from '../../support/clock.ts';
import {
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';

standingClock();

let given: GivenPractice;
let params: { practiceId: string };
let client: Client;
let appointment: Appointment;
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  client = await givenClient(given);
  appointment = await givenAppointment(given, client, { startsAt: '2026-11-24T09:00:00.000Z' });
  token = await staffToken(given, given.clinician);
});

/** An entry of the clinician's list, some minutes after the clock. */
async function givenEntry(
  minutes: number,
  parts: { staffId?: string; clientId?: string } = {},
): Promise<string> {
  const now = monday + minutes * 60_000;
  const id = newId('bell', now);
  const entry = {
    kind: 'appointment-cancelled' as const,
    clientId: parts.clientId ?? client.id,
    appointmentId: appointment.id,
    startsAt: appointment.startsAt,
    previousStartsAt: '2026-11-23T09:00:00.000Z',
    zone: 'Europe/London',
    late: true,
    refundByHand: true,
  };
  await transact([
    newBellEntry(given, parts.staffId ?? given.clinician.id, { now, clock: () => now }, entry, id),
  ]);
  return id;
}

const read = (query = {}) => ask(listBell, { params, token, query });
const mark = (entryIds: string[], by = token) => ask(markBellRead, { params, token: by, body: { entryIds } });

describe('the bell list', () => {
  it('[3.3] names client and clinician, says when it was and will be, and what is to be refunded by hand', async () => {
    const id = await givenEntry(1);
    expect((await read()).body).toEqual({
      items: [
        {
          id,
          kind: 'appointment-cancelled',
          at: '2026-11-16T10:01:00.000Z',
          client: { id: client.id, name: 'Ann Client' },
          clinician: { id: given.clinician.id, name: given.clinician.name },
          appointmentId: appointment.id,
          requestId: null,
          startsAt: appointment.startsAt,
          when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
          previousStartsAt: '2026-11-23T09:00:00.000Z',
          previousWhen: 'Monday 23 November 2026, 9:00am (United Kingdom Time)',
          late: true,
          refundByHand: true,
          read: false,
        },
      ],
      next: null,
      unread: 1,
    });
  });

  it('[5.2] comes newest first, page by page, with the number that is unread', async () => {
    const ids = [await givenEntry(1), await givenEntry(2), await givenEntry(3)];
    const first = await read({ limit: '2' });
    expect(first.body.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(first.body.unread).toBe(3);
    const second = await read({ limit: '2', cursor: String(first.body.next) });
    expect(second.body.items.map(({ id }) => id)).toEqual([ids[0]]);
    expect(second.body.next).toBeNull();
  });

  it('[5.2] is each person’s own', async () => {
    await givenEntry(1, { staffId: given.manager.id });
    expect((await read()).body).toMatchObject({ items: [], unread: 0 });
  });

  it('[5.2] marks as read what was seen, once or again, and of one’s own list only', async () => {
    const [older, newer] = [await givenEntry(1), await givenEntry(2)];
    const theirs = await givenEntry(3, { staffId: given.manager.id });
    expect(await mark([older, theirs, older])).toMatchObject({ status: 200, body: { unread: 1 } });
    expect(await mark([older])).toMatchObject({ status: 200, body: { unread: 1 } });
    expect((await read()).body.items.map(({ id, read }) => [id, read])).toEqual([
      [newer, false],
      [older, true],
    ]);
    const manager = await staffToken(given, given.manager);
    expect((await ask(listBell, { params, token: manager })).body.unread).toBe(1);
  });

  it('[9.3] leaves in the audit log whose names were read', async () => {
    const other = await givenClient(given, { givenName: 'Bob' });
    await givenEntry(1);
    await givenEntry(2, { clientId: other.id });
    await read();
    const manager = await staffToken(given, given.manager);
    const { body } = await ask(listAudit, { params, token: manager });
    const row = body.items.find(({ what }) => what === 'bell.read');
    expect(row?.note?.split(' ').sort()).toEqual([client.id, other.id].sort());
  });

  it('[5.2] takes ids of entries, and not too many', async () => {
    expect(await mark(['nothing'])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/entryIds/0' }] },
    });
    expect(await mark([])).toMatchObject({ status: 422, body: { errors: [{ pointer: '/entryIds' }] } });
  });
});
