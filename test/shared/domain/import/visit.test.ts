import { describe, expect, test } from 'vitest';
import { defaultPreferences } from '../../../../shared/domain/availability.ts';
import type { Location, Service, Status } from '../../../../shared/domain/catalogue.ts';
import type { Moment } from '../../../../shared/domain/import/moment.ts';
import type { AppointmentRecord, ExternalId, Reference } from '../../../../shared/domain/import/record.ts';
import { type Directory, resolve, resolveOne } from '../../../../shared/domain/import/resolve.ts';
import {
  durationSeen,
  importedAppointment,
  statusOf,
  takesTime,
  timesOf,
} from '../../../../shared/domain/import/visit.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const utc = (text: string): Moment => ({ at: Date.parse(text) });
const local = (text: string): Moment => ({ local: text, seconds: 0 });

const record = (more: Partial<AppointmentRecord> = {}): AppointmentRecord => ({
  kind: 'appointment',
  identity: { kind: 'appointment', system: 'import', value: 'a1' },
  aliases: [],
  client: [],
  staff: [],
  location: [],
  service: null,
  serviceName: null,
  start: { field: 'startsAt', moment: local('2026-12-01T09:00'), zone: null },
  end: null,
  durationMinutes: 30,
  otherwiseMinutes: null,
  status: { field: 'status', kind: 'booked' },
  paid: false,
  sameAs: [],
  ...more,
});

const practice = { zone: 'Europe/London' };
const nowhere = { practice, location: undefined, service: undefined };
const lisbon = { zone: 'Atlantic/Azores' } as Location;
const physio = { durationMinutes: 45 } as Service;
const start = (moment: Moment, zone: string | null = null) => ({ field: 'startsAt', moment, zone });
const end = (moment: Moment, zone: string | null = null) => ({ field: 'endsAt', moment, zone });

const isoTimes = (...args: Parameters<typeof timesOf>) => {
  const times = timesOf(...args);
  if ('problem' in times) return times.problem.field;
  return [new Date(times.startsAt).toISOString(), new Date(times.endsAt).toISOString(), times.zone];
};

