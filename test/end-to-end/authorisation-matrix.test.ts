import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { contracts } from '../../functions/index.ts';
import { aClient, type Route, route } from '../../shared/contract.ts';
import { putStaff } from '../../shared/data/catalogue.ts';
import { transact } from '../../shared/data/table.ts';
import { logOf } from '../support/events.ts';
import { givenStaff } from '../support/given.ts';
import { overHttp } from '../support/http.ts';
import {
  type Caller,
  callers,
  differences,
  makeWorld,
  type Row,
  routesOf,
  rowErrors,
  type Snapshot,
  settled,
  snapshotOf,
  tracesOfReading,
  type World,
} from '../support/matrix.ts';
import { rows } from './rows.ts';

const ask = overHttp(inject('portal').apiUrl);

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
async function knock(it: Route, row: Row, world: World, caller: Caller): Promise<{ said: string }> {
  const kind = it.caller.kind === 'client' ? 'client' : 'staff';
  const token = world.tokens(kind)[caller];
  const answer = await ask(it, { ...row.ask(world), ...(token !== undefined && { token }) });
  const said = JSON.stringify(answer.body);
  expect(answer.status, `${it.name} for ${caller}: ${said}`).toBe(row.statuses[caller]);
  if (answer.status >= 400) expect(answer.headers['content-type'], caller).toBe('application/problem+json');
  if (entitled.includes(caller)) return { said };
  expect(said, caller).not.toContain(world.client.familyName);
  expect(said, caller).not.toContain(world.client.email);
  return { said };
}

/** What leaves no row in the log though it writes, and why. */
const unlogged: Readonly<Record<string, string>> = {
  'end-session': 'signing out ends what the log has the beginning of',
  'end-staff-session': 'signing out ends what the log has the beginning of',
  'check-settings': 'a check writes nothing, and here it names nobody',
  'check-zone-change': 'a check writes nothing, and names nobody',
  'clear-email-mark': 'here the address has no mark that could be cleared',
  'end-calendar-feed': 'here there is no feed that could end',
  'mark-bell-read': 'which entries of their own list somebody has read is nobody else’s business',
};

/** How many rows of the log somebody of this kind has caused. */
const rowsBy = async (kind: 'client' | 'staff', { given }: World) =>
  (await logOf(given)).filter(({ actor }) => String(actor).startsWith(`${kind}:`)).length;

/** Whether an answer tells of the client: by name or by address. */
const names = ({ client }: World, said: string) =>
  said.includes(client.familyName) || said.includes(String(client.email));

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
    await settled(world);
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
    await settled(world);
    before = await read();
  });

  it.each(reading.map((it) => [it.name, it] as const))(
    '[9.3] [1.2] read, which staff leave a trace of: %s',
    async (name, it_) => {
      for (const caller of callers.filter((each) => !isNo(name)(each))) {
        const logged = await rowsBy('staff', world);
        const { said } = await knock(it_, rowOf(it_), world, caller);
        if (it_.caller.kind !== 'staff' || !names(world, said)) continue;
        // Product 9.3: every read of personal data by staff is in the audit.
        expect(await rowsBy('staff', world), `${name} by ${caller}`).toBeGreaterThan(logged);
      }
    },
  );

  it('[2.7] have changed nothing by reading but the audit and their idle time', async () => {
    expect(differences(before, await read(), tracesOfReading)).toEqual([]);
  });

  it.each(writing.map((it) => [it.name, it] as const))(
    '[9.3] [1.2] write, and are in the log with it: %s',
    async (name, it_) => {
      const row = rowOf(it_);
      const one = await makeWorld(world.elsewhere);
      for (const [at, caller] of callers.filter((each) => !isNo(name)(each)).entries()) {
        // What one has done the next would find done, unless the route is anybody's.
        const fresh = at > 0 && it_.caller.kind !== 'public';
        const { kind } = it_.caller;
        const in_ = fresh ? await makeWorld(world.elsewhere) : one;
        await knock(it_, row, in_, caller);
        if (kind === 'public' || name in unlogged || row.statuses[caller] >= 300) continue;
        // Product 9.3: every write is in the audit, with who made it.
        expect(await rowsBy(kind, in_), `${name} by ${caller}`).toBeGreaterThan(0);
      }
    },
  );
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
    await settled(world);
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
