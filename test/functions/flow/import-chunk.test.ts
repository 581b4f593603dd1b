import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { getImport, putImport } from '../../../shared/data/import.ts';
import { keys } from '../../../shared/data/keys.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { getItem, queryAll, transact } from '../../../shared/data/table.ts';
import { standingClock } from '../../support/clock.ts';
import { type GivenPractice, givenAppointment, givenClient, givenPractice } from '../../support/given.ts';
import {
  clientsOf,
  diaryOf,
  givenUpload,
  imported,
  oneChunk,
  outcome,
  putUpload,
} from '../../support/imports.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

let given: GivenPractice;
let clinician: string;
beforeEach(async () => {
  given = await givenPractice();
  clinician = given.clinician.id;
});

const csv = (...rows: string[]) => rows.join('\n');
const clientRows = csv('externalId,givenName,familyName', 'c1,Marina,Okafor', 'c2,Jonas,Berg');

/** Appointments of the practice's clinician with client c1, one a row: `externalId,startsAt,durationMinutes,status`. */
const visits = (...rows: string[]) =>
  csv(
    'externalId,startsAt,durationMinutes,status,client,staff',
    ...rows.map((row) => `${row},c1,${clinician}`),
  );

const eventsOf = async () => {
  const month = new Date(Date.now()).toISOString().slice(0, 7);
  return queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.event(given.practiceId, month, '').pk },
  });
};

