import { randomBytes } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '../domain/actor.ts';
import { type Change, newId } from './change.ts';
import { type Key, keys } from './keys.ts';
import {
  digest,
  getItem,
  type Item,
  put,
  queryAll,
  record,
  remove,
  table,
  tableName,
  type Write,
} from './table.ts';

/** How long sessions live, milliseconds (docs/security.md). */
export const sessionLimits = {
  client: { idle: 30 * 60_000, absolute: 12 * 3_600_000 },
  staff: { idle: 15 * 60_000, absolute: 12 * 3_600_000 },
} as const;

export type SubjectKind = keyof typeof sessionLimits;

export interface Session {
  id: string;
  kind: SubjectKind;
  subjectId: string;
  /** SHA-256 of the secret; the secret itself is never stored. */
  hash: string;
  /** The one appointment that it reaches, where it came by an appointment link. */
  appointmentId: string | null;
  /** How the person came in: `appointment-link`, `email-link`, `email-code`, `oidc`. */
  method: string;
  /** Of staff: what stands for their identity at the provider, which leads to their other practices. */
  identity?: string;
  identityChecked: boolean;
  practiceEpoch: number;
  accessEpoch: number;
  idleUntil: number;
  endsAt: number;
}

/** A secret of 256 bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const sessionKey = (scope: Scope, kind: SubjectKind, subjectId: string, id: string): Key =>
  kind === 'client'
    ? keys.clientSession(scope.practiceId, subjectId, id)
    : keys.staffSession(scope.practiceId, subjectId, id);

/** A new session and the secret of its token; the write belongs into the transaction that proves the person. */
export function newSession(
  scope: Scope,
  change: Change,
  who: Pick<
    Session,
    | 'kind'
    | 'subjectId'
    | 'appointmentId'
    | 'method'
    | 'identity'
    | 'identityChecked'
    | 'practiceEpoch'
    | 'accessEpoch'
  >,
): { session: Session; secret: string; write: Write } {
  const secret = newSecret();
  const limits = sessionLimits[who.kind];
  const session: Session = {
    ...who,
    id: newId('session', change.clock()),
    hash: digest(secret),
    idleUntil: change.now + limits.idle,
    endsAt: change.now + limits.absolute,
  };
  const write = put(
    'session',
    sessionKey(scope, who.kind, who.subjectId, session.id),
    { ...session, expiresAt: Math.ceil(session.endsAt / 1000) },
    'new',
  );
  return { session, secret, write };
}

/** A session of one person, whatever its limits. */
export async function getSession(
  scope: Scope,
  kind: SubjectKind,
  subjectId: string,
  id: string,
): Promise<Session | undefined> {
  const item = await getItem(sessionKey(scope, kind, subjectId, id));
  return item && record<Session>(item);
}

/** The session of an item, unless it is past its idle or absolute limit. */
export function liveSession(item: Item | undefined, now: number): Session | undefined {
  if (!item) return undefined;
  const session = record<Session>(item);
  return now < session.idleUntil && now < session.endsAt ? session : undefined;
}

const extendAfter = 5 * 60_000;

/** Puts the idle limit off, at most once in five minutes; of a session that ended meanwhile nothing remains. */
export async function extendSession(scope: Scope, session: Session, now: number): Promise<void> {
  const idleUntil = now + sessionLimits[session.kind].idle;
  if (idleUntil - session.idleUntil < extendAfter) return;
  await table
    .send(
      new UpdateCommand({
        TableName: tableName(),
        Key: sessionKey(scope, session.kind, session.subjectId, session.id),
        UpdateExpression: 'SET idleUntil = :until',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':until': idleUntil },
      }),
    )
    .catch((error: Error) => {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
    });
}

/** Every session of a client, those that have run out too. */
export async function listSessions(scope: Scope, clientId: string): Promise<Session[]> {
  const { pk, sk } = keys.clientSession(scope.practiceId, clientId, '');
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
    ConsistentRead: true,
  });
  return items.map((item) => record<Session>(item));
}

/** Ends a session at once. */
export const endSession = (scope: Scope, kind: SubjectKind, subjectId: string, id: string): Write =>
  remove('session', sessionKey(scope, kind, subjectId, id));
