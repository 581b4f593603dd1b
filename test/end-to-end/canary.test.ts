import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { cancelAppointment } from '../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../functions/client/change-appointment/contract.ts';
import { endSession } from '../../functions/client/end-session/contract.ts';
import { listAppointments } from '../../functions/client/list-appointments/contract.ts';
import { listMoveOpenings } from '../../functions/client/list-move-openings/contract.ts';
import { readAppointment } from '../../functions/client/read-appointment/contract.ts';
import { readAppointmentCalendar } from '../../functions/client/read-appointment-calendar/contract.ts';
import { readMe } from '../../functions/client/read-me/contract.ts';
import { replaceCalendarFeed } from '../../functions/client/replace-calendar-feed/contract.ts';
import { openAppointmentLink } from '../../functions/public/open-appointment-link/contract.ts';
import { openSession } from '../../functions/public/open-session/contract.ts';
import { openStaffSession } from '../../functions/public/open-staff-session/contract.ts';
import { readCalendarFeed } from '../../functions/public/read-calendar-feed/contract.ts';
import { requestSignIn } from '../../functions/public/request-sign-in/contract.ts';
import { callOffAppointment } from '../../functions/staff/call-off-appointment/contract.ts';
import { createAppointment } from '../../functions/staff/create-appointment/contract.ts';
import { createAppointmentLink } from '../../functions/staff/create-appointment-link/contract.ts';
import { deleteAppointment } from '../../functions/staff/delete-appointment/contract.ts';
import { listAudit } from '../../functions/staff/list-audit/contract.ts';
import { listBell } from '../../functions/staff/list-bell/contract.ts';
import { listDiary } from '../../functions/staff/list-diary/contract.ts';
import { listStaff } from '../../functions/staff/list-staff/contract.ts';
import { moveAppointment } from '../../functions/staff/move-appointment/contract.ts';
import { readAppointmentRecord } from '../../functions/staff/read-appointment-record/contract.ts';
import { readImport } from '../../functions/staff/read-import/contract.ts';
import { restoreAppointment } from '../../functions/staff/restore-appointment/contract.ts';
import { startImport } from '../../functions/staff/start-import/contract.ts';
import { updatePractice } from '../../functions/staff/update-practice/contract.ts';
import { output } from '../../infra/local/deploy.ts';
import { readInbox } from '../../infra/local/inbox.ts';
import { makeStaffUser } from '../../infra/local/staff-users.ts';
import { putStaff } from '../../shared/data/catalogue.ts';
import { listImportProblems } from '../../shared/data/import.ts';
import { tieIdentity } from '../../shared/data/staff-identity.ts';
import { transact } from '../../shared/data/table.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import type { Client } from '../../shared/domain/client.ts';
import { env } from '../../shared/runtime/env.ts';
import {
  canaryDate,
  canaryEmail,
  canaryName,
  canaryPhone,
  canaryPostcode,
  type Finding,
  findMarkers,
  formsOf,
  type Reading,
  readFlow,
  readLogs,
  readQueues,
  recording,
  tapBus,
} from '../support/canary.ts';
import { engineApi } from '../support/engine-api.ts';
import {
  clientToken,
  type GivenPractice,
  givenAccess,
  givenAppointment,
  givenClient,
  givenPractice,
  hoursFromNow,
  staffToken,
} from '../support/given.ts';
import { overHttp } from '../support/http.ts';
import { secretsIn } from '../support/sign-in.ts';

const { endpoint, apiUrl, outputs } = inject('portal');
const { ask, readings: exchanges } = recording(overHttp(apiUrl));

const startedAt = Date.now();
const patience = { timeout: 50_000, interval: 250 };

/** What a wrong person types, which is somebody's data too. */
const wrong = { dateOfBirth: canaryDate(), postcode: canaryPostcode() };
const staffName = canaryName();
const staffEmail = canaryEmail();
const imported = {
  givenName: canaryName(),
  familyName: canaryName(),
  email: canaryEmail(),
  phone: canaryPhone(),
  postcode: canaryPostcode(),
  dateOfBirth: canaryDate(),
  wrongDate: `${canaryName()}-of-birth`,
};

