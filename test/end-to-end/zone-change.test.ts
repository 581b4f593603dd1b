import { expect, inject, test, vi } from 'vitest';
import { cancelAppointment } from '../../functions/client/cancel-appointment/contract.ts';
import { contracts } from '../../functions/index.ts';
import { openAppointmentLink } from '../../functions/public/open-appointment-link/contract.ts';
import { readPractice } from '../../functions/staff/read-practice/contract.ts';
import { readZoneChange } from '../../functions/staff/read-zone-change/contract.ts';
import { startZoneChange } from '../../functions/staff/start-zone-change/contract.ts';
import { getAppointment } from '../../shared/data/appointment.ts';
import { localTimeOf } from '../../shared/domain/zone.ts';
import { practiceChanged } from '../support/changed.ts';
import { clientToken, staffToken } from '../support/given.ts';
import { overHttp } from '../support/http.ts';
import { makeWorld, routesOf } from '../support/matrix.ts';
import { emailsTo, givenReachable, textsTo } from '../support/notices.ts';
import { rows } from './rows.ts';

const ask = overHttp(inject('portal').apiUrl);

test('[1.1] a manager changes the zone over HTTP: it freezes, moves, tells the client and goes on by itself', async () => {
  const { given, client, appointment } = await givenReachable();
  const token = await staffToken(given, given.manager);
  const params = { practiceId: given.practiceId };
  const body = { zone: 'America/New_York' };
  const asked = await ask(startZoneChange, { params, token, version: 1, body });
  expect(asked).toMatchObject({ status: 202, body: { state: 'requested', from: 'Europe/London' } });

  const byClient = { params: { appointmentId: appointment.id }, token: await clientToken(given, client) };
  const question = { params: { ...params, zoneChangeId: asked.body.id }, token };
  await vi.waitFor(
    async () => expect((await ask(readZoneChange, question)).body).toMatchObject({ state: 'running' }),
    { timeout: 30_000, interval: 250 },
  );
  const refused = await ask(cancelAppointment, { ...byClient, body: {} });
  expect(refused).toMatchObject({ status: 503, body: { type: '/problems/frozen' } });

  await vi.waitFor(
    async () => expect((await ask(readZoneChange, question)).body).toMatchObject({ state: 'done', moved: 1 }),
    { timeout: 50_000, interval: 500 },
  );
  expect((await ask(readPractice, { params, token })).body).toMatchObject({ ...body, version: 3 });
  const after = await getAppointment(given, appointment.id);
  expect(localTimeOf(body.zone, Date.parse(after?.startsAt ?? ''))).toBe(appointment.localTime);
  await vi.waitFor(
    async () =>
      expect((await emailsTo(client.email)).at(-1)).toMatchObject({
        subject: expect.stringContaining('stays on'),
        text: expect.stringContaining('same time on the clock'),
      }),
    { timeout: 45_000, interval: 250 },
  );
  // That it is booked, and nothing of the zone.
  expect((await textsTo(client.phone)).filter((text) => !text.includes('you have an appointment'))).toEqual(
    [],
  );
  expect((await ask(cancelAppointment, { ...byClient, body: {} })).status).toBe(200);
}, 150_000);

test('[1.1] every route that writes answers a frozen practice with 503', async () => {
  const world = await makeWorld();
  await practiceChanged(world.given, { frozen: true });
  const writing = routesOf(contracts).filter(
    ({ caller, method, whileFrozen }) => caller.kind !== 'public' && method !== 'GET' && !whileFrozen,
  );
  expect(writing.length).toBeGreaterThan(10);
  for (const route of writing) {
    const row = rows[route.name];
    const caller = (['client', 'admin', 'clinician'] as const).find(
      (name) => ![401, 403].includes(row?.statuses[name] ?? 401),
    );
    if (!row || !caller) throw new Error(`${route.name} is for nobody.`);
    const token = world.tokens(route.caller.kind === 'client' ? 'client' : 'staff')[caller];
    const answer = await ask(route, { ...row.ask(world), ...(token !== undefined && { token }) });
    expect([route.name, answer.status, answer.body.type]).toEqual([route.name, 503, '/problems/frozen']);
    expect(answer.headers['retry-after']).toBe('60');
  }
  const row = rows['open-appointment-link'];
  expect((await ask(openAppointmentLink, row?.ask(world))).status).toBe(503);
});
