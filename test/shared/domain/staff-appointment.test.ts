import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { timeOf } from '../../../shared/domain/appointment-change.ts';
import { busyTimesOf, claim, type DaySheet, sheetDatesOf } from '../../../shared/domain/day-sheet.ts';
import { type Decision, granted } from '../../../shared/domain/decision.ts';
import {
  type ChangeDraft,
  decideHandling,
  decideHandOver,
  decideStaffMove,
  type Named,
  partiesAfter,
  staffStart,
} from '../../../shared/domain/staff-appointment.ts';
import { type CreationDraft, creationTime, decideCreation } from '../../../shared/domain/staff-creation.ts';
import {
  decideAttendance,
  decideDeletion,
  decideRestoration,
  decideStaffCancellation,
} from '../../../shared/domain/staff-status.ts';
import { fc } from '../../support/random.ts';
import {
  givenAppointment,
  givenClient,
  givenClinician,
  givenLocation,
  givenPractice,
  givenService,
  ids,
  statuses,
} from './given.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const practice = givenPractice();
const named = (over: Partial<Named> = {}): Named => ({
  client: givenClient(),
  clinician: givenClinician(),
  service: givenService(),
  location: givenLocation(),
  ...over,
});
const deleted = { deletedAt: '2026-11-23T09:00:00.000Z' };
const cancelled = { statusId: ids.cancelled, statusKind: 'cancelled' as const, heldStatusId: ids.booked };

/** The sheets of a clinician with these appointments. */
const sheetsWith = (...appointments: readonly Appointment[]): DaySheet[] =>
  appointments.reduce<DaySheet[]>((sheets, it) => {
    const claimed = granted(claim(sheets, { ...it, ...timeOf(it) }, now, { ignoreBuffers: true }));
    return [...sheets.filter(({ date }) => !claimed.some((other) => other.date === date)), ...claimed];
  }, []);

