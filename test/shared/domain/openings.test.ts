import { describe, expect, test } from 'vitest';
import {
  defaultPreferences,
  intervalChoices,
  type WeeklyEntry,
} from '../../../shared/domain/availability.ts';
import {
  type BusyTime,
  busyTimesOf,
  claim,
  type DaySheet,
  sheetDatesOf,
} from '../../../shared/domain/day-sheet.ts';
import type { DateRange, OpeningsQuestion } from '../../../shared/domain/opening.ts';
import {
  awaitsApproval,
  decideOpening,
  isOpening,
  listOpenings,
  nearestOpenings,
  offersOthers,
  openingAt,
  rangeErrors,
} from '../../../shared/domain/openings.ts';
import { dateOf, dayOf } from '../../../shared/domain/zone.ts';
import { type Case, randomCases } from '../../bench/openings-cases.ts';
import { fc } from '../../support/random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ms = (instant: string) => Date.parse(instant);
const minute = (instant: string) => ms(instant) / MINUTE;

/** The same hours on each weekday. */
const daily = (start: string, end: string, locationId?: string): WeeklyEntry[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start, end, ...(locationId ? { locationId } : {}) }));

const taken = (start: string, end: string, rest: Partial<BusyTime> = {}): BusyTime => ({
  start: minute(start),
  end: minute(end),
  before: 0,
  after: 0,
  ...rest,
});

/** New York, Tuesday 24 November 2026 (UTC-5), 09:00-12:00 each day, an hour's visit, asked a week before. */
function question({
  preferences,
  ...rest
}: Partial<Omit<Case, 'preferences'>> & { preferences?: object } = {}): Case {
  return {
    purpose: 'booking',
    zone: 'America/New_York',
    locations: { loc_a: null, loc_b: 'America/Chicago' },
    weekly: daily('09:00', '12:00'),
    exceptions: [],
    preferences: { ...defaultPreferences, ...preferences },
    durationMinutes: 60,
    busy: [],
    now: ms('2026-11-17T12:00:00Z'),
    from: '2026-11-24',
    to: '2026-11-25',
    ...rest,
  };
}

/** The clocks go forward at 02:00 on 8 March 2026 and back at 02:00 on 1 November 2026 in New York. */
const forward = { from: '2026-03-08', to: '2026-03-09', now: ms('2026-03-01T12:00:00Z') };
const back = { from: '2026-11-01', to: '2026-11-02', now: ms('2026-10-25T12:00:00Z') };

/** St John's on 6 November 2010: one minute after midnight the clocks went back to 23:01, of Saturday. */
const saturdayTwice = (rest: Parameters<typeof question>[0]) =>
  question({
    zone: 'America/St_Johns',
    from: '2010-11-06',
    to: '2010-11-08',
    now: ms('2010-11-05T12:00:00Z'),
    weekly: daily('22:30', '24:00'),
    durationMinutes: 15,
    preferences: { intervalMinutes: 15 },
    ...rest,
  });

const clocks = (asked: OpeningsQuestion & DateRange) =>
  listOpenings(asked).map((opening) => opening.localTime.slice(11));
const instants = (asked: OpeningsQuestion & DateRange) =>
  listOpenings(asked).map((opening) => new Date(opening.startsAt).toISOString().slice(11, 16));

test('[4.3] tells start, end, place, zone and wall clock of an opening', () => {
  expect(listOpenings(question({ durationMinutes: 150 }))).toEqual([
    {
      startsAt: ms('2026-11-24T14:00:00Z'),
      endsAt: ms('2026-11-24T16:30:00Z'),
      locationId: null,
      zone: 'America/New_York',
      localTime: '2026-11-24T09:00',
    },
    {
      startsAt: ms('2026-11-24T14:30:00Z'),
      endsAt: ms('2026-11-24T17:00:00Z'),
      locationId: null,
      zone: 'America/New_York',
      localTime: '2026-11-24T09:30',
    },
  ]);
});