describe('when an imported appointment is', () => {
  test("[8.3] reads local times in the row's zone, else the location's, else the practice's", () => {
    const summer = { start: start(local('2027-07-01T09:00')) };
    expect(isoTimes(record(summer), nowhere, now)).toEqual([
      '2027-07-01T08:00:00.000Z',
      '2027-07-01T08:30:00.000Z',
      'Europe/London',
    ]);
    expect(isoTimes(record(summer), { ...nowhere, location: lisbon }, now)).toEqual([
      '2027-07-01T09:00:00.000Z',
      '2027-07-01T09:30:00.000Z',
      'Atlantic/Azores',
    ]);
    const named = { start: start(local('2027-07-01T09:00'), 'America/New_York') };
    expect(isoTimes(record(named), { ...nowhere, location: lisbon }, now)).toEqual([
      '2027-07-01T13:00:00.000Z',
      '2027-07-01T13:30:00.000Z',
      'Atlantic/Azores',
    ]);
    const ended = {
      end: end(local('2026-12-01T10:00'), 'America/New_York'),
      start: start(local('2026-12-01T09:00'), 'America/New_York'),
    };
    expect(isoTimes(record(ended), nowhere, now)).toEqual([
      '2026-12-01T14:00:00.000Z',
      '2026-12-01T15:00:00.000Z',
      'Europe/London',
    ]);
  });

  test('[8.3] is a bad row at a local time that the clocks skip or repeat', () => {
    expect(isoTimes(record({ start: start(local('2027-03-28T01:30')) }), nowhere, now)).toBe('startsAt');
    expect(isoTimes(record({ start: start(local('2027-10-31T01:30')) }), nowhere, now)).toBe('startsAt');
    expect(
      isoTimes(
        record({ start: start(utc('2027-10-31T01:30Z')), end: end(local('2027-10-31T01:59')) }),
        nowhere,
        now,
      ),
    ).toBe('endsAt');
  });

  test("[8.3] lasts until its end, for its duration, its service's, or what the format assumes", () => {
    const length = (more: Partial<AppointmentRecord>, service?: Service) => {
      const times = timesOf(record(more), { ...nowhere, service }, now);
      return 'problem' in times ? times.problem.field : (times.endsAt - times.startsAt) / 60_000;
    };
    expect(length({ end: end(local('2026-12-01T09:20')) }, physio)).toBe(20);
    expect(length({}, physio)).toBe(30);
    expect(length({ durationMinutes: null, otherwiseMinutes: 60 }, physio)).toBe(45);
    expect(length({ durationMinutes: null, otherwiseMinutes: 60 })).toBe(60);
    expect(length({ durationMinutes: null })).toBe('endsAt');
    expect(length({ end: end(local('2026-12-01T09:00')) })).toBe('endsAt');
    expect(length({ end: end(local('2026-12-01T08:00')) })).toBe('endsAt');
  });

  test('[8.3] may have lasted for weeks, but lasts 24 hours at most ahead', () => {
    expect(
      isoTimes(
        record({ start: start(utc('1996-01-01T00:00Z')), end: end(utc('1996-01-28T00:00Z')) }),
        nowhere,
        now,
      ),
    ).toHaveLength(3);
    const ahead = (until: string) => isoTimes(record({ end: end(utc(until)) }), nowhere, now);
    expect(ahead('2026-12-02T09:00Z')).toHaveLength(3);
    expect(ahead('2026-12-02T09:01Z')).toBe('endsAt');
  });

  test('[8.3] is a bad row where an encounter is not over', () => {
    const encounter = (at: string) =>
      isoTimes(
        record({ kind: 'encounter', start: start(utc('2026-11-22T11:00Z')), end: end(utc(at)) }),
        nowhere,
        now,
      );
    expect(encounter('2026-11-22T12:00Z')).toHaveLength(3);
    expect(encounter('2026-11-22T12:01Z')).toBe('endsAt');
  });
});

const statuses: Status[] = [
  { id: 'status_1', name: 'Booked', kind: 'booked', version: 1 },
  { id: 'status_2', name: 'Called off', kind: 'cancelled', version: 1 },
  { id: 'status_3', name: 'Cancelled', kind: 'cancelled', version: 1 },
];

describe('the status of an imported appointment', () => {
  test("[8.3] is the practice's own: by name, by kind, and as it cancels", () => {
    expect(statusOf({ field: 'status', name: 'called OFF' }, statuses, 'status_3')).toBe(statuses[1]);
    expect(statusOf({ field: 'status', kind: 'booked' }, statuses, 'status_3')).toBe(statuses[0]);
    expect(statusOf({ field: 'status', kind: 'cancelled' }, statuses, 'status_3')).toBe(statuses[2]);
    expect(statusOf({ field: 'status', kind: 'cancelled' }, statuses, 'status_9')).toBe(statuses[1]);
  });

  test('[8.3] that the practice does not have is a bad row', () => {
    expect(statusOf({ field: 'status', name: 'Gone' }, statuses, '')).toMatchObject({
      problem: { field: 'status' },
    });
    expect(statusOf({ field: 'status', kind: 'no-show' }, statuses, '')).toMatchObject({
      problem: { field: 'status' },
    });
  });

  test('[8.3] takes its time only ahead, and unless it gives it back', () => {
    const times = { startsAt: now - 60_000, endsAt: now + 60_000, zone: 'UTC' };
    const [booked, cancelled] = statuses as [Status, Status];
    expect(takesTime(times, booked, now)).toBe(true);
    expect(takesTime(times, cancelled, now)).toBe(false);
    expect(takesTime({ ...times, endsAt: now }, booked, now)).toBe(false);
  });
});

