import { describe, expect, test } from 'vitest';
import { fhirRow, kindOfFhirRow, readFhirRow } from '../../../../shared/domain/import/fhir-record.ts';
import type { AppointmentRecord, ClientRecord } from '../../../../shared/domain/import/record.ts';
import { allText, reading, rejectedFields, remarkedFields } from './given.ts';

const read = (resource: object, fullUrl: string | null = null) =>
  readFhirRow(fhirRow(JSON.stringify(fullUrl ? { fullUrl, resource } : resource), fullUrl !== null), reading);

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ use: 'official', family: 'Okafor', given: ['Marina', 'Grace'], prefix: ['Mrs.'] }],
  birthDate: '1948-03-27',
};
const appointment = {
  resourceType: 'Appointment',
  id: 'a1',
  status: 'booked',
  start: '2026-12-01T09:00:00+00:00',
  end: '2026-12-01T09:45:00+00:00',
  participant: [{ actor: { reference: 'Patient/p1' } }, { actor: { reference: 'Practitioner/d1' } }],
};
const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/p1' },
  participant: [{ individual: { reference: 'Practitioner/d1' } }],
  period: { start: '2020-12-01T09:00:00Z', end: '2020-12-01T09:45:00Z' },
};

describe('a row of FHIR', () => {
  test.each([
    ['a line that is cut off', '{"resourceType":"Patient","id":'],
    ['a line that is no object', '["Patient"]'],
    ['a line that is null', 'null'],
    ['a resource without a type', '{"id":"p1"}'],
  ])('[8.3] %s is a bad row', (_, text) => {
    const row = fhirRow(text, false);
    expect(kindOfFhirRow(row)).toBe('unreadable');
    expect(rejectedFields(readFhirRow(row, reading))).toEqual(['row']);
  });

  test('[8.3] an entry without a resource is a bad row', () => {
    expect(kindOfFhirRow(fhirRow('{"fullUrl":"urn:uuid:1"}', true))).toBe('unreadable');
  });

  test('[8.3] types of resource that a portal has no use for are skipped', () => {
    expect(kindOfFhirRow(fhirRow('{"resourceType":"Observation"}', false))).toBe('skipped');
    expect(kindOfFhirRow(fhirRow('{"resourceType":"toString"}', false))).toBe('skipped');
    expect(kindOfFhirRow(fhirRow('{"resourceType":"Patient"}', false))).toBe('client');
  });

  test('[8.3] a value of another type is named by its path, and not repeated', () => {
    const result = read({ ...patient, name: [{ family: ['Okafor'], given: 'Marina' }], birthDate: 1948 });
    expect(rejectedFields(result)).toEqual([
      'Patient.name[0].family',
      'Patient.name[0].given',
      'Patient.birthDate',
    ]);
    expect(allText(result.problems)).not.toMatch(/Okafor|Marina|1948/);
  });

  test.each([
    [{ ...patient, fhirVersion: '5.0.0' }, 'Patient.fhirVersion'],
    [
      { ...patient, meta: { profile: ['http://hl7.org/fhir/3.0/StructureDefinition/Patient'] } },
      'Patient.meta.profile',
    ],
    [{ ...patient, animal: {} }, 'Patient.animal'],
    [{ ...encounter, actualPeriod: {} }, 'Encounter.actualPeriod'],
    [{ ...encounter, class: [{ coding: [] }] }, 'Encounter.class'],
    [{ ...encounter, class: 'outpatient' }, 'Encounter.class'],
    [{ ...appointment, subject: {} }, 'Appointment.subject'],
    [{ ...appointment, serviceType: [{ concept: {} }] }, 'Appointment.serviceType'],
    [{ resourceType: 'PractitionerRole', id: 'r', availability: [] }, 'PractitionerRole.availability'],
    [{ resourceType: 'Location', id: 'l', form: {} }, 'Location.form'],
    [{ resourceType: 'Practitioner', id: 'd', deceasedBoolean: false }, 'Practitioner.deceasedBoolean'],
  ])('[8.3] a resource of another release is a bad row (%#)', (resource, field) => {
    const result = read(resource);
    expect(result.record).toBeNull();
    expect(rejectedFields(result)).toEqual([field]);
    expect(result.problems[0]?.reason).toContain('R4');
  });

  test('[8.3] R4 and R4B are read, with any profile', () => {
    const meta = {
      profile: [
        'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|6.1.0',
        'http://hl7.org/fhir/4.3/StructureDefinition/Patient',
      ],
    };
    expect(read({ ...patient, fhirVersion: '4.3.0', meta }).record).not.toBeNull();
    expect(read({ ...appointment, serviceType: [{ text: 'Physiotherapy' }] }).record).not.toBeNull();
    expect(read({ ...patient, meta: 'odd' }).record).not.toBeNull();
  });
});

