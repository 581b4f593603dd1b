import type { EventBridgeEvent, S3ObjectCreatedNotificationEventDetail } from 'aws-lambda';
import type * as z from 'zod';
import type { Listener, Task } from '../contract.ts';
import type { Change } from '../data/change.ts';
import { type EventDetail, type EventType, eventDetail } from '../domain/event.ts';
import { describeError, type LogFields, logLine } from './log.ts';

/** Runs a piece of work with one log line; an error goes on to the retries and the dead-letter queue. */
async function logged<T>(name: string, fields: LogFields, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const line = (level: 'info' | 'error', more: LogFields) =>
    logLine(level, { function: name, milliseconds: Math.round(performance.now() - began), ...fields, ...more });
  try {
    const result = await work();
    line('info', {});
    return result;
  } catch (error) {
    line('error', describeError(error));
    throw error;
  }
}

/** The change of a function that no person called. */
export const systemChange = (name: string, correlationId: string, now: number, clock: () => number): Change => ({
  now,
  clock,
  cause: 'system',
  actor: `system:${name}`,
  correlationId,
});

export interface Heard extends EventDetail {
  type: EventType;
  now: number;
}

/** A listener on Portico's own events. The event is checked against the catalogue; it may come many times. */
export function onEvent(contract: Listener, handler: (heard: Heard) => Promise<void>, clock = Date.now) {
  return (event: EventBridgeEvent<EventType, unknown>) =>
    logged(contract.name, { event: event.id, type: event['detail-type'] }, async () => {
      const type = event['detail-type'];
      const detail = eventDetail(type).parse(event.detail) as EventDetail;
      await handler({ ...detail, type, now: clock() });
    });
}

/** A listener on files that arrive in the uploads bucket; the key is the upload's place in it. */
export function onUpload(
  contract: Listener,
  handler: (upload: { key: string; bytes: number; change: Change }) => Promise<void>,
  clock = Date.now,
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

/** Work of each minute. */
export function onMinute(contract: Listener, handler: (change: Change) => Promise<void>, clock = Date.now) {
  return (event: { id?: string }) =>
    logged(contract.name, { event: event.id }, () =>
      handler(systemChange(contract.name, event.id ?? contract.name, clock(), clock)),
    );
}

/** A step of a state machine: input and output are checked against its contract. */
export function step<T extends Task>(
  contract: T,
  handler: (input: z.infer<T['input']>, change: Change) => Promise<z.input<T['output']>>,
  clock = Date.now,
) {
  return (input: unknown, context: { awsRequestId: string }) =>
    logged(contract.name, { requestId: context.awsRequestId }, async () => {
      const given = contract.input.parse(input) as z.infer<T['input']>;
      const change = systemChange(contract.name, context.awsRequestId, clock(), clock);
      return contract.output.parse(await handler(given, change)) as z.output<T['output']>;
    });
}
