import type * as z from 'zod';
import type { Scope } from '../domain/actor.ts';
import type { ReceivedEvent } from '../domain/confirmation.ts';
import type { Delivery, emailFate, HeldBackReason, Recipient } from '../domain/delivery.ts';
import type { Channel } from '../domain/notice.ts';
import type { SignInEvent } from '../domain/sign-in.ts';
import type { AnyNotice } from '../domain/staff-notice.ts';
import { env } from '../runtime/env.ts';
import { keys, shardOf } from './keys.ts';
import {
  decideAgain,
  getItem,
  LostRace,
  type Page,
  type PageRequest,
  put,
  queryPage,
  record,
  transact,
  transactOnce,
  update,
  type Write,
} from './table.ts';

/** What messages are sent of. */
type MessageEvent = AnyNotice | SignInEvent | ReceivedEvent;

/** Whatever is sent of: a notice, or what somebody asked for to sign in or to confirm an address. */
export type AnyMessage = Message<MessageEvent>;

/** One message of one event to one person: ids, states and instants; nothing of its words or its address. */
export interface Message<E extends MessageEvent = AnyNotice> {
  channel: Channel;
  recipient: Recipient;
  event: E;
  /**
   * `claimed`: being sent, or its fate is unknown. `refused`: the service did not take it; it is tried again.
   * `sent`, `dropped` (no longer to be told), `given-up`, `held-back` (with the reason): done.
   */
  state: 'claimed' | 'refused' | 'sent' | 'dropped' | 'given-up' | 'held-back';
  /** How often it was tried, this time included. */
  attempt: number;
  /** Why it was held back. */
  reason?: HeldBackReason;
  /** What became of an e-mail after the service took it. */
  fate?: z.infer<typeof emailFate>;
  claimedAt?: string;
  finishedAt?: string;
}

const MINUTE = 60_000;
/** An e-mail of which there is no trace after this time is sent again (product 6.4). */
const unknownFor = 15 * MINUTE;
/** What a person was told of is remembered for as long as an event can arrive again: 14 days. */
const keptSeconds = 14 * 24 * 3600;
/** Messages themselves for as long as staff may ask what became of them, and complaints may come. */
const messageKeptSeconds = 90 * 24 * 3600;

const scopeOf = (message: Pick<AnyMessage, 'event'>): Scope => ({
  practiceId: message.event.metadata.practiceId,
});

const recipientKey = ({ channel, recipient }: Pick<AnyMessage, 'channel' | 'recipient'>) =>
  `${channel}#${recipient.kind}#${recipient.id}`;

const keyOf = (message: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>) =>
  keys.message(scopeOf(message).practiceId, message.event.metadata.id, recipientKey(message));

const dueAt = (message: Pick<AnyMessage, 'event'>, instant: number) => ({
  gsi1pk: keys.due(env('region'), shardOf(scopeOf(message).practiceId)),
  gsi1sk: new Date(instant).toISOString(),
});

/** A message's place in the practice's list of what was sent, by the instant at which it was first tried. */
const listed = (message: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>, now: number) => ({
  gsi2pk: keys.deliveries(scopeOf(message).practiceId),
  gsi2sk: [new Date(now).toISOString(), message.event.metadata.id, recipientKey(message)].join('#'),
  claimedAt: new Date(now).toISOString(),
  expiresAt: Math.ceil(now / 1000) + messageKeptSeconds,
});

/**
 * Remembers the newest state of an appointment that a person was told of, so that nobody is told of an older
 * one afterwards, in whatever order events arrive; loses `newer` where they know a newer one.
 */
const remember = (message: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>, now: number): Write => {
  const { practiceId, aggregate, sequence } = message.event.metadata;
  return update('newer', keys.message(practiceId, aggregate.id, recipientKey(message)), {
    set: 'SET told = :told, expiresAt = :expires',
    condition: 'attribute_not_exists(pk) OR told <= :told',
    values: { ':told': sequence, ':expires': Math.ceil(now / 1000) + keptSeconds },
  });
};

export type Claim = { message: AnyMessage } | { lost: 'already-claimed' | 'newer-told' | 'too-many' };

async function settle(writes: Write[], message: AnyMessage): Promise<Claim> {
  try {
    await decideAgain(() => transact(writes), ['message', 'newer', 'too-many']);
    return { message };
  } catch (error) {
    if (!(error instanceof LostRace)) throw error;
    const { lost } = error;
    if (lost.includes('message')) return { lost: 'already-claimed' };
    return { lost: lost.includes('newer') ? 'newer-told' : 'too-many' };
  }
}

/**
 * Claims a message before it is sent: of however many who try, one wins, and for a text there is no second
 * time. An e-mail that is not recorded within 15 minutes falls due again.
 * @param counts the write that counts it, which loses `too-many` at the limit
 */
export function claimMessage(
  wanted: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>,
  now: number,
  counts: readonly Write[] = [],
): Promise<Claim> {
  const message: AnyMessage = { ...wanted, state: 'claimed', attempt: 1 };
  const item = {
    ...message,
    ...listed(message, now),
    ...(wanted.channel === 'email' && dueAt(message, now + unknownFor)),
  };
  return settle([put('message', keyOf(message), item, 'new'), remember(message, now), ...counts], message);
}

