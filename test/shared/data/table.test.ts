import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ulid } from 'ulid';
import { describe, expect, test, vi } from 'vitest';
import type { Key } from '../../../shared/data/keys.ts';
import {
  check,
  decideAgain,
  decodeCursor,
  encodeCursor,
  getItem,
  getItems,
  type Item,
  LostRace,
  put,
  queryAll,
  queryPage,
  table,
  transact,
  transactOnce,
  update,
} from '../../../shared/data/table.ts';
import { Refused } from '../../../shared/domain/decision.ts';
import { refusalOf } from '../../../shared/runtime/problem.ts';
import { cancelled, intercepting } from '../../support/calls.ts';
import { failing } from '../../support/faults.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();

/** A partition that no other test has. */
const partition = () => `TEST#${ulid()}`;
const at = (pk: string, sk: string): Key => ({ pk, sk });
const number = (n: number) => String(n).padStart(4, '0');

async function givenItems(pk: string, count: number, more: (n: number) => object = () => ({})) {
  const writes = Array.from({ length: count }, (_, n) =>
    put('item', at(pk, number(n)), { n, version: 1, ...more(n) }, 'new'),
  );
  for (let from = 0; from < count; from += 100) await transact(writes.slice(from, from + 100));
}

const numbersOf = (items: readonly (Item | undefined)[]) => items.map((item) => item?.n);

const lostBy = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(LostRace);
  return (error as LostRace).lost;
};

const refusedWith = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).refusal;
};

describe('several items at once', () => {
  test('[3.1] come in the order of the keys, twice where named twice, undefined where there are none', async () => {
    const pk = partition();
    await givenItems(pk, 3);
    const wanted = ['0002', '9999', '0000', '0002'].map((sk) => at(pk, sk));
    expect(numbersOf(await getItems(wanted))).toEqual([2, undefined, 0, 2]);
    expect(await getItems([])).toEqual([]);
  });

  test('[3.1] are asked for by the hundred, no key twice', async () => {
    const pk = partition();
    await givenItems(pk, 250);
    const asked: number[] = [];
    const wanted = Array.from({ length: 500 }, (_, n) => at(pk, number(n % 250)));
    const items = await intercepting(
      ({ input }, pass) => {
        asked.push(Object.values<{ Keys: Key[] }>(input.RequestItems)[0]!.Keys.length);
        return pass();
      },
      () => getItems(wanted),
    );
    expect(asked).toEqual([100, 100, 50]);
    expect(numbersOf(items)).toEqual(Array.from({ length: 500 }, (_, n) => n % 250));
  });

  test('[3.1] are asked for again where DynamoDB left some unprocessed', async () => {
    const pk = partition();
    await givenItems(pk, 5);
    let calls = 0;
    const items = await intercepting(
      async ({ input }, pass) => {
        calls += 1;
        const [[name, { Keys }]] = Object.entries<{ Keys: Key[] }>(input.RequestItems) as [
          [string, { Keys: Key[] }],
        ];
        const part = { [name]: { Keys: Keys.slice(0, 2), ConsistentRead: true } };
        const rest = Keys.slice(2);
        const answer = (await pass({ ...input, RequestItems: part })) as object;
        return { ...answer, UnprocessedKeys: rest.length > 0 ? { [name]: { Keys: rest } } : {} };
      },
      () => getItems(Array.from({ length: 5 }, (_, n) => at(pk, number(n)))),
    );
    expect(calls).toBe(3);
    expect(numbersOf(items)).toEqual([0, 1, 2, 3, 4]);
  });

  test('[3.1] are refused as busy, never as missing, where they stay unprocessed', async () => {
    let calls = 0;
    const refusal = await refusedWith(
      intercepting(
        async ({ input }) => {
          calls += 1;
          return { Responses: {}, UnprocessedKeys: input.RequestItems };
        },
        () => getItems([at(partition(), '1')]),
      ),
    );
    expect(refusal).toMatchObject({ code: 'busy', retryAfterSeconds: 2 });
    expect(calls).toBe(8);
  });
});

const everything = { from: '0000', to: '9999' };

