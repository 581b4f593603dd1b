import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { busyTimesOf, claim, type DaySheet } from '../../../shared/domain/day-sheet.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { instantsOf, localTimeOf, wallOf } from '../../../shared/domain/zone.ts';
import {
  cutoffAt,
  isToMove,
  overlapsOf,
  ownZonedOf,
  planFor,
  rezoned,
  wasAhead,
  type ZoneShift,
} from '../../../shared/domain/zone-change.ts';
import { firstSheetOf, rebuiltSheets, unknownTimes } from '../../../shared/domain/zone-change-sheets.ts';
import { fc } from '../../support/random.ts';
import { givenAppointment, givenLocation, ids } from './given.ts';

const elsewhere = 'loc_01JD3Q6Z5W8N4T2R9YB7KXAM99';
const now = Date.parse('2026-11-16T10:00:00.000Z');
const london: ZoneShift = {
  from: 'Europe/London',
  to: 'America/New_York',
  cutoff: now,
  ownZoned: new Set([elsewhere]),
};
const back: ZoneShift = { ...london, from: london.to, to: london.from };

/** An appointment at a wall-clock time of a zone: the first of two instants. */
function at(localTime: string, over: Partial<Appointment> & { minutes?: number } = {}): Appointment {
  const { minutes = 45, zone = 'Europe/London', ...rest } = over;
  const [start] = instantsOf(zone, wallOf(localTime)) as [number];
  const iso = (instant: number) => new Date(instant * 60_000).toISOString();
  return givenAppointment({
    zone,
    localTime,
    startsAt: iso(start),
    endsAt: iso(start + minutes),
    ...rest,
  });
}

const idOf = (at: number) => `appt_01JD3Q6Z5W8N4T2R9YB7KX${String(at).padStart(4, '0')}`;

/** Sheets on which some appointments have their times. */
const sheetsOf = (appointments: readonly Appointment[], held: readonly number[] = []): DaySheet[] => {
  const sheets = new Map<string, DaySheet>();
  const take = (wanted: Parameters<typeof claim>[1]) => {
    for (const sheet of granted(claim([...sheets.values()], wanted, now, { ignoreBuffers: true })))
      sheets.set(sheet.date, { ...sheet, version: 1 });
  };
  for (const one of appointments) take({ ...one, ...timeOf(one) });
  for (const startsAt of held)
    take({
      startsAt,
      endsAt: startsAt + 30 * 60_000,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      until: now + 1,
    });
  return [...sheets.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1));
};