describe('the grid', () => {
  test('[4.3] begins with the first grid time inside a window that does not start on the grid', () => {
    expect(clocks(question({ weekly: daily('09:15', '12:00') }))).toEqual([
      '09:30',
      '10:00',
      '10:30',
      '11:00',
    ]);
  });

  test('[4.3] is anchored afresh at midnight in a window that runs past it', () => {
    const asked = question({
      weekly: [{ weekday: 2, start: '22:00', end: '02:00' }],
      preferences: { intervalMinutes: 45 },
      durationMinutes: 30,
      to: '2026-11-26',
    });
    expect(clocks(asked)).toEqual(['22:30', '23:15', '00:00', '00:45', '01:30']);
  });

  test.each(intervalChoices)(
    '[4.2] offers each start of a day on a grid of %i minutes',
    (intervalMinutes) => {
      const asked = question({
        weekly: daily('00:00', '24:00'),
        durationMinutes: 5,
        preferences: { intervalMinutes },
      });
      const listed = clocks(asked);
      expect(listed).toHaveLength(1440 / intervalMinutes);
      expect(listed[0]).toBe('00:00');
    },
  );
});

describe('clock changes', () => {
  test('[4.3] offers no time that the clocks skip', () => {
    const asked = question({ ...forward, weekly: daily('01:00', '04:00'), durationMinutes: 30 });
    expect(clocks(asked)).toEqual(['01:00', '01:30', '03:00', '03:30']);
    expect(instants(asked)).toEqual(['06:00', '06:30', '07:00', '07:30']);
  });

  test('[4.3] offers a time that happens twice as two openings', () => {
    const asked = question({ ...back, weekly: daily('00:30', '02:30'), durationMinutes: 30 });
    expect(clocks(asked)).toEqual(['00:30', '01:00', '01:30', '01:00', '01:30', '02:00']);
    expect(instants(asked)).toEqual(['04:30', '05:00', '05:30', '06:00', '06:30', '07:00']);
  });

  test.each([
    ['forward', forward, ['16:00', '17:00', '18:00']],
    ['back', back, ['17:00', '18:00', '19:00']],
  ])('[4.3] offers the usual afternoon when the clocks went %s in the night', (_, day, utc) => {
    const asked = question({ ...day, weekly: daily('12:00', '15:00'), preferences: { intervalMinutes: 60 } });
    expect(clocks(asked)).toEqual(['12:00', '13:00', '14:00']);
    expect(instants(asked)).toEqual(utc);
  });

  test('[4.3] reads a window that ends inside the repeated hour as two, with a hole between', () => {
    const preferences = { intervalMinutes: 15 };
    const half = question({ ...back, weekly: daily('00:00', '01:30'), durationMinutes: 30, preferences });
    expect(instants(half)).toEqual(['04:00', '04:15', '04:30', '04:45', '05:00', '06:00']);
    const quarter = question({ ...back, weekly: daily('01:00', '01:30'), durationMinutes: 15, preferences });
    expect(instants(quarter)).toEqual(['05:00', '05:15', '06:00', '06:15']);
  });

  test('[4.3] finds nothing in a window inside the skipped hour', () => {
    expect(clocks(question({ ...forward, weekly: daily('02:00', '03:00'), durationMinutes: 5 }))).toEqual([]);
  });

  test('[4.3] counts a duration in elapsed minutes through a change', () => {
    // 00:00-04:00 lasts three hours in March and five in November.
    const night = { weekly: daily('00:00', '04:00'), durationMinutes: 150 };
    expect(clocks(question({ ...forward, ...night }))).toEqual(['00:00', '00:30']);
    expect(clocks(question({ ...back, ...night }))).toEqual([
      '00:00',
      '00:30',
      '01:00',
      '01:30',
      '01:00',
      '01:30',
    ]);
  });

  test('[4.3] a date that the clocks go back into has the windows of the date before it too', () => {
    const friday: WeeklyEntry[] = [{ weekday: 5, start: '23:30', end: '23:20' }];
    const listed = listOpenings(saturdayTwice({ from: '2010-11-07', weekly: friday, durationMinutes: 5 }));
    expect(listed.map((opening) => opening.localTime)).toEqual(['2010-11-06T23:15']);
  });

  test('[4.3] working time goes on through a midnight that is taken back', () => {
    const asked = saturdayTwice({ durationMinutes: 30 });
    const start = ms('2010-11-07T02:15:00Z');
    expect(isOpening(asked, start)).toBe(false);
    // One minute of Sunday lies between the two last quarters of Saturday.
    const weekly = [...daily('22:30', '24:00'), ...daily('00:00', '00:01')];
    expect(isOpening({ ...asked, weekly }, start)).toBe(true);
    const listed = listOpenings({ ...asked, weekly }).map((opening) => opening.localTime.slice(8));
    expect(listed.slice(5, 9)).toEqual(['06T23:45', '07T00:00', '06T23:15', '06T23:30']);
  });

  test('[4.3] begins a date whose midnight is skipped with its first instant', () => {
    const asked = question({
      zone: 'America/Sao_Paulo',
      from: '2018-11-04',
      to: '2018-11-05',
      now: ms('2018-11-01T12:00:00Z'),
      weekly: daily('00:00', '02:00'),
      durationMinutes: 30,
    });
    expect(clocks(asked)).toEqual(['01:00', '01:30']);
  });
});

