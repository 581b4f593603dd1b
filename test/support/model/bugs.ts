import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Item, table } from '../../../shared/data/table.ts';
import { type Interception, intercepting } from '../calls.ts';
import { withoutSheetCondition } from '../crowd.ts';

/** Mistakes that a booking system is made with, put into ours on its way to the table: the search must find each. */

type Puts = { Put?: Item & { Item: Item } }[];

const isEvent = ({ Put }: Puts[number]): boolean => String(Put?.Item.pk).startsWith('EVENTS#');
const isOpenOffer = ({ Put }: Puts[number]): boolean =>
  String(Put?.Item.pk).startsWith('OFFER#') && Put?.Item.state === 'open';
const isSheet = ({ Put }: Puts[number]): boolean => String(Put?.Item.pk).startsWith('SHEET#');

const written = (input: Item): Puts => input.TransactItems as Puts;
const without = (input: Item): Item => ({
  ...input,
  TransactItems: written(input).filter((put) => !isEvent(put)),
});

/** Every time on its sheets is taken for good. */
const withoutEnds = (input: Item): Item => ({
  ...input,
  TransactItems: written(input).map((write) => {
    if (!isSheet(write)) return write;
    const Item = write.Put!.Item;
    const taken = (Item.taken as number[][]).map((time) => time.slice(0, 4));
    return { Put: { ...write.Put, Item: { ...Item, taken } } };
  }),
});

const putAlone = async (puts: Puts): Promise<void> => {
  for (const { Put } of puts) await table.send(new PutCommand(Put as never));
};

/** What becomes of each transaction instead. */
const onWrites =
  (change: (input: Item, pass: (input: Item) => Promise<unknown>) => Promise<unknown>): Interception =>
  ({ operation, input }, pass) =>
    operation === 'TransactWriteItems' ? change(input, pass) : pass();

/** Nobody writes events so often without being stopped in between once. */
const stoppedEvery = 9;

const mistakes = {
  'a time is checked and then put, without the sheet’s condition': () =>
    onWrites((input, pass) => pass(withoutSheetCondition(input))),

  'events are written after the change, and not where the function is stopped in between': () => {
    let writes = 0;
    return onWrites(async (input, pass) => {
      const events = written(input).filter(isEvent);
      if (events.length === 0) return pass(input);
      const output = await pass(without(input));
      writes += 1;
      if (writes % stoppedEvery !== 0) await putAlone(events);
      return output;
    });
  },

  'events are written before the change, also of one that another was faster than': () =>
    onWrites(async (input, pass) => {
      const events = written(input).filter(isEvent);
      await putAlone(events);
      return pass(events.length === 0 ? input : without(input));
    }),

  'holds are put without the instant at which they end': () =>
    onWrites((input, pass) => pass(withoutEnds(input))),

  'a time is offered, and put without the instant at which it is free again': () =>
    onWrites((input, pass) => pass(written(input).some(isOpenOffer) ? withoutEnds(input) : input)),
} as const;

export type Mistake = keyof typeof mistakes;
export const allMistakes = Object.keys(mistakes) as Mistake[];

/** Runs some work with a mistake in all that is written meanwhile. */
export const withMistake = <T>(mistake: Mistake, work: () => Promise<T>): Promise<T> =>
  intercepting(mistakes[mistake](), work);
