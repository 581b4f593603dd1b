import type { EventDetail, EventType } from '../domain/event.ts';
import { fixtures } from './fixtures.ts';

/** What other systems' code takes from here: the package `@portico/events` (npm run events:package makes it). */

export type { EventDetail, EventType };
export { fixtures };

/** An event of a type (or several) as EventBridge hands it to a Lambda. */
export type PorticoEvent<T extends EventType = EventType> = {
  [Type in T]: {
    source: 'portico';
    'detail-type': Type;
    detail: EventDetail<Type>;
    id: string;
    time: string;
    account: string;
    region: string;
    version: string;
    resources: string[];
  };
}[T];

/** A pattern for a CDK `Rule`: its `eventPattern`. */
export interface PorticoPattern {
  source: string[];
  detailType: string[];
  detail?: { metadata: Record<string, unknown[]> };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * A guard that knows events of some types, from the bus: `const isAppointmentCancelled =
 * guardOf('appointment.cancelled.v1')`. It looks at source, type and shape of the envelope, not at each field.
 */
export const guardOf =
  <T extends EventType>(...types: readonly T[]): ((event: unknown) => event is PorticoEvent<T>) =>
  (event): event is PorticoEvent<T> =>
    isObject(event) &&
    event.source === 'portico' &&
    (types as readonly unknown[]).includes(event['detail-type']) &&
    isObject(event.detail) &&
    isObject(event.detail.metadata) &&
    typeof event.detail.metadata.id === 'string' &&
    isObject(event.detail.data);

/** Whether an event has been on the bus before and was asked for again. */
export const isReplay = (event: PorticoEvent): boolean => event.detail.metadata.cause === 'replay';

/** What a rule matches: these types, of all practices or some; without replays if so wanted. */
export function patternOf(
  types: EventType | readonly EventType[],
  only: { excludeReplays?: boolean; practiceIds?: readonly string[]; excludeTests?: boolean } = {},
): PorticoPattern {
  const metadata = {
    ...(only.excludeReplays && { cause: [{ 'anything-but': ['replay'] }] }),
    ...(only.practiceIds && { practiceId: [...only.practiceIds] }),
    ...(only.excludeTests && { test: [false] }),
  };
  return {
    source: ['portico'],
    detailType: typeof types === 'string' ? [types] : [...types],
    ...(Object.keys(metadata).length > 0 && { detail: { metadata } }),
  };
}

/** The example of a type as EventBridge would hand it over: for tests of consumers. */
export const exampleOf = <T extends EventType>(type: T): PorticoEvent<T> =>
  ({
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    source: 'portico',
    'detail-type': type,
    detail: structuredClone(fixtures[type]),
    time: fixtures[type].metadata.occurredAt,
    account: '000000000000',
    region: fixtures[type].metadata.region,
    resources: [],
  }) as unknown as PorticoEvent<T>;
