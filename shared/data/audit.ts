import type { Scope } from '../domain/actor.ts';
import type { Cause, EventDetail } from '../domain/event.ts';
import { idPrefixes } from '../domain/id.ts';
import { keys } from './keys.ts';
import { beginningOf, firstIdAt, idOfCursor, instantOfId, monthOf } from './log-month.ts';
import { encodeCursor, type Item, type Page, type PageRequest, queryPage } from './table.ts';

/** One line of the audit log (product 9.3): a change with what was before and after, a sign-in or a read. */
export interface AuditEntry {
  id: string;
  at: string;
  what: string;
  actor: string;
  cause: Cause;
  aggregate: EventDetail['metadata']['aggregate'] | null;
  clientId: string | null;
  before: unknown;
  after: unknown;
  note: string | null;
  correlationId: string;
}

function entryOf(item: Item): AuditEntry {
  const audit = (item.audit ?? {}) as { before?: unknown; after?: unknown; note?: string };
  const [, , history] = String(item.gsi2pk ?? '').split('#');
  return {
    id: String(item.sk),
    at: String(item.at),
    what: String(item.type ?? item.action),
    actor: String(item.actor),
    cause: item.cause as Cause,
    aggregate: (item.aggregate as AuditEntry['aggregate']) ?? null,
    clientId: history?.startsWith(`${idPrefixes.client}_`) ? history : null,
    before: audit.before ?? null,
    after: audit.after ?? null,
    note: audit.note ?? (item.note as string | undefined) ?? null,
    correlationId: String(item.correlationId),
  };
}

/** The month in which a cursor's position lies; a position in the future is one from now. */
const monthOfCursor = (cursor: string, newest: number): string =>
  monthOf(Math.min(newest, instantOfId(idOfCursor(cursor))));

/** Months that one call looks through. */
const monthsAtOnce = 12;

/**
 * The practice's audit log, newest first. A month is a partition: a page may run over several of them, and may
 * be short, or empty with a cursor, where a year of them holds nothing.
 *
 * @param range epoch milliseconds: the newest instant, and that at which the practice began
 */
export async function listAudit(
  scope: Scope,
  range: { newest: number; oldest: number },
  page: PageRequest,
): Promise<Page<AuditEntry>> {
  const items: AuditEntry[] = [];
  let cursor = page.cursor;
  let month = cursor === undefined ? monthOf(range.newest) : monthOfCursor(cursor, range.newest);
  for (let looked = 1; ; looked += 1) {
    const { pk } = keys.event(scope.practiceId, month, '');
    const limit = page.limit - items.length;
    const found = await queryPage(undefined, pk, { from: 'e', to: 'f' }, 'descending', { limit, cursor });
    items.push(...found.items.map(entryOf));
    if (found.next) return { items, next: found.next };
    if (beginningOf(month) <= range.oldest) return { items, next: null };
    if (items.length === page.limit || looked === monthsAtOnce)
      return { items, next: encodeCursor(firstIdAt(beginningOf(month))) };
    month = monthOf(beginningOf(month) - 1);
    cursor = undefined;
  }
}

/** One change of what the practice decides. */
export interface DecisionEntry extends AuditEntry {
  aggregate: { type: 'settings' | 'preferences' | 'service' | 'status'; id: string };
  /** Of the aggregate, after the change. */
  version: number;
}

/**
 * The changes of a practice's settings, preferences, services and statuses, newest first (product 1.13): an index
 * of their own, so that a page costs what it holds, however much else is in the log.
 */
export async function listDecisions(scope: Scope, page: PageRequest): Promise<Page<DecisionEntry>> {
  const range = { from: `${idPrefixes.event}_`, to: `${idPrefixes.event}_~` };
  const found = await queryPage('gsi2', keys.decisions(scope.practiceId), range, 'descending', page);
  return {
    ...found,
    items: found.items.map((item) => ({ ...entryOf(item), version: Number(item.sequence) }) as DecisionEntry),
  };
}
