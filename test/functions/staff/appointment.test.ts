import { beforeEach, describe, expect, it } from 'vitest';
import { openAppointmentLink } from '../../../functions/public/open-appointment-link/contract.ts';
import { createAppointmentLink } from '../../../functions/staff/create-appointment-link/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { readAppointmentRecord } from '../../../functions/staff/read-appointment-record/contract.ts';
import { changePractice } from '../../../shared/data/practice.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { env } from '../../../shared/runtime/env.ts';
import { monday, standingClock } from '../../support/clock.ts';
import {
  type GivenPractice,
  givenAccess,
  givenAppointment,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';

standingClock();

let given: GivenPractice;
let client: Client;
let appointment: Appointment;
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  client = await givenClient(given);
  appointment = await givenAppointment(given, client, { startsAt: '2026-11-24T09:00:00.000Z' });
  token = await staffToken(given, given.clinician);
});

const of = (it: Appointment) => ({ practiceId: given.practiceId, appointmentId: it.id });
const link = (it = appointment) => ask(createAppointmentLink, { params: of(it), token });

describe('an appointment of the practice', () => {
  it('[3.4] is shown to staff with names, local time and zone', async () => {
    const { status, headers, body } = await ask(readAppointmentRecord, { params: of(appointment), token });
    expect({ status, etag: headers.etag }).toEqual({ status: 200, etag: '"1"' });
    expect(body).toMatchObject({
      id: appointment.id,
      client: { id: client.id, name: 'Ann Client' },
      clinician: { id: given.clinician.id },
      service: { name: 'Therapy' },
      location: { name: 'Rooms' },
      localTime: '2026-11-24T09:00',
      when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
      status: { name: 'Is booked', kind: 'booked' },
      version: 1,
    });
  });

  it('[9.3] leaves in the audit log who looked at whose', async () => {
    await ask(readAppointmentRecord, { params: of(appointment), token });
    const manager = await staffToken(given, given.manager);
    const { body } = await ask(listAudit, { params: { practiceId: given.practiceId }, token: manager });
    expect(body.items.find(({ what }) => what === 'appointment.read')).toMatchObject({
      actor: `staff:${given.clinician.id}`,
      clientId: client.id,
      note: appointment.id,
    });
  });

  it('[1.2] is not there for staff of another practice', async () => {
    const other = await givenPractice();
    const theirs = await staffToken(other, other.admin);
    const asked = { params: { ...of(appointment), practiceId: other.practiceId }, token: theirs };
    expect((await ask(readAppointmentRecord, asked)).status).toBe(404);
    expect((await ask(createAppointmentLink, asked)).status).toBe(404);
  });
});

describe('a link to an appointment', () => {
  it('[2.7] carries its secret in the fragment and asks for date of birth and postcode', async () => {
    const made = await link();
    expect(made).toMatchObject({ status: 201, body: { endsAt: '2026-11-25T09:30:00.000Z', missing: [] } });
    expect(made.body.url).toBe(`${env('siteUrl')}/a#${made.body.token}`);

    const opened = await ask(openAppointmentLink, { body: { token: made.body.token } });
    expect(opened.body).toMatchObject({ outcome: 'needed', needed: 'identity-check' });
    const proven = await ask(openAppointmentLink, {
      body: { token: made.body.token, dateOfBirth: client.dateOfBirth, postcode: 'se10zz' },
    });
    expect(proven.body).toMatchObject({ outcome: 'session', appointmentId: appointment.id });
  });

  it('[2.7] is made for a client without portal access too, and not for one who is disabled', async () => {
    expect((await link()).status).toBe(201);
    await givenAccess(given, client.id, { state: 'disabled', epoch: 1 });
    expect(await link()).toMatchObject({ status: 403, body: { type: '/problems/access-disabled' } });
  });

  it('[2.8] says what must be completed on the record for the client to get in', async () => {
    const bare = await givenClient(given, { dateOfBirth: null, postcode: '0000', email: null });
    const made = await link(await givenAppointment(given, bare, { startsAt: '2026-11-24T11:00:00.000Z' }));
    expect(made).toMatchObject({ status: 201, body: { missing: ['dateOfBirth', 'postcode'] } });
  });

  it('[1.4] is refused with the reason while the portal is off', async () => {
    const settings = { ...given.practice.settings, clientPortal: false };
    await transact([changePractice(given, 'settingsVersion', 1, { settings })]);
    expect(await link()).toMatchObject({ status: 403, body: { type: '/problems/portal-off' } });
  });

  it.each([
    ['cancelled', 'already-cancelled'],
    ['late-cancelled', 'already-cancelled'],
    ['attended', 'not-changeable'],
    ['no-show', 'not-changeable'],
  ] as const)('[2.7] is refused for an appointment that is %s', async (status, code) => {
    const it = await givenAppointment(given, client, { startsAt: '2026-11-25T09:00:00.000Z', status });
    expect(await link(it)).toMatchObject({ status: 409, body: { type: `/problems/${code}` } });
  });

  it('[2.7] is refused from the beginning of the appointment on', async () => {
    const begins = (at: number) => givenAppointment(given, client, { startsAt: new Date(at).toISOString() });
    expect(await link(await begins(monday))).toMatchObject({
      status: 409,
      body: { type: '/problems/begun' },
    });
    expect((await link(await begins(monday + 60 * 60_000))).status).toBe(201);
  });

  it('[8.3] is never made for somebody who has died', async () => {
    const late = await givenClient(given, { deceased: true });
    const it = await givenAppointment(given, late, { startsAt: '2026-11-24T13:00:00.000Z' });
    expect(await link(it)).toMatchObject({ status: 403, body: { type: '/problems/access-disabled' } });
  });

  it('[9.3] is in the audit log, without its secret', async () => {
    const made = await link();
    const manager = await staffToken(given, given.manager);
    const { body } = await ask(listAudit, { params: { practiceId: given.practiceId }, token: manager });
    expect(body.items.find(({ what }) => what === 'appointment-link.created')).toMatchObject({
      clientId: client.id,
      note: appointment.id,
    });
    expect(JSON.stringify(body)).not.toContain(made.body.token.split('.')[2]);
  });
});
