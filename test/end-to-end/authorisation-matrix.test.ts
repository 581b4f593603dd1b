import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { contracts } from '../../functions/index.ts';
import { aClient, type Route, route } from '../../shared/contract.ts';
import { putStaff } from '../../shared/data/catalogue.ts';
import { transact } from '../../shared/data/table.ts';
import { givenStaff, hoursFromNow } from '../support/given.ts';
import { overHttp } from '../support/http.ts';
import {
  type Caller,
  callers,
  differences,
  everyone,
  forClients,
  forStaff,
  makeWorld,
  type Row,
  routesOf,
  rowErrors,
  type Snapshot,
  snapshotOf,
  tracesOfReading,
  type World,
} from '../support/matrix.ts';

const ask = overHttp(inject('portal').apiUrl);

const nothing = () => ({});
const practice = ({ given }: World) => ({ practiceId: given.practiceId });
const ofPractice = (world: World) => ({ params: practice(world) });
const ofAppointment = ({ appointment }: World) => ({ params: { appointmentId: appointment.id } });
const ofRecord = (world: World) => ({
  params: { ...practice(world), appointmentId: world.appointment.id },
});
const ofClinician = (world: World) => ({
  params: { ...practice(world), staffId: world.given.clinician.id },
});
const ofException = (world: World) => ({
  params: { ...ofClinician(world).params, date: '2030-01-02' },
});
const importId = 'imp_01J00000000000000000000000';
const ofImport = (world: World) => ({ params: { ...practice(world), importId } });

const allStaff = forStaff({ admin: 200, manager: 200, clinician: 200 });
const managersOnly = forStaff({ admin: 200, manager: 200, clinician: 403 });
/** An appointment of a client's own: by its link too, and by no other link. */
const ownAppointment = forClients({
  client: 200,
  clientByLink: 200,
  clientByOtherLink: 404,
  otherClient: 404,
});
const anyClient = (status: number) =>
  forClients({ client: status, clientByLink: status, clientByOtherLink: status, otherClient: status });

