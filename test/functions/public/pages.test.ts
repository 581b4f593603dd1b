import { describe, expect, test } from 'vitest';
import { contracts } from '../../../functions/index.ts';
import { answerUnknown } from '../../../functions/public/answer-unknown/contract.ts';
import { readAsyncapi } from '../../../functions/public/read-asyncapi/contract.ts';
import { readDocs } from '../../../functions/public/read-docs/contract.ts';
import { readEventSchema } from '../../../functions/public/read-event-schema/contract.ts';
import { readHealth } from '../../../functions/public/read-health/contract.ts';
import { readOpenapi } from '../../../functions/public/read-openapi/contract.ts';
import { readPortal } from '../../../functions/public/read-portal/contract.ts';
import { readProblem } from '../../../functions/public/read-problem/contract.ts';
import { claimSlug } from '../../../shared/data/practice.ts';
import { table, transact } from '../../../shared/data/table.ts';
import { refusalCodes } from '../../../shared/domain/decision.ts';
import { eventTypes } from '../../../shared/domain/event.ts';
import { readReleased } from '../../../shared/events/released.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { practiceChanged, settingsChanged } from '../../support/changed.ts';
import { monday, standingClock } from '../../support/clock.ts';
import { failing } from '../../support/faults.ts';
import { givenPractice } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const portalAt = (slug: string) => inProcess(readPortal, { params: { slug } });

describe('a practice’s web address', () => {
  test('[1.1] tells anyone what its first page shows, and nothing else', async () => {
    const { practice } = await givenPractice({ settings: { clientPortal: true, onlineBooking: true } });
    const { status, body } = await portalAt(practice.slug);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: practice.id,
      slug: practice.slug,
      name: practice.name,
      phone: practice.phone,
      country: 'GB',
      zone: 'Europe/London',
      logoUrl: null,
      brand: expect.objectContaining({ fill: expect.any(String) }),
      clientPortal: true,
      onlineBooking: true,
      requestForm: 'nobody',
      offMessage: null,
    });
  });

  test('[1.1] that is an old one leads to the present one', async () => {
    const { practice, practiceId } = await givenPractice();
    const present = `${practice.slug.slice(0, 30)}-new`;
    await transact([
      claimSlug(
        { practiceId },
        present,
        systemChange('test', 'test', monday, () => monday),
      ),
    ]);
    await practiceChanged({ practiceId }, { slug: present });
    const { status, headers } = await portalAt(practice.slug);
    expect([status, headers.location]).toEqual([308, `/v1/portals/${present}`]);
    expect((await portalAt(present)).status).toBe(200);
  });

  test.each(['nobody-has-this', 'UPPER-CASE', 'ab', 'x'.repeat(41), '../health', 'a b'])(
    '[1.1] that nobody has is not there: %j',
    async (slug) => {
      expect(await portalAt(slug)).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    },
  );

  test.each([
    { clientPortal: true, onlineBooking: false, says: 'Online booking is switched off' },
    { clientPortal: false, onlineBooking: true, says: 'The client portal is switched off' },
    { clientPortal: false, onlineBooking: false, says: 'Online booking is switched off' },
  ])(
    '[1.4] shows the message: portal $clientPortal, booking $onlineBooking',
    async ({ says, ...switches }) => {
      const given = await givenPractice();
      await settingsChanged(given, switches);
      const { status, body } = await portalAt(given.practice.slug);
      expect([status, body.offMessage]).toEqual([200, expect.stringContaining(says)]);
    },
  );
});

describe('health', () => {
  test('[9.1] names region and version, and whether the table is reached', async () => {
    process.env.PORTICO_VERSION ??= 'test';
    const { status, body } = await inProcess(readHealth);
    expect(status).toBe(200);
    expect(body).toEqual({
      region: 'eu-west-2',
      version: process.env.PORTICO_VERSION,
      table: 'reachable',
    });
    const without = await failing(table, 'before', () => inProcess(readHealth));
    expect(without).toMatchObject({ status: 200, body: { table: 'unreachable' } });
  });
});

describe('the documentation', () => {
  const routes = contracts.filter((contract) => contract.kind === 'route' && contract.path !== '$default');

  test('[8.2] describes every route as OpenAPI 3.1', async () => {
    const { status, body } = await inProcess(readOpenapi);
    expect(status).toBe(200);
    const document = body as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(described.toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
  });

  test('[8.1] describes every event as AsyncAPI 3.0', async () => {
    const { status, body } = await inProcess(readAsyncapi);
    expect(status).toBe(200);
    expect(body).toMatchObject({ asyncapi: '3.0.0' });
    expect(Object.keys((body as { operations: object }).operations)).toEqual(eventTypes);
  });

  test.each(eventTypes)('[8.1] has the JSON Schema of %s', async (eventType) => {
    const { status, headers, body } = await inProcess(readEventSchema, { params: { eventType } });
    expect([status, headers['content-type']]).toEqual([200, 'application/schema+json']);
    expect(body).toEqual((await readReleased())[eventType]);
  });

  test('[8.1] has none of an event that there is not', async () => {
    const params = { eventType: 'appointment.vanished.v1' };
    expect(await inProcess(readEventSchema, { params })).toMatchObject({ status: 404 });
  });

  test('[8.2] is a page', async () => {
    const { status, headers, body } = await inProcess(readDocs);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(String(body)).toContain('<div id="docs">');
  });

  test.each(refusalCodes)('[8.2] has a page for the problem %s', async (name) => {
    const { status, headers, body } = await inProcess(readProblem, { params: { name } });
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(String(body)).toContain(name);
  });

  test.each(['unknown', '<script>', 'not-found-2'])('[8.2] has none for %s', async (name) => {
    expect(await inProcess(readProblem, { params: { name } })).toMatchObject({ status: 404 });
  });
});

test('[8.2] a path that is none of ours is answered as a problem', async () => {
  const { status, headers, body } = await inProcess(answerUnknown);
  expect([status, headers['content-type']]).toEqual([404, 'application/problem+json']);
  expect(body).toMatchObject({ type: '/problems/not-found' });
});
