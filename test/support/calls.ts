import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { table } from '../../shared/data/table.ts';

/** Looks at, holds up, changes or fails what the data layer asks of DynamoDB: at the SDK, never in our code. */

/** One call on its way: its operation (`TransactWriteItems`, `BatchGetItem`, …) and what it asks. */
export interface Call {
  operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has an input of its own.
  input: any;
}

/** What to do with a call: `pass` it on (once or more often, or changed), or answer or fail in its place. */
export type Interception = (call: Call, pass: (input?: unknown) => Promise<unknown>) => Promise<unknown>;

let made = 0;

/** Runs some work while each of its calls goes through `intercept`. */
export async function intercepting<T>(intercept: Interception, work: () => Promise<T>): Promise<T> {
  made += 1;
  const name = `intercept-${made}`;
  table.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context.commandName).replace(/Command$/, '');
      const call = { operation, input: args.input };
      let response: unknown;
      const output = await intercept(call, async (input = args.input) => {
        const passed = await next({ ...args, input: input as never });
        response = passed.response;
        return passed.output;
      });
      return { response, output: output as never };
    },
    { step: 'initialize', priority: 'high', name },
  );
  try {
    return await work();
  } finally {
    table.middlewareStack.remove(name);
  }
}

type Operations = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** The key of each write of a transaction. */
export const keysWritten = (input: TransactWriteCommandInput): { pk: string; sk: string }[] =>
  (input.TransactItems as Operations).map(({ Put, Update, Delete, ConditionCheck }) => {
    const { pk, sk } = Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key ?? {};
    return { pk: String(pk), sk: String(sk) };
  });

/** What DynamoDB throws when a transaction is cancelled, with a reason for each of its writes. */
export const cancelled = (codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: {},
  });

/** Lets calls go on together only when each of so many writers has come to one, or is done without. */
export function barrier(count: number): { wait: () => Promise<void>; leave: () => void } {
  const waiting: (() => void)[] = [];
  let come = 0;
  const arrive = () => {
    come += 1;
    if (come === count) for (const go of waiting) go();
  };
  return {
    wait: () =>
      new Promise<void>((go) => {
        if (come >= count) return go();
        waiting.push(go);
        return arrive();
      }),
    leave: arrive,
  };
}