let given: GivenPractice;
let client: Client;
let tap: Awaited<ReturnType<typeof tapBus>>;
/** Secrets that were handed out: worse than names. */
const secrets: string[] = [];
const keep = (token: string) => {
  secrets.push(String(token.split('.').at(-1)));
  return token;
};

/** Everything that must be nowhere. */
const markers = () => [
  client.givenName,
  client.familyName,
  ...[client.dateOfBirth, client.postcode, client.email, client.phone].map(String),
  ...Object.values(wrong),
  ...Object.values(imported),
  staffName,
  staffEmail,
  ...secrets,
];

beforeAll(async () => {
  given = await givenPractice({ names: { staff: staffName } });
  client = await givenClient(given, {
    givenName: canaryName(),
    familyName: canaryName(),
    dateOfBirth: canaryDate(),
    postcode: canaryPostcode(),
    email: canaryEmail(),
    phone: canaryPhone(),
  });
  const { clinician } = given;
  await transact([putStaff(given, { ...clinician, email: staffEmail }, { version: clinician.version })]);
  tap = await tapBus(endpoint, env('bus'), given.practiceId);
});

afterAll(() => tap?.close());

/** Everything that was said anywhere but in the table and to those whom it is for. */
async function everywhere(): Promise<Reading[]> {
  const [logs, queues, events, flow] = await Promise.all([
    readLogs(endpoint, startedAt),
    readQueues(endpoint, tap.name),
    tap.read(),
    readFlow(endpoint, env('importFlow'), given.practiceId),
  ]);
  return [...logs, ...queues, ...events, ...flow, ...exchanges];
}

async function signIn(): Promise<string> {
  const password = 'Canary-sings-2026';
  const subject = await makeStaffUser(output(outputs, 'StaffPoolId'), staffEmail, password);
  const issuer = output(outputs, 'StaffIssuer');
  await transact([tieIdentity(given, given.clinician.id, issuer, subject)]);
  const { AuthenticationResult } = await engineApi<{ AuthenticationResult: { IdToken: string } }>(
    endpoint,
    'identity',
    'InitiateAuth',
    {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: output(outputs, 'StaffClientId'),
      AuthParameters: { USERNAME: staffEmail, PASSWORD: password },
    },
  );
  const signedIn = await ask(openStaffSession, { body: { idToken: AuthenticationResult.IdToken } });
  expect(signedIn.status).toBe(200);
  return keep(String(signedIn.body.token));
}

/** Staff look after an appointment, and get some things wrong. */
async function staffAtWork(token: string, appointment: Appointment): Promise<string> {
  const params = { practiceId: given.practiceId };
  const record = { ...params, appointmentId: appointment.id };
  expect((await ask(listStaff, { params, token })).status).toBe(200);
  expect((await ask(readAppointmentRecord, { params: record, token })).status).toBe(200);
  await diaryAtWork(token);
  const made = await ask(createAppointmentLink, { params: record, token });
  expect(made.status).toBe(201);
  const manager = await staffToken(given, given.manager);
  const refused = await ask(updatePractice, {
    params,
    token: manager,
    version: 1,
    body: { email: `${staffEmail}@twice`, name: [staffName], phone: staffEmail.repeat(10) },
  });
  expect(refused.status).toBe(400);
  return keep(made.body.token);
}