describe('working time', () => {
  test.each<[string, WeeklyEntry[], string[]]>([
    ['touch', [...daily('09:00', '10:30'), ...daily('10:30', '12:00')], ['09:00', '09:30', '10:00']],
    ['overlap', [...daily('09:00', '11:00'), ...daily('10:30', '12:00')], ['09:00', '09:30', '10:00']],
    [
      'lie in one another',
      [...daily('09:00', '12:00'), ...daily('10:00', '10:30')],
      ['09:00', '09:30', '10:00'],
    ],
    ['are apart', [...daily('10:00', '12:00'), ...daily('09:00', '09:59')], ['10:00']],
  ])('[4.3] an opening lies whole inside windows that %s', (_, weekly, expected) => {
    expect(clocks(question({ weekly, durationMinutes: 120 }))).toEqual(expected);
  });

  test('[4.3] joins windows that touch at midnight', () => {
    const weekly = [...daily('23:00', '24:00'), ...daily('00:00', '01:00')];
    expect(clocks(question({ weekly, durationMinutes: 90 }))).toEqual(['23:00', '23:30']);
  });

  test('[4.3] an opening does not run from one location into another', () => {
    const weekly = [...daily('09:00', '10:30', 'loc_a'), ...daily('10:30', '12:00', 'loc_a')];
    const apart = [...daily('09:00', '10:30', 'loc_a'), ...daily('09:30', '11:00', 'loc_b')];
    expect(clocks(question({ weekly, durationMinutes: 120 }))).toEqual(['09:00', '09:30', '10:00']);
    // 09:30-11:00 in Chicago is 10:30-12:00 in New York.
    expect(clocks(question({ weekly: apart, durationMinutes: 120 }))).toEqual([]);
  });

  test('[4.3] what is taken at one location is taken at all', () => {
    const weekly = [...daily('09:00', '11:00', 'loc_a'), ...daily('08:00', '10:00', 'loc_b')];
    // 09:00-10:30 in New York; loc_b, in Chicago, is open from 09:00 to 11:00 in New York too.
    const busy = [taken('2026-11-24T14:00Z', '2026-11-24T15:30Z')];
    const asked = question({ weekly, busy, durationMinutes: 30 });
    expect(listOpenings(asked).map(({ locationId, localTime }) => [locationId, localTime.slice(11)])).toEqual(
      [
        ['loc_a', '10:30'],
        ['loc_b', '09:30'],
      ],
    );
  });

  test('[4.3] openings at several locations are told by start', () => {
    const weekly = [...daily('09:00', '10:00', 'loc_a'), ...daily('09:00', '10:00', 'loc_b')];
    const listed = listOpenings(question({ weekly, to: '2026-11-26' }));
    expect(listed.map(({ locationId, startsAt }) => [locationId, new Date(startsAt).getUTCDate()])).toEqual([
      ['loc_a', 24],
      ['loc_b', 24],
      ['loc_a', 25],
      ['loc_b', 25],
    ]);
  });

  test('[4.1] an end before the start runs into the next date', () => {
    const weekly: WeeklyEntry[] = [{ weekday: 1, start: '23:00', end: '01:00' }];
    expect(clocks(question({ weekly, durationMinutes: 30 }))).toEqual(['00:00', '00:30']);
    expect(clocks(question({ weekly, durationMinutes: 30, from: '2026-11-23', to: '2026-11-24' }))).toEqual([
      '23:00',
      '23:30',
    ]);
  });

  test('[4.1] 24:00 ends a window at the end of its date', () => {
    expect(clocks(question({ weekly: daily('22:30', '24:00') }))).toEqual(['22:30', '23:00']);
  });

  test('[4.1] shows a start once, however many entries hold it', () => {
    const weekly = [...daily('09:00', '11:00'), ...daily('09:00', '10:30'), ...daily('09:30', '11:00')];
    expect(clocks(question({ weekly }))).toEqual(['09:00', '09:30', '10:00']);
  });

  test('[4.1] works in days before 1970 as in any other', () => {
    const asked = question({ from: '1969-12-29', to: '1969-12-30', now: ms('1969-12-20T00:00Z') });
    asked.weekly = [{ weekday: 1, start: '09:00', end: '10:00' }];
    expect(listOpenings(asked).map((opening) => opening.localTime)).toEqual(['1969-12-29T09:00']);
  });
});

