import { describe, expect, test } from 'vitest';
import type { CsvKind } from '../../../../shared/domain/import/csv-columns.ts';
import { readCsvRow } from '../../../../shared/domain/import/csv-record.ts';
import type { Reading } from '../../../../shared/domain/import/record.ts';
import { allText, reading, rejectedFields, remarkedFields } from './given.ts';

const read = (kind: CsvKind, row: Record<string, string>, more: Partial<Reading> = {}) =>
  readCsvRow(kind, Object.keys(row), Object.values(row), { ...reading, ...more });

const client = { externalId: '17', givenName: 'Marina', familyName: 'Okafor' };
const staff = { externalId: 's1', name: 'Dr Ana Ruiz', roles: '' };
const appointment = { externalId: 'a1', client: '17', staff: 's1', startsAt: '2026-12-01T09:00' };

describe('a row of clients', () => {
  test('[8.3] is read whole', () => {
    const row = {
      ...client,
      dateOfBirth: '1948-03-27',
      postcode: ' SW1A 1AA ',
      email: 'marina@example.org',
      phone: '020 7946 0018',
      emailConsent: 'yes',
      textConsent: 'No',
      deceased: '',
      test: '1',
    };
    expect(read('client', row)).toEqual({
      record: {
        kind: 'client',
        identity: { kind: 'client', system: 'import', value: '17' },
        aliases: [],
        givenName: 'Marina',
        familyName: 'Okafor',
        dateOfBirth: '1948-03-27',
        postcode: 'SW1A 1AA',
        email: 'marina@example.org',
        phone: '+442079460018',
        consent: { email: true, text: false },
        deceased: false,
        test: true,
      },
      problems: [],
    });
  });

  test('[8.3] without consent columns is a client without consent', () => {
    expect(read('client', client).record).toMatchObject({
      consent: { email: false, text: false },
      dateOfBirth: null,
      postcode: null,
      email: null,
      phone: null,
      deceased: false,
      test: false,
    });
  });

  test.each(['1948', '1948-03'])(
    '[8.3] imports the partial date of birth %s as missing, and says so',
    (dateOfBirth) => {
      const result = read('client', { ...client, dateOfBirth });
      expect(result.record).toMatchObject({ dateOfBirth: null });
      expect(remarkedFields(result)).toEqual(['dateOfBirth']);
    },
  );

  test.each([
    ['a date of birth in another form', 'dateOfBirth', '27/03/1948'],
    ['a day that no calendar has', 'dateOfBirth', '1948-02-30'],
    ['a birth tomorrow', 'dateOfBirth', '2026-11-23'],
    ['a birth in the year 1', 'dateOfBirth', '0001-01-01'],
    ['a story for a date', 'dateOfBirth', `1948-03-27${' of a very long time ago'.repeat(3)}`],
    ['an address for a postcode', 'postcode', 'SW1A 1AA, London'],
    ['no e-mail address', 'email', 'marina at example.org'],
    ['no telephone number', 'phone', '12'],
    ['a consent of neither yes nor no', 'emailConsent', 'perhaps'],
    ['an empty given name', 'givenName', ' '],
    ['a family name of 81 letters', 'familyName', 'O'.repeat(81)],
    ['no externalId', 'externalId', ''],
    ['an externalId of 201 letters', 'externalId', 'x'.repeat(201)],
    ['an externalId of a system with 301', 'externalId', `${'x'.repeat(301)}|1`],
    ['an externalId of a system only', 'externalId', 'mrn|'],
  ])('[8.3] is bad with %s, and the problem does not repeat it', (_, column, cell) => {
    const result = read('client', { ...client, [column]: cell });
    expect(result.record).toBeNull();
    expect(rejectedFields(result)).toEqual([column]);
    if (cell.trim().length > 3) expect(allText(result.problems)).not.toContain(cell);
  });

  test('[8.3] tells all that is wrong with it at once, and no remark on what stays out', () => {
    const result = read('client', { ...client, givenName: '', phone: 'no', dateOfBirth: '1948' });
    expect(rejectedFields(result).sort()).toEqual(['givenName', 'phone']);
    expect(remarkedFields(result)).toEqual([]);
  });

  test('[8.3] is bad with more or fewer cells than the header, or with null characters', () => {
    const header = Object.keys(client);
    expect(rejectedFields(readCsvRow('client', header, ['17', 'Marina'], reading))).toEqual(['row']);
    expect(rejectedFields(readCsvRow('client', header, ['17', 'Marina', 'Okafor', ''], reading))).toEqual([
      'row',
    ]);
    expect(rejectedFields(readCsvRow('client', header, ['17', 'Mar\u0000ina', 'Okafor'], reading))).toEqual([
      'row',
    ]);
  });

  test('[8.3] may be named by another system', () => {
    const named = read('client', { ...client, externalId: 'https://hospital.example|MRN-9' });
    expect(named.record?.identity).toEqual({
      kind: 'client',
      system: 'https://hospital.example',
      value: 'MRN-9',
    });
    expect(read('client', client, { source: 'old-diary' }).record?.identity.system).toBe('old-diary');
  });
});