describe('an appointment in another zone', () => {
  test.each([
    // local time, minutes, from → to, its new instants
    ['2026-11-24T09:00', 45, london, '2026-11-24T14:00:00.000Z', '2026-11-24T14:45:00.000Z'],
    ['2026-11-24T09:00', 45, back, '2026-11-24T09:00:00.000Z', '2026-11-24T09:45:00.000Z'],
    // New York is on winter time, London not: four hours instead of five
    ['2027-03-20T09:00', 45, london, '2027-03-20T13:00:00.000Z', '2027-03-20T13:45:00.000Z'],
    // 60 elapsed minutes over New York's change of the clocks
    ['2027-03-14T01:30', 60, london, '2027-03-14T06:30:00.000Z', '2027-03-14T07:30:00.000Z'],
  ] as const)(
    '[1.1] keeps its wall clock and its duration: %s, %i minutes',
    (localTime, minutes, shift, startsAt, endsAt) => {
      const before = at(localTime, { minutes, zone: shift.from });
      const { after, reading } = rezoned(before, shift);
      expect(after).toEqual({ ...before, zone: shift.to, startsAt, endsAt, version: before.version + 1 });
      expect(reading).toBe('once');
    },
  );

  test('[1.1] goes to the first instant after a time that the new zone skips', () => {
    const { after, reading } = rezoned(at('2027-03-14T02:30'), london);
    expect(reading).toBe('skipped');
    expect(after).toMatchObject({ startsAt: '2027-03-14T07:00:00.000Z', localTime: '2027-03-14T03:00' });
  });

  test('[1.1] goes to the first of two instants', () => {
    const { after, reading } = rezoned(at('2026-11-01T01:30'), london);
    expect(reading).toBe('twice');
    expect(after.startsAt).toBe('2026-11-01T05:30:00.000Z');
  });

  test('[1.6] measures lateness from the same wall clock as before, to the second', () => {
    const lateReference = '2026-11-20T09:00:30.000Z';
    expect(rezoned(at('2026-11-24T09:00', { lateReference }), london).after.lateReference).toBe(
      '2026-11-20T14:00:30.000Z',
    );
  });

  test('[1.1] keeps wall clock and duration in any zone, at any time', () => {
    const zone = fc.constantFrom(
      'Europe/London',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
    );
    const minute = fc.integer({ min: wallOf('2026-01-01T00:00'), max: wallOf('2028-01-01T00:00') });
    fc.assert(
      fc.property(zone, zone, minute, fc.integer({ min: 5, max: 720 }), (from, to, start, minutes) => {
        const startsAt = new Date(start * 60_000).toISOString();
        const endsAt = new Date((start + minutes) * 60_000).toISOString();
        const localTime = localTimeOf(from, start * 60_000);
        const before = givenAppointment({ zone: from, localTime, startsAt, endsAt });
        const { after, reading } = rezoned(before, { from, to });
        const time = timeOf(after);
        expect(time.endsAt - time.startsAt).toBe(minutes * 60_000);
        expect(localTimeOf(to, time.startsAt)).toBe(after.localTime);
        if (reading === 'skipped') expect(after.localTime > localTime).toBe(true);
        else expect(after.localTime).toBe(localTime);
        expect(instantsOf(to, wallOf(localTime))).toHaveLength({ skipped: 0, once: 1, twice: 2 }[reading]);
      }),
    );
  });
});

describe('which appointments move', () => {
  test('[1.1] those still to come, not those begun, nor those at a place with a zone of its own', () => {
    const moves = at('2026-11-24T09:00');
    const withoutPlace = at('2026-11-25T09:00', { locationId: null });
    const stays = at('2026-11-24T11:00', { locationId: elsewhere });
    const moved = rezoned(at('2026-11-24T13:00'), london).after;
    const begun = at('2026-11-16T09:59');
    const plan = planFor([moves, withoutPlace, stays, moved, begun], london);
    expect(plan.moves.map(({ before }) => before)).toEqual([moves, withoutPlace]);
    expect(plan.stays).toEqual([stays, moved]);
    expect(plan.begun).toEqual([begun]);
  });

  test('[1.1] knows what was still to come, also once it has moved into the past', () => {
    const auckland = { ...london, to: 'Pacific/Auckland' };
    const before = at('2026-11-16T10:00');
    const { after } = rezoned(before, auckland);
    expect(after.startsAt < '2026-11-16').toBe(true);
    expect([before, after].map((one) => wasAhead(one, auckland))).toEqual([true, true]);
    const begun = at('2026-11-16T09:59');
    expect([begun, rezoned(begun, auckland).after].map((one) => wasAhead(one, auckland))).toEqual([
      false,
      false,
    ]);
    // At a place with an own zone nothing has moved.
    const own = at('2026-11-16T22:00', { zone: 'Pacific/Auckland', locationId: elsewhere });
    expect(wasAhead(own, auckland)).toBe(false);
    expect(isToMove(own, auckland)).toBe(false);
  });

  test('[1.1] reads a wall clock that the old zone skips as the first one after', () => {
    const shift = { ...london, cutoff: Date.parse('2027-03-28T01:00:00.000Z') };
    const odd = givenAppointment({
      zone: 'America/New_York',
      localTime: '2027-03-28T01:30',
      startsAt: '2027-03-28T00:30:00.000Z',
    });
    expect(wasAhead(odd, shift)).toBe(true);
  });

  test('[1.1] counts from the next whole minute, and by places', () => {
    expect(cutoffAt(now)).toBe(now);
    expect(cutoffAt(now + 1)).toBe(now + 60_000);
    expect([
      ...ownZonedOf([givenLocation(), givenLocation({ id: elsewhere, zone: 'Europe/Paris' })]),
    ]).toEqual([elsewhere]);
  });
});

