import { beforeAll, describe, expect, inject, it } from 'vitest';
import type * as z from 'zod';
import { changeAppointment } from '../../functions/client/change-appointment/contract.ts';
import { contracts } from '../../functions/index.ts';
import { openAppointmentLink } from '../../functions/public/open-appointment-link/contract.ts';
import { createStatus } from '../../functions/staff/create-status/contract.ts';
import type { Route } from '../../shared/contract.ts';
import { idPrefixes } from '../../shared/domain/id.ts';
import { clientToken, givenPractice } from '../support/given.ts';
import { type Answer, overHttp, type Problem, pathOf, type Question } from '../support/http.ts';
import {
  differences,
  makeWorld,
  routesOf,
  type Snapshot,
  settled,
  snapshotOf,
  tracesOfReading,
  type World,
} from '../support/matrix.ts';
import { rows } from './rows.ts';

const { apiUrl } = inject('portal');
const ask = overHttp(apiUrl);

let world: World;
let before: Snapshot;
beforeAll(async () => {
  world = await makeWorld();
  await settled(world);
  before = await snapshotOf(world.given, world.elsewhere);
});

/** The right question of a route, asked by someone who may. */
function right(route: Route): Question {
  const row = rows[route.name];
  if (!row) throw new Error(`${route.name} has no row.`);
  const { kind } = route.caller;
  const token = kind === 'public' ? undefined : world.tokens(kind)[kind === 'client' ? 'client' : 'admin'];
  return { ...row.ask(world), ...(token !== undefined && { token }) };
}

/** An answer to bad input: a problem that says what is wrong, with one of the statuses that fit. */
function expectProblem(
  answer: Answer<Partial<Problem>>,
  statuses: readonly number[],
  pointer?: RegExp,
): void {
  const said = JSON.stringify(answer.body);
  expect(statuses, said).toContain(answer.status);
  expect(answer.headers['content-type'], said).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ status: answer.status, requestId: answer.headers['x-request-id'] });
  expect(answer.body.type, said).toMatch(/^\/problems\/[a-z-]+$/);
  expect(answer.body.detail, said).toMatch(/\w/);
  if (pointer)
    expect(
      answer.body.errors?.map((error) => error.pointer),
      said,
    ).toContainEqual(expect.stringMatching(pointer));
}

const named = (routes: readonly Route[]) => routes.map((route) => [route.name, route] as const);
// Nothing is at the path of `$default`, so everything that is asked there is simply not there.
const all = routesOf(contracts).filter(({ path }) => path !== '$default');
// A form is no JSON: test/functions/public/unsubscribe.test.ts says bad things to it.
const writing = all.filter(({ method, form }) => method !== 'GET' && !form);
const withFields = writing.filter(({ body }) => body !== undefined);
const withParams = all.filter(({ path }) => path.includes('{'));
const lists = all.filter(({ query }) => query !== undefined);
const versioned = writing.filter((route) => route.versioned === true);
const heedsVersion = writing.filter((route) => route.versioned);

/** Whether there is something at the address of a route's row. */
const isThere = ({ name, caller }: Route) =>
  (rows[name]?.statuses[caller.kind === 'client' ? 'client' : 'admin'] ?? 404) < 400;

const shapeOf = (schema: z.ZodType | undefined): string[] =>
  Object.keys((schema as z.ZodObject | undefined)?.shape ?? {});

/** Values of every kind that JSON has, and some that nobody sends by accident. */
const junk: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  'x',
  'x'.repeat(20_000),
  '\u0000',
  '\ud800',
  "'; DROP TABLE appointments; --",
  '<script>alert(1)</script>',
  '2026-02-30',
  '2026-11-24T09:00:00+01:00',
  [],
  [[]],
  {},
  { surprise: 1 },
];

