import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, vi } from 'vitest';
import type { Contract, Route } from '../../shared/contract.ts';
import { listBell, newBellEntry } from '../../shared/data/bell.ts';
import { putService } from '../../shared/data/catalogue.ts';
import { newId } from '../../shared/data/change.ts';
import { getParked } from '../../shared/data/request-round.ts';
import { type Item, tableName, transact } from '../../shared/data/table.ts';
import { putTemplate } from '../../shared/data/template.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import type { Client } from '../../shared/domain/client.ts';
import type { AppointmentRequest } from '../../shared/domain/request.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { Offer } from '../../shared/domain/waitlist.ts';
import {
  clientToken,
  type GivenPractice,
  givenAccess,
  givenAppointment,
  givenClient,
  givenPractice,
  givenRemoved,
  givenStaff,
  hoursFromNow,
  linkToken,
  staffToken,
} from './given.ts';
import type { Question } from './http.ts';
import { givenRequest } from './requests.ts';
import { givenOffer, givenWaiting } from './waitlist.ts';

/** Everyone who may come to a route's door. `forged` and `expired` come as the kind that the route is for. */
export const callers = [
  'nobody',
  'client',
  'clientByLink',
  'clientByOtherLink',
  'otherClient',
  'disabledClient',
  'admin',
  'manager',
  'clinician',
  'otherPracticeStaff',
  'removedStaff',
  'forged',
  'expired',
] as const;
export type Caller = (typeof callers)[number];

/** The status that each of them is to get. */
export type Statuses = Record<Caller, number>;

/** Two practices with everyone in them. All that is asked for belongs to `client`, or to the first practice. */
export interface World {
  given: GivenPractice;
  elsewhere: GivenPractice;
  client: Client;
  otherClient: Client;
  appointment: Appointment;
  /** Of the same client. */
  cancelledAppointment: Appointment;
  /** Of the same client, and waiting. */
  request: AppointmentRequest;
  /** Of the same client's second appointment, which waits and is offered an earlier time. */
  offer: Offer;
  /** What nothing depends on. */
  spareService: Service;
  /** The practice's own words of one text. */
  template: Template;
  link: string;
  bellId: string;
  tokens: (kind: 'client' | 'staff') => Record<Caller, string | undefined>;
}

/** One route's row: what everybody asks of it, and what each is to get. */
export interface Row {
  ask: (world: World) => Question;
  statuses: Statuses;
}

const yesterday = () => Date.now() - 24 * 3_600_000;

/** The same token with another secret of the same shape. */
const forged = (token: string) => token.replace(/\.[^.]+$/, `.${'A'.repeat(43)}`);

/** Runs each of some named pieces of work at once. */
async function together<T extends Record<string, Promise<unknown>>>(
  work: T,
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const done = await Promise.all(Object.values(work));
  return Object.fromEntries(Object.keys(work).map((name, at) => [name, done[at]])) as never;
}

/** A new first practice with everyone in it, known to no other test; `elsewhere` may be an older one. */
export async function makeWorld(elsewhere?: GivenPractice): Promise<World> {
  const { given, other } = await together({
    given: givenPractice({ booking: true }),
    other: elsewhere ? Promise.resolve(elsewhere) : givenPractice(),
  });
  const marker = given.practiceId.slice(-12);
  const { client, otherClient, disabled, removed } = await together({
    client: givenClient(given, {
      familyName: `Own${marker}`,
      email: `own${marker.toLowerCase()}@mail.example`,
    }),
    otherClient: givenClient(given, { familyName: 'Other', email: 'other@mail.example' }),
    disabled: givenClient(given, { familyName: 'Disabled', email: null }),
    removed: givenStaff(given, { roles: ['admin', 'manager', 'clinician'] }),
  });
  const appointment = await givenAppointment(given, client);
  const second = await givenAppointment(given, client, { startsAt: hoursFromNow(96) });
  const cancelledAppointment = await givenAppointment(given, client, {
    startsAt: hoursFromNow(100),
    status: 'cancelled',
  });
  const spareService = { ...given.service, id: newId('service', Date.now()), name: 'Spare' };
  const template: Template = {
    id: newId('template', Date.now()),
    notice: 'appointmentDeleted',
    channel: 'text',
    subject: null,
    body: '{{practice}}: nothing on {{when}}.',
    version: 1,
  };
  await transact([putService(given, spareService, 'new'), putTemplate(given, template, 'new')]);
  const request = await givenRequest(given, client, { startsAt: hoursFromNow(110) });
  await givenWaiting(given, second);
  const offer = await givenOffer(given, second, hoursFromNow(84));
  const { bellId, link, expiredClient, expiredStaff, ...tokens } = await together({
    bellId: ring(given, appointment),
    link: linkToken(given, appointment),
    client: clientToken(given, client),
    clientByLink: clientToken(given, client, appointment),
    clientByOtherLink: clientToken(given, client, second),
    otherClient: clientToken(given, otherClient),
    disabledClient: clientToken(given, disabled),
    admin: staffToken(given, given.admin),
    manager: staffToken(given, given.manager),
    clinician: staffToken(given, given.clinician),
    otherPracticeStaff: staffToken(other, other.admin),
    removedStaff: staffToken(given, removed),
    expiredClient: clientToken(given, client, null, yesterday()),
    expiredStaff: staffToken(given, given.admin, yesterday()),
  });
  await Promise.all([
    givenRemoved(given, removed.id),
    givenAccess(given, disabled.id, { state: 'disabled', epoch: 1 }),
  ]);
  const ofKind = {
    client: { forged: forged(tokens.client), expired: expiredClient },
    staff: { forged: forged(tokens.admin), expired: expiredStaff },
  };
  return {
    given,
    elsewhere: other,
    client,
    otherClient,
    appointment,
    request,
    offer,
    spareService,
    template,
    cancelledAppointment,
    link,
    bellId,
    tokens: (kind) => ({ nobody: undefined, ...tokens, ...ofKind[kind] }),
  };
}

