import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Route } from '../contract.ts';
import { type Key, keys } from '../data/keys.ts';
import { liveSession, type Session, sessionKey } from '../data/session.ts';
import { digest, getItems, type Item, record, sameSecret } from '../data/table.ts';
import type { Actor } from '../domain/actor.ts';
import { type Appointment, notDeleted } from '../domain/appointment.ts';
import type { Staff } from '../domain/catalogue.ts';
import type { Access } from '../domain/client.ts';
import { found, granted, type RefusalCode, Refused } from '../domain/decision.ts';
import type { Practice } from '../domain/practice.ts';
import { decideRole } from '../domain/role.ts';
import { requirePortal } from '../domain/switches.ts';
import { parseSessionToken } from '../domain/token.ts';
import { cookieName } from './cookie.ts';
import { requireOwnOrigin } from './hand-over.ts';
import { requireHome } from './home.ts';
import { idempotencyKey, type Sent, tokenOf } from './request.ts';

/** Who asks, and what was read in the same trip as their session. */
export interface Identified {
  actor: Actor;
  session?: Session;
  /** The item of the appointment that the path names, where the contract loads it. */
  appointment?: Appointment | undefined;
  idempotency?: { key: Key; hash: string };
  /** What is kept under the Idempotency-Key already. */
  kept?: Item | undefined;
}

const no = (code: RefusalCode, detail: string): Refused => new Refused({ code, detail });
const noSession = () => no('no-session', 'Please sign in.');
const ended = () => no('session-ended', 'Please sign in again. We signed you out to keep things private.');

const reads = (event: APIGatewayProxyEventV2) => /^(GET|HEAD)$/.test(event.requestContext.http.method);

/**
 * Decides who a request is from: one consistent BatchGet reads practice, session and the person's access or
 * membership together, with the appointment and the idempotency record where the contract wants them.
 * Refuses with 401, 403 (portal off: before anything personal is looked at) or 404 (another practice).
 */
export async function identify(
  contract: Route,
  event: APIGatewayProxyEventV2,
  sent: Sent,
  now: number,
): Promise<Identified> {
  const { caller } = contract;
  if (caller.kind === 'public')
    return { actor: { kind: 'public' }, ...(await keptForAnyone(contract, event, sent)) };
  const given = tokenOf(event, cookieName(caller.kind));
  if (!given) throw noSession();
  const token = parseSessionToken(given.token);
  if (!token || token.subject.kind !== caller.kind) throw noSession();
  if (given.byCookie && !reads(event)) requireOwnOrigin(event.headers.origin);

  const scope = { practiceId: token.practiceId };
  const idempotency = idempotencyRecord(contract, event, [token.practiceId, token.subject.id], sent);
  const subjectKey =
    caller.kind === 'client'
      ? keys.access(scope.practiceId, token.subject.id)
      : keys.staff(scope.practiceId, token.subject.id);
  const appointmentId = contract.loads === 'appointment' ? sent.params.appointmentId : undefined;
  const wanted = {
    practice: keys.practice(scope.practiceId),
    session: sessionKey(scope, caller.kind, token.subject.id, token.sessionId),
    subject: subjectKey,
    ...(appointmentId && { appointment: keys.appointment(scope.practiceId, appointmentId) }),
    ...(idempotency && { kept: idempotency.key }),
  };
  const items = await getItems(Object.values(wanted));
  const read = Object.fromEntries(Object.keys(wanted).map((name, at) => [name, items[at]])) as {
    [K in keyof typeof wanted]: Item | undefined;
  };
  if (!read.practice) throw noSession();
  const practice = record<Practice>(read.practice);
  if (caller.kind === 'client') granted(requirePortal(practice));
  const session = liveSession(read.session, now);
  if (!session || !sameSecret(session.hash, token.secret) || !read.subject) throw ended();

  const actor =
    caller.kind === 'client'
      ? clientActor(practice, session, record<Access>(read.subject))
      : staffActor(practice, session, record<Staff>(read.subject));
  admit(contract, actor, sent);
  requireHome(practice, contract.method !== 'GET' && !contract.whileFrozen);
  return {
    actor,
    session,
    ...(appointmentId && { appointment: ownAppointment(actor, read.appointment) }),
    ...(idempotency && { idempotency, kept: read.kept }),
  };
}

function clientActor(practice: Practice, session: Session, access: Access): Actor {
  const dead =
    access.state === 'disabled' ||
    session.accessEpoch !== access.epoch ||
    session.practiceEpoch !== practice.sessionEpoch;
  if (dead) throw ended();
  const { subjectId: clientId, id: sessionId, appointmentId } = session;
  return { kind: 'client', practiceId: practice.id, clientId, sessionId, appointmentId, practice, access };
}

function staffActor(practice: Practice, session: Session, member: Staff): Actor {
  if (member.archived) throw ended();
  const { subjectId: staffId, id: sessionId } = session;
  return {
    kind: 'staff',
    practiceId: practice.id,
    staffId,
    sessionId,
    roles: member.roles,
    practice,
    member,
  };
}

function admit(contract: Route, actor: Actor, sent: Sent): void {
  const { caller } = contract;
  if (actor.kind === 'client' && caller.kind === 'client') {
    if (!actor.appointmentId) return;
    if (!caller.byLink)
      throw no('forbidden', 'Your link opens one appointment only. Sign in to see everything.');
    if (sent.params.appointmentId && sent.params.appointmentId !== actor.appointmentId) found(undefined);
  }
  if (actor.kind === 'staff' && caller.kind === 'staff') {
    if (sent.params.practiceId && sent.params.practiceId !== actor.practiceId) found(undefined);
    granted(decideRole(actor.roles, caller.roles));
  }
}

function ownAppointment(actor: Actor, item: Item | undefined): Appointment {
  const appointment = found(item && record<Appointment>(item));
  if (actor.kind === 'client' && notDeleted(appointment).clientId !== actor.clientId) found(undefined);
  return appointment;
}

/** A key of somebody who has not signed in counts at the practice's web address, whoever sends it: its answer is nobody's. */
async function keptForAnyone(
  contract: Route,
  event: APIGatewayProxyEventV2,
  sent: Sent,
): Promise<Pick<Identified, 'idempotency' | 'kept'>> {
  const idempotency = idempotencyRecord(contract, event, [String(sent.params.slug), 'anyone'], sent);
  if (!idempotency) return {};
  const [kept] = await getItems([idempotency.key]);
  return { idempotency, kept };
}

function idempotencyRecord(
  contract: Route,
  event: APIGatewayProxyEventV2,
  [practice, whose]: [string, string],
  sent: Sent,
): { key: Key; hash: string } | undefined {
  const given = idempotencyKey(contract, event);
  if (given === undefined) return undefined;
  return {
    key: keys.idempotency(practice, whose, digest(given)),
    hash: digest(JSON.stringify([contract.name, sent.params, sent.query, sent.body])),
  };
}