describe('a body', () => {
  it.each(named(writing))(
    '[8.2] with a field that is none of ours is refused by its name: %s',
    async (_, route) => {
      const question = right(route);
      const body = { ...(question.body as object), surprise: 1 };
      expectProblem(await ask(route, { ...question, body }), [400], /^\/surprise$/);
    },
  );

  it.each(named(withFields))(
    '[8.2] with a value of a wrong kind is refused by its name: %s',
    async (_, route) => {
      const question = right(route);
      const given = (question.body ?? {}) as Record<string, unknown>;
      let refused = 0;
      for (const field of shapeOf(route.body))
        for (const value of junk) {
          const body = { ...given, [field]: value };
          if (route.body?.safeParse(body).success) continue;
          refused += 1;
          expectProblem(await ask(route, { ...question, body }), [400, 422], /^\//);
        }
      expect(refused).toBeGreaterThan(0);
    },
  );

  it.each(named(writing))('[8.2] that is no object is refused: %s', async (_, route) => {
    for (const body of ['[]', 'null', '7', '"text"', '[[[[]]]]'])
      expectProblem(await ask(route, { ...right(route), body, headers: json }), [400]);
  });

  it.each(named(writing))('[8.2] of broken JSON, or in another type, is refused: %s', async (_, route) => {
    const question = right(route);
    const sent = JSON.stringify(question.body ?? {});
    for (const body of [sent.slice(0, -1), `${sent}}`, "{'a': 1}", '['.repeat(50_000), '\u0000'])
      expectProblem(await ask(route, { ...question, body, headers: json }), [400]);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])
      expectProblem(await ask(route, { ...question, body: sent, headers: { 'content-type': type } }), [415]);
  });

  it.each(named(writing))('[8.2] of a megabyte is refused: %s', async (_, route) => {
    const body = JSON.stringify({ token: 'x'.repeat(1024 * 1024) });
    expectProblem(await ask(route, { ...right(route), body, headers: json }), [413]);
  });

  it.each(named(withFields))(
    '[8.2] that would change what objects are is only a wrong field: %s',
    async (_, route) => {
      const given = JSON.stringify(right(route).body ?? {});
      for (const name of ['__proto__', 'constructor', 'toString']) {
        const body = given.replace('{', `{"${name}":{"polluted":true}${given === '{}' ? '' : ','}`);
        expectProblem(await ask(route, { ...right(route), body, headers: json }), [400]);
      }
    },
  );
});

const json = { 'content-type': 'application/json' };

/** An id of the same kind as another, of nothing. */
const unknownId = (id: string) => {
  const prefix = Object.values(idPrefixes).find((each) => id.startsWith(`${each}_`));
  return prefix ? `${prefix}_01ZZZZZZZZZZZZZZZZZZZZZZZZ` : undefined;
};

const noIds = ['x', ' ', '.', '%00', 'appt_', "' OR 1=1 --", '😀', 'a'.repeat(2_000), '-', '_'];