describe('an import of CSV', () => {
  it('[8.3] brings in locations, services, staff, clients and appointments that refer to one another', async () => {
    const locations =
      '\ufeffexternalId,name,address,zone\r\nl1,"Harbour ""House""","1 Harbour Street\r\nLisbon",Europe/Lisbon\r\n';
    const services = 'externalId;name;durationMinutes\nphysio;Physiotherapy;45\n';
    const staff = 'externalId,name,roles,services\ns1,Dr Ana Ruiz,clinician,physio\n';
    const appointments =
      'externalId,client,staff,service,location,startsAt\na1,c1,s1,physio,l1,2027-01-12T09:00\n';
    for (const [name, content, rows] of [
      ['locations.csv', locations, 1],
      ['services.csv', services, 1],
      ['staff.csv', staff, 1],
      ['clients.csv', clientRows, 2],
      ['appointments.csv', appointments, 1],
    ] as const)
      expect(await imported(given, name, content)).toMatchObject({
        state: 'done',
        rows,
        imported: rows,
        problems: [],
      });
    const [marina] = (await clientsOf(given)).filter(({ familyName }) => familyName === 'Okafor');
    const [event] = (await eventsOf()).filter(({ type }) => type === 'appointment.created.v1');
    expect(event).toMatchObject({
      cause: 'import',
      data: { clientId: marina?.id, startsAt: '2027-01-12T09:00:00.000Z' },
    });
    const { appointmentId } = (event as { data: { appointmentId: string } }).data;
    const appointment = await getItem(keys.appointment(given.practiceId, appointmentId));
    expect(appointment).toMatchObject({
      localTime: '2027-01-12T09:00',
      zone: 'Europe/Lisbon',
      endsAt: '2027-01-12T09:45:00.000Z',
    });
  });

  it('[8.3] reports each bad row with line, field and reason, and imports the others', async () => {
    await imported(given, 'clients.csv', clientRows);
    const rows = visits(
      'a1,2027-01-12T09:00,30,',
      'a2,2027-03-28T01:30,30,',
      'a3,2027-10-31T01:30,30,',
      'a4,2027-10-31T01:30+01:00,30,',
      'a5,,30,',
      'a1,2027-01-13T09:00,30,',
    );
    const { state, imported: count, rejected, problems } = await imported(given, 'appointments.csv', rows);
    expect({ state, count, rejected }).toEqual({ state: 'done', count: 2, rejected: 4 });
    expect(problems.map(({ line, row, field, outcome }) => [line, row, field, outcome])).toEqual([
      [3, 2, 'startsAt', 'rejected'],
      [4, 3, 'startsAt', 'rejected'],
      [6, 5, 'startsAt', 'rejected'],
      [7, 6, 'externalId', 'rejected'],
    ]);
  });

  it('[8.3] changes nothing when the same file comes again', async () => {
    await imported(given, 'clients.csv', clientRows);
    const rows = visits('a1,2027-01-12T09:00,30,', 'a2,2020-01-12T09:00,30,attended');
    await imported(given, 'appointments.csv', rows);
    const [clients, diary, events] = [
      await clientsOf(given),
      await diaryOf(given, clinician),
      await eventsOf(),
    ];
    expect(await imported(given, 'clients.csv', clientRows)).toMatchObject({
      imported: 0,
      unchanged: 2,
      problems: [],
    });
    expect(await imported(given, 'appointments.csv', rows)).toMatchObject({
      imported: 0,
      unchanged: 2,
      problems: [],
    });
    expect([await clientsOf(given), await diaryOf(given, clinician), await eventsOf()]).toEqual([
      clients,
      diary,
      events,
    ]);
  });

  it('[8.3] imports everything once when two imports of one file run at the same time', async () => {
    const rows = csv(
      'externalId,givenName,familyName',
      ...Array.from({ length: 150 }, (_, at) => `c${at},A,B`),
    );
    const both = await Promise.all([
      imported(given, 'clients.csv', rows),
      imported(given, 'clients.csv', rows),
    ]);
    expect(await clientsOf(given)).toHaveLength(150);
    expect(both.map((it) => it.imported + it.unchanged)).toEqual([150, 150]);
    expect(both.reduce((sum, it) => sum + it.imported, 0)).toBe(150);
  });

  it('[8.3] does nothing twice, and counts right, when a chunk is run again after it died unsaved', async () => {
    const rows = csv(
      'externalId,givenName,familyName',
      ...Array.from({ length: 230 }, (_, at) => `c${at},A,B`),
    );
    const { id } = await givenUpload(given, 'clients.csv', rows);
    const later = () => {
      let reads = 0;
      const start = Date.now();
      return () => start + (reads++ === 0 ? 0 : 60_000);
    };
    expect(await oneChunk(given, id, later())).toBe(false);
    const saved = await getImport(given, id);
    expect(saved).toMatchObject({ state: 'running', position: { row: 100 }, counts: { imported: 100 } });
    expect(await oneChunk(given, id, later())).toBe(false);
    const now = await getImport(given, id);
    // As if the second chunk had died before it saved how far it had come.
    if (saved && now) await transact([putImport(given, saved, { version: now.version })]);
    while (!(await oneChunk(given, id)));
    expect(await outcome(given, id)).toMatchObject({
      state: 'done',
      rows: 230,
      imported: 230,
      unchanged: 0,
      rejected: 0,
    });
    expect(await clientsOf(given)).toHaveLength(230);
    expect((await eventsOf()).filter(({ type }) => type === 'client.created.v1')).toHaveLength(230);
    expect(await oneChunk(given, id)).toBe(true);
  });

  it.each([
    ['a wrong column', 'externalId,givenName,familyName,emial\n1,A,B,C', 'emial'],
    [
      'another encoding',
      new Uint8Array([...Buffer.from(`${clientRows}\nc3,Zo`), 0xeb, ...Buffer.from(',Berg\n')]),
      'encoding',
    ],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'encoding'],
    [
      'half a character at its end',
      new Uint8Array([...Buffer.from(`${clientRows}\nc3,Zo`), 0xc3]),
      'encoding',
    ],
    ['a quotation mark that is never closed', `${clientRows}\nc3,"A,B\n`, 'row'],
    ['no header', 'c1,Marina,Okafor\nc2,Jonas,Berg', 'header'],
  ])('[8.3] refuses a file with %s before its first row', async (_, content, field) => {
    const refused = await imported(given, 'clients.csv', content);
    expect(refused).toMatchObject({ state: 'rejected', imported: 0, rejection: { field }, problems: [] });
    expect(JSON.stringify(refused.rejection)).not.toMatch(/Okafor|Berg/);
    expect(await clientsOf(given)).toEqual([]);
  });

  it('[8.3] makes administrators only for administrators', async () => {
    const staff = 'externalId,name,roles\ns1,Ana,admin\n';
    expect(await imported(given, 'staff.csv', staff)).toMatchObject({
      imported: 0,
      problems: [{ field: 'roles' }],
    });
    expect(await imported(given, 'staff.csv', staff, { mayMakeAdmins: true })).toMatchObject({ imported: 1 });
  });

  it('[8.3] tells records of two sources apart', async () => {
    await imported(given, 'clients.csv', clientRows);
    expect(await imported(given, 'clients.csv', clientRows, { source: 'old-diary' })).toMatchObject({
      imported: 2,
    });
    expect(await clientsOf(given)).toHaveLength(4);
  });

  it('[8.3] stops when another file takes the place of the one that was looked through', async () => {
    const rows = (name: string) =>
      csv('externalId,givenName,familyName', ...Array.from({ length: 150 }, (_, at) => `c${at},${name},B`));
    const { id } = await givenUpload(given, 'clients.csv', rows('A'));
    let reads = 0;
    const start = Date.now();
    await oneChunk(given, id, () => start + (reads++ === 0 ? 0 : 60_000));
    await putUpload(given, id, new TextEncoder().encode(rows('Z')));
    expect(await oneChunk(given, id)).toBe(true);
    expect(await outcome(given, id)).toMatchObject({
      state: 'rejected',
      imported: 100,
      rejection: { field: 'file' },
    });
    expect((await clientsOf(given)).every(({ givenName }) => givenName === 'A')).toBe(true);
  });
});

