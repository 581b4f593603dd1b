import type { ReceivedEvent } from '../domain/confirmation.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { SignInEvent } from '../domain/sign-in.ts';
import { env } from '../runtime/env.ts';
import { keys } from './keys.ts';
import type { AnyMessage, Message } from './message.ts';
import { type Item, type Page, type PageRequest, queryPage, record } from './table.ts';

/** Something whose deadline has passed, for the sweep of each minute to deal with. */
export type Due =
  | { message: Message }
  | { signIn: Message<SignInEvent> }
  | { confirmation: Message<ReceivedEvent> }
  | { practiceId: string; reminder: Reminder }
  | { practiceId: string; requestId: string }
  | { practiceId: string; offerId: string };

function messageOf(message: AnyMessage): Due {
  if (message.event.type === 'sign-in.requested.v1') return { signIn: message as Message<SignInEvent> };
  if (message.event.type === 'request.received.v1')
    return { confirmation: message as Message<ReceivedEvent> };
  return { message: message as Message };
}

function dueOf(item: Item): Due[] {
  const [kind, practiceId = ''] = String(item.pk).split('#');
  if (kind === 'MESSAGE') return [messageOf(record<AnyMessage>(item))];
  if (kind === 'REQUEST') return [{ practiceId, requestId: String(item.requestId) }];
  if (kind === 'OFFER') return [{ practiceId, offerId: String(item.id) }];
  return kind === 'REMINDER' ? [{ practiceId, reminder: record<Reminder>(item) }] : [];
}

/** What is due in one shard of this region, the longest overdue first, page by page. */
export async function listDue(shard: number, now: number, page: PageRequest): Promise<Page<Due>> {
  const range = { from: '0', to: keys.startOf(new Date(now).toISOString(), '~') };
  const found = await queryPage('gsi1', keys.due(env('region'), shard), range, 'ascending', page);
  return { items: found.items.flatMap(dueOf), next: found.next };
}
