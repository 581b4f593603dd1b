import { ulid } from 'ulid';
import { describe, expect, test } from 'vitest';

import {
  auditRow,
  type Change,
  commit,
  derivedId,
  type Happening,
  keptAnswer,
  newId,
  readKeptAnswer,
} from '../../../shared/data/change.ts';
import { eventOfRow } from '../../../shared/data/event-row.ts';
import { keys } from '../../../shared/data/keys.ts';
import { getItem, getItems, type Item, LostRace, put, queryAll } from '../../../shared/data/table.ts';
import { eventDetail, eventTypes } from '../../../shared/domain/event.ts';
import { bellId, eventId } from '../../../shared/domain/id.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';
import { intercepting, keysWritten } from '../../support/calls.ts';
import { monday } from '../../support/clock.ts';
import { ownTable } from '../../support/own-table.ts';
import { ids } from '../domain/given.ts';

ownTable();

const scopeOfItsOwn = () => ({ practiceId: newId('practice', monday) });

const givenChange = (over: Partial<Change> = {}): Change => ({
  now: monday,
  clock: () => monday + 5,
  cause: 'client',
  actor: `client:${ids.client}`,
  correlationId: 'request-1',
  ...over,
});

const happening: Happening<'client.created.v1'> = {
  type: 'client.created.v1',
  aggregate: { type: 'client', id: ids.client },
  sequence: 1,
  data: { clientId: ids.client },
  clientId: ids.client,
  audit: { after: { givenName: 'Rosa' }, note: 'by hand' },
};

const rowsOf = ({ practiceId }: { practiceId: string }): Promise<Item[]> =>
  queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.event(practiceId, '2026-11', '').pk },
  });

describe('an event row', () => {
  test('[8.1] is written with the change, for feed, history and outbox', async () => {
    const scope = scopeOfItsOwn();
    await commit(scope, givenChange(), { writes: [], happenings: [happening] });
    const [row] = await rowsOf(scope);
    const id = String(row?.sk);
    expect(eventId.safeParse(id).success).toBe(true);
    expect(row).toMatchObject({
      pk: `EVENTS#${scope.practiceId}#2026-11`,
      gsi2pk: `HISTORY#${scope.practiceId}#${ids.client}`,
      gsi2sk: id,
    });
  });

  test('[8.1] is in the partition of the month in which its id was made', async () => {
    const scope = scopeOfItsOwn();
    const midnight = Date.parse('2026-12-01T00:00:00.000Z');
    const change = givenChange({ now: midnight - 1, clock: () => midnight });
    await commit(scope, change, { writes: [], happenings: [happening] });
    expect(await rowsOf(scope)).toEqual([]);
    const [row] = await queryAll({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.event(scope.practiceId, '2026-12', '').pk },
    });
    expect(row).toMatchObject({ at: '2026-11-30T23:59:59.999Z' });
  });

  test('[8.1] has an id of the moment of its commit, so that a later try has a later id', async () => {
    const scope = scopeOfItsOwn();
    let now = monday;
    const change = givenChange({ clock: () => (now += 1000) });
    await commit(scope, change, { writes: [], happenings: [happening] });
    await commit(scope, change, { writes: [], happenings: [happening] });
    const [first, second] = (await rowsOf(scope)).map((row) => String(row.sk));
    expect(first! < second!).toBe(true);
  });

  test.each(eventTypes)(
    '[8.1] gives back the event that it stands for, which fits its schema: %s',
    async (type) => {
      const scope = scopeOfItsOwn();
      const { data, metadata } = fixtures[type];
      const told = { ...happening, type, data, aggregate: metadata.aggregate, sequence: 7, test: true };
      await commit(scope, givenChange(), { writes: [], happenings: [told] });
      const { type: given, ...detail } = eventOfRow((await rowsOf(scope))[0]!);
      expect(given).toBe(type);
      expect(eventDetail(type).parse(detail)).toEqual({
        metadata: {
          id: expect.stringMatching(/^evt_/),
          practiceId: scope.practiceId,
          occurredAt: '2026-11-16T10:00:00.000Z',
          aggregate: metadata.aggregate,
          sequence: 7,
          actor: `client:${ids.client}`,
          cause: 'client',
          correlationId: 'request-1',
          region: 'eu-west-2',
          test: true,
        },
        data,
      });
    },
  );

  test('[8.1] keeps what was before and after to itself', async () => {
    const scope = scopeOfItsOwn();
    await commit(scope, givenChange(), { writes: [], happenings: [happening] });
    const [row] = await rowsOf(scope);
    expect(row?.audit).toEqual({ after: { givenName: 'Rosa' }, note: 'by hand' });
    expect(JSON.stringify(eventOfRow(row!))).not.toContain('Rosa');
  });

  test('[8.1] of no kind in the catalogue is no event', () => {
    expect(() => eventOfRow({ pk: 'EVENTS#p#2026-11', type: 'client.vanished.v1' })).toThrow(
      'client.vanished.v1',
    );
  });

  test('[9.3] of an audit alone is in no outbox', async () => {
    const scope = scopeOfItsOwn();
    const row = auditRow(scope, givenChange(), 'signed-in', { clientId: ids.client, note: 'oidc' });
    await commit(scope, givenChange(), { writes: [row], happenings: [] });
    const [stored] = await rowsOf(scope);
    expect(stored).toMatchObject({ action: 'signed-in', note: 'oidc', gsi2pk: expect.any(String) });
    expect(stored).not.toHaveProperty('gsi1pk');
  });
});

