import type { Scope } from '../domain/actor.ts';
import { keys } from './keys.ts';
import { getItem, put, transactOnce } from './table.ts';

/** As long as events are tried again: 14 days. */
const keptSeconds = 14 * 24 * 3600;

interface Round {
  requestId: string;
  round: number;
}

/**
 * Keeps the token by which the execution of a round goes on, in place of one of an earlier try. It is a secret:
 * whoever has it can end the wait, though nothing else.
 */
export async function parkRound(
  scope: Scope,
  { requestId, round, deadline }: Round & { deadline: string },
  token: string,
): Promise<void> {
  const expiresAt = Math.ceil(Date.parse(deadline) / 1000) + keptSeconds;
  const key = keys.requestToken(scope.practiceId, requestId, round);
  await transactOnce([put('token', key, { token, expiresAt }, 'any')]);
}

/** The token of a round whose execution waits, or has waited. */
export async function getParked(
  scope: Scope,
  { requestId, round }: Round,
  now: number,
): Promise<string | undefined> {
  const item = await getItem(keys.requestToken(scope.practiceId, requestId, round));
  return item && Number(item.expiresAt) * 1000 > now ? String(item.token) : undefined;
}
