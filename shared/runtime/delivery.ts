import {
  type AnyMessage,
  type Claim,
  claimMessage,
  finishMessage,
  holdBack,
  type Message,
  postponeMessage,
  reclaimMessage,
} from '../data/message.ts';
import type { Write } from '../data/table.ts';
import type { HeldBackReason } from '../domain/delivery.ts';
import { isGivenUp, nextTryAt, type Silence } from '../domain/notice.ts';
import type { TextMark } from '../domain/reach.ts';
import { NotSent } from '../gateway/sending.ts';
import { describeError, logLine } from './log.ts';

/**
 * How one message goes out (product 6.4): claimed, sent, recorded. Between claim and record its fate is unknown:
 * an e-mail then falls due again after 15 minutes, a text never does.
 */

/** When it is, and the running clock. */
export interface Moment {
  now: number;
  clock: () => number;
}

export type Outcome =
  | 'sent'
  | 'unknown'
  | 'refused'
  | 'given-up'
  | 'already-claimed'
  | 'newer-told'
  | HeldBackReason
  | Silence;

/**
 * Sends what is claimed and records what became of it.
 * @param forGood notes of the number why it takes none
 */
export async function deliver(
  claim: Claim,
  send: () => Promise<string>,
  now: number,
  forGood?: (why: TextMark) => Promise<void>,
): Promise<Outcome> {
  if ('lost' in claim) return claim.lost;
  const { message } = claim;
  let serviceId: string;
  try {
    serviceId = await send();
  } catch (error) {
    const refused = error instanceof NotSent;
    logLine('warn', {
      event: message.event.metadata.id,
      channel: message.channel,
      attempt: message.attempt,
      fate: refused ? 'refused' : 'unknown',
      ...describeError(error),
    });
    if (refused && error.forGood !== undefined) {
      await forGood?.(error.forGood);
      await finishMessage(message, 'held-back', now, { reason: error.forGood });
      return error.forGood;
    }
    if (refused) await postponeMessage(message, nextTryAt(message.attempt, now));
    return refused ? 'refused' : 'unknown';
  }
  await finishMessage(message, 'sent', now, { serviceId });
  return 'sent';
}

/** Claims a message for the first time, or once more. */
export async function claim(
  wanted: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>,
  again: AnyMessage | undefined,
  now: number,
  counts?: readonly Write[],
): Promise<Claim> {
  if (!again) return claimMessage(wanted, now, counts);
  const claimed = await reclaimMessage(again, now);
  if ('lost' in claimed && claimed.lost === 'newer-told') await finishMessage(again, 'dropped', now);
  return claimed;
}

/** A message that is wanted is not sent, and staff see why (product 6.4). */
export async function heldBack(
  wanted: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>,
  reason: HeldBackReason,
  again: AnyMessage | undefined,
  now: number,
): Promise<HeldBackReason> {
  if (again) await finishMessage(again, 'held-back', now, { reason });
  else await holdBack(wanted, reason, now);
  return reason;
}

/** Nobody is to be told: a message that was to be tried again is done with. */
export async function silent(silence: Silence, again: AnyMessage | undefined, now: number): Promise<Silence> {
  if (again) await finishMessage(again, 'dropped', now);
  return silence;
}

/** Whether a message has been tried for long enough: then it is done with, and an error in the log says so. */
export async function giveUp(message: Message, now: number): Promise<boolean> {
  const { event, channel, attempt } = message;
  if (!isGivenUp(channel, event, now)) return false;
  logLine('error', { alarm: 'message-given-up', event: event.metadata.id, channel, attempt });
  await finishMessage(message, 'given-up', now);
  return true;
}
