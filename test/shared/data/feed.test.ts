import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { auditRow, type Change, commit, newId } from '../../../shared/data/change.ts';
import { listFeed, settledAfter } from '../../../shared/data/feed.ts';
import { keys } from '../../../shared/data/keys.ts';
import { encodeCursor, put, transact, writesEndWithin } from '../../../shared/data/table.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { monday } from '../../support/clock.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
afterEach(() => vi.restoreAllMocks());

const givenScope = (): Scope => ({ practiceId: newId('practice', monday) });
const type = 'client.created.v1';
const { data, metadata } = fixtures[type];

const changeAt = (idMadeAt: number): Change => systemChange('test', 'test', idMadeAt, () => idMadeAt);

/** An event whose id was made at an instant, and whose `sequence` tells it apart. */
const happens = (scope: Scope, idMadeAt: number, sequence: number): Promise<void> =>
  commit(scope, changeAt(idMadeAt), {
    writes: [],
    happenings: [{ type, aggregate: metadata.aggregate, data, sequence }],
  });

/** Reads on until a page comes that is empty. */
async function readAll(scope: Scope, range: { from: number; before: number }, limit: number) {
  const read: number[] = [];
  let after: string | undefined;
  for (let empty = 0; empty < 2; ) {
    const page = await listFeed(scope, range, { limit, after });
    read.push(...page.items.map(({ detail }) => detail.metadata.sequence));
    empty = page.items.length === 0 ? empty + 1 : 0;
    after = page.next;
  }
  return { read, after };
}

describe('the feed', () => {
  const at = (text: string) => Date.parse(text);
  const first = at('2026-10-31T23:59:59.000Z');

  test('[8.1] is in the order of ids, over months, whatever the size of its pages', async () => {
    const scope = givenScope();
    const instants = ['2026-10-31T23:59:59.999Z', '2026-11-01T00:00:00.000Z', '2026-11-30T12:00:00Z'];
    const all = [...instants.map(at), at('2027-03-01T00:00:00Z'), at('2027-03-01T00:00:00.001Z')];
    for (const [n, instant] of all.entries()) await happens(scope, instant, n);
    for (const limit of [1, 2, 3, 5, 100])
      expect((await readAll(scope, { from: first, before: at('2027-04-01') }, limit)).read).toEqual([
        0, 1, 2, 3, 4,
      ]);
  });

  test('[8.1] carries the payload of the bus, and leaves out what is audit alone or unfit', async () => {
    const scope = givenScope();
    await transact([auditRow(scope, changeAt(monday), 'signed-in')]);
    await happens(scope, monday + 1, 7);
    const [unknown, unfit] = [newId('event', monday + 2), newId('event', monday + 3)];
    const row = { type: 'client.vanished.v1', at: '', aggregate: metadata.aggregate, data };
    await transact([
      put('row', keys.event(scope.practiceId, '2026-11', unknown), row, 'new'),
      put('row', keys.event(scope.practiceId, '2026-11', unfit), { ...row, type }, 'new'),
    ]);
    const { items } = await listFeed(scope, { from: first, before: monday + 10 }, { limit: 10 });
    expect(items).toEqual([
      {
        type,
        detail: { metadata: expect.objectContaining({ sequence: 7, cause: 'system' }), data },
      },
    ]);
  });

  test('[8.1] always says where to go on, and goes on there when something has come', async () => {
    const scope = givenScope();
    const range = { from: first, before: monday };
    const empty = await listFeed(scope, range, { limit: 10 });
    expect(empty.items).toEqual([]);
    await happens(scope, monday + 1, 1);
    const next = await listFeed(scope, { ...range, before: monday + 2 }, { limit: 10, after: empty.next });
    expect(next.items).toHaveLength(1);
    const later = await listFeed(scope, { ...range, before: monday + 2 }, { limit: 10, after: next.next });
    expect(later.items).toEqual([]);
  });

  test('[8.1] takes a cursor as a position and nothing else: of another practice, forged, or of the future', async () => {
    const [scope, other] = [givenScope(), givenScope()];
    for (const n of [1, 2, 3]) await happens(scope, monday + n, n);
    await happens(other, monday + 1, 99);
    const range = { from: first, before: monday + 10 };
    const { next } = await listFeed(other, range, { limit: 1 });
    const here = await listFeed(scope, range, { limit: 10, after: next });
    expect(here.items.every(({ detail }) => detail.metadata.practiceId === scope.practiceId)).toBe(true);
    expect(here.items.map(({ detail }) => detail.metadata.sequence)).toEqual(expect.arrayContaining([2, 3]));
    const from = async (position: string) =>
      (await listFeed(scope, range, { limit: 10, after: encodeCursor(position) })).items.length;
    expect(await from(`evt_${'0'.repeat(26)}`)).toBe(3);
    expect(await from(`evt_7${'Z'.repeat(25)}`)).toBe(0);
  });

  test.each(['nonsense', 'evt_', 'PRACTICE', `prac_0${'0'.repeat(25)}`])(
    '[8.1] refuses what is no cursor: %s',
    async (position) => {
      const asked = listFeed(
        givenScope(),
        { from: first, before: monday },
        {
          limit: 1,
          after: encodeCursor(position),
        },
      );
      await expect(asked).rejects.toMatchObject({
        refusal: { code: 'malformed', errors: [{ pointer: '?after' }] },
      });
    },
  );

  test('[8.1] waits for longer than a write may take, and a write is told to end in that time', async () => {
    expect(settledAfter).toBe(15_000);
    expect(writesEndWithin).toBe(10_000);
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await happens(givenScope(), monday, 1);
    expect(timeout).toHaveBeenCalledExactlyOnceWith(writesEndWithin);
  });
});