describe('an address', () => {
  it.each(named(withParams))(
    '[8.2] with ids that are none, or of nothing, is not there: %s',
    async (_, route) => {
      const question = right(route);
      for (const [name, value] of Object.entries(question.params ?? {}))
        for (const other of [...noIds, unknownId(value)]) {
          if (other === undefined || !/\{/.test(route.path)) continue;
          // A dot vanishes from the path, which then is another route's: that may take no query.
          const { query, ...rest } = question;
          const asked = { ...rest, ...(query && other !== '.' && { query }) };
          expectProblem(await ask(route, { ...asked, params: { ...question.params, [name]: other } }), [404]);
        }
    },
  );

  it.each(named(withParams.filter(({ path }) => path.includes('{practiceId}'))))(
    '[1.2] with ids of another practice is not there: %s',
    async (_, route) => {
      const question = right(route);
      const admin = world.tokens('staff').otherPracticeStaff;
      const there = { ...question.params, practiceId: world.elsewhere.practiceId };
      expectProblem(await ask(route, { ...question, params: there }), [404]);
      // Their own practice, with our appointment, clinician or service in it. An import is named by nothing else.
      const others = Object.keys(there).filter((name) => name.endsWith('Id') && name !== 'practiceId');
      if (others.length === 0 || admin === undefined) return;
      expectProblem(await ask(route, { ...question, params: there, token: admin }), [404]);
    },
  );

  it.each(named(lists))('[8.2] with a query that is not its own is refused by name: %s', async (_, route) => {
    const question = right(route);
    const surprise = await ask(route, { ...question, query: { ...question.query, surprise: '1' } });
    expectProblem(surprise, [400], /^\?surprise$/);
    for (const field of shapeOf(route.query))
      for (const value of ['', ' ', '-1', '1e9', 'x'.repeat(5_000), '\u0000', '[]', 'null']) {
        const query = { ...question.query, [field]: value };
        if (route.query?.safeParse(query).success) continue;
        expectProblem(await ask(route, { ...question, query }), [400, 422], new RegExp(`^\\?${field}$`));
      }
  });

  it.each(named(lists.filter((route) => isThere(route))))(
    '[8.2] with a cursor that we did not give is refused by name: %s',
    async (_, route) => {
      const question = right(route);
      for (const cursor of [' ', '§§', 'null', '-1', 'x'.repeat(700), 'AA==', '..'])
        expectProblem(await ask(route, { ...question, query: { cursor } }), [400], /^\?cursor$/);
    },
  );

  it.each(named(all.filter(({ query }) => query === undefined)))(
    '[8.2] with a query where none is taken is refused: %s',
    async (_, route) => {
      expectProblem(await ask(route, { ...right(route), query: { surprise: '1' } }), [400], /^\?surprise$/);
    },
  );

  it.each([
    '/',
    '/v1',
    '/v1/',
    '/v1/me/',
    '/v1/health/',
    '/v1//health',
    '/v2/health',
    '/V1/HEALTH',
    '/.env',
    '/v1/%2e%2e',
  ])('[8.2] of nothing, %s, is a problem like any other', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await fetch(`${apiUrl}${path}`, { method, redirect: 'manual' });
      expect([answer.status, answer.headers.get('content-type')], method).toEqual([
        404,
        'application/problem+json',
      ]);
    }
  });

  it.each(named(all))('[8.2] asked by a verb that it does not know is not there: %s', async (_, route) => {
    const known = all.filter(({ path }) => path === route.path).map(({ method }) => method);
    const address = `${apiUrl}${pathOf(route, right(route).params)}`;
    for (const method of (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
      (it) => !known.includes(it),
    )) {
      const answer = await fetch(address, { method });
      expect([answer.status, method]).toEqual([404, method]);
    }
  });
});

describe('a version', () => {
  it.each(named(versioned))('[1.13] is asked for: %s', async (_, route) => {
    const { version, ...question } = right(route);
    expectProblem(await ask(route, question), [428]);
  });

  it.each(named(heedsVersion))(
    '[1.13] is answered with the present one where it is stale: %s',
    async (_, route) => {
      const question = right(route);
      // Decisions take none too: what they are about is as new as the rest of the world.
      const { version: present = 1 } = question;
      for (const version of [present + 1, 999_999_999_999_999]) {
        const stale = await ask(route, { ...question, version });
        expectProblem(stale, [412]);
        expect(stale.body.current).toBe(present);
      }
    },
  );

  it.each(named(heedsVersion))('[1.13] is one number in quotes: %s', async (_, route) => {
    const { version, ...question } = right(route);
    for (const tag of ['1', '*', 'W/"1"', '"-1"', '"1e3"', '"1","2"', '"', '"9999999999999999"'])
      expectProblem(await ask(route, { ...question, headers: { 'if-match': tag } }), [400], /^If-Match$/);
  });
});

describe('an Idempotency-Key', () => {
  it.each(named(writing.filter((route) => route.idempotent)))(
    '[3.6] is of 1 to 64 visible signs: %s',
    async (_, route) => {
      for (const key of ['x'.repeat(65), 'with space', 'caf\u00e9'])
        expectProblem(
          await ask(route, { ...right(route), headers: { 'idempotency-key': key } }),
          [400],
          /^Idempotency-Key$/,
        );
    },
  );

  it('[3.6] stands for one body only', async () => {
    const one = await makeWorld(world.elsewhere);
    const question = { ...rows['create-status']!.ask(one), token: one.tokens('staff').admin! };
    const headers = { 'idempotency-key': 'a-key' };
    const first = await ask(createStatus, { ...question, headers });
    const again = await ask(createStatus, { ...question, headers });
    expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([
      201,
      first.body,
      'true',
    ]);
    const other = { ...(question.body as object), name: 'Another' };
    expectProblem(await ask(createStatus, { ...question, body: other, headers }), [422]);
  });
});