/** Waits for what listeners and flows make of a world: from then on only what is asked of it changes it. */
export const settled = ({ given, request }: World): Promise<void> =>
  vi.waitFor(
    async () => {
      const { items } = await listBell(given, given.clinician.id, { limit: 100 });
      expect(items.map((entry) => entry.requestId)).toContain(request.id);
      const parked = await getParked(given, { requestId: request.id, round: 1 }, Date.now());
      expect(parked).toBeDefined();
    },
    { timeout: 50_000, interval: 200 },
  );

async function ring(given: GivenPractice, appointment: Appointment): Promise<string> {
  const id = newId('bell', Date.now());
  const entry = {
    kind: 'appointment-changed' as const,
    clientId: appointment.clientId,
    appointmentId: appointment.id,
    startsAt: appointment.startsAt,
    previousStartsAt: null,
    zone: appointment.zone,
    late: false,
    refundByHand: false,
  };
  const now = Date.now();
  await transact([newBellEntry(given, given.clinician.id, { now, clock: Date.now }, entry, id)]);
  return id;
}

/** Everybody gets the same. */
export const everyone = (status: number): Statuses =>
  Object.fromEntries(callers.map((caller) => [caller, status])) as Statuses;

/** A route for clients: all others have no session there. */
export const forClients = (
  statuses: Pick<Statuses, 'client' | 'clientByLink' | 'clientByOtherLink' | 'otherClient'>,
): Statuses => ({ ...everyone(401), ...statuses });

/** A route for staff: all others have no session there, and nothing is there for another practice's. */
export const forStaff = (
  statuses: Pick<Statuses, 'admin' | 'manager' | 'clinician'> & Partial<Statuses>,
): Statuses => ({ ...everyone(401), otherPracticeStaff: 404, ...statuses });

/** The routes of a registry. */
export const routesOf = (contracts: readonly Contract[]): Route[] =>
  contracts.filter((contract) => contract.kind === 'route');

/** What is wrong with a table of rows: routes without one, and rows without a route. */
export function rowErrors(contracts: readonly Contract[], rows: Record<string, unknown>): string[] {
  const names = routesOf(contracts).map(({ name }) => name);
  return [
    ...names.filter((name) => !(name in rows)).map((name) => `${name} has no row`),
    ...Object.keys(rows)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is no route`),
  ];
}

/** A client of its own: looking through a whole table takes longer than the functions' may wait. */
const reader = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Everything that a practice has in the table, by key. */
export type Snapshot = Map<string, string>;

/**
 * Reads all items that name one of the practices. Left out is what changes by itself: what the relay takes off
 * an event row, what listeners note and count of messages and reminders, and the links that they put into messages (a route
 * that makes one leaves it in the audit).
 */
export async function snapshotOf(...scopes: readonly Scope[]): Promise<Snapshot> {
  const snapshot: Snapshot = new Map();
  const values = Object.fromEntries(scopes.map(({ practiceId }, at) => [`:p${at}`, practiceId]));
  const filter = Object.keys(values)
    .map((name) => `contains(pk, ${name}) OR contains(sk, ${name}) OR practiceId = ${name}`)
    .join(' OR ');
  let start: Item | undefined;
  do {
    const page = await reader.send(
      new ScanCommand({
        TableName: tableName(),
        FilterExpression: filter,
        ExpressionAttributeValues: values,
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    for (const { pk, sk, ...item } of page.Items ?? []) {
      if (/^(MESSAGE|REMINDER|LINK|RATE#[^#]+#text)#/.test(`${pk}#`)) continue;
      if (String(pk).startsWith('EVENTS#')) {
        delete item.gsi1pk;
        delete item.gsi1sk;
      }
      snapshot.set(`${pk} | ${sk}`, JSON.stringify(item, Object.keys(item).sort()));
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return snapshot;
}

/** The keys of what differs between two snapshots. `passes` names what may: an item, by its key and new text. */
export function differences(
  before: Snapshot,
  after: Snapshot,
  passes: (key: string, now: string) => boolean = () => false,
): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((key) => before.get(key) !== after.get(key) && !passes(key, after.get(key) ?? ''));
}

/** What reading may leave behind (manners of the API): the audit of it, and a session's idle time. */
export const tracesOfReading = (key: string, now: string): boolean =>
  key.includes(' | SESSION#') || (key.startsWith('EVENTS#') && 'action' in JSON.parse(now || '{}'));
