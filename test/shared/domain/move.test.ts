import { describe, expect, test } from 'vitest';
import type { DaySheet } from '../../../shared/domain/day-sheet.ts';
import { decideMove, type MoveSituation, moveQuestion, nearestMoves } from '../../../shared/domain/move.ts';
import { listOpenings } from '../../../shared/domain/openings.ts';
import {
  givenAppointment,
  givenClinician,
  givenLocation,
  givenPractice,
  givenService,
  givenSettings,
  ids,
} from './given.ts';

/** Tuesday 17 November 2026, a week before the appointment; London is on UTC all these days. */
const now = Date.parse('2026-11-17T09:00:00.000Z');

/** The appointment's own time, 9:00-9:45, as its sheet holds it. */
const ownSheet: DaySheet = { date: '2026-11-24', version: 3, taken: [[540, 585]] };

/** Weekdays 9:00-12:00 at the one location, on a 30-minute grid. */
const given = (over: Partial<MoveSituation> = {}): MoveSituation => ({
  practice: givenPractice({ settings: givenSettings() }),
  access: { clientId: ids.client, state: 'active', epoch: 0, version: 1 },
  appointment: givenAppointment(),
  clinician: givenClinician(),
  service: givenService(),
  location: givenLocation(),
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '12:00' })),
  exceptions: [],
  sheets: [ownSheet],
  now,
  ...over,
});

const codeOf = (situation: MoveSituation, startsAt: string) => {
  const decision = decideMove(situation, startsAt);
  return decision.allowed ? 'allowed' : decision.refusal.code;
};

describe('a move', () => {
  test('[3.2] frees the old time and takes the new one in the same sheets, and keeps the id', () => {
    const decision = decideMove(given(), '2026-11-24T10:00:00.000Z');
    expect(decision).toMatchObject({
      allowed: true,
      value: {
        after: {
          id: ids.appointment,
          startsAt: '2026-11-24T10:00:00.000Z',
          endsAt: '2026-11-24T10:45:00.000Z',
          localTime: '2026-11-24T10:00',
          version: 5,
        },
        sheets: [{ date: '2026-11-24', version: 3, taken: [[600, 645]] }],
      },
    });
  });

  test('[3.2] may overlap its own old time', () => {
    expect(codeOf(given(), '2026-11-24T09:30:00.000Z')).toBe('allowed');
  });

  test.each([
    ['its own start', {}, '2026-11-24T09:00:00.000Z', 'unchanged'],
    ['a time off the grid', {}, '2026-11-24T10:10:00.000Z', 'not-an-opening'],
    ['a time of which a part is outside working hours', {}, '2026-11-24T11:30:00.000Z', 'not-an-opening'],
    ['a time that is past', {}, '2026-11-16T10:00:00.000Z', 'not-an-opening'],
    ['a time inside the notice', {}, '2026-11-18T08:30:00.000Z', 'not-an-opening'],
    ['a date beyond the horizon', {}, '2027-01-18T10:00:00.000Z', 'not-an-opening'],
    [
      'a time that is taken',
      {
        sheets: [
          {
            ...ownSheet,
            taken: [
              [540, 585],
              [600, 630],
            ],
          },
        ] satisfies DaySheet[],
      },
      '2026-11-24T10:00:00.000Z',
      'taken',
    ],
    [
      'any time at a place that is archived',
      { location: givenLocation({ archived: true }) },
      '2026-11-24T10:00:00.000Z',
      'not-bookable-online',
    ],
    [
      'any time of a clinician who is not bookable online',
      { clinician: givenClinician({ bookableOnline: false }) },
      '2026-11-24T10:00:00.000Z',
      'not-bookable-online',
    ],
  ] as const)('[3.2] is refused for %s', (_, over, startsAt, code) => {
    expect(codeOf(given(over), startsAt)).toBe(code);
  });

  test('[3.2] of an appointment without a place looks at the hours of no place', () => {
    const situation = given({ appointment: givenAppointment({ locationId: null }), location: null });
    expect(codeOf(situation, '2026-11-24T10:00:00.000Z')).toBe('allowed');
  });

  test('[3.2] is refused as taken on another day too', () => {
    const situation = given({ sheets: [ownSheet, { date: '2026-11-25', version: 1, taken: [[600, 645]] }] });
    expect(codeOf(situation, '2026-11-25T10:00:00.000Z')).toBe('taken');
  });
});

test('[3.5] the sheets have the last word: a hold that lies on its own time is not given back with it', () => {
  const hold = [540, 585, 0, 0, now + 3_600_000] as const;
  const situation = given({ sheets: [{ ...ownSheet, taken: [[540, 585], hold] }] });
  expect(codeOf(situation, '2026-11-24T09:30:00.000Z')).toBe('taken');
});

describe('openings of a move', () => {
  test('[4.3] everything that is listed can be moved to, and its own start is not listed', () => {
    const situation = given();
    const listed = listOpenings({ ...moveQuestion(situation), from: '2026-11-24', to: '2026-11-25' });
    expect(listed.map(({ localTime }) => localTime.slice(11))).toEqual(['09:30', '10:00', '10:30', '11:00']);
    for (const { startsAt } of listed)
      expect(codeOf(situation, new Date(startsAt).toISOString())).toBe('allowed');
  });

  test('[4.3] a refused time comes with the three nearest free ones', () => {
    const sheets: DaySheet[] = [
      {
        ...ownSheet,
        taken: [
          [540, 585],
          [600, 645],
        ],
      },
    ];
    const range = { from: '2026-11-17', to: '2026-12-02' };
    expect(nearestMoves(given({ sheets }), range, '2026-11-24T10:00:00.000Z')).toEqual([
      '2026-11-23T11:00:00.000Z',
      '2026-11-24T11:00:00.000Z',
      '2026-11-25T09:00:00.000Z',
    ]);
  });
});