describe('exceptions', () => {
  const night: WeeklyEntry[] = [{ weekday: 1, start: '22:00', end: '01:00' }, ...daily('09:00', '11:00')];

  test('[4.1] a day off takes every window that starts on its date, and leaves the tail of the night before', () => {
    const exceptions = [{ date: '2026-11-24', windows: [] }];
    expect(clocks(question({ weekly: night, exceptions }))).toEqual(['00:00']);
  });

  test('[4.1] a day off takes its own night along', () => {
    const exceptions = [{ date: '2026-11-23', windows: [] }];
    expect(clocks(question({ weekly: night, exceptions }))).toEqual(['09:00', '09:30', '10:00']);
  });

  test('[4.1] other hours replace those of the week', () => {
    const exceptions = [
      {
        date: '2026-11-24',
        windows: [
          { start: '15:00', end: '16:00' },
          { start: '13:00', end: '14:00' },
        ],
      },
    ];
    expect(clocks(question({ exceptions }))).toEqual(['13:00', '15:00']);
  });

  test('[4.1] replace the windows at every location', () => {
    const weekly = [...daily('09:00', '10:00', 'loc_a'), ...daily('12:00', '13:00', 'loc_b')];
    const exceptions = [
      { date: '2026-11-24', windows: [{ start: '15:00', end: '16:00', locationId: 'loc_b' }] },
    ];
    expect(listOpenings(question({ weekly, exceptions }))).toMatchObject([
      { locationId: 'loc_b', localTime: '2026-11-24T15:00', zone: 'America/Chicago' },
    ]);
  });
});

describe('horizon and notice', () => {
  const days = { from: '2026-11-20', to: '2026-12-10', preferences: { horizonDays: 7, intervalMinutes: 60 } };

  test('[4.2] the last date of the horizon is whole, and only the start counts', () => {
    const asked = question({ ...days, weekly: daily('23:00', '01:00'), durationMinutes: 120 });
    // Today is 17 November.
    expect(listOpenings(asked).at(-1)).toMatchObject({
      localTime: '2026-11-24T23:00',
      endsAt: ms('2026-11-25T06:00Z'),
    });
  });

  test('[4.2] the horizon counts dates in the zone of the location', () => {
    // 17 November 23:30 in Chicago is 18 November 00:30 in New York.
    const now = ms('2026-11-18T05:30:00Z');
    const weekly = [...daily('09:00', '10:00', 'loc_a'), ...daily('09:00', '10:00', 'loc_b')];
    const last = (locationId: string) =>
      listOpenings(question({ ...days, now, weekly, locationId })).at(-1)!.localTime;
    expect(last('loc_b')).toBe('2026-11-24T09:00');
    expect(last('loc_a')).toBe('2026-11-25T09:00');
  });

  test('[4.2] the horizon ends with its date, also where the clocks go back into it', () => {
    const listed = listOpenings(saturdayTwice({ preferences: { horizonDays: 1, intervalMinutes: 15 } }));
    expect(listed.map((opening) => opening.localTime)).toEqual(
      ['22:30', '22:45', '23:00', '23:15', '23:30', '23:45', '23:15', '23:30', '23:45'].map(
        (clock) => `2010-11-06T${clock}`,
      ),
    );
  });

  test.each([
    ['2026-11-23T14:00:00.000Z', ['09:00', '10:00', '11:00']],
    ['2026-11-23T14:00:00.001Z', ['10:00', '11:00']],
    ['2026-11-23T15:00:59.999Z', ['11:00']],
  ])('[4.2] at %s a notice of 24 hours leaves %j', (now, expected) => {
    expect(clocks(question({ now: ms(now), preferences: { intervalMinutes: 60 } }))).toEqual(expected);
  });

  test('[4.2] notice is elapsed time through a clock change', () => {
    // 09:00 EST on 1 November is 25 hours after 09:00 EDT the day before.
    const asked = (now: string) =>
      clocks(
        question({
          ...back,
          now: ms(now),
          weekly: daily('09:00', '10:00'),
          preferences: { intervalMinutes: 60 },
        }),
      );
    expect(asked('2026-10-31T14:00:00.000Z')).toEqual(['09:00']);
    expect(asked('2026-10-31T14:00:00.001Z')).toEqual([]);
  });

  test('[4.2] never offers what has begun', () => {
    const preferences = { noticeHours: 0, bookInside24Hours: true, intervalMinutes: 60 };
    const at = (now: string) => clocks(question({ now: ms(now), preferences }));
    expect(at('2026-11-24T13:59:59.999Z')).toEqual(['09:00', '10:00', '11:00']);
    expect(at('2026-11-24T14:00:00.000Z')).toEqual(['10:00', '11:00']);
    expect(at('2026-11-24T14:00:00.001Z')).toEqual(['10:00', '11:00']);
    expect(at('2026-11-25T14:00:00.000Z')).toEqual([]);
  });

  test('[4.2] with booking inside 24 hours off nothing inside them is offered, whatever the notice', () => {
    const preferences = { noticeHours: 1, intervalMinutes: 60 };
    const asked = question({ now: ms('2026-11-23T15:00:00Z'), preferences });
    expect(clocks(asked)).toEqual(['10:00', '11:00']);
    expect(clocks({ ...asked, preferences: { ...asked.preferences, noticeHours: 25 } })).toEqual(['11:00']);
  });

  test('[4.2] with booking inside 24 hours on the notice alone rules', () => {
    const preferences = { noticeHours: 1, intervalMinutes: 60, bookInside24Hours: true };
    expect(clocks(question({ now: ms('2026-11-24T14:00:00Z'), preferences }))).toEqual(['10:00', '11:00']);
  });

  test('[4.2] a change obeys the same notice', () => {
    const asked = question({
      now: ms('2026-11-23T15:00:00Z'),
      purpose: 'change',
      preferences: { intervalMinutes: 60 },
    });
    expect(clocks(asked)).toEqual(['10:00', '11:00']);
  });

  test.each([
    ['booking', 'required', 48, true],
    ['booking', 'none', 24, false],
    ['booking', 'none', 23.99, true],
    ['change', 'required', 48, false],
    ['change', 'none', 1, false],
  ] as const)(
    '[4.2] a %s under approval "%s", %d hours ahead: awaits approval %s',
    (purpose, approval, hours, expected) => {
      const { preferences, now } = question({ preferences: { approval } });
      expect(awaitsApproval({ purpose, preferences, now }, now + hours * HOUR)).toBe(expected);
    },
  );
});