/** All pages of a list, from the first on. */
async function pagesOf(
  pk: string,
  limit: number,
  order: 'ascending' | 'descending' = 'ascending',
  range = everything,
): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  let cursor: string | undefined;
  do {
    const page = await queryPage(undefined, pk, range, order, { limit, cursor });
    pages.push(numbersOf(page.items));
    cursor = page.next ?? undefined;
    if (pages.length > 50) throw new Error('The pages do not end.');
  } while (cursor);
  return pages;
}

describe('a page of a list', () => {
  test('[3.1] follows the one before, forwards and backwards, each item once', async () => {
    const pk = partition();
    await givenItems(pk, 7);
    expect(await pagesOf(pk, 3)).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(await pagesOf(pk, 3, 'descending')).toEqual([[6, 5, 4], [3, 2, 1], [0]]);
    expect(await pagesOf(pk, 1)).toEqual([[0], [1], [2], [3], [4], [5], [6]]);
  });

  test('[3.1] has no next one where it ends with the last item', async () => {
    const pk = partition();
    await givenItems(pk, 6);
    expect(await pagesOf(pk, 3)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(await pagesOf(partition(), 3)).toEqual([[]]);
  });

  test('[3.1] after the last item is empty', async () => {
    const pk = partition();
    await givenItems(pk, 2);
    const page = { limit: 5, cursor: encodeCursor('0001') };
    expect(await queryPage(undefined, pk, everything, 'ascending', page)).toEqual({ items: [], next: null });
  });

  test('[3.1] goes on from its place when the item there is gone, and when others came before it', async () => {
    const pk = partition();
    await givenItems(pk, 4);
    const first = await queryPage(undefined, pk, everything, 'ascending', { limit: 2 });
    await transact([
      { name: 'gone', operation: { Delete: { TableName: process.env.TABLE_NAME, Key: at(pk, '0001') } } },
      put('new', at(pk, '0000a'), { n: 'early' }, 'new'),
      put('new', at(pk, '0001a'), { n: 'late' }, 'new'),
    ]);
    const page = { limit: 5, cursor: first.next! };
    const second = await queryPage(undefined, pk, everything, 'ascending', page);
    expect(numbersOf(second.items)).toEqual(['late', 2, 3]);
  });

  test('[3.1] is whole where DynamoDB answers in parts, as it does beyond a megabyte', async () => {
    const pk = partition();
    await givenItems(pk, 7);
    const inParts = <T>(work: () => Promise<T>) =>
      intercepting(
        ({ operation, input }, pass) =>
          operation === 'Query' ? pass({ ...input, Limit: Math.min(2, input.Limit) }) : pass(),
        work,
      );
    expect(await inParts(() => pagesOf(pk, 3))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(await inParts(() => pagesOf(pk, 100))).toEqual([[0, 1, 2, 3, 4, 5, 6]]);
  });

  test('[9.3] is whole where the items themselves are that large', async () => {
    const pk = partition();
    await givenItems(pk, 8, () => ({ text: 'x'.repeat(300_000) }));
    expect(await pagesOf(pk, 5)).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6, 7],
    ]);
  });
});

describe('a cursor', () => {
  test('[3.1] holds a position and nothing else', async () => {
    const pk = partition();
    await givenItems(pk, 3);
    const { next } = await queryPage(undefined, pk, everything, 'ascending', { limit: 1 });
    expect(Buffer.from(next!, 'base64url').toString()).toBe('0000');
  });

  test('[1.2] of another partition reaches nothing of it', async () => {
    const [own, other] = [partition(), partition()];
    await givenItems(own, 3);
    await givenItems(other, 9);
    const { next } = await queryPage(undefined, other, everything, 'ascending', { limit: 1 });
    const page = await queryPage(undefined, own, everything, 'ascending', { limit: 9, cursor: next! });
    expect(page.items.map((item) => item.pk)).toEqual([own, own]);
  });

  test('[1.2] never leaves the range of its list', async () => {
    const pk = partition();
    await givenItems(pk, 9);
    const range = { from: '0003', to: '0005' };
    const from = async (position: string, order: 'ascending' | 'descending') =>
      numbersOf(
        (await queryPage(undefined, pk, range, order, { limit: 9, cursor: encodeCursor(position) })).items,
      );
    expect(await from('0000', 'ascending')).toEqual([3, 4, 5]);
    expect(await from('0009', 'ascending')).toEqual([]);
    expect(await from('0009', 'descending')).toEqual([5, 4, 3]);
    expect(await from('0000', 'descending')).toEqual([]);
  });

  test.each(['', '*', 'a', 'abc=', 'A'.repeat(800), Buffer.from([0xff, 0xfe]).toString('base64url')])(
    '[8.2] that we never gave is refused as malformed (%#)',
    (cursor) => {
      expect(() => decodeCursor(cursor)).toThrow(Refused);
    },
  );

  test('[8.2] with a position that the list cannot have is refused', () => {
    const cursor = encodeCursor('evt_1');
    expect(decodeCursor(cursor, (position) => position === 'evt_1')).toBe('evt_1');
    expect(() => decodeCursor(cursor, (position) => position === 'evt_2')).toThrow(Refused);
  });
});

