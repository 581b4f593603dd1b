import { describe, expect, test } from 'vitest';
import { defaultPreferences } from '../../../shared/domain/availability.ts';
import {
  type BookingSituation,
  bookableClinicians,
  type Candidate,
  decideBooking,
  listBookable,
} from '../../../shared/domain/booking.ts';
import type { Taken } from '../../../shared/domain/day-sheet.ts';
import { fc } from '../../support/random.ts';
import { givenClinician, givenLocation, givenPractice, givenService, ids } from './given.ts';

/** Monday 16 November 2026, 9:00; London is on UTC all these days. */
const now = Date.parse('2026-11-16T09:00:00.000Z');
const tuesday = { from: '2026-11-24', to: '2026-11-25' };
const at = (clock: string) => Date.parse(`2026-11-24T${clock}:00.000Z`);

const ines = givenClinician();
const omar = givenClinician({ id: `${ids.staff.slice(0, -1)}Z`, name: 'Omar Vance' });

const candidate = (
  clinician = ines,
  taken: readonly Taken[] = [],
  hours = [{ weekday: 2, start: '09:00', end: '11:00' }],
): Candidate => ({
  clinician,
  hours,
  exceptions: [],
  sheets: [{ date: '2026-11-24', version: 1, taken }],
});

const given = (over: Partial<BookingSituation> = {}): BookingSituation => ({
  practice: givenPractice(),
  service: givenService({ durationMinutes: 60 }),
  locations: [],
  candidates: [candidate()],
  now,
  ...over,
});

describe('who can be booked', () => {
  const practice = givenPractice();
  const assignedOnly = givenPractice({ preferences: { ...defaultPreferences, clinicians: 'assigned' } });
  test.each([
    ['gives the service and takes bookings online', {}, {}, true],
    ['is archived', { archived: true }, {}, false],
    ['takes no bookings online', { bookableOnline: false }, {}, false],
    ['lacks the subscription', { selfScheduling: false }, {}, false],
    ['does not give the service', { serviceIds: [] }, {}, false],
    ['is the one asked for', {}, { staffId: ids.staff }, true],
    ['is not the one asked for', {}, { staffId: omar.id }, false],
    ['is assigned', {}, { practice: assignedOnly, assigned: [ids.staff] }, true],
    ['is not assigned', {}, { practice: assignedOnly, assigned: [] }, false],
    ['need not be assigned to a new client', {}, { practice: assignedOnly }, true],
    ['need not be assigned where any will do', {}, { assigned: [] }, true],
  ])('[4.2] a clinician who %s', (_, over, wanted, bookable) => {
    const found = bookableClinicians([givenClinician(over)], {
      practice,
      serviceId: ids.service,
      ...wanted,
    });
    expect(found).toHaveLength(bookable ? 1 : 0);
  });
});

describe('what can be booked', () => {
  const clocks = (situation: BookingSituation) =>
    listBookable(situation, tuesday).map(({ localTime, staffIds }) => [localTime.slice(11), staffIds.length]);

  test('[4.3] lists each time once, with everyone who is free then', () => {
    const both = given({ candidates: [candidate(ines, [[540, 600]]), candidate(omar)] });
    expect(clocks(both)).toEqual([
      ['09:00', 1],
      ['09:30', 1],
      ['10:00', 2],
    ]);
    expect(listBookable(both, tuesday)[0]?.staffIds).toEqual([omar.id]);
  });

  test('[4.3] lists one time at two places twice, in the order of the places', () => {
    const other = givenLocation({ id: `${ids.location.slice(0, -1)}Z` });
    const places = [givenLocation(), other];
    const hoursAt = (locationId: string) => [{ weekday: 2, start: '09:00', end: '10:00', locationId }];
    const situation = given({
      locations: places,
      candidates: [candidate(ines, [], hoursAt(other.id)), candidate(omar, [], hoursAt(ids.location))],
    });
    const listed = (from: BookingSituation) => listBookable(from, tuesday).map((time) => time.locationId);
    expect(listed(situation)).toEqual([ids.location, other.id]);
    expect(listed({ ...situation, candidates: situation.candidates.toReversed() })).toEqual([
      ids.location,
      other.id,
    ]);
    expect(listed({ ...situation, locationId: other.id })).toEqual([other.id]);
    expect(listed({ ...situation, locations: [givenLocation({ archived: true }), other] })).toEqual([
      other.id,
    ]);
  });

  test('[4.3] puts a time without a place behind the same time at one', () => {
    const situation = given({
      locations: [givenLocation()],
      candidates: [
        candidate(ines, [], [{ weekday: 2, start: '09:00', end: '10:00' }]),
        candidate(
          omar,
          [],
          [{ weekday: 2, start: '09:00', end: '10:00', locationId: ids.location } as never],
        ),
      ],
    });
    expect(listBookable(situation, tuesday).map((time) => time.locationId)).toEqual([ids.location, null]);
  });
});

