import { makeAppointment, makeClient, makePractice, type Statuses } from '../../infra/local/records.ts';
import { putHours } from '../../shared/data/availability.ts';
import { getStaff, putLocation, putService, putStaff } from '../../shared/data/catalogue.ts';
import { type Change, newId } from '../../shared/data/change.ts';
import { getClientWithAccess, putAccess } from '../../shared/data/client.ts';
import { newAppointmentLink } from '../../shared/data/link.ts';
import { getPractice } from '../../shared/data/practice.ts';
import { newSession } from '../../shared/data/session.ts';
import { transact } from '../../shared/data/table.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import type { WeeklyHours } from '../../shared/domain/availability.ts';
import type { Location, Service, Staff } from '../../shared/domain/catalogue.ts';
import type { Access, Client } from '../../shared/domain/client.ts';
import type { Practice } from '../../shared/domain/practice.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { StatusKind } from '../../shared/domain/status-kind.ts';
import { formatLinkToken, formatSessionToken } from '../../shared/domain/token.ts';
import { systemChange } from '../../shared/runtime/listen.ts';

/** What tests stand on: records made through the data layer. `Date.now()` is the tests' clock to set. */

const change = (): Change => systemChange('test', 'test', Date.now(), Date.now);
const id = (kind: Parameters<typeof newId>[0]) => newId(kind, Date.now());

/** A practice with one of everything that appointments need. */
export interface GivenPractice extends Scope {
  practice: Practice;
  statuses: Statuses;
  service: Service;
  location: Location;
  clinician: Staff;
  admin: Staff;
  manager: Staff;
}

const everyDay: WeeklyHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  start: '00:00',
  end: '24:00',
}));

/**
 * A practice in London with the portal on, whose clinician works day and night: tests narrow it down. No
 * appointment ever had its no-show status.
 */
export async function givenPractice(
  parts: {
    profile?: Partial<Profile>;
    settings?: Partial<Settings>;
    preferences?: Partial<Practice['preferences']>;
    hours?: WeeklyHours;
    names?: { staff?: string; location?: string; address?: string };
    /** Online booking is on, for new clients too, who begin with the one service. */
    booking?: boolean;
  } = {},
): Promise<GivenPractice> {
  const practiceId = id('practice');
  const scope = { practiceId };
  const kinds: StatusKind[] = ['booked', 'attended', 'no-show', 'cancelled', 'late-cancelled'];
  const statuses = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      { id: id('status'), name: `Is ${kind}`, kind, used: kind !== 'no-show', version: 1 },
    ]),
  ) as Statuses;
  const serviceId = id('service');
  const forAll = { newClients: true, firstVisitServiceId: serviceId };
  const practice = await makePractice(
    {
      name: 'Test Practice',
      logoUrl: null,
      colour: '#0b5cad',
      phone: '020 7946 0999',
      email: 'desk@practice.example',
      zone: 'Europe/London',
      country: 'GB',
      ...parts.profile,
      id: practiceId,
      slug: `t-${practiceId.slice(5).toLowerCase()}`,
    },
    statuses,
    {
      settings: { clientPortal: true, onlineBooking: parts.booking ?? false, ...parts.settings },
      preferences: { noticeHours: 24, ...(parts.booking && forAll), ...parts.preferences },
    },
    change(),
  );
  const service: Service = {
    id: serviceId,
    name: 'Therapy',
    durationMinutes: 30,
    overrides: {},
    archived: false,
    version: 1,
  };
  const location: Location = {
    id: id('location'),
    name: parts.names?.location ?? 'Rooms',
    address: parts.names?.address ?? '1 Test Street',
    zone: null,
    archived: false,
    version: 1,
  };
  const named = (role: string) => (parts.names?.staff ? { name: `${parts.names.staff} ${role}` } : {});
  const offers = { bookableOnline: true, serviceIds: [service.id] };
  const clinician = newStaff({ roles: ['clinician'], ...offers, ...named('clinician') });
  const admin = newStaff({ roles: ['admin'], ...named('admin') });
  const manager = newStaff({ roles: ['manager'], ...named('manager') });
  const week = (parts.hours ?? everyDay).map((entry) => ({ locationId: location.id, ...entry }));
  await transact([
    putService(scope, service, 'new'),
    putLocation(scope, location, 'new'),
    ...[clinician, admin, manager].map((member) => putStaff(scope, member, 'new')),
    putHours(scope, clinician.id, week, 0),
  ]);
  return { practiceId, practice, statuses, service, location, clinician, admin, manager };
}

function newStaff(parts: Partial<Staff>): Staff {
  const staffId = id('staff');
  return {
    id: staffId,
    name: 'Sam Staff',
    email: `${staffId.toLowerCase()}@practice.example`,
    roles: [],
    bookableOnline: false,
    serviceIds: [],
    notices: { own: true, all: false },
    archived: false,
    version: 1,
    ...parts,
  };
}

