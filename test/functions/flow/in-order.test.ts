import { expect, it } from 'vitest';
import { inOrder } from '../../../functions/flow/import-chunk/in-order.ts';
import { fc } from '../../support/random.ts';

/** Lets other work go on for some turns. */
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

it('[8.3] rows that share a key follow one another in their order, however long each takes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ keys: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }), lasts: fc.nat(20) }),
        { maxLength: 30 },
      ),
      fc.integer({ min: 1, max: 5 }),
      async (things, width) => {
        const log: string[] = [];
        let running = 0;
        const results = await inOrder(
          [...things.entries()],
          ([, { keys }]) => keys,
          width,
          async ([at, { keys, lasts }]) => {
            running += 1;
            expect(running).toBeLessThanOrEqual(width);
            log.push(...keys.map((key) => `${key} begins ${at}`));
            await turns(lasts);
            log.push(...keys.map((key) => `${key} ends ${at}`));
            running -= 1;
            return at;
          },
        );
        expect(results).toEqual(things.map((_, at) => at));
        for (const key of ['a', 'b', 'c'] as const) {
          const mine = [...things.entries()].filter(([, { keys }]) => keys.includes(key)).map(([at]) => at);
          const seen = log.filter((line, index) => line.startsWith(key) && log.indexOf(line) === index);
          expect(seen).toEqual(mine.flatMap((at) => [`${key} begins ${at}`, `${key} ends ${at}`]));
        }
      },
    ),
  );
});

it('[8.3] a row that fails fails the batch, and lets go of those behind it', async () => {
  const done: number[] = [];
  const run = inOrder(
    [1, 2, 3],
    () => ['same'],
    2,
    async (it) => {
      if (it === 1) throw new Error('The table is gone.');
      done.push(it);
    },
  );
  await expect(run).rejects.toThrow('The table is gone.');
  await turns(50);
  expect(done).toEqual([2, 3]);
});