describe('overlaps that a change would make', () => {
  const own = at('2026-11-24T14:30', { id: idOf(1), locationId: elsewhere, zone: 'Europe/Paris' });

  test('[3.5] are found where a clinician also works at a place with its own zone', () => {
    // 08:30 in New York is 13:30 in London, where Paris has 14:30.
    const moves = at('2026-11-24T08:30', { id: idOf(2) });
    const plan = planFor([moves, own], london);
    const pairs = overlapsOf(plan, [], now);
    expect(pairs).toEqual([[plan.moves[0]?.after, own]]);
  });

  test.each([
    ['one ends as the other begins', at('2026-11-24T07:45'), 0],
    ['the gap after it reaches into the other', at('2026-11-24T07:45', { bufferAfterMinutes: 60 }), 0],
    ['it is cancelled', at('2026-11-24T08:30', { statusKind: 'cancelled' }), 0],
    ['it ends a second into the other', at('2026-11-24T07:45', { endsAt: '2026-11-24T08:30:01.000Z' }), 1],
  ])('[3.5] %s', (_, one, count) => {
    expect(overlapsOf(planFor([one, own], london), [], now)).toHaveLength(count);
  });

  test('[3.5] count with what has begun, and not among what has begun', () => {
    const begun = at('2026-11-16T09:30', { id: idOf(1), minutes: 240 });
    const older = at('2026-11-16T09:45', { id: idOf(2), minutes: 240 });
    const shift = { ...london, to: 'Europe/Paris' };
    const moves = at('2026-11-16T14:00', { id: idOf(3) });
    const plan = planFor([begun, older, moves], shift);
    expect(overlapsOf(plan, [], now).map(([one, other]) => [one.id, other?.id])).toEqual([
      [idOf(1), idOf(3)],
      [idOf(2), idOf(3)],
    ]);
  });

  test('[3.5] count with a time that is held, as long as it is', () => {
    const moves = at('2026-11-24T09:00');
    const plan = planFor([moves], london);
    const after = plan.moves[0]?.after as Appointment;
    for (const start of ['2026-11-24T14:30:00.000Z', '2026-11-24T13:40:00.000Z']) {
      const sheets = sheetsOf([], [Date.parse(start)]);
      expect(overlapsOf(plan, sheets, now)).toEqual([[after, null]]);
      expect(overlapsOf(plan, sheets, now + 1)).toEqual([]);
    }
    const two = sheetsOf([], [Date.parse('2026-11-24T14:00:00.000Z')]);
    expect(overlapsOf(planFor([], london), [...two, ...two], now)).toEqual([]);
  });

  test('[3.5] of two held times there is none', () => {
    const one = sheetsOf([], [Date.parse('2026-11-24T14:00:00.000Z')]);
    const other = sheetsOf([], [Date.parse('2026-11-24T14:10:00.000Z')]);
    expect(overlapsOf(planFor([], london), [...one, ...other], now)).toEqual([]);
  });
});