/** Notes a message that was wanted and is not sent, once; one that was sent before stays what it is. */
export async function holdBack(
  wanted: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>,
  reason: HeldBackReason,
  now: number,
): Promise<void> {
  const finishedAt = new Date(now).toISOString();
  const item = { ...wanted, state: 'held-back', reason, attempt: 0, finishedAt, ...listed(wanted, now) };
  await transactOnce([put('message', keyOf(wanted), item, 'new')]);
}

/** Claims a message that fell due for one more try; somebody else may be faster. */
export function reclaimMessage(due: AnyMessage, now: number): Promise<Claim> {
  const message: AnyMessage = { ...due, state: 'claimed', attempt: due.attempt + 1 };
  const next = dueAt(due, now + unknownFor);
  // A text has no second fate to wait for: its claim is final.
  const index = due.channel === 'email' ? ', gsi1pk = :due, gsi1sk = :at' : ' REMOVE gsi1pk, gsi1sk';
  const write = update('message', keyOf(due), {
    set: `SET #state = :claimed, attempt = :attempt, claimedAt = :now${index}`,
    condition: '#state = :read AND attempt = :before',
    names: { '#state': 'state' },
    values: {
      ':claimed': message.state,
      ':attempt': message.attempt,
      ':now': new Date(now).toISOString(),
      ':read': due.state,
      ':before': due.attempt,
      ...(due.channel === 'email' && { ':due': next.gsi1pk, ':at': next.gsi1sk }),
    },
  });
  return settle([write, remember(due, now)], message);
}

/**
 * Records what became of a message for good; `serviceId` is the service's id of what was sent. That it was sent
 * is never overwritten.
 */
export async function finishMessage(
  message: AnyMessage,
  state: 'sent' | 'dropped' | 'given-up' | 'held-back',
  now: number,
  { serviceId, reason }: { serviceId?: string; reason?: HeldBackReason } = {},
): Promise<void> {
  const more = { ...(serviceId !== undefined && { serviceId }), ...(reason !== undefined && { reason }) };
  const finish = update('message', keyOf(message), {
    set: `SET #state = :state, finishedAt = :now${Object.keys(more)
      .map((name) => `, ${name} = :${name}`)
      .join('')} REMOVE gsi1pk, gsi1sk`,
    condition: 'attribute_exists(pk) AND #state <> :sent',
    names: { '#state': 'state' },
    values: {
      ':state': state,
      ':sent': 'sent',
      ':now': new Date(now).toISOString(),
      ...Object.fromEntries(Object.entries(more).map(([name, value]) => [`:${name}`, value])),
    },
  });
  await transactOnce([finish]);
}

/** Records that the service refused a message, and when to try again (epoch milliseconds). */
export function postponeMessage(message: AnyMessage, until: number): Promise<void> {
  const due = dueAt(message, until);
  const postpone = update('message', keyOf(message), {
    set: 'SET #state = :refused, gsi1pk = :due, gsi1sk = :at',
    condition: 'attribute_exists(pk)',
    names: { '#state': 'state' },
    values: { ':refused': 'refused', ':due': due.gsi1pk, ':at': due.gsi1sk },
  });
  return decideAgain(() => transact([postpone]), ['message']);
}

/** A message of an event to a person, as it is now. */
export async function getMessage(
  scope: Scope,
  eventId: string,
  to: Pick<AnyMessage, 'channel' | 'recipient'>,
): Promise<AnyMessage | undefined> {
  const item = await getItem(keys.message(scope.practiceId, eventId, recipientKey(to)));
  return item && record<AnyMessage>(item);
}

/** Notes what became of a message after it was sent. */
export const noteFate = (
  scope: Scope,
  message: AnyMessage,
  fate: NonNullable<Message['fate']>,
  now: number,
): Write =>
  update('fate', keys.message(scope.practiceId, message.event.metadata.id, recipientKey(message)), {
    set: 'SET fate = :fate, fateAt = :now',
    condition: 'attribute_exists(pk)',
    values: { ':fate': fate, ':now': new Date(now).toISOString() },
  });

const stateOf: Readonly<Record<Message['state'], Delivery['state']>> = {
  claimed: 'sending',
  refused: 'waiting',
  sent: 'sent',
  dropped: 'no-longer-true',
  'given-up': 'given-up',
  'held-back': 'not-sent',
};

const deliveryOf = (message: AnyMessage): Delivery => ({
  eventId: message.event.metadata.id,
  channel: message.channel,
  recipient: message.recipient,
  about: message.event.type,
  appointmentId: 'appointmentId' in message.event.data ? message.event.data.appointmentId : null,
  state: message.fate ?? stateOf[message.state],
  reason: message.reason ?? null,
  tries: message.attempt,
  at: message.claimedAt ?? message.event.metadata.occurredAt,
  finishedAt: message.finishedAt ?? null,
  test: message.event.metadata.test,
});

/** What was sent for a practice and what became of it (product 6.4), newest first; of the last 90 days. */
export async function listDeliveries(scope: Scope, now: number, page: PageRequest): Promise<Page<Delivery>> {
  const range = { from: new Date(now - messageKeptSeconds * 1000).toISOString(), to: '9' };
  const found = await queryPage('gsi2', keys.deliveries(scope.practiceId), range, 'descending', page);
  return { ...found, items: found.items.map((item) => deliveryOf(record<AnyMessage>(item))) };
}