describe('a Patient', () => {
  const client = (more: object) => {
    const { record } = read({ ...patient, ...more });
    expect(record?.kind).toBe('client');
    return record as ClientRecord;
  };

  test('[8.3] becomes a client without consent', () => {
    expect(client({})).toEqual({
      kind: 'client',
      identity: { kind: 'client', system: 'import', value: 'p1' },
      aliases: [],
      givenName: 'Marina',
      familyName: 'Okafor',
      dateOfBirth: '1948-03-27',
      postcode: null,
      email: null,
      phone: null,
      consent: { email: false, text: false },
      deceased: false,
      test: false,
    });
  });

  test('[8.3] who has died is imported as deceased', () => {
    expect(client({ deceasedBoolean: true }).deceased).toBe(true);
    expect(client({ deceasedDateTime: '2019' }).deceased).toBe(true);
    expect(client({ deceasedBoolean: false }).deceased).toBe(false);
  });

  test('[8.3] with part of a date of birth is imported without it', () => {
    const result = read({ ...patient, birthDate: '1948-03' });
    expect(result.record).toMatchObject({ dateOfBirth: null });
    expect(remarkedFields(result)).toEqual(['Patient.birthDate']);
    expect(rejectedFields(read({ ...patient, birthDate: '27.3.1948' }))).toEqual(['Patient.birthDate']);
  });

  test('[8.3] goes by the official name before others, and by a maiden or old one last', () => {
    const [official] = patient.name;
    const maiden = { use: 'maiden', family: 'Bello', given: ['Marina'] };
    expect(client({ name: [maiden, official] }).familyName).toBe('Okafor');
    expect(client({ name: [maiden, { family: 'Eze', given: [null, ' Ada '] }] })).toMatchObject({
      familyName: 'Eze',
      givenName: 'Ada',
    });
    expect(
      client({
        name: [
          { use: 'usual', family: 'Eze', given: ['Ada'] },
          { family: 'Obi', given: ['Ada'] },
        ],
      }).familyName,
    ).toBe('Eze');
    expect(client({ name: [{ use: 'invented', family: 'Obi', given: ['Ada'] }, maiden] }).familyName).toBe(
      'Bello',
    );
    expect(rejectedFields(read({ ...patient, name: [{ text: 'Marina Okafor' }] }))).toEqual([
      'Patient.name.given',
      'Patient.name.family',
    ]);
    expect(rejectedFields(read({ ...patient, name: undefined }))).toHaveLength(2);
  });

  test('[8.3] gives the telephone, e-mail and home address in use', () => {
    const telecom = [
      { system: 'phone', value: '0000', use: 'home' },
      { system: 'phone', value: '020 7946 0018', use: 'home' },
      { system: 'phone', value: '07700 900123', use: 'mobile' },
      { system: 'phone', value: '07700 900124', use: 'old' },
      { system: 'email', value: 'old@example.org', use: 'old' },
      { system: 'email', value: 'marina@example.org' },
      { system: 'fax' },
      { system: 'phone' },
    ];
    const address = [
      { use: 'old', postalCode: 'E1 1AA' },
      { use: 'billing', postalCode: 'E2 1AA' },
      { use: 'work', postalCode: 'EC1 1AA' },
      { use: 'home', postalCode: 'SW1A 1AA' },
    ];
    expect(client({ telecom, address })).toMatchObject({
      phone: '+447700900123',
      email: 'marina@example.org',
      postcode: 'SW1A 1AA',
    });
    expect(client({ address: address.slice(0, 3) }).postcode).toBe('EC1 1AA');
    const american = [{ postalCode: '66801', country: 'us' }];
    expect(client({ telecom: [{ system: 'sms', value: '555-810-7203' }], address: american }).phone).toBe(
      '+15558107203',
    );
    expect(
      client({ telecom: [{ system: 'phone', value: '555-810-7203' }], address: [{ country: 'USA' }] }).phone,
    ).toBe('+445558107203');
  });

  test('[8.3] is imported without a telephone, e-mail address or postcode that is none, and staff are told', () => {
    const telecom = [
      { system: 'phone', value: '12' },
      { system: 'email', value: 'none' },
    ];
    const result = read({ ...patient, telecom, address: [{ postalCode: 'somewhere in London' }] });
    expect(result.record).toMatchObject({ phone: null, email: null, postcode: null });
    expect(remarkedFields(result)).toEqual([
      'Patient.address.postalCode',
      'Patient.telecom',
      'Patient.telecom',
    ]);
  });

  test('[8.3] is known by id, identifiers and the address of its entry, but by no number of a state', () => {
    const identifier = [
      { system: 'urn:mrn', value: '9', type: { coding: [{}] } },
      { system: 'urn:mrn', value: '9' },
      { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-94-5397' },
      { type: { coding: [{ code: 'DL' }, {}] }, system: 'urn:oid:2.16.840.1.113883.4.3.25', value: 'S999' },
      { system: 'urn:none' },
      { value: '1' },
      { system: 'urn:long', value: 'x'.repeat(201) },
    ];
    const { record } = read({ ...patient, identifier }, 'urn:uuid:3fdc72f4-a11d-4a9d-9260-a9f745779e1d');
    expect(record?.identity).toEqual({ kind: 'client', system: 'import', value: 'p1' });
    expect(record?.aliases).toEqual([
      { kind: 'client', system: 'urn:mrn', value: '9' },
      { kind: 'client', system: 'url', value: 'urn:uuid:3fdc72f4-a11d-4a9d-9260-a9f745779e1d' },
    ]);
    const { record: unnamed } = read({ ...patient, id: undefined, identifier });
    expect(unnamed?.identity).toEqual({ kind: 'client', system: 'urn:mrn', value: '9' });
    expect(rejectedFields(read({ ...patient, id: undefined }))).toEqual(['Patient.id']);
    const many = Array.from({ length: 20 }, (_, at) => ({ system: 'urn:mrn', value: `${at}` }));
    expect(read({ ...patient, identifier: many }).record?.aliases).toHaveLength(10);
  });
});

describe('Practitioner, PractitionerRole and Location', () => {
  test('[8.3] a Practitioner becomes a clinician', () => {
    const practitioner = {
      resourceType: 'Practitioner',
      id: 'd1',
      name: [{ family: 'Ruiz', given: ['Ana'], prefix: ['Dr.'] }],
      telecom: [{ system: 'email', value: 'ana@example.org' }],
    };
    expect(read(practitioner).record).toMatchObject({
      kind: 'staff',
      name: 'Dr. Ana Ruiz',
      email: 'ana@example.org',
      roles: ['clinician'],
      bookableOnline: true,
    });
    expect(read({ ...practitioner, active: false }).record).toMatchObject({ bookableOnline: false });
    expect(read({ ...practitioner, name: [{ text: 'Sister Agnes' }] }).record).toMatchObject({
      name: 'Sister Agnes',
    });
    expect(rejectedFields(read({ ...practitioner, name: [] }))).toEqual(['Practitioner.name']);
    expect(rejectedFields(read({ ...practitioner, name: undefined }))).toEqual(['Practitioner.name']);
  });

  test('[8.3] a PractitionerRole is another name of its practitioner', () => {
    const role = {
      resourceType: 'PractitionerRole',
      id: 'r1',
      practitioner: { identifier: { system: 'urn:npi', value: '99' } },
    };
    expect(read(role).record).toMatchObject({
      kind: 'role',
      identity: { kind: 'role', value: 'r1' },
      staff: { candidates: [{ kind: 'staff', system: 'urn:npi', value: '99' }] },
    });
    for (const practitioner of [undefined, { identifier: { value: '99' } }])
      expect(rejectedFields(read({ ...role, practitioner }))).toEqual(['PractitionerRole.practitioner']);
  });

  test('[8.3] a Location without a name goes by its alias, description or address', () => {
    const location = { resourceType: 'Location', id: 'l1' };
    const address = { line: ['1 Harbour Street', null], city: 'Bristol', postalCode: 'BS1 1AA' };
    const nameOf = (more: object) => (read({ ...location, ...more }).record as { name: string } | null)?.name;
    expect(read({ ...location, name: 'Harbour', address }).record).toMatchObject({
      name: 'Harbour',
      address: '1 Harbour Street, Bristol, BS1 1AA',
      zone: null,
    });
    expect(nameOf({ alias: [null, 'The Harbour'], description: 'x' })).toBe('The Harbour');
    expect(nameOf({ description: "Patient's Home" })).toBe("Patient's Home");
    expect(nameOf({ address: { ...address, text: 'Harbour St, Bristol' } })).toBe('Harbour St, Bristol');
    expect(rejectedFields(read(location))).toEqual(['Location.name']);
    expect(rejectedFields(read({ ...location, address: {} }))).toEqual(['Location.name']);
  });
});

const visit = (resource: object) => {
  const result = read(resource);
  expect(result.problems).toEqual([]);
  return result.record as AppointmentRecord;
};

describe('an Appointment', () => {
  test('[8.3] is read with its people, place and time', () => {
    const participant = [
      ...appointment.participant,
      { actor: { reference: 'Location?identifier=urn:loc%7C7' } },
      { actor: { reference: 'RelatedPerson/x' } },
      {},
    ];
    expect(
      visit({ ...appointment, participant, serviceType: [{}, { coding: [{ display: 'Physiotherapy' }] }] }),
    ).toMatchObject({
      client: [
        {
          field: 'Appointment.participant.actor',
          candidates: [{ kind: 'client', system: 'import', value: 'p1' }],
        },
      ],
      staff: [{ candidates: [{ kind: 'staff', system: 'import', value: 'd1' }] }],
      location: [{ candidates: [{ kind: 'location', system: 'urn:loc', value: '7' }] }],
      serviceName: 'Physiotherapy',
      start: { moment: { at: Date.parse('2026-12-01T09:00Z') } },
      end: { moment: { at: Date.parse('2026-12-01T09:45Z') } },
      status: { kind: 'booked' },
    });
  });

  test.each([
    ['booked', 'booked'],
    ['arrived', 'booked'],
    ['checked-in', 'booked'],
    ['fulfilled', 'attended'],
    ['noshow', 'no-show'],
    ['cancelled', 'cancelled'],
  ])('[8.3] that is %s becomes %s', (status, kind) => {
    expect(visit({ ...appointment, status }).status).toMatchObject({ kind });
  });

  test.each(['proposed', 'pending', 'waitlist', 'entered-in-error', 'toString'])(
    '[8.3] that is %s is reported, not imported',
    (status) => {
      expect(rejectedFields(read({ ...appointment, status }))).toEqual(['Appointment.status']);
    },
  );

  test('[8.3] names its people by absolute address, urn or role', () => {
    const participant = [
      { actor: { reference: 'https://server.example/fhir/Patient/p1' } },
      { actor: { reference: 'PractitionerRole/r1' } },
    ];
    expect(visit({ ...appointment, participant })).toMatchObject({
      client: [
        { candidates: [{ kind: 'client', system: 'url', value: 'https://server.example/fhir/Patient/p1' }] },
      ],
      staff: [{ candidates: [{ kind: 'role', system: 'import', value: 'r1' }] }],
    });
    const anyone = visit({ ...appointment, participant: [{ actor: { reference: 'urn:uuid:1' } }] });
    expect(anyone.client).toMatchObject([{ maybe: true, candidates: [{ kind: 'client' }] }]);
    expect(anyone.staff).toMatchObject([{ maybe: true, candidates: [{ kind: 'staff' }, { kind: 'role' }] }]);
    const typed = visit({
      ...appointment,
      participant: [{ actor: { type: 'Patient', identifier: { system: 'urn:mrn', value: '9' } } }],
    });
    expect(typed.client).toMatchObject([{ candidates: [{ kind: 'client', system: 'urn:mrn', value: '9' }] }]);
    expect(typed.staff).toEqual([]);
  });

  test('[8.3] without its times, with a date alone or without an offset is bad', () => {
    expect(rejectedFields(read({ ...appointment, start: undefined }))).toEqual(['Appointment.start']);
    expect(rejectedFields(read({ ...appointment, start: '2026-12-01' }))).toEqual(['Appointment.start']);
    expect(rejectedFields(read({ ...appointment, end: '2026-12-01T09:45:00' }))).toEqual(['Appointment.end']);
    expect(visit({ ...appointment, end: undefined, minutesDuration: 45 })).toMatchObject({
      end: null,
      durationMinutes: 45,
    });
    for (const minutesDuration of [0, 5000])
      expect(visit({ ...appointment, end: undefined, minutesDuration })).toMatchObject({
        durationMinutes: null,
        otherwiseMinutes: 30,
      });
  });

  test.each([
    '#contained',
    'Patient/',
    'Patient?name=Okafor',
    'Patient?identifier=9',
    'Patient?identifier=urn:mrn|',
    'p1',
    'Patient/p1/extra',
  ])('[8.3] with a reference that cannot be followed is bad: %s', (reference) => {
    const participant = [
      { actor: { type: 'Patient', reference } },
      { actor: { reference: 'Practitioner/d1' } },
    ];
    expect(rejectedFields(read({ ...appointment, participant }))).toEqual(['Appointment.participant.actor']);
  });

  test('[8.3] follows a reference to a version, and one with a stray percent sign', () => {
    const of = (reference: string) =>
      visit({ ...appointment, participant: [{ actor: { reference } }] }).client;
    expect(of('Patient/p1/_history/3')).toMatchObject([{ candidates: [{ value: 'p1' }] }]);
    expect(of('Patient?identifier=urn:mrn|9%')).toMatchObject([{ candidates: [{ value: '9%' }] }]);
  });
});

describe('an Encounter', () => {
  test('[8.3] is read as a past appointment', () => {
    const location = [{ location: { reference: 'Location/l1' } }, { location: { reference: 'Location/l2' } }];
    const type = [{ text: 'Check up' }];
    expect(
      visit({ ...encounter, location, type, appointment: [{ reference: 'Appointment/a1' }] }),
    ).toMatchObject({
      kind: 'encounter',
      status: { kind: 'attended' },
      serviceName: 'Check up',
      location: [{ candidates: [{ value: 'l1' }] }],
      sameAs: [{ candidates: [{ kind: 'appointment', value: 'a1' }] }],
    });
    expect(
      visit({ ...encounter, status: 'cancelled', type: [{ coding: [{ code: '185345009' }] }] }),
    ).toMatchObject({
      status: { kind: 'cancelled' },
      serviceName: '185345009',
    });
  });

  test('[8.3] goes by who performed or attended it', () => {
    const type = (code: string) => [{ coding: [{ code }] }, {}];
    const participant = [
      { type: type('SPRF'), individual: { reference: 'Practitioner/assistant' } },
      { type: type('ATND'), individual: { reference: 'Practitioner/d1' } },
    ];
    expect(visit({ ...encounter, participant }).staff).toMatchObject([{ candidates: [{ value: 'd1' }] }]);
    expect(visit({ ...encounter, participant: participant.slice(0, 1) }).staff).toHaveLength(1);
    expect(visit({ ...encounter, participant: undefined }).staff).toEqual([]);
  });

  test.each(['planned', 'in-progress', 'unknown', 'entered-in-error'])(
    '[8.3] that is %s is reported, not imported',
    (status) => {
      expect(rejectedFields(read({ ...encounter, status }))).toEqual(['Encounter.status']);
    },
  );

  test('[8.3] without a person, or a place that can be found, is bad', () => {
    expect(rejectedFields(read({ ...encounter, subject: undefined }))).toEqual(['Encounter.subject']);
    expect(
      rejectedFields(read({ ...encounter, location: [{ location: { reference: 'the ward' } }] })),
    ).toEqual(['Encounter.location.location']);
    expect(rejectedFields(read({ ...encounter, period: undefined }))).toEqual(['Encounter.period.start']);
    expect(visit({ ...encounter, location: [{}] }).location).toEqual([]);
    expect(visit({ ...encounter, appointment: [{ reference: '#a' }] }).sameAs).toEqual([]);
  });

  test.each([
    [{ value: 45, code: 'min' }, 45],
    [{ value: 1.5, unit: 'h' }, 90],
    [{ value: 2, unit: 'd' }, null],
    [{ code: 'min' }, null],
    [{}, null],
  ])('[8.3] without an end lasts as long as it says (%#)', (length, minutes) => {
    expect(visit({ ...encounter, period: { start: encounter.period.start }, length }).durationMinutes).toBe(
      minutes,
    );
  });
});
