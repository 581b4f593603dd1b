import { describe, expect, test } from 'vitest';
import type { Booked } from '../../../shared/domain/booking.ts';
import type { DaySheet, Taken } from '../../../shared/domain/day-sheet.ts';
import { withOpenRequest, withoutOpenRequest, withReopened } from '../../../shared/domain/open-requests.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { deadlineOf, stateAt } from '../../../shared/domain/request.ts';
import {
  type Asking,
  appointmentOf,
  placeRequest,
  unconfirmedRequest,
} from '../../../shared/domain/request-placing.ts';
import {
  approvedRequest,
  confirmedRequest,
  declinedRequest,
  expiredRequest,
  movedRequest,
  undoneRequest,
  withdrawnRequest,
} from '../../../shared/domain/request-rules.ts';
import { givenAppointment, givenClinician, ids } from './given.ts';

const HOUR = 3_600_000;
/** Monday 16 November 2026, 9:00; the time asked for is Tuesday the 24th, 9:00-9:45. */
const now = Date.parse('2026-11-16T09:00:00.000Z');
const start = Date.parse('2026-11-24T09:00:00.000Z');
const limit = now + 72 * HOUR;

const sheet = (...taken: Taken[]): DaySheet => ({ date: '2026-11-24', version: 3, taken });
const booked = (over: Partial<Booked> = {}, startsAt = start): Booked => ({
  clinician: givenClinician(),
  opening: {
    startsAt,
    endsAt: startsAt + 45 * 60_000,
    locationId: ids.location,
    zone: 'Europe/London',
    localTime: new Date(startsAt).toISOString().slice(0, 16),
  },
  awaitsApproval: true,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  sheets: [sheet()],
  ...over,
});
const asking = (over: Partial<Asking> = {}): Asking => ({
  id: ids.request,
  clientId: ids.client,
  applicant: null,
  service: { id: ids.service },
  test: false,
  now,
  ...over,
});

const approval = {
  appointmentId: ids.appointment,
  clientId: ids.client,
  status: { id: ids.booked, kind: 'booked' as const },
  staffId: ids.staff,
};
const terms = { limitHours: 72, approval };

function pending(over: Partial<AppointmentRequest> = {}): AppointmentRequest {
  const placed = placeRequest(asking(), booked(), terms);
  if (!placed.allowed) throw new Error(placed.refusal.detail);
  return { ...placed.value.request, ...over };
}
/** The sheet with the hold of `pending`. */
const held = sheet([540, 585, 0, 0, limit]);
const codeOf = (decision: { allowed: boolean; refusal?: { code: string } }) =>
  decision.allowed ? 'allowed' : decision.refusal?.code;

