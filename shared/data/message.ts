import type { Scope } from '../domain/actor.ts';
import type { Channel, NoticeEvent } from '../domain/notice.ts';
import type { SignInEvent } from '../domain/sign-in.ts';
import { env } from '../runtime/env.ts';
import { keys, shardOf } from './keys.ts';
import { decideAgain, LostRace, put, transact, transactOnce, update, type Write } from './table.ts';

/** What messages are sent of. */
type MessageEvent = NoticeEvent | SignInEvent;

/** Whatever is sent of: a notice, or what somebody asked for to sign in. */
export type AnyMessage = Message<MessageEvent>;

/** One message of one event to one person: ids, states and instants; nothing of its words or its address. */
export interface Message<E extends MessageEvent = NoticeEvent> {
  channel: Channel;
  recipient: { kind: 'client' | 'staff'; id: string };
  event: E;
  /**
   * `claimed`: being sent, or its fate is unknown. `refused`: the service did not take it; it is tried again.
   * `sent`, `dropped` (no longer to be told), `given-up`: done.
   */
  state: 'claimed' | 'refused' | 'sent' | 'dropped' | 'given-up';
  /** How often it was tried, this time included. */
  attempt: number;
}

const MINUTE = 60_000;
/** An e-mail of which there is no trace after this time is sent again (product 6.4). */
const unknownFor = 15 * MINUTE;
/** Messages are remembered for as long as an event can arrive again: 14 days. */
const keptSeconds = 14 * 24 * 3600;

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

export type Claim = { message: AnyMessage } | { lost: 'already-claimed' | 'newer-told' };

async function settle(writes: Write[], message: AnyMessage): Promise<Claim> {
  try {
    await decideAgain(() => transact(writes), ['message', 'newer']);
    return { message };
  } catch (error) {
    if (!(error instanceof LostRace)) throw error;
    return { lost: error.lost.includes('message') ? 'already-claimed' : 'newer-told' };
  }
}

/**
 * Claims a message before it is sent: of however many who try, one wins, and for a text there is no second
 * time. An e-mail that is not recorded within 15 minutes falls due again.
 */
export function claimMessage(
  wanted: Pick<AnyMessage, 'channel' | 'recipient' | 'event'>,
  now: number,
): Promise<Claim> {
  const message: AnyMessage = { ...wanted, state: 'claimed', attempt: 1 };
  const item = {
    ...message,
    claimedAt: new Date(now).toISOString(),
    expiresAt: Math.ceil(now / 1000) + keptSeconds,
    ...(wanted.channel === 'email' && dueAt(message, now + unknownFor)),
  };
  return settle([put('message', keyOf(message), item, 'new'), remember(message, now)], message);
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
  state: 'sent' | 'dropped' | 'given-up',
  now: number,
  serviceId?: string,
): Promise<void> {
  const finish = update('message', keyOf(message), {
    set: `SET #state = :state, finishedAt = :now${serviceId === undefined ? '' : ', serviceId = :id'} REMOVE gsi1pk, gsi1sk`,
    condition: 'attribute_exists(pk) AND #state <> :sent',
    names: { '#state': 'state' },
    values: {
      ':state': state,
      ':sent': 'sent',
      ':now': new Date(now).toISOString(),
      ...(serviceId !== undefined && { ':id': serviceId }),
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