describe('a booking', () => {
  test('[4.3] takes whoever has the least to do around that day, and of equals the first', () => {
    const busyInes = given({ candidates: [candidate(ines, [[900, 960]]), candidate(omar)] });
    expect(decideBooking(busyInes, { startsAt: at('09:00') })).toMatchObject({
      value: { clinician: { id: omar.id }, awaitsApproval: true },
    });
    for (const candidates of [
      [candidate(ines), candidate(omar)],
      [candidate(omar), candidate(ines)],
    ])
      expect(decideBooking(given({ candidates }), { startsAt: at('09:00') })).toMatchObject({
        value: { clinician: { id: [ines.id, omar.id].sort()[0] } },
      });
  });

  test('[4.2] keeps the gaps of the practice, and awaits nothing where nobody has to approve', () => {
    const preferences = {
      ...defaultPreferences,
      approval: 'none' as const,
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 10,
    };
    const decided = decideBooking(given({ practice: givenPractice({ preferences }) }), {
      startsAt: at('10:00'),
    });
    expect(decided).toMatchObject({
      value: { awaitsApproval: false, bufferBeforeMinutes: 5, bufferAfterMinutes: 10 },
    });
  });

  test.each([
    ['nobody to book', { candidates: [] }, '09:00', 'not-bookable-online'],
    ['a time off the grid', {}, '09:10', 'not-an-opening'],
    ['a time outside the hours', {}, '11:00', 'not-an-opening'],
    ['a time that another has', { candidates: [candidate(ines, [[540, 600]])] }, '09:00', 'taken'],
    [
      'a time that one has taken and the other does not offer',
      { candidates: [candidate(ines, [[540, 600]]), candidate(omar, [], [])] },
      '09:00',
      'taken',
    ],
    [
      'its own time',
      { moving: { startsAt: at('09:00'), endsAt: at('10:00'), locationId: null } },
      '09:00',
      'unchanged',
    ],
  ])('[4.3] refuses %s', (_, over, clock, code) => {
    expect(decideBooking(given(over), { startsAt: at(clock) })).toMatchObject({ refusal: { code } });
  });

  test('[4.3] is refused at a place where the time is not free', () => {
    const situation = given({ locations: [givenLocation()] });
    expect(decideBooking(situation, { startsAt: at('09:00'), locationId: null }).allowed).toBe(true);
    const elsewhere = decideBooking(situation, { startsAt: at('09:00'), locationId: 'loc_unknown' });
    expect(elsewhere).toMatchObject({ refusal: { code: 'not-an-opening' } });
  });

  test('[4.3] can be had of everything that is listed, with everyone who is listed for it, and of nothing else', () => {
    const hours = fc.array(
      fc
        .record({
          weekday: fc.constant(2),
          start: fc.integer({ min: 0, max: 90 }),
          lasts: fc.integer({ min: 1, max: 40 }),
        })
        .map(({ weekday, start, lasts }) => ({
          weekday,
          start: clockText(start * 15),
          end: clockText(Math.min(start * 15 + lasts * 15, 1425) + 10),
        }))
        .filter(({ start, end }) => start !== end),
      { maxLength: 3 },
    );
    const taken = fc
      .array(fc.integer({ min: 0, max: 90 }), { maxLength: 4 })
      .map((starts) => starts.toSorted((a, b) => a - b).map((start): Taken => [start * 15, start * 15 + 15]));
    fc.assert(
      fc.property(fc.array(fc.tuple(hours, taken), { minLength: 1, maxLength: 3 }), (clinicians) => {
        const candidates = clinicians.map(([weekly, sheet], index) =>
          candidate(givenClinician({ id: `${ids.staff.slice(0, -1)}${index}` }), sheet, weekly),
        );
        const situation = given({ candidates });
        const listed = listBookable(situation, tuesday);
        for (const candidateOf of candidates)
          for (let minute = 0; minute < 1440; minute += 15) {
            const startsAt = at('00:00') + minute * 60_000;
            const isListed = listed.some(
              (time) => time.startsAt === startsAt && time.staffIds.includes(candidateOf.clinician.id),
            );
            const alone = { ...situation, candidates: [candidateOf] };
            expect(decideBooking(alone, { startsAt }).allowed).toBe(isListed);
          }
      }),
      { numRuns: 50 },
    );
  });
});

const clockText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