describe('a request', () => {
  test('[4.4] holds its time from the moment it is made until the practice’s limit', () => {
    expect(placeRequest(asking(), booked(), terms)).toMatchObject({
      value: {
        request: {
          id: ids.request,
          clientId: ids.client,
          staffId: ids.staff,
          state: 'pending',
          round: 1,
          startsAt: '2026-11-24T09:00:00.000Z',
          endsAt: '2026-11-24T09:45:00.000Z',
          deadline: '2026-11-19T09:00:00.000Z',
          decidedAt: null,
        },
        sheets: [{ version: 3, taken: [[540, 585, 0, 0, limit]] }],
      },
    });
  });

  test('[5.4] waits no longer than until its start', () => {
    expect(deadlineOf(start, 72, start - HOUR)).toBe(start);
    expect(deadlineOf(start, 72, now)).toBe(limit);
  });

  test('[4.2] is approved at once, for good, where nobody has to approve it', () => {
    expect(placeRequest(asking(), booked({ awaitsApproval: false }), terms)).toMatchObject({
      value: {
        request: { state: 'approved', decidedBy: null, decidedAt: '2026-11-16T09:00:00.000Z' },
        appointment: { id: ids.appointment, clientId: ids.client, version: 1 },
        sheets: [{ taken: [[540, 585]] }],
      },
    });
  });

  test('[4.4] is refused where its time has been taken meanwhile', () => {
    const other = booked({ sheets: [sheet([570, 600])] });
    expect(codeOf(placeRequest(asking(), other, terms))).toBe('taken');
    expect(codeOf(placeRequest(asking(), { ...other, awaitsApproval: false }, terms))).toBe('taken');
  });

  test('[4.4] of a stranger holds nothing before the address is confirmed, and can be confirmed for a day', () => {
    const request = unconfirmedRequest(asking(), booked());
    expect(request).toMatchObject({ state: 'unconfirmed', deadline: '2026-11-17T09:00:00.000Z' });
    const soon = unconfirmedRequest(asking({ now: start - HOUR }), booked());
    expect(soon.deadline).toBe('2026-11-24T09:00:00.000Z');
  });

  test.each([
    [false, 'pending', [[540, 585, 0, 0, limit + HOUR]]],
    [true, 'approved', [[540, 585]]],
  ])(
    '[5.1] is held, or booked at once (%s), when the stranger confirms the address',
    (atOnce, state, taken) => {
      const request = unconfirmedRequest(asking({ clientId: null }), booked());
      const confirmed = confirmedRequest(
        request,
        booked({ awaitsApproval: !atOnce }),
        ids.client,
        terms,
        now + HOUR,
      );
      expect(confirmed).toMatchObject({
        value: { request: { state, clientId: ids.client, round: 1, version: 2 }, sheets: [{ taken }] },
      });
    },
  );

  test('[4.4] cannot be confirmed a second time, nor after its day', () => {
    const late = unconfirmedRequest(asking(), booked());
    const confirm = (request: AppointmentRequest, at: number) =>
      confirmedRequest(request, booked(), null, terms, at);
    expect(confirm(late, now + 24 * HOUR - 1).allowed).toBe(true);
    expect(confirm(late, now + 24 * HOUR)).toMatchObject({
      refusal: { code: 'already-decided', current: { state: 'expired' } },
    });
    expect(codeOf(confirm(pending(), now))).toBe('already-decided');
  });

  test('[5.3] moves in one step: the old hold is given back, the new one taken, the wait begins anew', () => {
    const moved = movedRequest(pending(), booked({ sheets: [held] }, start + HOUR), 72, now + HOUR);
    expect(moved).toMatchObject({
      value: {
        request: {
          state: 'pending',
          round: 2,
          startsAt: '2026-11-24T10:00:00.000Z',
          deadline: '2026-11-19T10:00:00.000Z',
          version: 2,
        },
        sheets: [{ taken: [[600, 645, 0, 0, limit + HOUR]] }],
      },
    });
    const taken = booked({ sheets: [sheet([540, 585, 0, 0, limit], [600, 660])] }, start + HOUR);
    expect(codeOf(movedRequest(pending(), taken, 72, now))).toBe('taken');
  });

  test('[5.4] that is withdrawn frees its time', () => {
    expect(withdrawnRequest(pending(), [held], now + 1)).toMatchObject({
      value: { request: { state: 'withdrawn', decidedBy: null, version: 2 }, sheets: [{ taken: [] }] },
    });
  });

  test('[5.4] has expired at its deadline, for whoever looks, before anything is written', () => {
    expect(stateAt(pending(), limit - 1)).toBe('pending');
    expect(stateAt(pending(), limit)).toBe('expired');
    expect(codeOf(expiredRequest(pending(), [held], limit - 1))).toBe('already-decided');
    expect(expiredRequest(pending(), [held], limit)).toMatchObject({
      value: { request: { state: 'expired' }, sheets: [{ taken: [] }] },
    });
    expect(codeOf(expiredRequest(pending({ state: 'withdrawn' }), [held], limit))).toBe('already-decided');
    const neverConfirmed = unconfirmedRequest(asking(), booked());
    expect(codeOf(expiredRequest(neverConfirmed, [], limit))).toBe('already-decided');
  });

  test('[5.3] that is declined frees its time and keeps the note', () => {
    const by = { staffId: ids.staff, note: 'Please phone us.' };
    expect(declinedRequest(pending(), [held], by, now)).toMatchObject({
      value: {
        request: { state: 'declined', decidedBy: ids.staff, note: 'Please phone us.' },
        sheets: [{ taken: [] }],
      },
    });
  });

  test('[5.3] that is approved becomes an appointment, and its hold the appointment’s time', () => {
    expect(approvedRequest(pending({ test: true }), [held], approval, now)).toMatchObject({
      value: {
        request: { state: 'approved', appointmentId: ids.appointment, decidedBy: ids.staff },
        sheets: [{ taken: [[540, 585]] }],
        appointment: {
          id: ids.appointment,
          clientId: ids.client,
          statusKind: 'booked',
          startsAt: '2026-11-24T09:00:00.000Z',
          test: true,
          version: 1,
        },
      },
    });
    expect(appointmentOf(pending(), approval)).toMatchObject({ localTime: '2026-11-24T09:00' });
  });

  test('[5.3] that is approved keeps its time, though staff set the gap beside it aside for another', () => {
    const gaps = { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 };
    const request = pending(gaps);
    const near = sheet([510, 540, 15, 15], [540, 585, 15, 15, limit]);
    const approved = approvedRequest(request, [near], approval, now);
    expect(approved).toMatchObject({
      value: {
        sheets: [
          {
            taken: [
              [510, 540, 15, 15],
              [540, 585, 15, 15],
            ],
          },
        ],
      },
    });
    const appointment = givenAppointment({
      startsAt: request.startsAt,
      endsAt: request.endsAt,
      ...gaps,
      version: 1,
    });
    const beside = sheet([510, 540, 15, 15], [540, 585, 15, 15]);
    const after = { ...request, state: 'approved' as const, appointmentId: ids.appointment };
    expect(codeOf(undoneRequest(after, appointment, [beside], 72, now))).toBe('allowed');
  });

  test('[5.3] is not approved over somebody who has its time', () => {
    expect(codeOf(approvedRequest(pending(), [sheet([540, 600])], approval, now))).toBe('taken');
  });

  test.each(['unconfirmed', 'approved', 'declined', 'withdrawn', 'expired'] as const)(
    '[5.5] is decided once: nothing more happens to one that is %s, and the no says what became of it',
    (state) => {
      const request = pending({ state, decidedBy: ids.staff, decidedAt: '2026-11-16T10:00:00.000Z' });
      const by = { staffId: ids.staff, note: null };
      for (const decision of [
        movedRequest(request, booked(), 72, now),
        withdrawnRequest(request, [held], now),
        declinedRequest(request, [held], by, now),
        approvedRequest(request, [held], approval, now),
      ])
        expect(decision).toMatchObject({
          refusal: {
            code: 'already-decided',
            current: { state, decidedBy: ids.staff, decidedAt: '2026-11-16T10:00:00.000Z' },
          },
        });
    },
  );

  test('[5.5] that has run out is decided, though nobody has written so', () => {
    expect(codeOf(approvedRequest(pending(), [held], approval, limit))).toBe('already-decided');
    expect(codeOf(withdrawnRequest(pending(), [held], limit))).toBe('already-decided');
  });
});

