import { beforeEach, describe, expect, test } from 'vitest';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { readClient } from '../../../functions/staff/read-client/contract.ts';
import { replaceBookingPreferences } from '../../../functions/staff/replace-booking-preferences/contract.ts';
import { updateClient } from '../../../functions/staff/update-client/contract.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenClient,
  givenPractice,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';

standingClock();

let given: GivenPractice;
let client: Client;
let token: string;

beforeEach(async () => {
  given = await givenPractice({ booking: true });
  client = await givenClient(given);
  token = await staffToken(given, given.manager);
});

const of = () => ({ practiceId: given.practiceId, clientId: client.id });
const assign = (clinicianIds: string[], version = 1) =>
  ask(updateClient, { token, params: of(), version, body: { clinicianIds } });

describe('a client as staff see them', () => {
  test('[9.3] is there with portal access and clinicians, and who looked is recorded', async () => {
    const { status, body, headers } = await ask(readClient, { token, params: of() });
    expect(status).toBe(200);
    expect(headers.etag).toBe('"1"');
    expect(body).toMatchObject({ id: client.id, givenName: client.givenName, clinicianIds: [] });
    expect(Object.keys(body)).not.toContain('gsi1sk');
    const audit = await ask(listAudit, { token, params: { practiceId: given.practiceId } });
    expect(audit.body.items.map(({ what }) => what)).toContain('client.read');
  });
});

describe('the clinicians of a client', () => {
  test('[4.2] are the only ones that they may book, where the practice says so', async () => {
    const preferences = { ...given.practice.preferences, clinicians: 'assigned' as const };
    const { practiceId } = given;
    await ask(replaceBookingPreferences, { token, params: { practiceId }, version: 1, body: preferences });
    const mine = await clientToken(given, client);
    const body = { serviceId: given.service.id, startsAt: '2026-11-24T09:00:00.000Z' };
    expect(await ask(createRequest, { token: mine, body })).toMatchObject({
      status: 409,
      body: { type: '/problems/not-bookable-online' },
    });
    expect(await assign([given.clinician.id])).toMatchObject({
      status: 200,
      body: { clinicianIds: [given.clinician.id], version: 2 },
    });
    expect((await ask(createRequest, { token: mine, body })).status).toBe(201);
    const told = (await eventsOf(given)).filter(({ type }) => type === 'client.clinicians-changed.v1');
    expect(told.map(({ data }) => data)).toEqual([
      { clientId: client.id, clinicianIds: [given.clinician.id] },
    ]);
  });

  test('[4.2] change over the version that was read, and not at all where they are the same', async () => {
    expect((await assign([], 1)).body.version).toBe(1);
    expect((await assign([given.clinician.id], 1)).status).toBe(200);
    expect(await assign([], 1)).toMatchObject({ status: 412, body: { current: 2 } });
  });

  test('[4.2] are of this practice, at work, and named once', async () => {
    const elsewhere = await givenPractice();
    const desk = await givenStaff(given, { roles: ['manager'] });
    for (const wrong of [elsewhere.clinician.id, desk.id])
      expect(await assign([wrong])).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/clinicianIds/0', code: 'clinician-unknown' }] },
      });
    expect(await assign([given.clinician.id, given.clinician.id])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/clinicianIds/1', code: 'repeated' }] },
    });
  });
});