describe('a change', () => {
  /** A change of three items with two events and an answer; `only` says how the tried one begins. */
  function parts() {
    const scope = scopeOfItsOwn();
    const key = keys.idempotency(scope.practiceId, ids.client, ulid());
    const itemKeys = [1, 2, 3].map((n) => ({ pk: `TEST#${scope.practiceId}`, sk: String(n) }));
    const what = {
      writes: itemKeys.map((itemKey, n) => put(`item-${n + 1}`, itemKey, { n }, 'new')),
      happenings: [happening, { ...happening, sequence: 2 }],
      answer: { id: ids.client },
    };
    return { scope, key, itemKeys, what, change: givenChange({ idempotency: { key, hash: 'hash' } }) };
  }

  const names = ['item-1', 'item-2', 'item-3', 'event', 'event', 'idempotency'];

  test.each(names.map((name, part) => ({ name, part })))(
    '[3.6] of which one part fails leaves nothing behind: $name ($part)',
    async ({ name, part }) => {
      const { scope, key, itemKeys, what, change } = parts();
      const failing = intercepting(
        ({ input }, pass) => {
          const TransactItems = [...input.TransactItems];
          const never = { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(pk)' };
          TransactItems[part] = { Put: { ...TransactItems[part].Put, ...never } };
          const { ExpressionAttributeValues: _, ...Put } = TransactItems[part].Put;
          TransactItems[part] = { Put };
          return pass({ ...input, TransactItems });
        },
        () => commit(scope, change, what),
      );
      const error = await failing.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(LostRace);
      expect((error as LostRace).lost).toEqual([name]);
      expect(await getItems([...itemKeys, key])).toEqual([undefined, undefined, undefined, undefined]);
      expect(await rowsOf(scope)).toEqual([]);
    },
  );

  test('[3.6] is one transaction: items, events and answer', async () => {
    const { scope, key, itemKeys, what, change } = parts();
    const written: number[] = [];
    await intercepting(
      ({ operation, input }, pass) => {
        expect(operation).toBe('TransactWriteItems');
        written.push(keysWritten(input).length);
        return pass();
      },
      () => commit(scope, change, what),
    );
    expect(written).toEqual([6]);
    expect((await getItems([...itemKeys, key])).every(Boolean)).toBe(true);
    expect(await rowsOf(scope)).toHaveLength(2);
  });
});

describe('the answer kept under an Idempotency-Key', () => {
  const keep = (scope: { practiceId: string }, hash: string, now: number, answer: unknown) =>
    commit(
      scope,
      givenChange({ now, idempotency: { key: keys.idempotency(scope.practiceId, ids.client, 'key'), hash } }),
      { writes: [], happenings: [], answer },
    );
  const day = 24 * 3_600_000;

  test('[3.6] is there for 24 hours, and the key cannot be used again', async () => {
    const scope = scopeOfItsOwn();
    const key = keys.idempotency(scope.practiceId, ids.client, 'key');
    await keep(scope, 'one', monday + 1, { n: 1 });
    await expect(keep(scope, 'two', monday + day, { n: 2 })).rejects.toMatchObject({ lost: ['idempotency'] });
    expect(await readKeptAnswer(key, monday + day)).toEqual({ hash: 'one', answer: { n: 1 } });
  });

  test('[3.6] is gone after 24 hours, even where the table has yet to drop it, and the key is free', async () => {
    const scope = scopeOfItsOwn();
    const key = keys.idempotency(scope.practiceId, ids.client, 'key');
    await keep(scope, 'one', monday, { n: 1 });
    expect(await getItem(key)).toBeDefined();
    expect(await readKeptAnswer(key, monday + day - 1)).toBeDefined();
    expect(await readKeptAnswer(key, monday + day)).toBeUndefined();
    await keep(scope, 'two', monday + day, { n: 2 });
    expect(await readKeptAnswer(key, monday + day)).toEqual({ hash: 'two', answer: { n: 2 } });
  });

  test('[3.6] is nothing where nothing was kept', () => {
    expect(keptAnswer(undefined, monday)).toBeUndefined();
  });
});

test('[2.8] an id that is made of something is the same again, and is one of its kind', () => {
  const one = derivedId('bell', monday, 'rosa');
  expect(derivedId('bell', monday, 'rosa')).toBe(one);
  expect(bellId.safeParse(one).success).toBe(true);
  expect(derivedId('bell', monday, 'otto')).not.toBe(one);
  expect(derivedId('bell', monday + 1, 'rosa')).not.toBe(one);
});