describe('imported appointments', () => {
  beforeEach(async () => {
    await imported(given, 'clients.csv', clientRows);
  });

  it('[8.3] of the past overlap as they did, and claim nothing', async () => {
    const rows = visits('a1,2020-01-12T09:00,30,attended', 'a2,2020-01-12T09:10,30,attended');
    expect(await imported(given, 'appointments.csv', rows)).toMatchObject({ imported: 2, rejected: 0 });
    const at = Date.parse('2020-01-12T09:00Z');
    const sheets = await getSheets(given, clinician, [{ startsAt: at, endsAt: at + 1 }]);
    expect(sheets.every(({ version }) => version === 0)).toBe(true);
  });

  it('[8.3] ahead claim their time: the first of two in a file has it, whatever the batches', async () => {
    // 130 half hours, each wanted twice: the second time 130 rows later, in another batch.
    const starts = Array.from({ length: 130 }, (_, at) =>
      new Date(Date.parse('2027-02-01T00:00Z') + at * 1_800_000).toISOString(),
    );
    const rows = [...starts.map((at, n) => `a${n},${at},30,`), ...starts.map((at, n) => `b${n},${at},30,`)];
    const {
      imported: count,
      rejected,
      problems,
    } = await imported(given, 'appointments.csv', visits(...rows));
    expect({ count, rejected }).toEqual({ count: 130, rejected: 130 });
    expect(Math.min(...problems.map(({ row }) => row))).toBe(131);
    expect(new Set(problems.map(({ field }) => field))).toEqual(new Set(['startsAt']));
  });

  it('[8.3] of two beside one another in a file the first has the time', async () => {
    for (let round = 0; round < 3; round += 1) {
      const day = `2027-03-0${round + 1}`;
      const rows = visits(
        `x${round},${day}T09:00Z,30,`,
        `y${round},${day}T09:15Z,30,`,
        `z${round},${day}T09:30Z,30,`,
      );
      const { problems } = await imported(given, 'appointments.csv', rows);
      expect(problems.map(({ row }) => row)).toEqual([2]);
    }
  });

  it('[3.5] ahead never take a time that is taken, but one that was given back', async () => {
    const client = await givenClient(given);
    const { startsAt } = await givenAppointment(given, client);
    const rows = visits(`a1,${startsAt},30,`, `a2,${startsAt},30,cancelled`);
    expect(await imported(given, 'appointments.csv', rows)).toMatchObject({
      imported: 1,
      problems: [{ row: 1, field: 'startsAt' }],
    });
  });

  it('[8.3] of the deceased are imported and reported', async () => {
    await imported(given, 'clients.csv', 'externalId,givenName,familyName,deceased\nd1,Ada,Eze,yes\n');
    const rows = csv(
      'externalId,startsAt,durationMinutes,client,staff',
      `a1,2027-01-12T09:00,30,d1,${clinician}`,
    );
    const done = await imported(given, 'appointments.csv', rows);
    expect(done).toMatchObject({
      imported: 1,
      rejected: 0,
      problems: [{ field: 'client', outcome: 'imported' }],
    });
  });
});

