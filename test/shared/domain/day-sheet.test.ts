import { describe, expect, test } from 'vitest';
import {
  busyTimesOf,
  type Claim,
  claim,
  type DaySheet,
  MAX_BUFFER_MINUTES,
  move,
  release,
  sheetDatesOf,
  type Taken,
} from '../../../shared/domain/day-sheet.ts';
import { dayOf } from '../../../shared/domain/zone.ts';
import { fc } from '../../support/random.ts';

const MINUTE = 60_000;
const ms = (instant: string) => Date.parse(instant);
const now = ms('2026-11-01T12:00:00Z');
const day = '2026-11-21';
const minute = (minutes: number, date = day) => ms(`${date}T00:00:00Z`) + minutes * MINUTE;

const sheet = (taken: Taken[], date = day, version = 7): DaySheet => ({ date, version, taken });

const wanted = (start: number, end: number, rest: Partial<Claim> = {}): Claim => ({
  startsAt: minute(start),
  endsAt: minute(end),
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  ...rest,
});

/** Sheets after a decision that must have been a yes. */
function yes<T>(decision: { allowed: true; value: T } | { allowed: false }): T {
  if (!decision.allowed) throw new Error('refused');
  return decision.value;
}

describe('which sheets', () => {
  test.each([
    // start and end in minutes of 21 November
    [540, 590, ['2026-11-21']],
    [120, 1320, ['2026-11-21']],
    [119, 1320, ['2026-11-20', '2026-11-21']],
    [120, 1321, ['2026-11-21', '2026-11-22']],
    [0, 1440, ['2026-11-20', '2026-11-21', '2026-11-22']],
    [-30, 30, ['2026-11-20', '2026-11-21']],
    [1380, 4380, ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24']],
  ])('[3.5] a time from minute %i to %i is written on %j', (start, end, dates) => {
    expect(sheetDatesOf(minute(start), minute(end))).toEqual(dates);
  });

  test('[3.5] seconds are rounded outwards before the days are counted', () => {
    expect(sheetDatesOf(minute(120) - 1, minute(200))).toEqual(['2026-11-20', '2026-11-21']);
    expect(sheetDatesOf(minute(600), minute(1320) + 1)).toEqual(['2026-11-21', '2026-11-22']);
  });

  test('[3.5] a narrower gap needs fewer sheets', () => {
    expect(sheetDatesOf(minute(0), minute(1440), 0)).toEqual(['2026-11-21']);
  });
});

describe('claiming', () => {
  test('[3.5] takes a free time and keeps the sheet sorted and its version as it was read', () => {
    const sheets = [
      sheet([
        [300, 350],
        [700, 750, 10, 5],
      ]),
    ];
    const claimed = claim(sheets, wanted(540, 590, { bufferBeforeMinutes: 15 }), now);
    expect(claimed).toEqual({
      allowed: true,
      value: [
        sheet([
          [300, 350],
          [540, 590, 15],
          [700, 750, 10, 5],
        ]),
      ],
    });
  });

  test.each<[Partial<Claim>, Taken]>([
    [{}, [540, 590]],
    [{ bufferBeforeMinutes: 10 }, [540, 590, 10]],
    [{ bufferAfterMinutes: 10 }, [540, 590, 0, 10]],
    [{ until: now + 1 }, [540, 590, 0, 0, now + 1]],
    [{ bufferBeforeMinutes: 5, bufferAfterMinutes: 10, until: now + 1 }, [540, 590, 5, 10, now + 1]],
  ])('[3.5] stores %j as %j: what is zero at the end is left off', (rest, taken) => {
    expect(yes(claim([], wanted(540, 590, rest), now))).toEqual([{ date: day, version: 0, taken: [taken] }]);
  });

  test('[3.5] writes a time near midnight on both days, counted from each midnight', () => {
    expect(yes(claim([sheet([])], wanted(1410, 1460), now))).toEqual([
      sheet([[1410, 1460]]),
      { date: '2026-11-22', version: 0, taken: [[-30, 20]] },
    ]);
  });

  test.each<[string, number, number, boolean]>([
    ['before, touching', 480, 540, true],
    ['before, into it', 480, 541, false],
    ['the same', 540, 590, false],
    ['within', 550, 560, false],
    ['around', 500, 700, false],
    ['after, from within', 589, 640, false],
    ['after, touching', 590, 640, true],
  ])('[3.5] a time %s (%i to %i) is allowed: %s', (_, start, end, allowed) => {
    const decision = claim([sheet([[540, 590]])], wanted(start, end), now);
    expect(decision.allowed).toBe(allowed);
    if (!decision.allowed) expect(decision.refusal).toMatchObject({ code: 'taken' });
  });

  test.each<[Taken, Partial<Claim>, number, number]>([
    // taken, the new one's gaps, its latest end before and its earliest start after
    [[540, 590], {}, 540, 590],
    [[540, 590, 15, 20], {}, 525, 610],
    [[540, 590], { bufferBeforeMinutes: 15, bufferAfterMinutes: 20 }, 520, 605],
    [[540, 590, 10, 40], { bufferBeforeMinutes: 30, bufferAfterMinutes: 20 }, 520, 630],
    [[540, 590, 30, 10], { bufferBeforeMinutes: 30, bufferAfterMinutes: 20 }, 510, 620],
  ])(
    '[4.2] beside %j a time with gaps %j may end at %i or start at %i',
    (taken, gaps, latestEnd, earliestStart) => {
      const sheets = [sheet([taken])];
      const allowed = (start: number, end: number) => claim(sheets, wanted(start, end, gaps), now).allowed;
      expect(allowed(latestEnd - 50, latestEnd)).toBe(true);
      expect(allowed(latestEnd - 49, latestEnd + 1)).toBe(false);
      expect(allowed(earliestStart, earliestStart + 50)).toBe(true);
      expect(allowed(earliestStart - 1, earliestStart + 49)).toBe(false);
    },
  );

  test('[3.4] staff may set gaps aside, never an overlap', () => {
    const sheets = [sheet([[540, 590, 60, 60]])];
    const gaps = { bufferBeforeMinutes: 60, bufferAfterMinutes: 60 };
    const allowed = (start: number, end: number) =>
      claim(sheets, wanted(start, end, gaps), now, { ignoreBuffers: true }).allowed;
    expect(allowed(590, 640)).toBe(true);
    expect(allowed(490, 540)).toBe(true);
    expect(allowed(589, 640)).toBe(false);
    expect(allowed(490, 541)).toBe(false);
  });

  test('[4.3] a hold counts until its end, then it is free and is dropped', () => {
    const sheets = [
      sheet([
        [500, 520, 0, 0, now],
        [540, 590, 0, 0, now],
      ]),
    ];
    expect(claim(sheets, wanted(540, 590), now - 1).allowed).toBe(false);
    expect(yes(claim(sheets, wanted(540, 590), now))).toEqual([sheet([[540, 590]])]);
  });

  test('[3.5] a time with seconds takes the whole minutes around it', () => {
    const seconds = { ...wanted(0, 0), startsAt: minute(540) + 1, endsAt: minute(590) - 1 };
    expect(yes(claim([], seconds, now))[0]!.taken).toEqual([[540, 590]]);
    const longer = { ...seconds, startsAt: minute(540) - 1, endsAt: minute(590) + 1 };
    expect(yes(claim([], longer, now))[0]!.taken).toEqual([[539, 591]]);
  });

  test('[3.5] a conflict on the second day alone is a conflict', () => {
    const sheets = [sheet([]), sheet([[10, 60]], '2026-11-22')];
    expect(claim(sheets, wanted(1410, 1460), now).allowed).toBe(false);
  });
});

describe('giving back', () => {
  test('[3.3] frees the time on each of its sheets and leaves other sheets alone', () => {
    const sheets = [
      sheet([
        [300, 350],
        [1410, 1460],
      ]),
      sheet(
        [
          [-30, 20],
          [600, 650],
        ],
        '2026-11-22',
      ),
      sheet([[600, 650]], '2026-11-23'),
    ];
    expect(release(sheets, wanted(1410, 1460), now)).toEqual([
      sheet([[300, 350]]),
      sheet([[600, 650]], '2026-11-22'),
    ]);
  });

  test('[3.6] giving back what is not there changes nothing', () => {
    expect(
      release(
        [
          sheet([
            [540, 590],
            [600, 650],
          ]),
        ],
        wanted(540, 650),
        now,
      ),
    ).toEqual([]);
    expect(release([sheet([[540, 590]])], wanted(541, 590), now)).toEqual([]);
  });

  test('[4.4] a hold that is over does not take along the booking that followed it', () => {
    const sheets = [sheet([[540, 590]])];
    expect(release(sheets, wanted(540, 590, { until: now - 1 }), now)).toEqual([]);
    const held = [sheet([[540, 590, 0, 0, now + 1]])];
    expect(release(held, wanted(540, 590), now)).toEqual([]);
    expect(release(held, wanted(540, 590, { until: now + 1 }), now)).toEqual([sheet([])]);
  });

  test('[4.4] drops holds that are over from the sheets it rewrites', () => {
    const sheets = [
      sheet([
        [300, 350, 0, 0, now],
        [400, 450, 0, 0, now + 1],
        [540, 590],
      ]),
    ];
    expect(release(sheets, wanted(540, 590), now)).toEqual([sheet([[400, 450, 0, 0, now + 1]])]);
  });

  test('[3.3] finds a time with seconds by its whole minutes', () => {
    const seconds = { startsAt: minute(540) + 30_000, endsAt: minute(590) - 30_000 };
    expect(release([sheet([[540, 590]])], seconds, now)).toEqual([sheet([])]);
  });
});

describe('moving', () => {
  test('[3.2] frees the old time and takes the new one on the sheet they share', () => {
    const sheets = [
      sheet([
        [540, 590, 10, 10],
        [700, 750],
      ]),
    ];
    expect(move(sheets, wanted(540, 590), wanted(560, 610), now)).toEqual({
      allowed: true,
      value: [
        sheet([
          [560, 610],
          [700, 750],
        ]),
      ],
    });
  });

  test('[3.2] answers with the sheets that change, by date, and no other', () => {
    const sheets = [
      sheet([[540, 590]], '2026-11-23'),
      sheet([[300, 350]], '2026-11-22'),
      sheet([[600, 650]], '2026-11-21', 3),
    ];
    const given = { startsAt: minute(540, '2026-11-23'), endsAt: minute(590, '2026-11-23') };
    expect(yes(move(sheets, given, wanted(700, 750), now))).toEqual([
      sheet(
        [
          [600, 650],
          [700, 750],
        ],
        '2026-11-21',
        3,
      ),
      sheet([], '2026-11-23'),
    ]);
  });

  test('[3.2] refuses a time that another has, and frees nothing', () => {
    const sheets = [
      sheet([
        [540, 590],
        [600, 650],
      ]),
    ];
    expect(move(sheets, wanted(540, 590), wanted(570, 620), now)).toMatchObject({
      allowed: false,
      refusal: { code: 'taken' },
    });
    expect(sheets).toEqual([
      sheet([
        [540, 590],
        [600, 650],
      ]),
    ]);
  });

  test('[5.3] turns a hold into a booking of the same time', () => {
    const sheets = [sheet([[540, 590, 0, 0, now + 1]])];
    expect(yes(move(sheets, wanted(540, 590, { until: now + 1 }), wanted(540, 590), now))).toEqual([
      sheet([[540, 590]]),
    ]);
  });

  test('[3.4] staff may move a time closer than its gaps', () => {
    const sheets = [
      sheet([
        [540, 590],
        [600, 650, 60, 60],
      ]),
    ];
    expect(move(sheets, wanted(540, 590), wanted(550, 600), now).allowed).toBe(false);
    expect(move(sheets, wanted(540, 590), wanted(550, 600), now, { ignoreBuffers: true }).allowed).toBe(true);
  });
});

describe('reading', () => {
  test('[4.3] tells each taken time once, in order, counted from 1970', () => {
    const midnight = dayOf(day) * 1440;
    const sheets = [
      sheet(
        [
          [-30, 20, 5],
          [600, 650, 0, 10],
        ],
        '2026-11-22',
      ),
      sheet([
        [540, 590],
        [540, 590, 0, 0, 99],
        [1410, 1460, 5],
      ]),
      sheet([
        [-30, 20],
        [540, 600, 0, 0, 99],
      ]),
    ];
    expect(busyTimesOf(sheets)).toEqual([
      { start: midnight - 30, end: midnight + 20, before: 0, after: 0, until: undefined },
      { start: midnight + 540, end: midnight + 590, before: 0, after: 0, until: undefined },
      { start: midnight + 540, end: midnight + 590, before: 0, after: 0, until: 99 },
      { start: midnight + 540, end: midnight + 600, before: 0, after: 0, until: 99 },
      { start: midnight + 1410, end: midnight + 1460, before: 5, after: 0, until: undefined },
      { start: midnight + 2040, end: midnight + 2090, before: 0, after: 10, until: undefined },
    ]);
  });

  test('[4.4] tells a hold and the booking that followed it once each, though both are on two sheets', () => {
    const sheets = [
      sheet([
        [1410, 1460, 0, 0, 99],
        [1410, 1460],
      ]),
      sheet(
        [
          [-30, 20, 0, 0, 99],
          [-30, 20],
        ],
        '2026-11-22',
      ),
    ];
    expect(busyTimesOf(sheets).map(({ until }) => until)).toEqual([undefined, 99]);
  });
});

const gap = fc.integer({ min: 0, max: MAX_BUFFER_MINUTES });
const anyClaim = fc
  .record({
    start: fc.integer({ min: -2 * 1440, max: 2 * 1440 }),
    length: fc.integer({ min: 1, max: 720 }),
    bufferBeforeMinutes: gap,
    bufferAfterMinutes: gap,
    until: fc.option(fc.constantFrom(now - 1, now, now + 1), { nil: undefined }),
  })
  .map(({ start, length, ...rest }) => wanted(start, start + length, rest));

/** What stands after the sheets of a decision have been written. */
const written = (sheets: readonly DaySheet[], changed: readonly DaySheet[]) => [
  ...sheets.filter((one) => !changed.some((other) => other.date === one.date)),
  ...changed,
];

const takenBy = (claims: readonly Claim[]) => {
  let sheets: DaySheet[] = [];
  const standing: Claim[] = [];
  for (const one of claims) {
    const decision = claim(sheets, one, now);
    if (!decision.allowed) continue;
    sheets = written(sheets, decision.value);
    standing.push(one);
  }
  return { sheets, standing };
};

describe('always', () => {
  test('[3.5] no two times that stand overlap or come closer than the larger gap', () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { maxLength: 30 }), (claims) => {
        const standing = takenBy(claims).standing.filter(({ until }) => until === undefined || until > now);
        standing.sort((one, other) => one.startsAt - other.startsAt);
        for (const [index, earlier] of standing.entries())
          for (const later of standing.slice(index + 1)) {
            const larger = Math.max(earlier.bufferAfterMinutes, later.bufferBeforeMinutes);
            expect(later.startsAt).toBeGreaterThanOrEqual(earlier.endsAt + larger * MINUTE);
          }
      }),
    );
  });

  test('[3.5] a refused time is one that is too close to a standing one', () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { maxLength: 30 }), anyClaim, (claims, one) => {
        const { sheets, standing } = takenBy(claims);
        const close = standing.some(
          (other) =>
            (other.until === undefined || other.until > now) &&
            one.startsAt <
              other.endsAt + Math.max(other.bufferAfterMinutes, one.bufferBeforeMinutes) * MINUTE &&
            other.startsAt <
              one.endsAt + Math.max(one.bufferAfterMinutes, other.bufferBeforeMinutes) * MINUTE,
        );
        expect(claim(sheets, one, now).allowed).toBe(!close);
      }),
    );
  });

  test('[3.2] claiming a time and giving it back leaves what was there', () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { maxLength: 20 }), anyClaim, (claims, one) => {
        const lasting = claims.map((other) => ({ ...other, until: undefined }));
        const { sheets } = takenBy(lasting);
        const decision = claim(sheets, one, now);
        if (!decision.allowed) return;
        const after = written(sheets, release(written(sheets, decision.value), one, now));
        expect(busyTimesOf(after)).toEqual(busyTimesOf(sheets));
      }),
    );
  });

  test('[3.5] two writers too close to one another, also either side of UTC midnight, share a sheet', () => {
    fc.assert(
      fc.property(anyClaim, anyClaim, (one, other) => {
        const first = yes(claim([], { ...one, until: undefined }, now));
        if (claim(first, { ...other, until: undefined }, now).allowed) return;
        const dates = sheetDatesOf(one.startsAt, one.endsAt);
        expect(sheetDatesOf(other.startsAt, other.endsAt).some((date) => dates.includes(date))).toBe(true);
      }),
    );
    // With days that are not widened they would pass each other.
    const late = wanted(1380, 1430, { bufferAfterMinutes: 30 });
    const early = wanted(1445, 1500);
    expect(claim(yes(claim([], late, now)), early, now).allowed).toBe(false);
    expect(sheetDatesOf(late.startsAt, late.endsAt, 0)).not.toEqual(
      expect.arrayContaining(sheetDatesOf(early.startsAt, early.endsAt, 0)),
    );
  });

  test('[3.2] a move is giving back and claiming, in one step', () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { minLength: 1, maxLength: 20 }), anyClaim, (claims, to) => {
        const lasting = claims.map((one) => ({ ...one, until: undefined }));
        const { sheets, standing } = takenBy(lasting);
        const from = standing[0]!;
        const freed = written(sheets, release(sheets, from, now));
        const claimed = claim(freed, to, now);
        const moved = move(sheets, from, to, now);
        expect(moved.allowed).toBe(claimed.allowed);
        if (moved.allowed && claimed.allowed)
          expect(busyTimesOf(written(sheets, moved.value))).toEqual(
            busyTimesOf(written(freed, claimed.value)),
          );
      }),
    );
  });
});
