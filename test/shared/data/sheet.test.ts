import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/data/change.ts';
import { getSheets, listSheets, putSheets } from '../../../shared/data/sheet.ts';
import { transact } from '../../../shared/data/table.ts';
import { type Claim, claim, type DaySheet, move, release } from '../../../shared/domain/day-sheet.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { intercepting } from '../../support/calls.ts';
import { monday } from '../../support/clock.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();

const somebody = () => ({
  scope: { practiceId: newId('practice', monday) },
  staffId: newId('staff', monday),
});
type Somebody = ReturnType<typeof somebody>;

/** A time of an hour. */
const hourFrom = (startsAt: string, gaps = 0): Claim => ({
  startsAt: Date.parse(startsAt),
  endsAt: Date.parse(startsAt) + 3_600_000,
  bufferBeforeMinutes: gaps,
  bufferAfterMinutes: gaps,
});

const take = async ({ scope, staffId }: Somebody, wanted: Claim) => {
  const sheets = await getSheets(scope, staffId, [wanted]);
  await transact(putSheets(scope, staffId, granted(claim(sheets, wanted, monday))));
};

const days = { first: '2026-11-01', last: '2026-12-31' };

describe('day sheets', () => {
  test('[3.5] are read as they were written, one for each UTC day that a time touches', async () => {
    const clinician = somebody();
    await take(clinician, hourFrom('2026-11-24T09:00:00Z'));
    await take(clinician, hourFrom('2026-11-24T23:30:00Z', 15));
    expect(await listSheets(clinician.scope, clinician.staffId, days)).toEqual([
      {
        date: '2026-11-24',
        version: 2,
        taken: [
          [540, 600],
          [1410, 1470, 15, 15],
        ],
      },
      { date: '2026-11-25', version: 1, taken: [[-30, 30, 15, 15]] },
    ]);
  });

  test('[3.5] that were never written have the version nought', async () => {
    const { scope, staffId } = somebody();
    expect(await getSheets(scope, staffId, [hourFrom('2026-11-24T09:00:00Z')])).toEqual([
      { date: '2026-11-24', version: 0, taken: [] },
    ]);
    expect(await listSheets(scope, staffId, days)).toEqual([]);
  });

  test('[3.5] are lost by the second of two who read the same version, the first one too', async () => {
    const { scope, staffId } = somebody();
    const written = (date: string, version: number): DaySheet[] => [{ date, version, taken: [[540, 600]] }];
    for (const version of [0, 1]) {
      await transact(putSheets(scope, staffId, written('2026-11-24', version)));
      await expect(transact(putSheets(scope, staffId, written('2026-11-24', version)))).rejects.toMatchObject(
        {
          lost: ['sheet'],
        },
      );
    }
  });

  test('[3.2] of a move are written together, or not at all', async () => {
    const clinician = somebody();
    const { scope, staffId } = clinician;
    const old = hourFrom('2026-11-24T09:00:00Z');
    const wanted = hourFrom('2026-12-01T09:00:00Z');
    await take(clinician, old);
    const sheets = await getSheets(scope, staffId, [old, wanted]);
    const moved = granted(move(sheets, old, wanted, monday));
    await take(clinician, hourFrom('2026-12-01T12:00:00Z'));
    await expect(transact(putSheets(scope, staffId, moved))).rejects.toMatchObject({ lost: ['sheet'] });
    expect((await listSheets(scope, staffId, days)).map(({ date, taken }) => [date, taken.length])).toEqual([
      ['2026-11-24', 1],
      ['2026-12-01', 1],
    ]);
  });

  test('[4.4] hold a time until the hold ends, and nobody else’s', async () => {
    const clinician = somebody();
    const { scope, staffId } = clinician;
    const held = { ...hourFrom('2026-11-24T09:00:00Z'), until: monday + 1000 };
    await take(clinician, held);
    const sheets = await getSheets(scope, staffId, [held]);
    expect(claim(sheets, hourFrom('2026-11-24T09:30:00Z'), monday + 999).allowed).toBe(false);
    expect(claim(sheets, hourFrom('2026-11-24T09:30:00Z'), monday + 1000).allowed).toBe(true);
    await transact(putSheets(scope, staffId, release(sheets, held, monday)));
    expect((await getSheets(scope, staffId, [held]))[0]?.taken).toEqual([]);
  });

  test('[1.2] of one clinician or practice say nothing of another', async () => {
    const [one, other] = [somebody(), somebody()];
    await take(one, hourFrom('2026-11-24T09:00:00Z'));
    expect(await listSheets(one.scope, other.staffId, days)).toEqual([]);
    expect(await listSheets(other.scope, one.staffId, days)).toEqual([]);
  });

  test('[3.5] of sixty days are listed whole, however DynamoDB divides them', async () => {
    const clinician = somebody();
    const { scope, staffId } = clinician;
    const sheets = Array.from({ length: 30 }, (_, n): DaySheet => {
      const date = new Date(Date.parse('2026-11-01') + n * 86_400_000).toISOString().slice(0, 10);
      return { date, version: 0, taken: [[540, 600]] };
    });
    await transact(putSheets(scope, staffId, sheets));
    const listed = await intercepting(
      ({ operation, input }, pass) => (operation === 'Query' ? pass({ ...input, Limit: 7 }) : pass()),
      () => listSheets(scope, staffId, days),
    );
    expect(listed.map(({ date }) => date)).toEqual(sheets.map(({ date }) => date));
  });

  test('[3.2] of a move are read once each, four at most', async () => {
    const { scope, staffId } = somebody();
    const dates = async (...spans: string[]) =>
      (
        await getSheets(
          scope,
          staffId,
          spans.map((span) => hourFrom(span)),
        )
      ).map(({ date }) => date);
    expect(await dates('2026-11-24T09:00:00Z', '2026-11-24T12:00:00Z')).toEqual(['2026-11-24']);
    expect(await dates('2026-11-24T23:00:00Z', '2026-12-01T01:00:00Z')).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-30',
      '2026-12-01',
    ]);
  });
});