/** One row a route: what everybody asks of it, and what each is to get. A route without its row fails. */
const rows: Record<string, Row> = {
  // public
  'answer-unknown': { ask: nothing, statuses: everyone(404) },
  'open-appointment-link': {
    ask: ({ link, client }) => ({
      body: { token: link, dateOfBirth: client.dateOfBirth, postcode: client.postcode },
    }),
    statuses: everyone(200),
  },
  'open-staff-session': { ask: () => ({ body: { idToken: 'not.a.token' } }), statuses: everyone(401) },
  'read-docs': { ask: nothing, statuses: everyone(200) },
  'read-docs-asset': { ask: () => ({ params: { asset: 'start.js' } }), statuses: everyone(200) },
  'read-health': { ask: nothing, statuses: everyone(200) },
  'read-openapi': { ask: nothing, statuses: everyone(200) },
  'read-portal': {
    ask: ({ given }) => ({ params: { slug: given.practice.slug } }),
    statuses: everyone(200),
  },
  'read-problem': { ask: () => ({ params: { name: 'window-closed' } }), statuses: everyone(200) },

  // client
  'cancel-appointment': { ask: (world) => ({ ...ofAppointment(world), body: {} }), statuses: ownAppointment },
  'change-appointment': {
    ask: (world) => ({ ...ofAppointment(world), body: { startsAt: hoursFromNow(120) } }),
    statuses: ownAppointment,
  },
  'end-session': { ask: nothing, statuses: anyClient(204) },
  'list-appointments': {
    ask: nothing,
    statuses: forClients({ client: 200, clientByLink: 403, clientByOtherLink: 403, otherClient: 200 }),
  },
  'list-move-openings': { ask: ofAppointment, statuses: ownAppointment },
  'read-appointment': { ask: ofAppointment, statuses: ownAppointment },
  'read-appointment-calendar': { ask: ofAppointment, statuses: ownAppointment },
  'read-me': { ask: nothing, statuses: anyClient(200) },

  // staff
  'change-slug': {
    ask: (world) => ({
      ...ofPractice(world),
      version: 1,
      body: { slug: `m-${world.given.practiceId.slice(-20).toLowerCase()}` },
    }),
    statuses: managersOnly,
  },
  'create-appointment-link': {
    ask: ofRecord,
    statuses: forStaff({ admin: 201, manager: 201, clinician: 201 }),
  },
  'create-status': {
    ask: (world) => ({ ...ofPractice(world), body: { name: 'Phoned', kind: 'cancelled' } }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 403 }),
  },
  'end-staff-session': {
    ask: nothing,
    statuses: forStaff({ admin: 204, manager: 204, clinician: 204, otherPracticeStaff: 204 }),
  },
  'list-audit': { ask: ofPractice, statuses: managersOnly },
  'list-bell': { ask: ofPractice, statuses: allStaff },
  'list-import-problems': {
    ask: ofImport,
    statuses: forStaff({ admin: 404, manager: 404, clinician: 403 }),
  },
  'list-locations': { ask: ofPractice, statuses: allStaff },
  'list-services': { ask: ofPractice, statuses: allStaff },
  'list-staff': { ask: ofPractice, statuses: allStaff },
  'list-statuses': { ask: ofPractice, statuses: allStaff },
  'mark-bell-read': {
    ask: (world) => ({ ...ofPractice(world), body: { entryIds: [world.bellId] } }),
    statuses: allStaff,
  },
  'read-appointment-record': { ask: ofRecord, statuses: allStaff },
  'read-booking-preferences': { ask: ofPractice, statuses: allStaff },
  'read-exception': { ask: ofException, statuses: allStaff },
  'read-hours': { ask: ofClinician, statuses: allStaff },
  'read-import': { ask: ofImport, statuses: forStaff({ admin: 404, manager: 404, clinician: 403 }) },
  'read-practice': { ask: ofPractice, statuses: allStaff },
  'read-settings': { ask: ofPractice, statuses: allStaff },
  'read-staff-me': {
    ask: nothing,
    statuses: forStaff({ admin: 200, manager: 200, clinician: 200, otherPracticeStaff: 200 }),
  },
  'replace-booking-preferences': {
    ask: (world) => ({
      ...ofPractice(world),
      version: 1,
      body: { ...world.given.practice.preferences, intervalMinutes: 60 },
    }),
    statuses: managersOnly,
  },
  // A clinician keeps her own hours; test/functions/staff/hours.test.ts has those of others.
  'replace-exception': {
    ask: (world) => ({ ...ofException(world), version: 0, body: { windows: [] } }),
    statuses: allStaff,
  },
  'replace-hours': {
    ask: (world) => ({ ...ofClinician(world), version: 1, body: { hours: [] } }),
    statuses: allStaff,
  },
  'replace-notices': {
    ask: (world) => ({ ...ofClinician(world), version: 1, body: { own: false, all: true } }),
    statuses: forStaff({ admin: 200, manager: 403, clinician: 403 }),
  },
  'replace-settings': {
    ask: (world) => ({
      ...ofPractice(world),
      version: 1,
      body: { ...world.given.practice.settings, onlineBooking: true },
    }),
    statuses: managersOnly,
  },
  'start-import': {
    ask: (world) => ({ ...ofPractice(world), body: { fileName: 'clients.csv', bytes: 100 } }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 403 }),
  },
  'update-practice': {
    ask: (world) => ({ ...ofPractice(world), version: 1, body: { phone: '020 7946 0002' } }),
    statuses: managersOnly,
  },
  'update-service': {
    ask: (world) => ({
      params: { ...practice(world), serviceId: world.given.service.id },
      version: 1,
      body: { name: 'Renamed' },
    }),
    statuses: managersOnly,
  },
  'update-staff': {
    ask: (world) => ({ ...ofClinician(world), version: 1, body: { bookableOnline: false } }),
    statuses: managersOnly,
  },
};

const routes = routesOf(contracts);

/** Those to whom a client's data belong, or who look after it. */
const entitled: readonly Caller[] = [
  'client',
  'clientByLink',
  'clientByOtherLink',
  'admin',
  'manager',
  'clinician',
];