test('[4.3] a query of a whole partition goes on until it has all of it', async () => {
  const pk = partition();
  await givenItems(pk, 5);
  const found = await intercepting(
    ({ operation, input }, pass) => (operation === 'Query' ? pass({ ...input, Limit: 2 }) : pass()),
    () => queryAll({ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }),
  );
  expect(numbersOf(found)).toEqual([0, 1, 2, 3, 4]);
});

describe('a transaction', () => {
  test('[1.13] over a version writes only over that version', async () => {
    const key = at(partition(), 'a');
    await transact([put('document', key, { version: 1, text: 'first' }, 'new')]);
    await transact([put('document', key, { version: 2, text: 'second' }, { version: 1 })]);
    expect(
      await lostBy(transact([put('document', key, { version: 2, text: 'late' }, { version: 1 })])),
    ).toEqual(['document']);
    expect(await lostBy(transact([put('document', key, { version: 1 }, 'new')]))).toEqual(['document']);
    expect(await getItem(key)).toMatchObject({ version: 2, text: 'second' });
  });

  test('[3.5] that loses names every write that lost, and writes nothing', async () => {
    const pk = partition();
    await givenItems(pk, 2);
    const lost = await lostBy(
      transact([
        put('fresh', at(pk, 'fresh'), {}, 'new'),
        put('sheet', at(pk, '0000'), {}, 'new'),
        update('counter', at(pk, '0001'), {
          set: 'SET n = :n',
          condition: 'n = :read',
          values: { ':n': 8, ':read': 7 },
        }),
      ]),
    );
    expect(lost).toEqual(['sheet', 'counter']);
    expect(await getItem(at(pk, 'fresh'))).toBeUndefined();
    expect(numbersOf(await getItems([at(pk, '0000'), at(pk, '0001')]))).toEqual([0, 1]);
  });

  test('[3.5] can be conditional on what it does not write', async () => {
    const pk = partition();
    await givenItems(pk, 1);
    const onlyIf = (n: number) =>
      transact([
        put('fresh', at(pk, `fresh-${n}`), {}, 'new'),
        check('seen', at(pk, '0000'), { condition: 'n = :n', values: { ':n': n } }),
      ]);
    expect(await lostBy(onlyIf(1))).toEqual(['seen']);
    await onlyIf(0);
    expect(await getItem(at(pk, 'fresh-1'))).toBeUndefined();
    expect(await getItem(at(pk, 'fresh-0'))).toBeDefined();
  });

  test.each([
    { codes: ['TransactionConflict', 'None'], lost: ['contention'] },
    { codes: ['None', 'ThrottlingError'], lost: ['contention'] },
    { codes: ['ProvisionedThroughputExceeded', 'None'], lost: ['contention'] },
    { codes: ['TransactionConflict', 'ConditionalCheckFailed'], lost: ['second'] },
  ])('[3.5] that DynamoDB cancels for $codes has lost $lost', async ({ codes, lost }) => {
    const pk = partition();
    const writes = [put('first', at(pk, '1'), {}, 'any'), put('second', at(pk, '2'), {}, 'any')];
    const work = intercepting(
      async () => {
        throw cancelled(codes);
      },
      () => transact(writes),
    );
    expect(await lostBy(work)).toEqual(lost);
  });

  test('[3.5] that is wrong in itself is no lost race', async () => {
    const work = intercepting(
      async () => {
        throw cancelled(['ValidationError']);
      },
      () => transact([put('first', at(partition(), '1'), {}, 'any')]),
    );
    await expect(work).rejects.toThrow('Transaction cancelled');
  });

  test('[3.6] whose answer was lost on the way is not carried out twice', async () => {
    const key = at(partition(), 'a');
    await transact([put('counter', key, { n: 0 }, 'new')]);
    const fired = await failing(
      table,
      'after',
      async (fault) => {
        await transact([update('counter', key, { set: 'SET n = n + :one', values: { ':one': 1 } })]);
        return fault.fired;
      },
      { times: 2 },
    );
    expect(fired).toBe(2);
    expect(await getItem(key)).toMatchObject({ n: 1 });
  });
});