describe('a decision taken back', () => {
  const approved = pending({ state: 'approved', appointmentId: ids.appointment, version: 2 });
  const untouched = givenAppointment({ version: 1 });
  const later = now + HOUR;

  test('[5.3] of an approval turns the appointment’s time into a hold again', () => {
    expect(undoneRequest(approved, untouched, [sheet([540, 585])], 72, later)).toMatchObject({
      value: {
        request: { state: 'pending', round: 2, appointmentId: null, decidedBy: null, version: 3 },
        sheets: [{ taken: [[540, 585, 0, 0, limit + HOUR]] }],
      },
    });
  });

  test('[5.3] of a decline takes the time again if it is free', () => {
    const declined = pending({ state: 'declined', note: 'No.' });
    expect(undoneRequest(declined, null, [sheet()], 72, later)).toMatchObject({
      value: {
        request: { state: 'pending', round: 2, note: null },
        sheets: [{ taken: [[540, 585, 0, 0, limit + HOUR]] }],
      },
    });
    expect(codeOf(undoneRequest(declined, null, [sheet([540, 600])], 72, later))).toBe('taken');
  });

  test.each([
    ['its appointment was changed since', approved, givenAppointment({ version: 2 }), later],
    ['its appointment is gone', approved, null, later],
    ['its time has begun', approved, untouched, start],
    ['it was withdrawn', pending({ state: 'withdrawn' }), null, later],
    ['it waits for a decision', pending(), null, later],
    ['it has run out', pending(), null, limit],
  ])('[5.3] is refused where %s', (_, request, appointment, at) => {
    expect(codeOf(undoneRequest(request, appointment, [sheet([540, 585])], 72, at))).toBe('not-undoable');
  });

  test('[5.3] is refused where the time is somebody else’s by now', () => {
    const gone = undoneRequest(approved, untouched, [sheet([540, 570])], 72, later);
    expect(codeOf(gone)).toBe('taken');
  });
});

describe('the requests of one person', () => {
  const request = { id: 'req_new', deadline: new Date(limit).toISOString() };
  const open = (count: number, until = limit) =>
    Array.from({ length: count }, (_, index) => ({ id: `req_${index}`, until }));

  test.each([
    ['client', 2, 'allowed'],
    ['client', 3, 'requests-open'],
    ['applicant', 0, 'allowed'],
    ['applicant', 1, 'requests-open'],
  ] as const)('[4.4] of a %s who has %i waiting: one more is %s', (who, count, expected) => {
    expect(codeOf(withOpenRequest(open(count), request, who, now))).toBe(expected);
  });

  test.each([
    ['client', 3, 'This client has 3 other requests waiting by now. Decide one of them first.'],
    ['applicant', 1, 'This person has another request waiting by now. Decide that one first.'],
  ] as const)(
    '[5.3] of a %s are no more by a decision taken back, and staff read why',
    (who, most, detail) => {
      expect(codeOf(withReopened(open(most - 1), request, who, now))).toBe('allowed');
      expect(withReopened(open(most), request, who, now)).toEqual({
        allowed: false,
        refusal: { code: 'requests-open', detail },
      });
    },
  );

  test('[4.4] do not count from their deadline on, and one that is moved counts once', () => {
    expect(withOpenRequest(open(3, now), request, 'client', now)).toMatchObject({
      value: [{ id: 'req_new', until: limit }],
    });
    const moved = withOpenRequest([{ id: 'req_new', until: now + 1 }], request, 'applicant', now);
    expect(moved).toMatchObject({ value: [{ id: 'req_new', until: limit }] });
    expect(withoutOpenRequest(open(2), 'req_0', now)).toEqual([{ id: 'req_1', until: limit }]);
  });
});