describe('a time', () => {
  const move = (startsAt: string) =>
    ask(changeAppointment, {
      params: { appointmentId: world.appointment.id },
      token: world.tokens('client').client!,
      body: { startsAt },
    });

  it.each([
    ['not a time', 'tomorrow'],
    ['in another form than UTC', '2030-11-26T10:00:00+01:00'],
    ['without a zone', '2030-11-26T10:00:00'],
    ['of a day that is none', '2030-02-30T10:00:00Z'],
    ['a number', '1795345177000'],
    ['a date', '2030-11-26'],
  ])('[4.3] that is %s is refused by the name of its field', async (_, startsAt) => {
    expectProblem(await move(startsAt), [422], /^\/startsAt$/);
  });

  it.each([
    ['past', -48 * 60],
    ['inside the notice', 60],
    ['off the grid', 5 * 24 * 60 + 7],
    ['beyond the horizon', 400 * 24 * 60],
  ])('[4.3] that is %s is no opening', async (_, minutes) => {
    const hour = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
    const answer = await move(new Date(hour + minutes * 60_000).toISOString());
    expectProblem(answer, [409]);
    expect(answer.body.type).toBe('/problems/not-an-opening');
  });

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    '[4.3] at the end of all times, %s, is none either',
    async (it) => {
      expectProblem(await move(it), [409, 422]);
    },
  );
});

describe('a link', () => {
  it('[2.7] is not spent and changes nothing when scanners open it, however often', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const answer = await fetch(`${apiUrl}${openAppointmentLink.path}`, { method });
      expect(answer.status).toBeLessThan(500);
    }
    for (let time = 0; time < 3; time += 1) {
      const opened = await ask(openAppointmentLink, { body: { token: world.link } });
      expect(opened.body).toMatchObject({ outcome: 'needed', needed: 'identity-check' });
    }
  });

  it.each(['', 'x', 'prac_x.link_y.z', 'a.b.c.d', '..', '😀'])(
    '[2.7] that is none, "%s", is not told apart',
    async (token) => {
      const answer = await ask(openAppointmentLink, { body: { token } });
      expectProblem(answer, token === '' ? [422] : [410]);
    },
  );

  it('[2.7] with one letter changed is dead, and says no more than any other', async () => {
    const forged = world.link.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    const elsewhere = await givenPractice();
    const moved = world.link.replace(world.given.practiceId, elsewhere.practiceId);
    const [one, two, three] = await Promise.all(
      [forged, moved, 'nothing'].map((token) => ask(openAppointmentLink, { body: { token } })),
    );
    for (const answer of [one!, two!, three!]) expectProblem(answer, [410]);
    const saidOf = ({ body }: typeof one & object) => [body.type, body.title, body.detail];
    expect(saidOf(two!)).toEqual(saidOf(one!));
    expect(saidOf(three!)).toEqual(saidOf(one!));
  });
});

describe('a session', () => {
  it('[2.5] that died a second ago is dead', async () => {
    const one = await makeWorld(world.elsewhere);
    const token = await clientToken(one.given, one.client);
    const end = contracts.find(({ name }) => name === 'end-session') as Route;
    const me = contracts.find(({ name }) => name === 'read-me') as Route;
    expect((await ask(me, { token })).status).toBe(200);
    expect((await ask(end, { token })).status).toBe(204);
    expectProblem(await ask(me, { token }), [401]);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Basic abc',
    `Bearer ${'x'.repeat(5_000)}`,
    'Bearer a.b.c.d',
  ])('[2.5] is not had by the header "%s"', async (authorization) => {
    const me = contracts.find(({ name }) => name === 'read-me') as Route;
    expectProblem(await ask(me, { headers: { authorization } }), [401]);
  });
});

describe('all of that', () => {
  it('[8.2] has changed nothing: never half a write', async () => {
    const after = await snapshotOf(world.given, world.elsewhere);
    expect(differences(before, after, tracesOfReading)).toEqual([]);
  });
});