describe('deciding again', () => {
  test('[3.5] reads, decides and writes until nobody was faster', async () => {
    const rounds: number[] = [];
    const result = await decideAgain(async (round) => {
      rounds.push(round);
      if (round < 3) throw new LostRace(['sheet']);
      return 'done';
    });
    expect(result).toBe('done');
    expect(rounds).toEqual([0, 1, 2, 3]);
  });

  test('[3.5] gives up after a bounded number of rounds as busy, never with a false answer', async () => {
    let rounds = 0;
    const refusal = await refusedWith(
      decideAgain(async () => {
        rounds += 1;
        throw new LostRace(['contention']);
      }),
    );
    expect(refusal).toMatchObject({ code: 'busy', retryAfterSeconds: 2 });
    expect(rounds).toBe(12);
  });

  test('[3.6] does not repeat a race that cannot be won', async () => {
    let rounds = 0;
    const lose = (name: string, final?: string[]) =>
      lostBy(
        decideAgain(async () => {
          rounds += 1;
          throw new LostRace(['sheet', name]);
        }, final),
      );
    expect(await lose('idempotency')).toEqual(['sheet', 'idempotency']);
    expect(await lose('slug', ['slug'])).toEqual(['sheet', 'slug']);
    expect(rounds).toBe(2);
  });

  test('[3.5] does not hide other errors', async () => {
    await expect(
      decideAgain(async () => {
        throw new Error('of another kind');
      }),
    ).rejects.toThrow('of another kind');
  });
});

describe('writing once', () => {
  test('[2.8] says whether it was the first time', async () => {
    const write = [put('bell', at(partition(), 'a'), {}, 'new')];
    expect(await transactOnce(write)).toBe(true);
    expect(await transactOnce(write)).toBe(false);
  });

  test('[2.8] tries again where others were only in the way', async () => {
    const key = at(partition(), 'a');
    let calls = 0;
    const first = await intercepting(
      async (_, pass) => {
        calls += 1;
        if (calls < 3) throw cancelled(['TransactionConflict']);
        return pass();
      },
      () => transactOnce([put('bell', key, {}, 'new')]),
    );
    expect(first).toBe(true);
    expect(await getItem(key)).toBeDefined();
  });
});

test('[8.1] a write that gets no answer ends within ten seconds, as busy', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((listening) => silent.once('listening', listening));
  const { port } = silent.address() as AddressInfo;
  const before = process.env.AWS_ENDPOINT_URL;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const limits: number[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    limits.push(milliseconds);
    return timeout(milliseconds / 100);
  });
  try {
    vi.resetModules();
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
    const kernel = await import('../../../shared/data/table.ts');
    const write = kernel.transact([kernel.put('item', at(partition(), 'a'), {}, 'new')]);
    const error = await write.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(refusalOf(error).code).toBe('busy');
    expect(limits).toEqual([10_000]);
    const handler = kernel.table.config.requestHandler as {
      configProvider?: Promise<Record<string, unknown>>;
    };
    expect(await handler.configProvider).toMatchObject({ requestTimeout: 3000, throwOnRequestTimeout: true });
  } finally {
    process.env.AWS_ENDPOINT_URL = before;
    vi.restoreAllMocks();
    silent.closeAllConnections();
    silent.close();
  }
});