const ndjson = (...resources: object[]) =>
  resources.map((resource) => `${JSON.stringify(resource)}\n`).join('');
const patient = (id: string, more: object = {}) => ({
  resourceType: 'Patient',
  id,
  name: [{ family: `Family ${id}`, given: ['Given'] }],
  birthDate: '1927-05-21',
  address: [{ postalCode: '66801' }],
  ...more,
});
const doctor = {
  resourceType: 'Practitioner',
  id: 'd1',
  name: [{ family: 'Ruiz' }],
  identifier: [{ system: 'urn:npi', value: '99' }],
};
const encounter = (id: string, more: object = {}) => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { code: 'AMB' },
  type: [{ text: 'Check up' }],
  subject: { reference: 'Patient/p1' },
  participant: [{ individual: { reference: 'Practitioner?identifier=urn:npi|99' } }],
  period: { start: '2020-01-12T09:00:00Z', end: '2020-01-12T09:53:00Z' },
  ...more,
});

describe('an import of FHIR', () => {
  it('[8.3] takes rows of all sorts in any order, and what refers to others after them', async () => {
    const file = ndjson(encounter('e1'), patient('p1'), { resourceType: 'Observation' }, doctor);
    const done = await imported(given, 'export.ndjson', file);
    expect(done).toMatchObject({ state: 'done', rows: 3, imported: 3, skipped: 1, problems: [] });
    expect(await imported(given, 'export.ndjson', file)).toMatchObject({ imported: 0, unchanged: 3 });
  });

  it('[8.3] makes one service of each sort of encounter, as long as the first', async () => {
    const encounters = Array.from({ length: 30 }, (_, at) =>
      encounter(`e${at}`, { type: [{ text: at % 2 ? 'CHECK UP' : 'Check up' }] }),
    );
    await imported(given, 'export.ndjson', ndjson(patient('p1'), doctor, ...encounters));
    const services = await queryAll({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :service)',
      ExpressionAttributeValues: { ':pk': keys.catalogue(given.practiceId), ':service': 'SERVICE#' },
    });
    const made = services.filter(({ id }) => id !== given.service.id);
    expect(made).toMatchObject([{ name: 'Check up', durationMinutes: 55 }]);
  });

  it('[8.3] makes three clients of three people who share date of birth and postcode', async () => {
    await imported(given, 'Patient.ndjson', ndjson(patient('p1'), patient('p2'), patient('p3')));
    const clients = await clientsOf(given);
    expect(new Set(clients.map(({ id }) => id)).size).toBe(3);
    expect(new Set(clients.map(({ dateOfBirth, postcode }) => `${dateOfBirth} ${postcode}`)).size).toBe(1);
  });

  it('[8.3] follows no identifier that two records have', async () => {
    const shared = { identifier: [{ system: 'urn:insurance', value: '7' }] };
    const patients = await imported(
      given,
      'Patient.ndjson',
      ndjson(patient('p1', shared), patient('p2', shared), doctor),
    );
    expect(patients).toMatchObject({
      imported: 3,
      problems: [{ row: 2, field: 'identifier', outcome: 'imported' }],
    });
    const byInsurance = encounter('e1', { subject: { reference: 'Patient?identifier=urn:insurance|7' } });
    const visit = await imported(given, 'Encounter.ndjson', ndjson(byInsurance, encounter('e2')));
    expect(visit).toMatchObject({
      imported: 1,
      problems: [{ row: 1, field: 'Encounter.subject', outcome: 'rejected' }],
    });
  });

  it('[8.3] reads a Bundle whose entries refer to one another by urn', async () => {
    const participant = [{ actor: { reference: 'urn:uuid:p' } }, { actor: { reference: 'urn:uuid:r' } }];
    const appointment = {
      resourceType: 'Appointment',
      id: 'a1',
      status: 'booked',
      start: '2027-01-12T09:00:00Z',
      end: '2027-01-12T09:30:00Z',
      participant,
    };
    const entry = [
      { fullUrl: 'urn:uuid:a', resource: appointment },
      {
        fullUrl: 'urn:uuid:r',
        resource: { resourceType: 'PractitionerRole', id: 'r1', practitioner: { reference: 'urn:uuid:d' } },
      },
      { fullUrl: 'urn:uuid:p', resource: patient('p1') },
      { fullUrl: 'urn:uuid:d', resource: doctor },
      { fullUrl: 'urn:uuid:e', resource: encounter('e1', { appointment: [{ reference: 'urn:uuid:a' }] }) },
    ];
    const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 2);
    expect(await imported(given, 'bundle.json', bundle)).toMatchObject({
      rows: 5,
      imported: 5,
      problems: [],
    });
    // The encounter is the same visit as the appointment.
    expect((await eventsOf()).filter(({ type }) => type === 'appointment.created.v1')).toHaveLength(1);
  });

  it('[8.3] refuses a Bundle that is cut off, and reports a line that is', async () => {
    const bundle = JSON.stringify({
      resourceType: 'Bundle',
      entry: [{ resource: patient('p1') }, { resource: patient('p2') }],
    });
    const cut = await imported(given, 'bundle.json', bundle.slice(0, -9));
    expect(cut).toMatchObject({ state: 'rejected', rejection: { field: 'file' } });
    expect(await clientsOf(given)).toEqual([]);
    const lines = ndjson(patient('p1'), patient('p2')).slice(0, -20);
    expect(await imported(given, 'Patient.ndjson', lines)).toMatchObject({
      imported: 1,
      problems: [{ line: 2, field: 'row' }],
    });
  });

  it('[8.3] reports another release, unknown references and what is not imported, by line and field', async () => {
    await imported(given, 'people.ndjson', ndjson(patient('p1'), doctor));
    const file = ndjson(
      { ...encounter('e1'), fhirVersion: '5.0.0' },
      encounter('e2', { subject: { reference: 'Patient/nobody' } }),
      encounter('e3', { participant: [] }),
      encounter('e4', { status: 'in-progress' }),
      encounter('e5', { period: { start: '2020-01-12' } }),
      encounter('e6', { period: { start: '2027-01-12T09:00:00Z', end: '2027-01-12T09:30:00Z' } }),
      encounter('e7', { period: { start: '2020-01-12T09:00:00Z' } }),
    );
    const { imported: count, problems } = await imported(given, 'Encounter.ndjson', file);
    expect(count).toBe(1);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [1, 'Encounter.fhirVersion'],
      [2, 'Encounter.subject'],
      [3, 'Encounter.participant.individual'],
      [4, 'Encounter.status'],
      [5, 'Encounter.period.start'],
      [6, 'Encounter.period.end'],
    ]);
  });

  const synthea = join(import.meta.dirname, '../../../../shared/data/synthea-10');
  it.skipIf(!existsSync(synthea))(
    '[8.3] imports a real export whole, and again changes nothing',
    { timeout: 240_000 },
    async () => {
      const sizes = { Location: 44, Practitioner: 43, PractitionerRole: 43, Patient: 13, Encounter: 1215 };
      const importAll = async () => {
        const found: Record<string, Awaited<ReturnType<typeof imported>>> = {};
        for (const type of Object.keys(sizes))
          found[type] = await imported(
            given,
            `${type}.ndjson`,
            readFileSync(join(synthea, `${type}.ndjson`)),
          );
        return found;
      };
      const first = await importAll();
      for (const [type, rows] of Object.entries(sizes)) {
        expect(first[type]).toMatchObject({ state: 'done', rows, imported: rows, rejected: 0 });
        expect(first[type]?.problems.every(({ outcome }) => outcome === 'imported')).toBe(true);
      }
      const clients = await clientsOf(given);
      expect(clients).toHaveLength(13);
      expect(
        clients.filter(({ dateOfBirth, postcode }) => dateOfBirth === '1927-05-21' && postcode === '66801'),
      ).toHaveLength(3);
      expect(clients.filter(({ deceased }) => deceased)).toHaveLength(3);
      expect(clients.every(({ email, consent }) => email === null && !consent.email && !consent.text)).toBe(
        true,
      );
      const again = await importAll();
      for (const [type, rows] of Object.entries(sizes))
        expect(again[type]).toMatchObject({ imported: 0, unchanged: rows, rejected: 0 });
    },
  );
});
