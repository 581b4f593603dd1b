import type { Item } from '../../shared/data/table.ts';
import { barrier, intercepting } from './calls.ts';

/** Nobody's first write goes out before everybody has read and decided. */
export function allReadFirst<T>(
  writers: readonly (() => Promise<T>)[],
  change = (input: Item) => input,
): Promise<T[]> {
  const everybody = barrier(writers.length);
  return intercepting(
    async ({ operation, input }, pass) => {
      if (operation !== 'TransactWriteItems') return pass();
      await everybody.wait();
      return pass(change(input));
    },
    () => Promise.all(writers.map((write) => write().finally(everybody.leave))),
  );
}

/** A variant of the write that forgets to ask whether the sheet is still the one that was read. */
export const withoutSheetCondition = (input: Item): Item => ({
  ...input,
  TransactItems: (input.TransactItems as { Put?: Item & { Item: { pk: string } } }[]).map((write) => {
    if (!write.Put?.Item.pk.startsWith('SHEET#')) return write;
    const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues, ...Put } = write.Put;
    return { Put };
  }),
});

/** Runs `work`; what another does happens whole between its reading of the thing itself and of the day sheets. */
export async function inBetween<T>(work: () => Promise<T>, another: () => Promise<unknown>): Promise<T> {
  let happened = false;
  const answer = await intercepting(async ({ operation, input }, pass) => {
    if (!happened && operation === 'BatchGetItem' && JSON.stringify(input).includes('SHEET#')) {
      happened = true;
      await another();
    }
    return pass();
  }, work);
  if (!happened) throw new Error('The work read no day sheet.');
  return answer;
}