/**
 * A thousand writers at once, each of whose writes ends up to ten seconds after its id was made, in any order,
 * while a reader pages. The clock is made up: it goes on in steps, and never past the end of a write's time.
 */
async function readWhileWriting(
  count: number,
  settled: number,
): Promise<{ read: number[]; written: number }> {
  const scope = givenScope();
  const step = 250;
  const writers = Array.from({ length: count }, (_, n) => {
    const idMadeAt = monday + n * 12;
    // As good as random, and the same each time; the last ones are in time to the millisecond.
    const endsAt = idMadeAt + ((n * 7_919) % (writesEndWithin + 1));
    return { n, idMadeAt, endsAt };
  });
  const writing = new Map<number, { idMadeAt: number; done: Promise<unknown> }>();
  const waiting = new Set(writers);
  const read: number[] = [];
  let after: string | undefined;
  const end = monday + count * 12 + writesEndWithin + settledAfter + 2 * step;
  for (let now = monday; now <= end; now += step) {
    for (const writer of [...waiting].filter(({ endsAt }) => endsAt <= now)) {
      waiting.delete(writer);
      const done = happens(scope, writer.idMadeAt, writer.n).finally(() => writing.delete(writer.n));
      writing.set(writer.n, { idMadeAt: writer.idMadeAt, done });
    }
    // No write is let run over its time.
    const overdue = [...writing.values()].filter(({ idMadeAt }) => now + step > idMadeAt + writesEndWithin);
    const [page] = await Promise.all([
      listFeed(scope, { from: monday, before: now - settled }, { limit: 100, after }),
      ...overdue.map(({ done }) => done),
      pause(0),
    ]);
    read.push(...page.items.map(({ detail }) => detail.metadata.sequence));
    after = page.next;
  }
  await Promise.all([...writing.values()].map(({ done }) => done));
  for (let more = true; more; ) {
    const page = await listFeed(scope, { from: monday, before: end }, { limit: 100, after });
    read.push(...page.items.map(({ detail }) => detail.metadata.sequence));
    after = page.next;
    more = page.items.length > 0;
  }
  const { read: written } = await readAll(scope, { from: monday, before: end }, 100);
  return { read, written: written.length };
}

describe('a thousand concurrent writers while a reader pages', () => {
  test('[8.1] no event is missed or repeated', async () => {
    const { read, written } = await readWhileWriting(1_000, settledAfter);
    expect(written).toBe(1_000);
    expect(read).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
  });

  test('[8.1] some would be, if the feed did not wait', async () => {
    const { read, written } = await readWhileWriting(200, 0);
    expect(written).toBe(200);
    expect(new Set(read).size).toBeLessThan(200);
  });
});