const codeOf = (decision: Decision<unknown>) => (decision.allowed ? 'allowed' : decision.refusal.code);
const fieldsOf = (decision: Decision<unknown>) =>
  decision.allowed ? [] : (decision.refusal.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe('who may handle an appointment', () => {
  test.each([
    ['its clinician', { staffId: ids.staff, roles: ['clinician'] }, undefined, 'allowed'],
    ['another clinician', { staffId: 'staff_other', roles: ['clinician'] }, undefined, 'forbidden'],
    ['a manager', { staffId: 'staff_other', roles: ['manager'] }, undefined, 'allowed'],
    ['an admin over the present version', { staffId: 'staff_other', roles: ['admin'] }, 4, 'allowed'],
    ['its clinician over an old version', { staffId: ids.staff, roles: ['clinician'] }, 3, 'stale-version'],
    ['another clinician over an old one', { staffId: 'staff_other', roles: ['clinician'] }, 3, 'forbidden'],
  ] as const)('[3.4] %s', (_, { staffId, roles }, version, code) => {
    expect(codeOf(decideHandling({ staffId, roles: [...roles] }, givenAppointment(), version))).toBe(code);
  });
});

test.each([
  ['2026-11-24T09:07:00Z', true],
  ['1970-01-01T00:00:00Z', true],
  ['2026-11-24T09:07:01Z', false],
  ['2026-11-24T09:07:00.001Z', false],
  ['1969-12-31T23:59:00Z', false],
])('[3.4] an appointment may begin at %s: %s', (text, may) => {
  expect(staffStart.safeParse(text).success).toBe(may);
});

describe('a new appointment', () => {
  const draft = (over: Partial<CreationDraft> = {}): CreationDraft => ({
    clientId: ids.client,
    staffId: ids.staff,
    serviceId: ids.service,
    locationId: ids.location,
    startsAt: '2026-11-24T10:00:00Z',
    ignoreBuffers: false,
    ...over,
  });
  const decide = (over: Partial<CreationDraft> = {}, who: Partial<Named> = {}, sheets: DaySheet[] = []) =>
    decideCreation({
      id: ids.appointment,
      draft: draft(over),
      named: named(who),
      practice,
      statuses,
      sheets,
      now,
    });

  test('[3.4] has all that an appointment has, in the zone of its place', () => {
    const location = givenLocation({ zone: 'America/New_York' });
    const preferences = { ...practice.preferences, bufferBeforeMinutes: 5, bufferAfterMinutes: 10 };
    const made = decideCreation({
      id: ids.appointment,
      draft: draft(),
      named: named({ location, client: givenClient({ test: true }) }),
      practice: { ...practice, preferences },
      statuses,
      sheets: [],
      now,
    });
    expect(granted(made)).toEqual({
      appointment: {
        ...givenAppointment(),
        startsAt: '2026-11-24T10:00:00.000Z',
        endsAt: '2026-11-24T10:45:00.000Z',
        localTime: '2026-11-24T05:00',
        zone: 'America/New_York',
        bufferBeforeMinutes: 5,
        bufferAfterMinutes: 10,
        test: true,
        version: 1,
      },
      sheets: [{ date: '2026-11-24', version: 0, taken: [[600, 645, 5, 10]] }],
    });
  });

  test('[3.4] lasts as it is said, needs no service and no place, and may be attended already', () => {
    const over = { serviceId: null, locationId: null, durationMinutes: 20, statusId: ids.attended };
    const made = granted(decide(over, { service: null, location: null })).appointment;
    expect(made).toMatchObject({
      endsAt: '2026-11-24T10:20:00.000Z',
      statusKind: 'attended',
      zone: practice.zone,
    });
    expect(creationTime(draft({ durationMinutes: 20 }), null)).toEqual({
      startsAt: Date.parse('2026-11-24T10:00:00Z'),
      endsAt: Date.parse('2026-11-24T10:20:00Z'),
    });
  });

  test.each<[string, Partial<CreationDraft>, Partial<Named>, string[]]>([
    ['an unknown client', {}, { client: undefined }, ['/clientId client-unknown']],
    ['an unknown clinician', {}, { clinician: undefined }, ['/staffId clinician-unknown']],
    [
      'one who has left',
      {},
      { clinician: givenClinician({ archived: true }) },
      ['/staffId clinician-unknown'],
    ],
    ['an unknown service', {}, { service: undefined }, ['/serviceId service-unknown']],
    [
      'an archived service',
      {},
      { service: givenService({ archived: true }) },
      ['/serviceId service-unknown'],
    ],
    ['an unknown place', {}, { location: undefined }, ['/locationId location-unknown']],
    [
      'an archived place',
      {},
      { location: givenLocation({ archived: true }) },
      ['/locationId location-unknown'],
    ],
    ['no length', { serviceId: null }, { service: null }, ['/durationMinutes missing']],
    ['an unknown status', { statusId: 'status_x' }, {}, ['/statusId status-unknown']],
    ['a cancelled status', { statusId: ids.cancelled }, {}, ['/statusId status-frees-time']],
    ['a dead client', {}, { client: givenClient({ deceased: true }) }, ['/clientId deceased']],
    [
      'nothing that is right',
      { statusId: 'status_x', serviceId: null },
      { client: undefined, clinician: undefined, service: null, location: undefined },
      [
        '/clientId client-unknown',
        '/staffId clinician-unknown',
        '/locationId location-unknown',
        '/statusId status-unknown',
        '/durationMinutes missing',
      ],
    ],
  ])('[3.4] is refused with %s', (_, over, who, fields) => {
    expect(fieldsOf(decide(over, who))).toEqual(fields);
  });

  test('[1.7] needs a status of the kind booked where none is named', () => {
    const about = { id: ids.appointment, draft: draft(), named: named(), practice, sheets: [], now };
    const made = decideCreation({ ...about, statuses: statuses.filter(({ kind }) => kind !== 'booked') });
    expect(fieldsOf(made)).toEqual(['/statusId status-missing']);
  });

  test('[8.3] may record the past of somebody who has died', () => {
    const client = givenClient({ deceased: true });
    expect(codeOf(decide({ startsAt: '2026-11-23T11:15:00Z' }, { client }))).toBe('allowed');
    expect(codeOf(decide({ startsAt: '2026-11-23T11:16:00Z' }, { client }))).toBe('validation');
  });

  test('[3.4] never overlaps, whatever is said of gaps', () => {
    const sheets = sheetsWith(givenAppointment({ bufferAfterMinutes: 30 }));
    const at = (startsAt: string, ignoreBuffers: boolean) =>
      codeOf(decide({ startsAt, ignoreBuffers }, {}, sheets));
    expect(at('2026-11-24T09:44:00Z', true)).toBe('taken');
    expect(at('2026-11-24T09:45:00Z', false)).toBe('taken');
    expect(at('2026-11-24T09:45:00Z', true)).toBe('allowed');
    expect(at('2026-11-24T10:15:00Z', false)).toBe('allowed');
  });
});

describe('a change by staff', () => {
  const decide = (
    over: Partial<ChangeDraft>,
    of: Partial<Appointment> = {},
    who: Partial<Named> = {},
    sheets?: DaySheet[],
  ) => {
    const appointment = givenAppointment(of);
    const draft = { startsAt: appointment.startsAt, ignoreBuffers: false, ...over };
    const before = sheets ?? sheetsWith(appointment);
    return decideStaffMove({ appointment, draft, named: named(who), practice, sheets: before, now });
  };
  const late = { lateReference: '2026-11-20T09:00:00.000Z', lateChange: true };

  test('[3.4] moves it, keeps its length, and clears what is kept about lateness', () => {
    const { after, sheets } = granted(decide({ startsAt: '2026-11-26T14:07:00Z' }, late));
    expect(after).toEqual({
      ...givenAppointment(),
      startsAt: '2026-11-26T14:07:00.000Z',
      endsAt: '2026-11-26T14:52:00.000Z',
      localTime: '2026-11-26T14:07',
      version: 5,
    });
    expect(sheets).toMatchObject([{ date: '2026-11-24', taken: [] }, { date: '2026-11-26' }]);
  });

  test('[3.4] gives it another service or place without touching sheets, gaps or what is kept', () => {
    const { after, sheets } = granted(
      decide({ serviceId: null, locationId: null }, { ...late, bufferAfterMinutes: 7 }),
    );
    expect(after).toMatchObject({ serviceId: null, locationId: null, ...late, bufferAfterMinutes: 7 });
    expect(sheets).toEqual([]);
  });

  test('[4.3] reads its local time in the zone of the new place, or the practice’s', () => {
    const location = givenLocation({ id: 'loc_other', zone: 'America/New_York' });
    const there = granted(decide({ locationId: 'loc_other' }, {}, { location })).after;
    expect(there).toMatchObject({ zone: 'America/New_York', localTime: '2026-11-24T04:00' });
    const nowhere = granted(
      decide({ locationId: null }, { zone: 'America/New_York' }, { location: null }),
    ).after;
    expect(nowhere).toMatchObject({ zone: 'Europe/London', localTime: '2026-11-24T09:00' });
  });

  test('[3.4] gives it another length, over its own time', () => {
    const { after, sheets } = granted(decide({ durationMinutes: 60 }, late));
    expect(after).toMatchObject({ endsAt: '2026-11-24T10:00:00.000Z', ...late });
    expect(sheets).toMatchObject([{ taken: [[540, 600]] }]);
  });

  test.each<[string, Partial<ChangeDraft>, Partial<Appointment>, Partial<Named>, string]>([
    ['deleted', { startsAt: '2026-11-26T09:00:00Z' }, deleted, {}, 'not-changeable'],
    ['cancelled', { startsAt: '2026-11-26T09:00:00Z' }, cancelled, {}, 'already-cancelled'],
    ['left as it is', {}, {}, {}, 'unchanged'],
    ['left as it is in so many words', { durationMinutes: 45, serviceId: ids.service }, {}, {}, 'unchanged'],
    ['given an unknown service', { serviceId: 'svc_x' }, {}, { service: undefined }, 'validation'],
    ['given an unknown place', { locationId: 'loc_x' }, {}, { location: undefined }, 'validation'],
    [
      'moved ahead for a dead client',
      { startsAt: '2026-11-26T09:00:00Z' },
      {},
      { client: givenClient({ deceased: true }) },
      'validation',
    ],
  ])('[3.4] is refused where it is %s', (_, over, of, who, code) => {
    expect(codeOf(decide(over, of, who))).toBe(code);
  });

  test('[4.1] keeps a service and a place that are archived', () => {
    const who = { service: givenService({ archived: true }), location: givenLocation({ archived: true }) };
    expect(codeOf(decide({ startsAt: '2026-11-26T09:00:00Z' }, {}, who))).toBe('allowed');
  });

  test('[8.3] may correct the past of somebody who has died, and where they will not be', () => {
    const who = { client: givenClient({ deceased: true }) };
    expect(codeOf(decide({ startsAt: '2026-11-20T09:00:00Z' }, {}, who))).toBe('allowed');
    expect(codeOf(decide({ locationId: null }, {}, who))).toBe('allowed');
  });

  test('[3.4] never overlaps another', () => {
    const other = givenAppointment({
      startsAt: '2026-11-24T10:00:00.000Z',
      endsAt: '2026-11-24T10:45:00.000Z',
    });
    const sheets = sheetsWith(givenAppointment(), other);
    expect(codeOf(decide({ durationMinutes: 61, ignoreBuffers: true }, {}, {}, sheets))).toBe('taken');
    expect(codeOf(decide({ durationMinutes: 60 }, {}, {}, sheets))).toBe('allowed');
  });

  test('[3.4] looks up what it will be with', () => {
    const draft = { startsAt: '2026-11-26T09:00:00Z', ignoreBuffers: false };
    const is = { clientId: ids.client, staffId: ids.staff };
    expect(partiesAfter(givenAppointment(), draft)).toEqual({
      ...is,
      serviceId: ids.service,
      locationId: ids.location,
    });
    expect(partiesAfter(givenAppointment(), { ...draft, serviceId: null, locationId: 'loc_x' })).toEqual({
      ...is,
      serviceId: null,
      locationId: 'loc_x',
    });
  });
});

describe('handing over', () => {
  const decide = (
    of: Partial<Appointment> = {},
    staffId = 'staff_other',
    who: Partial<Named> = {},
    sheets: DaySheet[] = [],
  ) => {
    const appointment = givenAppointment(of);
    const freed = sheetsWith(givenAppointment());
    return decideHandOver({ appointment, staffId, named: named(who), sheets, freed, now, options: {} });
  };

  test('[3.4] frees one clinician and takes the other', () => {
    const over = granted(decide({ bufferAfterMinutes: 10 }));
    expect(over.after).toMatchObject({ staffId: 'staff_other', version: 5 });
    expect(over.freed).toMatchObject([{ taken: [] }]);
    expect(over.sheets).toMatchObject([{ taken: [[540, 585, 0, 10]] }]);
  });

  test.each<[string, Partial<Appointment>, string, Partial<Named>, string]>([
    ['it is deleted', deleted, 'staff_other', {}, 'not-changeable'],
    ['it is cancelled', cancelled, 'staff_other', {}, 'already-cancelled'],
    ['it is theirs already', {}, ids.staff, {}, 'unchanged'],
    ['nobody is called so', {}, 'staff_other', { clinician: undefined }, 'validation'],
    ['they have left', {}, 'staff_other', { clinician: givenClinician({ archived: true }) }, 'validation'],
    ['the client has died', {}, 'staff_other', { client: givenClient({ deceased: true }) }, 'validation'],
  ])('[3.4] is refused where %s', (_, of, staffId, who, code) => {
    expect(codeOf(decide(of, staffId, who))).toBe(code);
  });

  test('[3.4] is refused where the other is busy', () => {
    expect(codeOf(decide({}, 'staff_other', {}, sheetsWith(givenAppointment())))).toBe('taken');
  });
});

describe('whatever staff do, in whatever order', () => {
  const first = Date.parse('2026-11-24T22:00:00.000Z');
  const other = { ...givenClinician(), id: 'staff_other' };
  const minute = fc.integer({ min: 0, max: 300 });
  const command = fc.record({
    what: fc.constantFrom('create', 'move', 'hand-over', 'cancel', 'delete', 'restore', 'attend'),
    which: fc.nat({ max: 7 }),
    at: minute,
    lasts: fc.integer({ min: 5, max: 120 }),
    ignoreBuffers: fc.boolean(),
    buffers: fc.constantFrom(0, 15, 120),
  });

  test('[3.5] nobody is booked twice, and the sheets hold exactly what stands', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const sheets = new Map<string, DaySheet[]>([
          [ids.staff, []],
          ['staff_other', []],
        ]);
        const all: Appointment[] = [];
        const write = (staffId: string, changed: readonly DaySheet[]) => {
          const rest = sheets.get(staffId)!.filter(({ date }) => !changed.some((it) => it.date === date));
          sheets.set(staffId, [...rest, ...changed.map((it) => ({ ...it, version: it.version + 1 }))]);
        };
        for (const { what, which, at, lasts, ignoreBuffers, buffers } of commands) {
          const it = all[which % Math.max(all.length, 1)];
          const startsAt = new Date(first + at * 60_000).toISOString();
          const preferences = { ...practice.preferences, bufferAfterMinutes: buffers };
          const common = { named: named(), practice: { ...practice, preferences }, now };
          if (what === 'create') {
            const made = decideCreation({
              ...common,
              id: `appt_${all.length}`,
              draft: {
                clientId: ids.client,
                staffId: ids.staff,
                serviceId: null,
                locationId: null,
                startsAt,
                durationMinutes: lasts,
                ignoreBuffers,
              },
              statuses,
              sheets: sheets.get(ids.staff)!,
            });
            if (!made.allowed) continue;
            all.push(made.value.appointment);
            write(ids.staff, made.value.sheets);
            continue;
          }
          if (!it) continue;
          const own = sheets.get(it.staffId)!;
          const about = { appointment: it, sheets: own, statuses, now };
          const to = it.staffId === ids.staff ? 'staff_other' : ids.staff;
          const options = { ignoreBuffers };
          const decided: Decision<{ after: Appointment; sheets: DaySheet[]; freed?: DaySheet[] }> =
            what === 'move'
              ? decideStaffMove({
                  ...common,
                  ...about,
                  draft: { startsAt, durationMinutes: lasts, ignoreBuffers },
                })
              : what === 'hand-over'
                ? decideHandOver({
                    appointment: it,
                    staffId: to,
                    named: { client: givenClient(), clinician: { ...other, id: to } },
                    sheets: sheets.get(to)!,
                    freed: own,
                    now,
                    options,
                  })
                : what === 'cancel'
                  ? decideStaffCancellation({ ...about, statusId: undefined, settings: practice.settings })
                  : what === 'delete'
                    ? decideDeletion(about)
                    : what === 'restore'
                      ? decideRestoration({ ...about, client: givenClient(), options })
                      : decideAttendance({ appointment: it, statusId: ids.attended, statuses });
          if (!decided.allowed) continue;
          const { after, sheets: changed, freed } = decided.value;
          expect(after).toMatchObject({ id: it.id, clientId: it.clientId, version: it.version + 1 });
          if (freed) write(it.staffId, freed);
          write(after.staffId, changed);
          all[all.indexOf(it)] = after;
        }
        for (const [staffId, held] of sheets) {
          const standing = all
            .filter((it) => it.staffId === staffId && !it.deletedAt && it.statusKind !== 'cancelled')
            .map(timeOf)
            .sort((one, two) => one.startsAt - two.startsAt);
          for (const [index, { startsAt }] of standing.entries())
            if (index > 0) expect(startsAt).toBeGreaterThanOrEqual(standing[index - 1]!.endsAt);
          expect(busyTimesOf(held).map(({ start, end }) => [start * 60_000, end * 60_000])).toEqual(
            standing.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
          );
          // Each on every sheet that it touches.
          for (const { startsAt, endsAt } of standing)
            for (const date of sheetDatesOf(startsAt, endsAt))
              expect(busyTimesOf(held.filter((sheet) => sheet.date === date))).toContainEqual(
                expect.objectContaining({ start: startsAt / 60_000 }),
              );
        }
      }),
      { numRuns: 300 },
    );
  });
});