describe('what is taken', () => {
  const busy = [taken('2026-11-24T15:00Z', '2026-11-24T16:00Z')];
  const preferences = { intervalMinutes: 15 };

  test('[4.3] blocks every start that would overlap it, and none that touches it', () => {
    const asked = question({ busy, preferences, weekly: daily('09:00', '13:00') });
    expect(clocks(asked)).toEqual(['09:00', '11:00', '11:15', '11:30', '11:45', '12:00']);
  });

  test('[4.2] buffers are gaps between appointments, not before the window begins or after it ends', () => {
    const wide = { ...preferences, bufferBeforeMinutes: 30, bufferAfterMinutes: 15 };
    expect(clocks(question({ preferences: wide, weekly: daily('09:00', '10:00') }))).toEqual(['09:00']);
  });

  test.each([
    // buffers of the practice (before, after), buffers the taken time was booked with, first and last free start
    [0, 0, {}, '08:45', '11:15'],
    [30, 15, {}, '08:30', '11:45'],
    [0, 0, { before: 30, after: 45 }, '08:15', '12:00'],
    [60, 30, { before: 15, after: 45 }, '08:15', '12:15'],
    [60, 30, { before: 45, after: 75 }, '08:00', '12:30'],
  ])('[4.2] the larger of two gaps counts: practice %i/%i, taken %j', (before, after, kept, last, first) => {
    const gaps = { ...preferences, bufferBeforeMinutes: before, bufferAfterMinutes: after };
    const middle = [taken('2026-11-24T14:45Z', '2026-11-24T16:15Z', kept)];
    const listed = clocks(question({ busy: middle, preferences: gaps, weekly: daily('06:00', '15:00') }));
    expect(listed.filter((clock) => clock < '10:00').at(-1)).toBe(last);
    expect(listed.find((clock) => clock > '10:00')).toBe(first);
  });

  test('[4.2] a wide gap of one taken time reaches past the next one', () => {
    const both = [
      taken('2026-11-24T14:00Z', '2026-11-24T14:15Z', { after: 120 }),
      taken('2026-11-24T15:00Z', '2026-11-24T15:15Z'),
    ];
    expect(
      clocks(question({ busy: both, preferences: { intervalMinutes: 15 }, durationMinutes: 15 })),
    ).toEqual(['11:15', '11:30', '11:45']);
    // In any order, and when the later one forbids the earlier start.
    const wide = [
      taken('2026-11-24T15:00Z', '2026-11-24T15:15Z'),
      taken('2026-11-24T15:30Z', '2026-11-24T15:45Z', { before: 90 }),
      taken('2026-11-24T14:30Z', '2026-11-24T14:45Z'),
    ];
    expect(
      clocks(question({ busy: wide, preferences: { intervalMinutes: 15 }, durationMinutes: 15 })),
    ).toEqual(['10:45', '11:00', '11:15', '11:30', '11:45']);
  });

  test('[4.3] a hold is free from its end on', () => {
    const asked = (now: string) =>
      question({
        busy: [taken('2026-11-24T14:00Z', '2026-11-24T17:00Z', { until: ms('2026-11-20T10:00:00.000Z') })],
        now: ms(now),
      });
    expect(clocks(asked('2026-11-20T09:59:59.999Z'))).toEqual([]);
    expect(clocks(asked('2026-11-20T10:00:00.000Z'))).toHaveLength(5);
  });
});