/** Weekly hours of a member of staff who has none yet, at the practice's one location. */
export const givenHours = ({ location, ...scope }: GivenPractice, staffId: string, hours: WeeklyHours) =>
  transact([
    putHours(
      scope,
      staffId,
      hours.map((entry) => ({ locationId: location.id, ...entry })),
      0,
    ),
  ]);

/** A member of staff, in no role unless it is said. */
export async function givenStaff(scope: Scope, parts: Partial<Staff> = {}): Promise<Staff> {
  const member = newStaff(parts);
  await transact([putStaff(scope, member, 'new')]);
  return member;
}

/** A client who can prove who they are, and may be written to. */
export function givenClient({ practice }: GivenPractice, parts: Partial<Client> = {}): Promise<Client> {
  const client: Client = {
    id: id('client'),
    givenName: 'Ann',
    familyName: 'Client',
    dateOfBirth: '1980-05-17',
    postcode: 'SE1 0ZZ',
    email: 'ann@mail.example',
    phone: '+447700900111',
    consent: { email: true, text: true },
    deceased: false,
    test: false,
    version: 1,
    ...parts,
  };
  return makeClient(practice, client, change());
}

/** The instant some hours from the tests' clock, on the next whole hour. */
export const hoursFromNow = (hours: number): string =>
  new Date(Math.ceil(Date.now() / 3_600_000 + hours) * 3_600_000).toISOString();

/** A booked appointment of the client with the practice's clinician, three days on unless it is said. */
export function givenAppointment(
  given: GivenPractice,
  client: Pick<Client, 'id'>,
  parts: { startsAt?: string; status?: StatusKind; clinician?: Staff; paid?: boolean } = {},
): Promise<Appointment> {
  return makeAppointment(
    given,
    {
      id: id('appointment'),
      clientId: client.id,
      staffId: (parts.clinician ?? given.clinician).id,
      serviceId: given.service.id,
      locationId: given.location.id,
      startsAt: parts.startsAt ?? hoursFromNow(72),
      zone: given.practice.zone,
      durationMinutes: given.service.durationMinutes,
      status: given.statuses[parts.status ?? 'booked'],
      paid: parts.paid ?? false,
    },
    change(),
  );
}

/** Portal access of a client, changed. */
export async function givenAccess(scope: Scope, clientId: string, parts: Partial<Access>): Promise<Access> {
  const { access } = (await getClientWithAccess(scope, clientId)) ?? {};
  if (!access) throw new Error('No such client.');
  const next = { ...access, ...parts, version: access.version + 1 };
  await transact([putAccess(scope, next, access.version)]);
  return next;
}

/** A member of staff who is staff no longer. */
export async function givenRemoved(scope: Scope, staffId: string): Promise<void> {
  const member = await getStaff(scope, staffId);
  if (!member) throw new Error('No such staff.');
  await transact([
    putStaff(scope, { ...member, archived: true, version: member.version + 1 }, { version: member.version }),
  ]);
}

/** The bearer token of a new session of a member of staff, without their identity provider. */
export const staffToken = (scope: Scope, staff: Pick<Staff, 'id'>, startedAt = Date.now()): Promise<string> =>
  tokenOf(scope, 'staff', staff.id, null, 'oidc', startedAt);

/** The bearer token of a new session of a client; of one appointment alone where it came by its link. */
export const clientToken = (
  scope: Scope,
  client: Pick<Client, 'id'>,
  byLink: Pick<Appointment, 'id'> | null = null,
  startedAt = Date.now(),
): Promise<string> =>
  tokenOf(scope, 'client', client.id, byLink?.id ?? null, byLink ? 'appointment-link' : 'code', startedAt);

async function tokenOf(
  scope: Scope,
  kind: 'client' | 'staff',
  subjectId: string,
  appointmentId: string | null,
  method: string,
  startedAt: number,
): Promise<string> {
  const practice = await getPractice(scope);
  const access = kind === 'client' ? await getClientWithAccess(scope, subjectId) : undefined;
  const { session, secret, write } = newSession(
    scope,
    { ...change(), now: startedAt },
    {
      kind,
      subjectId,
      appointmentId,
      method,
      identityChecked: true,
      practiceEpoch: practice?.sessionEpoch ?? 0,
      accessEpoch: access?.access.epoch ?? 0,
    },
  );
  await transact([write]);
  return formatSessionToken({
    practiceId: scope.practiceId,
    subject: { kind, id: subjectId },
    sessionId: session.id,
    secret,
  });
}

/** The token of a new link to an appointment. */
export async function linkToken(scope: Scope, appointment: Appointment): Promise<string> {
  const { access } = (await getClientWithAccess(scope, appointment.clientId)) ?? {};
  const { link, secret, write } = newAppointmentLink(scope, change(), appointment, {
    epoch: access?.epoch ?? 0,
  });
  await transact([write]);
  return formatLinkToken({ practiceId: scope.practiceId, linkId: link.id, secret });
}