test('[8.3] an imported appointment keeps instant and wall clock', () => {
  const [booked] = statuses as [Status];
  const times = {
    startsAt: Date.parse('2026-12-01T09:00Z'),
    endsAt: Date.parse('2026-12-01T09:30Z'),
    zone: 'America/Chicago',
  };
  const parties = { clientId: 'clnt_1', staffId: 'staff_1', serviceId: null, locationId: null, test: true };
  const preferences = { ...defaultPreferences, bufferAfterMinutes: 10 };
  expect(
    importedAppointment('appt_1', record({ paid: true }), parties, times, booked, preferences),
  ).toMatchObject({
    startsAt: '2026-12-01T09:00:00.000Z',
    endsAt: '2026-12-01T09:30:00.000Z',
    localTime: '2026-12-01T03:00',
    zone: 'America/Chicago',
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    statusId: 'status_1',
    paid: true,
    test: true,
    version: 1,
  });
});

test.each([
  [{ start: start(utc('2020-01-01T09:00Z')), end: end(utc('2020-01-01T09:53Z')) }, 55],
  [{ start: start(utc('2020-01-01T09:00Z')), end: end(utc('2020-01-20T09:00Z')) }, 720],
  [{ start: start(utc('2020-01-01T09:00Z')), end: end(utc('2020-01-01T09:01Z')) }, 5],
  [{ durationMinutes: 42 }, 40],
  [{ durationMinutes: null, otherwiseMinutes: 60 }, 60],
  [{ durationMinutes: null }, 30],
  [{ end: end(utc('2020-01-01T09:01Z')), durationMinutes: 20 }, 20],
])(
  '[8.3] a service that an appointment names first lasts as long as it, on five minutes (%#)',
  (more, minutes) => {
    expect(durationSeen(record(more))).toBe(minutes);
  },
);

describe('what a row refers to', () => {
  const name = (value: string): ExternalId => ({ kind: 'client', system: 'import', value });
  const reference = (values: string[], more: Partial<Reference> = {}): Reference => ({
    field: 'client',
    candidates: values.map(name),
    ...more,
  });
  const directory: Directory = {
    known: ({ value }) =>
      ({
        one: { id: 'clnt_1' },
        uno: { id: 'clnt_1' },
        two: { id: 'clnt_2' },
        both: { id: 'clnt_1', ambiguous: true },
      })[value],
    has: (id) => id === 'clnt_1',
  };

  test('[8.3] is found by any of its names, or by its Portico id', () => {
    expect(resolve(reference(['none', 'one', 'uno']), directory, 'client')).toEqual({ id: 'clnt_1' });
    expect(resolve(reference([], { id: 'clnt_1' }), directory, 'client')).toEqual({ id: 'clnt_1' });
  });

  test('[8.3] is a bad row where nothing, or more than one thing, is found', () => {
    for (const it of [
      reference(['none']),
      reference([]),
      reference([], { id: 'clnt_9' }),
      reference(['one', 'two']),
      reference(['both']),
    ])
      expect(resolve(it, directory, 'client')).toMatchObject({
        problem: { field: 'client', outcome: 'rejected' },
      });
  });

  test('[8.3] may be named twice, if both mean the same', () => {
    expect(resolveOne([reference(['one']), reference(['uno'])], directory, 'client')).toEqual({
      id: 'clnt_1',
    });
    expect(resolveOne([reference(['one']), reference(['two'])], directory, 'client')).toMatchObject({
      problem: {},
    });
    expect(resolveOne([reference(['one']), reference(['none'])], directory, 'client')).toMatchObject({
      problem: {},
    });
    expect(
      resolveOne([reference(['one']), reference(['none'], { maybe: true })], directory, 'client'),
    ).toEqual({ id: 'clnt_1' });
    expect(resolveOne([reference(['none'], { maybe: true })], directory, 'client')).toBeNull();
    expect(resolveOne([reference(['both'], { maybe: true })], directory, 'client')).toMatchObject({
      problem: {},
    });
    expect(resolveOne([], directory, 'client')).toBeNull();
  });
});
