import { randomInt } from 'node:crypto';
import type { EventBridgeEvent } from 'aws-lambda';
import { ulid } from 'ulid';
import { type Inbox, readInbox } from '../../infra/local/inbox.ts';
import { cancelAppointment, moveAppointment } from '../../shared/data/appointment.ts';
import type { Change } from '../../shared/data/change.ts';
import { eventOfRow } from '../../shared/data/event-row.ts';
import { keys } from '../../shared/data/keys.ts';
import { type Item, queryAll } from '../../shared/data/table.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import { cancelledAppointment, movedAppointment } from '../../shared/domain/appointment-change.ts';
import type { Client } from '../../shared/domain/client.ts';
import type { EventType } from '../../shared/domain/event.ts';
import type { NoticeEvent } from '../../shared/domain/notice.ts';
import { systemChange } from '../../shared/runtime/listen.ts';
import { type GivenPractice, givenAppointment, givenClient, givenPractice } from './given.ts';

/** Changes of appointments as clients make them, the events that tell of them, and what is sent because of them. */

const byClient = (client: Pick<Client, 'id'>): Change => ({
  ...systemChange('test', 'request-1', Date.now(), Date.now),
  cause: 'client',
  actor: `client:${client.id}`,
});

/** The event rows of a practice, as they are in the table, oldest first. */
export const eventRows = (scope: Scope): Promise<Item[]> =>
  queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: {
      ':pk': keys.event(scope.practiceId, new Date().toISOString().slice(0, 7), '').pk,
    },
    ConsistentRead: true,
  });

async function eventOf(scope: Scope, type: EventType, sequence: number): Promise<NoticeEvent> {
  const row = (await eventRows(scope)).find((it) => it.type === type && it.sequence === sequence);
  if (!row) throw new Error(`No ${type} of version ${sequence}.`);
  return eventOfRow(row) as NoticeEvent;
}

/** A client moves an appointment by some hours. */
export async function givenMove(
  given: GivenPractice,
  before: Appointment,
  { hours = 24, change = {} }: { hours?: number; change?: Partial<Change> } = {},
): Promise<{ after: Appointment; event: NoticeEvent }> {
  const startsAt = new Date(Date.parse(before.startsAt) + hours * 3_600_000).toISOString();
  const move = { startsAt, zone: before.zone, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
  const after = movedAppointment(before, move, { late: false, lateReference: null });
  const by = { ...byClient({ id: before.clientId }), ...change };
  await moveAppointment(given, by, { before, after, sheets: [] }, null);
  return { after, event: await eventOf(given, 'appointment.changed.v1', after.version) };
}

/** A client cancels an appointment. */
export async function givenCancellation(
  given: GivenPractice,
  before: Appointment,
  { late = false, change = {} }: { late?: boolean; change?: Partial<Change> } = {},
): Promise<{ after: Appointment; event: NoticeEvent }> {
  const status = given.statuses[late ? 'late-cancelled' : 'cancelled'];
  const outcome = { late, statusId: status.id, statusKind: status.kind, policyVersion: null };
  const after = cancelledAppointment(before, outcome as Parameters<typeof cancelledAppointment>[1]);
  const by = { ...byClient({ id: before.clientId }), ...change };
  await cancelAppointment(given, by, { before, after, late, sheets: [], statuses: [status] }, null);
  return { after, event: await eventOf(given, 'appointment.cancelled.v1', after.version) };
}

/** A client whose address and number nobody else has, with an appointment. */
export async function givenReachable(
  parts: { practice?: Parameters<typeof givenPractice>[0]; client?: Partial<Client>; paid?: boolean } = {},
) {
  const given = await givenPractice(parts.practice);
  const client = await givenClient(given, {
    email: `${ulid().toLowerCase()}@mail.example`,
    phone: `+4477${randomInt(10_000_000, 99_999_999)}`,
    ...parts.client,
  });
  const appointment = await givenAppointment(given, client, { paid: parts.paid ?? false });
  return { given, client, appointment };
}

/** An event as the bus hands it to a listener. */
export const heard = ({ type, metadata, data }: NoticeEvent) =>
  ({
    version: '0',
    id: ulid(),
    source: 'portico',
    account: '000000000000',
    time: metadata.occurredAt,
    region: metadata.region,
    resources: [],
    'detail-type': type,
    detail: { metadata, data },
  }) satisfies EventBridgeEvent<string, unknown>;

/** The e-mails that the engine was told to send to an address, oldest first. */
export const emailsTo = async (address: string | null): Promise<Inbox['emails']> =>
  (await inbox()).emails.filter(({ to }) => to.includes(address ?? '')).toReversed();

/** The texts that the engine was told to send to a number, oldest first. */
export const textsTo = async (number: string | null): Promise<string[]> =>
  (await inbox()).texts
    .filter(({ to }) => to === number)
    .map(({ message }) => message)
    .toReversed();

const inbox = () => readInbox(String(process.env.AWS_ENDPOINT_URL));