describe('ranges', () => {
  test('[4.3] from and to are local dates, to exclusive', () => {
    const asked = question({ weekly: daily('00:00', '24:00'), preferences: { intervalMinutes: 60 } });
    const listed = listOpenings(asked);
    expect(listed[0]!.startsAt).toBe(ms('2026-11-24T05:00Z'));
    expect(listed.at(-1)!.startsAt).toBe(ms('2026-11-25T04:00Z'));
    expect(listOpenings({ ...asked, to: asked.from })).toEqual([]);
  });

  test('[4.3] the first of two midnights begins the date', () => {
    const asked = question({
      zone: 'America/Havana',
      ...back,
      weekly: daily('00:00', '01:00'),
      durationMinutes: 30,
    });
    expect(instants(asked)).toEqual(['04:00', '04:30', '05:00', '05:30']);
    expect(listOpenings({ ...asked, from: '2026-10-31', to: '2026-11-01' })).toHaveLength(2);
  });

  test('[4.3] a range beyond the horizon costs nothing and holds nothing', () => {
    expect(listOpenings(question({ from: '9998-01-01', to: '9998-02-01' }))).toEqual([]);
  });

  test.each([
    ['2026-11-24', '2026-11-24', []],
    ['2026-11-24', '2027-01-25', []],
    ['2026-11-24', '2027-01-26', ['range']],
    ['2026-11-24', '2026-11-23', ['range']],
  ])('[4.3] refuses from %s to %s with %j', (from, to, codes) => {
    const errors = rangeErrors({ from, to });
    expect(errors.map((error) => error.code)).toEqual(codes);
    for (const error of errors)
      expect(error).toMatchObject({ pointer: '?to', message: expect.stringContaining('from') });
  });
});