/** Staff go through an appointment's whole life with somebody of that name who hears nothing of it. */
async function diaryAtWork(token: string): Promise<void> {
  const params = { practiceId: given.practiceId };
  const { givenName, familyName } = client;
  const unheard = await givenClient(given, {
    givenName,
    familyName,
    email: null,
    phone: null,
    consent: { email: false, text: false },
  });
  const body = {
    clientId: unheard.id,
    staffId: given.clinician.id,
    serviceId: given.service.id,
    locationId: given.location.id,
    startsAt: hoursFromNow(400),
  };
  const made = await ask(createAppointment, { params, token, body });
  expect(made.status).toBe(201);
  const record = { params: { ...params, appointmentId: made.body.id }, token };
  const wrongly = { ...record, body: { startsAt: familyName } };
  expect((await ask(moveAppointment, wrongly)).status).toBe(422);
  for (const status of [200, 409])
    expect((await ask(callOffAppointment, { ...record, body: {} })).status).toBe(status);
  expect((await ask(restoreAppointment, { ...record, body: {} })).status).toBe(200);
  const dates = { from: hoursFromNow(350).slice(0, 10), to: hoursFromNow(450).slice(0, 10) };
  const diary = await ask(listDiary, { params, token, query: dates });
  expect(diary.body.items.map((it) => it.client.name)).toEqual([`${givenName} ${familyName}`]);
  expect((await ask(deleteAppointment, record)).status).toBe(200);
}

/** A client signs in by e-mail, with a wrong code and wrong answers first, and subscribes to their calendar. */
async function clientByEmail(): Promise<void> {
  await givenAccess(given, client.id, { state: 'invited' });
  const email = String(client.email);
  const params = { slug: given.practice.slug };
  expect((await ask(requestSignIn, { params, body: { email: [email] } })).status).toBe(400);
  expect((await ask(requestSignIn, { params, body: { email } })).status).toBe(202);
  const text = await vi.waitFor(async () => {
    const { emails } = await readInbox(endpoint);
    const sent = emails.find(({ to, subject }) => to.includes(email) && subject.startsWith('Sign in'));
    if (!sent) throw new Error('No e-mail has come.');
    return sent.text;
  }, patience);
  const { token: link, code } = secretsIn(text);
  keep(link);
  secrets.push(`"${code}"`);
  const back = (more: object) => ask(openSession, { params, body: { method: 'code', email, ...more } });
  expect((await back({ code: '12345' })).status).toBe(422);
  expect((await back({ code: code === '000000' ? '000001' : '000000' })).status).toBe(422);
  expect((await back({ code, ...wrong })).status).toBe(422);
  const right = { dateOfBirth: client.dateOfBirth, postcode: client.postcode };
  const byLink = { method: 'link', token: link, ...right };
  const opened = await ask(openSession, { params, body: byLink });
  if (opened.body.outcome !== 'session') throw new Error(`No session: ${JSON.stringify(opened.body)}`);
  const token = keep(String(opened.body.token));
  expect((await ask(openSession, { params, body: byLink })).status).toBe(410);
  expect((await ask(listAppointments, { token })).status).toBe(200);
  const feed = keep(String((await ask(replaceCalendarFeed, { token })).body.url.split('/').at(-1)));
  // Its address holds the secret, so it is not among the addresses that hold nothing.
  const read = await overHttp(apiUrl)(readCalendarFeed, { params: { token: feed } });
  expect(read).toMatchObject({ status: 200, body: expect.stringContaining('BEGIN:VCALENDAR') });
  expect((await ask(endSession, { token, query: { all: 'true' } })).status).toBe(204);
}

/** A client comes by their link, gets themselves wrong, then right, moves the appointment and cancels it. */
async function clientByLink(link: string, appointment: Appointment): Promise<void> {
  const open = (more: object) => ask(openAppointmentLink, { body: { token: link, ...more } });
  expect((await open({})).body.outcome).toBe('needed');
  expect((await open(wrong)).status).toBe(422);
  expect((await open({ dateOfBirth: wrong.postcode, postcode: [wrong.postcode] })).status).toBe(400);
  const broken = `{"token":"${link}","dateOfBirth":"${client.dateOfBirth}","postcode":"${client.postcode}"`;
  expect((await ask(openAppointmentLink, { body: broken })).status).toBe(400);
  const right = { dateOfBirth: client.dateOfBirth, postcode: client.postcode };
  const opened = await open(right);
  if (opened.body.outcome !== 'session') throw new Error(`No session: ${JSON.stringify(opened.body)}`);
  const token = keep(String(opened.body.token));

  const params = { appointmentId: appointment.id };
  expect((await ask(readMe, { token })).body.givenName).toBe(client.givenName);
  expect((await ask(listAppointments, { token })).status).toBe(403);
  expect((await ask(readAppointment, { params, token })).status).toBe(200);
  expect((await ask(readAppointmentCalendar, { params, token })).status).toBe(200);
  const { body } = await ask(listMoveOpenings, { params, token });
  const startsAt = body.items.at(-1)?.startsAt;
  const moved = await ask(changeAppointment, { params, token, body: { startsAt } });
  expect(moved.status).toBe(200);
  const nonsense = await ask(cancelAppointment, {
    params,
    token,
    body: { policyVersion: client.familyName },
  });
  expect(nonsense.status).toBe(400);
  expect((await ask(cancelAppointment, { params, token, body: {} })).status).toBe(200);
  expect((await ask(cancelAppointment, { params, token, body: {} })).status).toBe(409);
  expect((await open(right)).status).toBe(410);
}

