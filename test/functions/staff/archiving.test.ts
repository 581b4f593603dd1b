import { beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { archiveLocation } from '../../../functions/staff/archive-location/contract.ts';
import { archiveService } from '../../../functions/staff/archive-service/contract.ts';
import { archiveStaff } from '../../../functions/staff/archive-staff/contract.ts';
import { createLocation } from '../../../functions/staff/create-location/contract.ts';
import { createService } from '../../../functions/staff/create-service/contract.ts';
import { listLocations } from '../../../functions/staff/list-locations/contract.ts';
import { listServices } from '../../../functions/staff/list-services/contract.ts';
import { readAppointmentRecord } from '../../../functions/staff/read-appointment-record/contract.ts';
import { replaceBookingPreferences } from '../../../functions/staff/replace-booking-preferences/contract.ts';
import { updateLocation } from '../../../functions/staff/update-location/contract.ts';
import { updateService } from '../../../functions/staff/update-service/contract.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

let given: GivenPractice;
let params: { practiceId: string };
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  token = await staffToken(given, given.manager);
});

describe('a new entry of the catalogue', () => {
  it('[4.1] is a service or a place, made once under one Idempotency-Key, and told of', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { name: 'Review', durationMinutes: 20 };
    const created = await ask(createService, { params, token, body, headers });
    expect(created).toMatchObject({
      status: 201,
      body: { ...body, overrides: {}, archived: false, version: 1 },
    });
    const again = await ask(createService, { params, token, body, headers });
    expect(again.body).toEqual(created.body);
    expect((await ask(listServices, { params, token })).body.items).toHaveLength(2);
    const place = await ask(createLocation, {
      params,
      token,
      body: { name: 'Annexe', zone: 'Europe/Paris' },
    });
    expect(place).toMatchObject({
      status: 201,
      body: { name: 'Annexe', address: null, zone: 'Europe/Paris' },
    });
    expect(await eventsOf(given, 'service.created.v1')).toMatchObject([
      { data: { serviceId: created.body.id } },
    ]);
    expect(await eventsOf(given, 'location.created.v1')).toHaveLength(1);
  });

  it('[4.1] is refused by field', async () => {
    const refused = await ask(createService, { params, token, body: { name: '', durationMinutes: 4 } });
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual(['/name', '/durationMinutes']);
    const zone = await ask(createLocation, { params, token, body: { name: 'Moon', zone: 'Moon/Sea' } });
    expect(zone.body.errors?.[0]?.pointer).toBe('/zone');
  });

  it('[4.1] gets another name and address over its version; a place keeps its zone', async () => {
    const of = { ...params, locationId: given.location.id };
    const update = (body: object, version = 1) => ask(updateLocation, { params: of, token, version, body });
    expect(await update({ address: null })).toMatchObject({
      status: 200,
      body: { name: given.location.name, address: null, version: 2 },
    });
    expect(await update({ name: 'Annexe' })).toMatchObject({ status: 412, body: { current: 2 } });
    expect(await update({ zone: 'Europe/Paris' }, 2)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/zone' }] },
    });
  });
});

describe('archiving', () => {
  it('[4.1] leaves appointments what they had, and the entry unchangeable', async () => {
    const client = await givenClient(given);
    const appointment = await givenAppointment(given, client);
    const of = { ...params, serviceId: given.service.id };
    const at = { ...params, locationId: given.location.id };
    expect((await ask(archiveService, { params: of, token, version: 1 })).status).toBe(204);
    expect((await ask(archiveLocation, { params: at, token, version: 1 })).status).toBe(204);
    expect((await ask(listLocations, { params, token })).body.items).toMatchObject([{ archived: true }]);
    for (const again of [
      await ask(archiveService, { params: of, token, version: 2 }),
      await ask(updateService, { params: of, token, version: 2, body: { name: 'Other' } }),
      await ask(updateLocation, { params: at, token, version: 2, body: { name: 'Other' } }),
    ])
      expect(again.status).toBe(404);
    const record = await ask(readAppointmentRecord, {
      params: { ...params, appointmentId: appointment.id },
      token,
    });
    expect(record.body).toMatchObject({
      service: { name: given.service.name },
      location: { name: given.location.name },
    });
    const by = await clientToken(given, client);
    const cancelled = await ask(cancelAppointment, {
      params: { appointmentId: appointment.id },
      token: by,
      body: {},
    });
    expect(cancelled.status).toBe(200);
    expect(await eventsOf(given, 'location.changed.v1')).toMatchObject([
      { data: { changed: ['/archived'] } },
    ]);
  });

  it('[4.1] is refused of the service with which new clients begin', async () => {
    const body = { ...given.practice.preferences, firstVisitServiceId: given.service.id };
    await ask(replaceBookingPreferences, { params, token, version: 1, body });
    const of = { ...params, serviceId: given.service.id };
    expect(await ask(archiveService, { params: of, token, version: 1 })).toMatchObject({
      status: 409,
      body: { type: '/problems/in-use', current: { usedBy: ['/firstVisitServiceId'] } },
    });
  });

  it('[4.1] shuts a member of staff out at once, and their appointments keep them', async () => {
    const theirs = await staffToken(given, given.clinician);
    const of = { ...params, staffId: given.clinician.id };
    expect((await ask(archiveStaff, { params: of, token, version: 1 })).status).toBe(204);
    expect((await ask(listServices, { params, token: theirs })).status).toBe(401);
    expect(await eventsOf(given, 'staff.changed.v1')).toMatchObject([
      { data: { changed: expect.arrayContaining(['/archived', '/bookableOnline']) } },
    ]);
  });

  it('[1.2] is of others, and of admins by admins', async () => {
    const of = (staffId: string) => ({ params: { ...params, staffId }, token, version: 1 });
    expect((await ask(archiveStaff, of(given.manager.id))).status).toBe(403);
    expect((await ask(archiveStaff, of(given.admin.id))).status).toBe(403);
  });

  it('[1.2] of two admins who archive one another leaves one', async () => {
    const other = await givenStaff(given, { roles: ['admin'] });
    const tokens = [await staffToken(given, given.admin), await staffToken(given, other)];
    const archive = (staffId: string, by: string | undefined) =>
      ask(archiveStaff, { params: { ...params, staffId }, token: by ?? '', version: 1 });
    const answers = await Promise.all([archive(other.id, tokens[0]), archive(given.admin.id, tokens[1])]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });
});
