import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { contracts } from '../../functions/index.ts';
import { aClient, type Route, route } from '../../shared/contract.ts';
import { putStaff } from '../../shared/data/catalogue.ts';
import { transact } from '../../shared/data/table.ts';
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