/** The practice brings records over; one row is good, one is not. */
async function importRecords(): Promise<string> {
  const token = await staffToken(given, given.manager);
  const { givenName, familyName, email, phone, postcode, dateOfBirth, wrongDate } = imported;
  const file = [
    'externalId,givenName,familyName,dateOfBirth,postcode,email,phone,emailConsent,textConsent',
    `c1,${givenName},${familyName},${dateOfBirth},${postcode},${email},${phone},yes,yes`,
    `c2,${givenName},${familyName},${wrongDate},${postcode},${email},${phone},yes,yes`,
    '',
  ].join('\n');
  const begun = await ask(startImport, {
    params: { practiceId: given.practiceId },
    token,
    body: { fileName: 'clients.csv', bytes: Buffer.byteLength(file) },
  });
  const { import: it, upload } = begun.body;
  const { 'content-length': _, ...headers } = upload.headers;
  expect((await fetch(upload.url, { method: 'PUT', headers, body: file })).status).toBe(200);
  await vi.waitFor(async () => {
    const params = { practiceId: given.practiceId, importId: it.id };
    const { body } = await ask(readImport, { params, token });
    expect(body).toMatchObject({ state: 'done', imported: 1, rejected: 1 });
  }, patience);
  return it.id;
}

describe('canaries', () => {
  let staff: string;
  let importId: string;

  beforeAll(async () => {
    const appointment = await givenAppointment(given, client, { paid: true });
    staff = await signIn();
    const link = await staffAtWork(staff, appointment);
    await clientByLink(link, appointment);
    importId = await importRecords();
    await vi.waitFor(async () => {
      const { emails, texts } = await readInbox(endpoint);
      // Made, moved, cancelled; the practice's own doings are no news to its staff.
      expect(emails.filter(({ to }) => to.includes(String(client.email)))).toHaveLength(3);
      expect(emails.filter(({ to }) => to.includes(staffEmail))).toHaveLength(2);
      expect(texts.filter(({ to }) => to === client.phone)).toHaveLength(3);
    }, patience);
    await clientByEmail();
    const params = { practiceId: given.practiceId };
    const name = `${client.givenName} ${client.familyName}`;
    await vi.waitFor(async () => {
      const { body } = await ask(listBell, { params, token: staff });
      expect(body.items.map((entry) => entry.client.name)).toEqual([name, name]);
    }, patience);
  }, 180_000);

  it('[8.1] are in no log, event, queue, flow, address or error while everybody does their work', async () => {
    const readings = await everywhere();
    expect(findMarkers(markers(), readings)).toEqual([]);

    // Nothing found where nothing was looked at would be no comfort.
    const places = new Set(readings.map(({ place }) => place.split(' ')[0]));
    expect([...places]).toEqual(expect.arrayContaining(['address', 'bus', 'error', 'flow', 'log']));
    const told = readings.filter(({ place }) => place === 'bus').map(({ text }) => JSON.parse(text));
    expect(told.map((event) => event['detail-type'])).toEqual(
      expect.arrayContaining([
        'appointment.changed.v1',
        'appointment.cancelled.v1',
        'client.created.v1',
        'sign-in.requested.v1',
        'client.access-changed.v1',
        'client.calendar-feed-changed.v1',
      ]),
    );
    const lines = readings.filter(
      ({ place, text }) => place.startsWith('log') && text.includes(given.practiceId),
    );
    expect(lines.length).toBeGreaterThan(0);
  });

  it('[9.3] are not in the audit log, which names people by their ids', async () => {
    const params = { practiceId: given.practiceId };
    const token = await staffToken(given, given.manager);
    const { body } = await ask(listAudit, { params, token, query: { limit: '100' } });
    expect(body.items.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'signed-in',
        'diary.read',
        'appointment.read',
        'appointment-link.created',
        'bell.read',
      ]),
    );
    expect(findMarkers(markers(), [{ place: 'audit', text: JSON.stringify(body) }])).toEqual([]);
  });

  it('[6.3] are not in a text: an SMS holds no name', async () => {
    const { texts } = await readInbox(endpoint);
    const own = texts.filter(({ to }) => to === client.phone);
    expect(own.length).toBeGreaterThan(0);
    const names = [client.givenName, client.familyName, staffName];
    expect(
      findMarkers(
        names,
        own.map(({ message }) => ({ place: 'text', text: message })),
      ),
    ).toEqual([]);
  });

  it('[8.3] are not repeated by what an import says of bad rows', async () => {
    const { items } = await listImportProblems(given, importId, { limit: 100 });
    expect(items.length).toBeGreaterThan(0);
    expect(findMarkers(markers(), [{ place: 'problems', text: JSON.stringify(items) }])).toEqual([]);
  });

  it('[8.1] are found where one is planted: the search would see a leak', { timeout: 60_000 }, async () => {
    const planted = canaryPostcode();
    const found = async (): Promise<string[]> => {
      const findings: Finding[] = findMarkers([planted], await everywhere());
      return [...new Set(findings.map(({ place }) => place))].sort();
    };
    expect(await found()).toEqual([]);

    const group = { logGroupName: `/planted/${given.practiceId}`, logStreamName: 'one' };
    await engineApi(endpoint, 'logs', 'CreateLogGroup', { logGroupName: group.logGroupName });
    await engineApi(endpoint, 'logs', 'CreateLogStream', group);
    await engineApi(endpoint, 'logs', 'PutLogEvents', {
      ...group,
      logEvents: [{ timestamp: Date.now(), message: JSON.stringify({ detail: `at ${planted}` }) }],
    });
    const queue = { QueueName: `planted-${given.practiceId}` };
    const { QueueUrl } = await engineApi<{ QueueUrl: string }>(endpoint, 'queues', 'CreateQueue', queue);
    await engineApi(endpoint, 'queues', 'SendMessage', { QueueUrl, MessageBody: formsOf(planted)[2] });
    const detail = { metadata: { practiceId: given.practiceId }, data: { postcode: planted } };
    await engineApi(endpoint, 'bus', 'PutEvents', {
      Entries: [
        {
          EventBusName: env('bus'),
          Source: 'planted',
          DetailType: 'planted',
          Detail: JSON.stringify(detail),
        },
      ],
    });
    await engineApi(endpoint, 'flows', 'StartExecution', {
      stateMachineArn: env('importFlow'),
      input: JSON.stringify({ practiceId: given.practiceId, importId: 'none', note: planted }),
    });
    const token = await clientToken(given, client);
    await ask(readAppointment, { params: { appointmentId: planted }, token });
    try {
      await vi.waitFor(
        async () =>
          expect(await found()).toEqual([
            'address of read-appointment',
            'bus',
            'flow',
            `log ${group.logGroupName}`,
            `queue ${queue.QueueName}`,
          ]),
        patience,
      );
    } finally {
      await engineApi(endpoint, 'queues', 'DeleteQueue', { QueueUrl });
      await engineApi(endpoint, 'logs', 'DeleteLogGroup', { logGroupName: group.logGroupName });
    }
    expect(findMarkers([planted], [{ place: 'error', text: `no ${planted} here` }])).toHaveLength(1);
  });
});