describe('moving', () => {
  const own = { startsAt: ms('2026-11-24T15:00Z'), endsAt: ms('2026-11-24T16:00Z'), locationId: null };
  const busy = [
    taken('2026-11-24T14:00Z', '2026-11-24T14:30Z'),
    taken('2026-11-24T15:00Z', '2026-11-24T16:00Z', { before: 30, after: 60 }),
  ];
  const moving = question({ purpose: 'change', moving: own, busy });

  test('[3.2] its own time and gaps are free for it, its own start is not listed', () => {
    expect(clocks(moving)).toEqual(['09:30', '10:30', '11:00']);
    expect(clocks({ ...moving, moving: undefined })).toEqual([]);
  });

  test('[3.2] changing to its own start is refused as unchanged', () => {
    expect(decideOpening(moving, own.startsAt)).toMatchObject({
      allowed: false,
      refusal: { code: 'unchanged' },
    });
  });

  test('[3.2] keeps its own duration, whatever the service has today', () => {
    const short = { ...own, endsAt: own.startsAt + 45 * MINUTE + 20_000 };
    const listed = listOpenings({ ...moving, busy: [], moving: short });
    expect(listed.map((opening) => opening.localTime.slice(11))).toEqual([
      '09:00',
      '09:30',
      '10:30',
      '11:00',
    ]);
    for (const { startsAt, endsAt } of listed) expect(endsAt - startsAt).toBe(45 * MINUTE + 20_000);
  });

  test('[3.2] a duration with seconds needs room for its last second', () => {
    const seconds = { ...own, endsAt: own.startsAt + 45 * MINUTE + 20_000 };
    const quarters = { ...moving.preferences, intervalMinutes: 15 as const };
    expect(clocks({ ...moving, busy: [], moving: seconds, preferences: quarters }).at(-1)).toBe('11:00');
  });

  test('[3.2] recognises its own time on the sheet, where seconds were rounded outwards', () => {
    const seconds = { startsAt: own.startsAt + 20_000, endsAt: own.endsAt - 20_000, locationId: null };
    expect(clocks({ ...moving, moving: seconds })).toEqual(['09:30', '10:00', '10:30', '11:00']);
  });

  test('[3.2] another time that only begins or ends with it stays taken', () => {
    const asked = (end: string) => clocks({ ...moving, busy: [taken('2026-11-24T15:00Z', end)] });
    expect(asked('2026-11-24T16:00Z')).toEqual(['09:00', '09:30', '10:30', '11:00']);
    expect(asked('2026-11-24T16:30Z')).toEqual(['09:00']);
  });

  test('[3.2] only the hours of its location count', () => {
    const weekly = [...daily('09:00', '10:00', 'loc_a'), ...daily('13:00', '14:00', 'loc_b')];
    const asked = (locationId: string | null) =>
      listOpenings({ ...moving, busy: [], weekly, moving: { ...own, locationId } });
    expect(asked('loc_a')).toMatchObject([{ locationId: 'loc_a', localTime: '2026-11-24T09:00' }]);
    expect(asked('loc_b')).toMatchObject([{ locationId: 'loc_b', localTime: '2026-11-24T13:00' }]);
    expect(asked(null)).toEqual([]);
    expect(asked('loc_archived')).toEqual([]);
  });
});

describe('deciding', () => {
  const busy = [taken('2026-11-24T15:00Z', '2026-11-24T16:00Z')];

  test.each([
    ['2026-11-24T14:00:00.000Z', 'allowed'],
    ['2026-11-24T14:30:00.000Z', 'taken'],
    ['2026-11-24T15:00:00.000Z', 'taken'],
    // off the grid, outside hours, over the end, with seconds, inside notice, past, beyond the horizon
    ['2026-11-24T14:10:00.000Z', 'not-an-opening'],
    ['2026-11-24T13:30:00.000Z', 'not-an-opening'],
    ['2026-11-24T16:30:00.000Z', 'not-an-opening'],
    ['2026-11-24T14:00:01.000Z', 'not-an-opening'],
    ['2026-11-18T11:59:00.000Z', 'not-an-opening'],
    ['2026-11-10T14:00:00.000Z', 'not-an-opening'],
    ['2027-01-17T14:00:00.000Z', 'not-an-opening'],
  ])('[4.3] a start at %s is %s', (start, expected) => {
    const decision = decideOpening(question({ busy }), ms(start));
    expect(decision.allowed ? 'allowed' : decision.refusal.code).toBe(expected);
    if (!decision.allowed) expect(decision.refusal.detail).toMatch(/\.$/);
  });

  test('[4.3] answers with the opening itself', () => {
    const [first] = listOpenings(question());
    expect(decideOpening(question(), first!.startsAt)).toEqual({ allowed: true, value: first });
    expect(isOpening(question(), first!.startsAt)).toBe(true);
    expect(isOpening(question(), Number.NaN)).toBe(false);
  });

  test('[4.3] where two locations offer the same start, the asked one is meant, or the first by id', () => {
    const weekly = [...daily('08:00', '09:00', 'loc_b'), ...daily('09:00', '10:00', 'loc_a')];
    const start = ms('2026-11-24T14:00Z');
    expect(listOpenings(question({ weekly })).map((opening) => opening.locationId)).toEqual([
      'loc_a',
      'loc_b',
    ]);
    expect(openingAt(question({ weekly }), start)).toMatchObject({ locationId: 'loc_a' });
    expect(openingAt(question({ weekly, locationId: 'loc_b' }), start)).toMatchObject({
      locationId: 'loc_b',
      localTime: '2026-11-24T08:00',
      zone: 'America/Chicago',
    });
    // Hours without a location come last.
    const exceptions = [
      {
        date: '2026-11-24',
        windows: [
          { start: '09:00', end: '10:00', locationId: 'loc_a' },
          { start: '09:00', end: '10:00' },
        ],
      },
    ];
    expect(listOpenings(question({ exceptions })).map((opening) => opening.locationId)).toEqual([
      'loc_a',
      null,
    ]);
  });

  test('[4.3] names the free times nearest to one that is taken, in order of time', () => {
    const asked = question({ busy, weekly: daily('08:00', '14:00') });
    const near = (count: number) =>
      nearestOpenings(asked, ms('2026-11-24T15:00Z'), count).map((opening) => opening.localTime.slice(11));
    expect(near(3)).toEqual(['08:30', '09:00', '11:00']);
    expect(near(1)).toEqual(['09:00']);
    expect(near(99)).toHaveLength(8);
  });

  test.each([
    ['taken', true],
    ['not-an-opening', true],
    ['unchanged', false],
    ['not-bookable-online', false],
  ] as const)('[4.3] a no for "%s" comes with others: %s', (code, offers) => {
    expect(offersOthers({ code, detail: '' })).toBe(offers);
  });
});

