import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { ExecutionAlreadyExists, TaskDoesNotExist } from '@aws-sdk/client-sfn';
import { table } from '../../shared/data/table.ts';
import { buses } from '../../shared/gateway/bus.ts';
import { emails } from '../../shared/gateway/email.ts';
import { flows } from '../../shared/gateway/flow.ts';
import { texts } from '../../shared/gateway/text.ts';
import { uploads } from '../../shared/gateway/uploads.ts';
import { lost } from './faults.ts';

/** Runs some work while one of its SDK calls fails as a whole, with bus, e-mail, text and flows in this process. */

/** One call: what it asks of what, and which of its like it is; the same from run to run. */
export type CallName = string;

export interface FaultyCall {
  call: CallName;
  when: 'before' | 'after';
}

/** What the outside world has got. */
export interface Outside {
  /** Each entry that the bus took, in order. */
  bus: PutEventsRequestEntry[];
  /** The message of each e-mail: event, kind and id of its reader. */
  emails: string[];
  /** The same e-mails as they are on the wire. */
  letters: string[];
  texts: string[];
  /** The input of each execution by its name, and what each waiting task was told by its token. */
  executions: Map<string, string>;
  resumed: Map<string, string>;
  calls: CallName[];
  /** How often the fault happened. */
  fired: number;
}

// biome-ignore lint/suspicious/noExplicitAny: each operation has an input of its own.
type Input = any;

/** The kind of an item; of deadlines and outbox also whether they are the practice's own, since all are looked at. */
function kindIn(shard: number, pk: unknown): string {
  const [kind, , part] = String(pk).split('#');
  const isElsewhere = (kind === 'OUTBOX' || kind === 'DUE') && part !== String(shard);
  return isElsewhere ? `${kind}-ELSEWHERE` : String(kind);
}

/** What a call of the table is about: kinds of items, and no ids. */
function aboutOf(input: Input, shard: number): string {
  const kindOf = (pk: unknown) => kindIn(shard, pk);
  const writes = (input.TransactItems ?? []).map(({ Put, Update, Delete, ConditionCheck }: Input) =>
    kindOf((Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key)?.pk),
  );
  const reads = Object.values(input.RequestItems ?? {}).flatMap(({ Keys }: Input) =>
    Keys.map(({ pk }: Input) => kindOf(pk)),
  );
  const queried = Object.values(input.ExpressionAttributeValues ?? {}).slice(0, 1);
  const one = input.Key?.pk
    ? [kindOf(input.Key.pk)]
    : input.KeyConditionExpression
      ? queried.map(kindOf)
      : [];
  return [...new Set([...writes, ...reads, ...one])].join('+');
}

/** An execution of a name runs once. */
function start({ executions }: Outside, { name, input }: Input) {
  if (executions.has(name)) throw new ExecutionAlreadyExists({ message: name, $metadata: {} });
  executions.set(name, input);
  return {};
}

/** A task goes on once. */
function resume({ resumed }: Outside, { taskToken, output }: Input) {
  if (resumed.has(taskToken)) throw new TaskDoesNotExist({ message: 'spent', $metadata: {} });
  resumed.set(taskToken, output);
  return {};
}

/** Every client through which a function asks for anything. */
const clients = [table, buses, emails, texts, flows, uploads];

/** Takes the place of a service: what it is asked is done here. */
const effects = (outside: Outside) =>
  [
    [
      buses,
      ({ Entries }: Input) => {
        outside.bus.push(...Entries);
        return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'x' })) };
      },
    ],
    [
      emails,
      ({ Tags, RawMessage }: Input) => {
        outside.letters.push(Buffer.from(RawMessage.Data).toString());
        const tag = (name: string) => (Tags ?? []).find(({ Name }: Input) => Name === name)?.Value;
        outside.emails.push(`${tag('event')} ${tag('kind')} ${tag('person')}`);
        return { MessageId: 'x' };
      },
    ],
    [
      texts,
      ({ Message }: Input) => {
        outside.texts.push(Message);
        return { MessageId: 'x' };
      },
    ],
    [flows, (input: Input) => (input.taskToken ? resume(outside, input) : start(outside, input))],
  ] as const;

/**
 * Runs the work; of its calls the named one fails before the service hears of it, or after it has done it.
 * @param shard the practice's, of outbox and deadlines
 */
export async function withFault(
  fault: FaultyCall | null,
  shard: number,
  work: (outside: Outside) => Promise<void>,
): Promise<Outside> {
  const outside: Outside = {
    bus: [],
    emails: [],
    letters: [],
    texts: [],
    executions: new Map(),
    resumed: new Map(),
    calls: [],
    fired: 0,
  };
  const seen = new Map<string, number>();
  const counted = (next: Input, context: Input) => async (args: Input) => {
    const what =
      `${String(context.commandName).replace(/Command$/, '')} ${aboutOf(args.input, shard)}`.trim();
    const nth = (seen.get(what) ?? 0) + 1;
    seen.set(what, nth);
    const call = `${what} ${nth}`;
    outside.calls.push(call);
    if (fault?.call !== call) return next(args);
    if (fault.when === 'after') await next(args);
    outside.fired += 1;
    throw lost();
  };
  const inPlace = effects(outside);
  // Outermost, so beyond the SDK's own retries: the call is lost as a whole.
  for (const client of clients)
    (client.middlewareStack as Input).add(counted, { step: 'initialize', priority: 'high', name: 'counted' });
  for (const [client, effect] of inPlace)
    (client.middlewareStack as Input).add(
      () => async (args: Input) => ({ response: {}, output: { ...effect(args.input), $metadata: {} } }),
      { step: 'deserialize', priority: 'high', name: 'in-place' },
    );
  try {
    await work(outside);
    return outside;
  } finally {
    for (const client of clients) client.middlewareStack.remove('counted');
    for (const [client] of inPlace) client.middlewareStack.remove('in-place');
  }
}

/** As Lambda tries: twice more where it fails. */
export async function threeTimes(work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < 3; time += 1) {
    try {
      await work();
      return;
    } catch {}
  }
}

/** Runs some work over and over, each time with another of its calls failing; answers what is not as it should be. */
export async function withEachFault(
  make: () => Promise<{
    /** As it comes again where it fails. */
    work: () => Promise<unknown>;
    /** What is to happen after it, with no fault of its own kind left to come. */
    afterwards?: () => Promise<unknown>;
    wrong: (outside: Outside) => Promise<string[]>;
    /** Of the practice, where outbox or deadlines are looked at. */
    shard?: number;
  }>,
) {
  const once = async (fault: FaultyCall | null) => {
    const { work, afterwards, wrong, shard = 0 } = await make();
    const outside = await withFault(fault, shard, async () => {
      await threeTimes(work);
      await afterwards?.();
    });
    return { ...outside, wrong: await wrong(outside) };
  };
  const { calls, wrong } = await once(null);
  const found = [...wrong];
  let fired = 0;
  for (const call of calls)
    for (const when of ['before', 'after'] as const) {
      const told = await once({ call, when });
      fired += told.fired;
      found.push(...told.wrong.map((it) => `${call}, ${when}: ${it}`));
    }
  return { found, calls: calls.length, fired };
}