/** Asks as one caller; the answer must be the row's, a problem where it is a no, and tell strangers of nobody. */
async function knock(it: Route, row: Row, world: World, caller: Caller): Promise<void> {
  const kind = it.caller.kind === 'client' ? 'client' : 'staff';
  const token = world.tokens(kind)[caller];
  const answer = await ask(it, { ...row.ask(world), ...(token !== undefined && { token }) });
  const said = JSON.stringify(answer.body);
  expect(answer.status, `${it.name} for ${caller}: ${said}`).toBe(row.statuses[caller]);
  if (answer.status >= 400) expect(answer.headers['content-type'], caller).toBe('application/problem+json');
  if (entitled.includes(caller)) return;
  expect(said, caller).not.toContain(world.client.familyName);
  expect(said, caller).not.toContain(world.client.email);
}

const isNo = (name: string) => (caller: Caller) => (rows[name]?.statuses[caller] ?? 0) >= 400;

function rowOf({ name }: Route): Row {
  const row = rows[name];
  if (!row) throw new Error(`${name} has no row in the authorisation matrix.`);
  return row;
}

describe('those whom a route is not for', () => {
  let world: World;
  let before: Snapshot;
  const read = () => snapshotOf(world.given, world.elsewhere);

  beforeAll(async () => {
    world = await makeWorld();
    before = await read();
  });

  it.each(routes.map((it) => [it.name, it] as const))('[1.2] are refused: %s', async (name, it_) => {
    for (const caller of callers.filter(isNo(name))) await knock(it_, rowOf(it_), world, caller);
  });

  it('[1.2] have written nothing, and no event has come of it', async () => {
    expect(differences(before, await read())).toEqual([]);
  });
});

describe('those whom a route is for', () => {
  const reading = routes.filter((it) => it.method === 'GET');
  const writing = routes.filter((it) => it.method !== 'GET');
  let world: World;
  let before: Snapshot;
  const read = () => snapshotOf(world.given, world.elsewhere);

  beforeAll(async () => {
    world = await makeWorld();
    before = await read();
  });

  it.each(reading.map((it) => [it.name, it] as const))('[1.2] read: %s', async (name, it_) => {
    for (const caller of callers.filter((each) => !isNo(name)(each)))
      await knock(it_, rowOf(it_), world, caller);
  });

  it('[2.7] have changed nothing by reading but the audit and their idle time', async () => {
    expect(differences(before, await read(), tracesOfReading)).toEqual([]);
  });

  it.each(writing.map((it) => [it.name, it] as const))('[1.2] write: %s', async (name, it_) => {
    const row = rowOf(it_);
    const one = await makeWorld(world.elsewhere);
    for (const [at, caller] of callers.filter((each) => !isNo(name)(each)).entries()) {
      // What one has done the next would find done, unless the route is anybody's.
      const fresh = at > 0 && it_.caller.kind !== 'public';
      await knock(it_, row, fresh ? await makeWorld(world.elsewhere) : one, caller);
    }
  });
});

describe('the matrix itself', () => {
  it('[1.2] has a row for every route, and a route for every row', () => {
    expect(rowErrors(contracts, rows)).toEqual([]);
  });

  it('[1.2] fails for a route without its row', () => {
    const forgotten = route({
      name: 'read-secrets',
      area: 'session',
      method: 'GET',
      path: '/v1/me/secrets',
      summary: 'Has no row.',
      caller: aClient,
      result: z.object({}),
      refusals: [],
      needs: [],
    });
    expect(rowErrors([...contracts, forgotten], rows)).toContain('read-secrets has no row');
    expect(rowErrors(contracts, { ...rows, 'read-dreams': {} })).toContain('read-dreams is no route');
  });

  it('[1.2] sees a write, whatever it writes', async () => {
    const world = await makeWorld();
    const before = await snapshotOf(world.given);
    const added = await givenStaff(world.given);
    const { clinician } = world.given;
    await transact([
      putStaff(world.given, { ...clinician, name: 'Changed' }, { version: clinician.version }),
    ]);
    const found = differences(before, await snapshotOf(world.given), tracesOfReading);
    expect(found.map((key) => key.split('#').at(-1)).sort()).toEqual([added.id, clinician.id].sort());
  });
});