describe('rows of staff, services and locations', () => {
  test('[8.3] a clinician is read with services by their externalIds', () => {
    const row = { ...staff, email: 'ana@example.org', services: 'svc-1; svc-2', bookableOnline: 'no' };
    expect(read('staff', row).record).toMatchObject({
      name: 'Dr Ana Ruiz',
      email: 'ana@example.org',
      roles: ['clinician'],
      bookableOnline: false,
      services: [
        { field: 'services', candidates: [{ kind: 'service', system: 'import', value: 'svc-1' }] },
        { field: 'services', candidates: [{ kind: 'service', system: 'import', value: 'svc-2' }] },
      ],
    });
    expect(read('staff', staff).record).toMatchObject({ bookableOnline: true, services: [], email: null });
  });

  test('[8.3] only an administrator imports administrators', () => {
    const row = { ...staff, roles: 'Admin clinician admin' };
    expect(rejectedFields(read('staff', row))).toContain('roles');
    expect(read('staff', row, { mayMakeAdmins: true }).record).toMatchObject({
      roles: ['admin', 'clinician'],
    });
    expect(rejectedFields(read('staff', { ...staff, roles: 'surgeon' }))).toEqual(['roles']);
  });

  test('[8.3] a service lasts 5 to 720 whole minutes', () => {
    const service = { externalId: 'svc-1', name: 'Physiotherapy', durationMinutes: '45' };
    expect(read('service', service).record).toMatchObject({ name: 'Physiotherapy', durationMinutes: 45 });
    for (const durationMinutes of ['4', '721', '45.5', 'an hour', ''])
      expect(rejectedFields(read('service', { ...service, durationMinutes }))).toEqual(['durationMinutes']);
  });

  test('[8.3] a location may have a zone of its own', () => {
    const location = { externalId: 'l1', name: 'Harbour Street', address: '', zone: 'Europe/Lisbon' };
    expect(read('location', location).record).toMatchObject({ address: null, zone: 'Europe/Lisbon' });
    expect(read('location', { ...location, zone: '' }).record).toMatchObject({ zone: null });
    expect(rejectedFields(read('location', { ...location, zone: 'GMT+1' }))).toEqual(['zone']);
  });
});

describe('a row of appointments', () => {
  test('[8.3] needs only who, with whom and when', () => {
    expect(read('appointment', appointment).record).toMatchObject({
      kind: 'appointment',
      client: [{ field: 'client', candidates: [{ kind: 'client', system: 'import', value: '17' }] }],
      staff: [{ field: 'staff', candidates: [{ kind: 'staff', system: 'import', value: 's1' }] }],
      location: [],
      service: null,
      start: { field: 'startsAt', moment: { local: '2026-12-01T09:00', seconds: 0 }, zone: null },
      end: null,
      durationMinutes: null,
      otherwiseMinutes: null,
      status: { field: 'status', kind: 'booked' },
      paid: false,
    });
  });

  test('[8.3] may name everything', () => {
    const row = {
      ...appointment,
      client: 'clnt_01JD3Q6Z5W8N4T2R9YB7KXAMCE',
      endsAt: '2026-12-01T09:45Z',
      durationMinutes: '45',
      zone: 'Europe/London',
      service: 'svc-1',
      location: 'l1',
      status: 'Did not come',
      paid: 'yes',
    };
    expect(read('appointment', row).record).toMatchObject({
      client: [{ id: 'clnt_01JD3Q6Z5W8N4T2R9YB7KXAMCE' }],
      service: { field: 'service' },
      location: [{ field: 'location' }],
      start: { zone: 'Europe/London' },
      end: { field: 'endsAt', moment: { at: Date.parse('2026-12-01T09:45Z') } },
      durationMinutes: 45,
      status: { name: 'Did not come' },
      paid: true,
    });
    expect(read('appointment', { ...row, status: 'No-Show' }).record).toMatchObject({
      status: { kind: 'no-show' },
    });
  });

  test.each([
    ['startsAt', ''],
    ['startsAt', 'tomorrow'],
    ['endsAt', '10:00'],
    ['client', ''],
    ['staff', ''],
    ['zone', 'London'],
    ['durationMinutes', '0'],
    ['paid', 'half'],
  ])('[8.3] is bad where %s is %j', (column, cell) => {
    expect(rejectedFields(read('appointment', { ...appointment, [column]: cell }))).toEqual([column]);
  });

  test('[8.3] cannot refer by a name too long to be kept', () => {
    const row = read('appointment', { ...appointment, client: 'x'.repeat(300) });
    expect(row.record).toMatchObject({ client: [{ candidates: [] }] });
  });
});