/** One of the random questions of the agreement test. */
const anyQuestion = fc.integer().map((seed): Case => [...randomCases(1, seed)][0]!);

describe('always', () => {
  test('[4.3] what is listed is bookable, and nothing else of the range is', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const listed = listOpenings(asked);
        for (const opening of listed.slice(0, 50)) {
          const there = asked.locationId === undefined ? { ...asked, locationId: opening.locationId } : asked;
          expect(openingAt(there, opening.startsAt)).toEqual(opening);
          expect(decideOpening(asked, opening.startsAt).allowed).toBe(true);
        }
        // The other way about, over six hours; wider dates, as each location has its own midnight.
        const wide = { ...asked, from: dateOf(dayOf(asked.from) - 2), to: dateOf(dayOf(asked.to) + 2) };
        const starts = new Set(listOpenings(wide).map((opening) => opening.startsAt));
        const noon = ms(`${asked.from}T12:00:00Z`);
        const first = listed[0]?.startsAt ?? noon;
        for (let start = first - 2 * HOUR; start < first + 4 * HOUR; start += 5 * MINUTE)
          expect(isOpening(asked, start)).toBe(starts.has(start));
      }),
      { numRuns: 300 },
    );
  });

  test('[3.5] no opening overlaps what is taken, nor comes closer than the larger gap', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { moving, preferences } = asked;
        for (const { startsAt, endsAt } of listOpenings(asked))
          for (const { start, end, before, after, until } of asked.busy) {
            if (until !== undefined && until <= asked.now) continue;
            if (
              moving &&
              start === Math.floor(moving.startsAt / MINUTE) &&
              end === Math.ceil(moving.endsAt / MINUTE)
            )
              continue;
            const gapAfter = Math.max(preferences.bufferAfterMinutes, before);
            const gapBefore = Math.max(after, preferences.bufferBeforeMinutes);
            expect(
              endsAt + gapAfter * MINUTE <= start * MINUTE || startsAt >= (end + gapBefore) * MINUTE,
            ).toBe(true);
          }
      }),
      { numRuns: 300 },
    );
  });

  test('[4.3] every opening is one that the day sheets let one take, and every other start of the hours is not', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { now, preferences } = asked;
        const free = listOpenings({ ...asked, moving: undefined, busy: [] });
        const sheets = sheetsOf(asked.busy, now);
        const busy = busyTimesOf(sheets);
        for (const { startsAt, endsAt } of free.slice(0, 40)) {
          const { bufferBeforeMinutes, bufferAfterMinutes } = preferences;
          const wanted = { startsAt, endsAt, bufferBeforeMinutes, bufferAfterMinutes };
          expect(isOpening({ ...asked, moving: undefined, busy }, startsAt)).toBe(
            claim(sheets, wanted, now).allowed,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Sheets that hold what is taken, as far as it does not overlap. */
function sheetsOf(busy: readonly BusyTime[], now: number): DaySheet[] {
  let sheets: DaySheet[] = [];
  for (const { start, end, before, after, until } of busy) {
    const time = { startsAt: start * MINUTE, endsAt: end * MINUTE, until };
    const wanted = { ...time, bufferBeforeMinutes: before, bufferAfterMinutes: after };
    const claimed = claim(sheets, wanted, now, { ignoreBuffers: true });
    if (!claimed.allowed) continue;
    const dates = sheetDatesOf(time.startsAt, time.endsAt);
    sheets = [...sheets.filter((sheet) => !dates.includes(sheet.date)), ...claimed.value];
  }
  return sheets;
}