describe('day sheets after a change', () => {
  const read = (sheets: readonly DaySheet[]) => busyTimesOf(sheets);
  const over = (stored: readonly DaySheet[], changed: readonly DaySheet[]) => [
    ...stored.filter(({ date }) => !changed.some((sheet) => sheet.date === date)),
    ...changed.map((sheet) => ({ ...sheet, version: sheet.version + 1 })),
  ];

  test('[1.1] hold what has begun, what is held, and each appointment where it is now, with its gaps', () => {
    const begun = at('2026-11-16T09:30', { id: idOf(1), minutes: 60 });
    const moves = at('2026-11-24T09:00', { id: idOf(2), bufferBeforeMinutes: 10, bufferAfterMinutes: 15 });
    const stays = at('2026-11-24T22:00', { id: idOf(3), locationId: elsewhere });
    const cancelled = at('2026-11-25T09:00', { id: idOf(4), statusKind: 'cancelled' });
    const held = Date.parse('2026-11-26T09:00:00.000Z');
    const stored = sheetsOf([begun, moves, stays], [held]);
    const plan = planFor([begun, moves, stays, cancelled], london);
    const ahead = [...plan.moves.map(({ after }) => after), ...plan.stays];
    const changed = granted(rebuiltSheets(stored, ahead, now, now));
    expect(read(over(stored, changed))).toEqual(
      read(sheetsOf([begun, plan.moves[0]?.after as Appointment, stays], [held])),
    );
    // Once more changes nothing.
    expect(granted(rebuiltSheets(over(stored, changed), ahead, now, now))).toEqual([]);
  });

  test('[1.1] are the same when it is done again, also for what came to lie in the past', () => {
    const auckland = { ...london, to: 'Pacific/Auckland' };
    const before = at('2026-11-16T10:00');
    const { after } = rezoned(before, auckland);
    const stored = sheetsOf([before]);
    const changed = granted(rebuiltSheets(stored, [after], now, now));
    expect(granted(rebuiltSheets(over(stored, changed), [after], now, now))).toEqual([]);
    expect(changed.every(({ date }) => date >= firstSheetOf(now))).toBe(true);
  });

  test('[3.5] are refused where two would overlap', () => {
    const twice = [at('2026-11-24T09:00', { id: idOf(1) }), at('2026-11-24T09:30', { id: idOf(2) })];
    expect(rebuiltSheets([], twice, now, now)).toMatchObject({ allowed: false, refusal: { code: 'taken' } });
  });

  test('[3.5] tell of a time that belongs to no appointment that was found', () => {
    const [one, other] = [at('2026-11-24T09:00'), at('2026-11-25T09:00')];
    const begun = at('2026-11-16T09:30');
    const sheets = sheetsOf([begun, one, other], [Date.parse('2026-11-26T09:00:00.000Z')]);
    expect(unknownTimes(sheets, [one, other], now)).toBe(0);
    expect(unknownTimes(sheets, [one], now)).toBe(1);
  });

  test('[3.5] hold no overlap after a change without one, there and back over both clock changes', () => {
    const slot = fc.integer({ min: 0, max: 400 * 48 });
    const visit = fc.record({ slot, minutes: fc.integer({ min: 5, max: 90 }), own: fc.boolean() });
    const pairOf = fc.constantFrom(
      ['Europe/London', 'America/New_York'],
      ['America/New_York', 'Europe/London'],
      ['Europe/London', 'Australia/Lord_Howe'],
      ['Europe/London', 'Europe/Dublin'],
    );
    fc.assert(
      fc.property(pairOf, fc.array(visit, { maxLength: 40 }), ([from, to], visits) => {
        const shift: ZoneShift = { from: from!, to: to!, cutoff: now, ownZoned: new Set([elsewhere]) };
        let stored: DaySheet[] = [];
        const taken: Appointment[] = [];
        for (const [index, { slot, minutes, own }] of visits.entries()) {
          const startsAt = now + slot * 30 * 60_000;
          const zone = own ? 'Asia/Kathmandu' : shift.from;
          const wanted = givenAppointment({
            id: idOf(index),
            zone,
            locationId: own ? elsewhere : ids.location,
            startsAt: new Date(startsAt).toISOString(),
            endsAt: new Date(startsAt + minutes * 60_000).toISOString(),
            localTime: localTimeOf(zone, startsAt),
          });
          const claimed = claim(stored, { ...wanted, ...timeOf(wanted) }, now);
          if (!claimed.allowed) continue;
          stored = over(stored, claimed.value);
          taken.push(wanted);
        }
        const plan = planFor(taken, shift);
        const ahead = [...plan.moves.map(({ after }) => after), ...plan.stays];
        const rebuilt = rebuiltSheets(stored, ahead, now, now);
        // The check and the sheets never disagree.
        expect(rebuilt.allowed).toBe(overlapsOf(plan, stored, now).length === 0);
        if (!rebuilt.allowed) return;
        const times = read(over(stored, rebuilt.value));
        expect(times).toHaveLength(taken.length);
        for (const [at, time] of times.entries())
          expect(times[at + 1]?.start ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(time.end);
        for (const { before, after, reading } of plan.moves)
          if (reading === 'once')
            expect(rezoned(after, { from: shift.to, to: shift.from }).after.localTime).toBe(before.localTime);
      }),
      { numRuns: 300 },
    );
  });
});
