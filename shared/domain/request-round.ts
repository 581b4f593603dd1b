import * as z from 'zod';
import { instant } from './appointment.ts';
import type { EventData, EventDetail, EventType } from './event.ts';
import { practiceId, requestId } from './id.ts';
import type { AppointmentRequest } from './request.ts';

/**
 * A round: from the moment a request waits until it is decided, or waits anew (product 5.5). Each is one execution of
 * the flow, which learns of its end from what has been written and decides nothing itself.
 */

/** What an execution of the flow carries from step to step. */
export const requestRound = z.object({
  practiceId,
  requestId,
  round: z.int().min(1),
  deadline: instant,
  waitSeconds: z.int().min(1).meta({ description: 'How long the flow waits before it looks by itself.' }),
});
export type RequestRound = z.infer<typeof requestRound>;

/**
 * How a round ended. `moved` and `undone`: the request waits anew, in a round of its own; `renewed` where only that is
 * known, since the flow came to it late.
 */
export const roundOutcome = z.enum([
  'approved',
  'declined',
  'withdrawn',
  'expired',
  'moved',
  'undone',
  'renewed',
]);
export type RoundOutcome = z.infer<typeof roundOutcome>;

/** The events by which a round begins; an approval only where the practice's own rule gave it (product 4.2). */
export const roundBeginnings = [
  'request.opened.v1',
  'request.moved.v1',
  'request.undone.v1',
  'request.approved.v1',
] as const satisfies EventType[];

const outcomes = {
  'request.approved.v1': 'approved',
  'request.declined.v1': 'declined',
  'request.withdrawn.v1': 'withdrawn',
  'request.expired.v1': 'expired',
  'request.moved.v1': 'moved',
  'request.undone.v1': 'undone',
} as const satisfies Partial<Record<EventType, RoundOutcome>>;
type Ending = keyof typeof outcomes;

/** The events by which a round ends. */
export const roundEndings = Object.keys(outcomes) as Ending[];

/** Seconds until an instant, rounded up so that it has passed after them; one where it has passed already. */
export const secondsUntil = (deadline: string, now: number): number =>
  Math.max(1, Math.ceil((Date.parse(deadline) - now) / 1000));

type Told<T extends EventType> = Pick<EventDetail, 'metadata' | 'data'> & { type: T };

/** The round that an event begins; none where staff approved, since its round has long begun. */
export function roundBegunBy(
  { type, metadata, data }: Told<(typeof roundBeginnings)[number]>,
  now: number,
): RequestRound | null {
  if (type === 'request.approved.v1' && (data as EventData<typeof type>).decidedBy !== null) return null;
  const { requestId, round, deadline } = data as EventData<'request.opened.v1'>;
  const waitSeconds = secondsUntil(deadline, now);
  return { practiceId: metadata.practiceId, requestId, round, deadline, waitSeconds };
}

/** The round that an event ends, and how. One that makes the request wait anew carries the number of the next. */
export function roundEndedBy({ type, data }: Pick<Told<Ending>, 'type' | 'data'>): {
  requestId: string;
  round: number;
  outcome: RoundOutcome;
} {
  const { requestId, round } = data as EventData<Ending>;
  const outcome = outcomes[type];
  const waitsAnew = outcome === 'moved' || outcome === 'undone';
  return { requestId, round: waitsAnew ? round - 1 : round, outcome };
}

/**
 * How a round ended by what is written of its request; null while it waits. A deadline that has passed ends nothing
 * until the expiry is written: its event tells of it (product 5.4).
 */
export function outcomeOf(
  request: Pick<AppointmentRequest, 'round' | 'state'>,
  round: number,
): RoundOutcome | null {
  if (request.round > round) return 'renewed';
  return request.state === 'pending' || request.state === 'unconfirmed' ? null : request.state;
}
