import type {
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  EventBridgeEvent,
  S3ObjectCreatedNotificationEventDetail,
  SNSEvent,
} from 'aws-lambda';
import type * as z from 'zod';
import type { Listener, Task } from '../contract.ts';
import type { Change } from '../data/change.ts';
import { type EventDetail, type EventType, eventDetail } from '../domain/event.ts';
import { type EmailFate, emailFateOf } from '../gateway/email-fate.ts';
import { textReplyOf } from '../gateway/text-reply.ts';
import { ignoresPartialFailures } from './env.ts';
import { describeError, type LogFields, logLine } from './log.ts';

/**
 * Runs a piece of work with one log line, to which `say` adds what was done; an error goes on to the retries and
 * the dead-letter queue.
 */
async function logged<T>(
  name: string,
  fields: LogFields,
  work: (say: (more: LogFields) => void) => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const said: LogFields = {};
  const line = (level: 'info' | 'error', more: LogFields) =>
    logLine(level, {
      function: name,
      milliseconds: Math.round(performance.now() - began),
      ...fields,
      ...said,
      ...more,
    });
  try {
    const result = await work((more) => Object.assign(said, more));
    line('info', {});
    return result;
  } catch (error) {
    line('error', describeError(error));
    throw error;
  }
}

/** The change of a function that no person called. */
export const systemChange = (
  name: string,
  correlationId: string,
  now: number,
  clock: () => number,
): Change => ({
  now,
  clock,
  cause: 'system',
  actor: `system:${name}`,
  correlationId,
});

export interface Heard extends EventDetail {
  type: EventType;
  now: number;
  clock: () => number;
}

/**
 * A listener on Portico's own events. The event is checked against the catalogue; it may come many times. The
 * handler answers what it did, for the log.
 */
export function onEvent(
  contract: Listener,
  handler: (heard: Heard) => Promise<LogFields>,
  clock: () => number = () => Date.now(),
) {
  return (event: EventBridgeEvent<EventType, unknown>) =>
    logged(contract.name, { type: event['detail-type'] }, async (say) => {
      const type = event['detail-type'];
      const detail = eventDetail(type).parse(event.detail) as EventDetail;
      say({ event: detail.metadata.id, requestId: detail.metadata.correlationId });
      say(await handler({ ...detail, type, now: clock(), clock }));
    });
}

/**
 * A listener on the table's stream. The handler answers the sequence numbers of records that it must be given
 * again. AWS is told of them one by one; an engine that ignores such reports gets an error for the whole batch,
 * else it would drop them. Either way records come more than once.
 */
export function onStream(
  contract: Listener,
  handler: (records: readonly DynamoDBRecord[], now: number) => Promise<{ again: string[]; done: LogFields }>,
  clock: () => number = () => Date.now(),
) {
  return (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
    logged(contract.name, { records: event.Records.length }, async (say) => {
      const { again, done } = await handler(event.Records, clock());
      say(done);
      if (again.length > 0 && ignoresPartialFailures()) throw new BatchFailed(again.length);
      return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
    });
}

/** Some records of a stream's batch are to be given again, so all of them are. */
class BatchFailed extends Error {
  constructor(records: number) {
    super(`${records} records of the stream must come again.`);
    this.name = 'BatchFailed';
  }
}

/** A listener on files that arrive in the uploads bucket; the key is the upload's place in it. */
export function onUpload(
  contract: Listener,
  handler: (upload: { key: string; bytes: number; change: Change }) => Promise<void>,
  clock = () => Date.now(),
) {
  return (event: EventBridgeEvent<'Object Created', S3ObjectCreatedNotificationEventDetail>) =>
    logged(contract.name, { event: event.id }, () =>
      handler({
        key: event.detail.object.key,
        bytes: event.detail.object.size,
        change: systemChange(contract.name, event.id, clock(), clock),
      }),
    );
}

/** A listener on what becomes of e-mails; what SES tells of others than notices is let be. */
export function onEmailFate(
  contract: Listener,
  handler: (fate: EmailFate, change: Change) => Promise<LogFields>,
  clock: () => number = () => Date.now(),
) {
  return (event: EventBridgeEvent<string, unknown>) =>
    logged(contract.name, { event: event.id }, async (say) => {
      // Only AWS itself can put events of this source on the bus.
      const fate = event.source === 'aws.ses' ? emailFateOf(event.detail) : undefined;
      say(
        fate
          ? await handler(fate, systemChange(contract.name, event.id, clock(), clock))
          : { fate: 'none-of-ours' },
      );
    });
}

/** A listener on texts that come in; no log line holds their numbers or their words. */
export function onTextReply(
  contract: Listener,
  handler: (reply: { from: string; body: string; at: number }) => Promise<LogFields>,
) {
  return async ({ Records }: SNSEvent): Promise<void> => {
    for (const { Sns } of Records)
      await logged(contract.name, { event: Sns.MessageId }, async (say) => {
        const reply = textReplyOf(Sns.Message);
        say(reply ? await handler({ ...reply, at: Date.parse(Sns.Timestamp) }) : { asked: 'unreadable' });
      });
  };
}

/** Work of each minute; the handler answers what it did, for the log. */
export function onMinute(
  contract: Listener,
  handler: (change: Change) => Promise<LogFields>,
  clock: () => number = () => Date.now(),
) {
  return (event: { id?: string }) =>
    logged(contract.name, { event: event.id }, async (say) =>
      say(await handler(systemChange(contract.name, event.id ?? contract.name, clock(), clock))),
    );
}

/** A step of a state machine: input and output are checked against its contract. */
export function step<T extends Task>(
  contract: T,
  handler: (input: z.infer<T['input']>, change: Change) => Promise<z.input<T['output']>>,
  clock = () => Date.now(),
) {
  return (input: unknown, context: { awsRequestId: string }) =>
    logged(contract.name, { requestId: context.awsRequestId }, async () => {
      const given = contract.input.parse(input) as z.infer<T['input']>;
      const change = systemChange(contract.name, context.awsRequestId, clock(), clock);
      return contract.output.parse(await handler(given, change)) as z.output<T['output']>;
    });
}
