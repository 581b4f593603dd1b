import { expect, test } from 'vitest';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import {
  asNotice,
  bellEntryId,
  bellEntryOf,
  bellsToRing,
  decideClientNotice,
  isGivenUp,
  isOutOfDate,
  nextTryAt,
  staffToTell,
} from '../../../shared/domain/notice.ts';
import {
  aClient,
  aMember,
  aPractice,
  cancelled,
  changed,
  happenedAt,
  ids,
} from '../../support/notice-records.ts';
import { givenSettings } from './given.ts';

const now = Date.parse(happenedAt) + 1_000;
const later = Date.parse(happenedAt) + 5 * 60_000;

const appointment = (parts: Partial<Appointment> = {}) =>
  ({ startsAt: changed().data.startsAt, statusKind: 'booked', version: 2, ...parts }) as Appointment;

const about = (parts: Partial<Parameters<typeof decideClientNotice>[0]> = {}) => ({
  event: changed(),
  practice: aPractice(),
  client: aClient(),
  appointment: appointment(),
  now,
  ...parts,
});

test.each(['import', 'replay'] as const)('[6.4] tells nobody of an event whose cause is %s', (cause) => {
  expect(asNotice(changed({ cause }))).toBeUndefined();
});

test('[6.1] tells of changes and cancellations, whoever made them, and of nothing else', () => {
  for (const cause of ['client', 'staff', 'system'] as const) {
    expect(asNotice(changed({ cause }))).toEqual(changed({ cause }));
    expect(asNotice(cancelled({ cause }))).toEqual(cancelled({ cause }));
  }
  const created = { ...changed(), type: 'appointment.created.v1' as const };
  expect(asNotice(created)).toBeUndefined();
});

test('[6.1] tells a client by e-mail and by text where practice and client allow it', () => {
  expect(decideClientNotice(about(), 'email')).toMatchObject({ to: 'anna@mail.example' });
  expect(decideClientNotice(about(), 'text')).toMatchObject({ to: '+447700900123' });
});

test('[2.12] tells a test client like any other', () => {
  expect(decideClientNotice(about({ client: aClient({ test: true }) }), 'email')).toHaveProperty('to');
});

const off = { email: false, text: false };
const { notices } = givenSettings();
test.each([
  ['no-client', { client: undefined }],
  ['deceased', { client: aClient({ deceased: true }) }],
  ['notice-off', { practice: aPractice({}, { notices: { ...notices, appointmentChanged: off } }) }],
  ['no-consent', { client: aClient({ consent: off }) }],
  ['out-of-date', { appointment: undefined }],
  ['no-address', { client: aClient({ email: null, phone: null }) }],
] as const)('[6.1] is silent by e-mail and by text: %s', (silence, parts) => {
  for (const channel of ['email', 'text'] as const)
    expect(decideClientNotice(about(parts), channel)).toEqual({ silence });
});

test('[6.1] keeps the switches of changes and of cancellations, of e-mail and of text apart', () => {
  const practice = aPractice(
    {},
    {
      notices: {
        ...notices,
        appointmentChanged: { email: false, text: true },
        appointmentCancelled: { email: true, text: false },
      },
    },
  );
  const gone = appointment({ statusKind: 'cancelled' });
  expect(decideClientNotice(about({ practice }), 'email')).toEqual({ silence: 'notice-off' });
  expect(decideClientNotice(about({ practice }), 'text')).toHaveProperty('to');
  const cancellation = about({ practice, event: cancelled(), appointment: gone });
  expect(decideClientNotice(cancellation, 'email')).toHaveProperty('to');
  expect(decideClientNotice(cancellation, 'text')).toEqual({ silence: 'notice-off' });
});

test.each([
  ['is as the event left it', changed(), appointment(), false],
  ['has been seen at an older version', changed(), appointment({ version: 1, startsAt: 'older' }), false],
  [
    'changed otherwise, at the same time',
    changed(),
    appointment({ version: 3, statusKind: 'attended' }),
    false,
  ],
  ['moved again', changed(), appointment({ version: 3, startsAt: '2026-11-26T10:00:00.000Z' }), true],
  ['was cancelled afterwards', changed(), appointment({ version: 3, statusKind: 'late-cancelled' }), true],
  ['is gone', changed(), undefined, true],
  ['is still cancelled', cancelled(), appointment({ version: 3, statusKind: 'cancelled' }), false],
  ['was taken up again', cancelled(), appointment({ version: 3 }), true],
] as const)('[6.1] judges an old notice by the appointment, which %s', (_, event, present, outOfDate) => {
  expect(isOutOfDate(event, present, later)).toBe(outOfDate);
});

test('[6.1] still tells within five minutes of a change that was followed by another', () => {
  const moved = appointment({ version: 3, startsAt: '2026-11-26T10:00:00.000Z' });
  expect(isOutOfDate(changed(), moved, later - 1)).toBe(false);
  expect(isOutOfDate(changed(), moved, later)).toBe(true);
});

const admin = aMember({
  id: `${ids.clinician.slice(0, -1)}J`,
  roles: ['admin'],
  notices: { own: false, all: true },
});
const manager = aMember({
  id: `${ids.clinician.slice(0, -1)}K`,
  roles: ['manager'],
  notices: { own: true, all: false },
});
const other = aMember({ id: `${ids.clinician.slice(0, -1)}M`, notices: { own: true, all: true } });

const idsOf = (members: { id: string }[]) => members.map(({ id }) => id);

test('[6.2] tells those who chose all appointments, and those who chose their own of theirs', () => {
  const staff = [aMember(), admin, manager, other];
  expect(idsOf(staffToTell(changed(), aPractice(), staff))).toEqual([ids.clinician, admin.id, other.id]);
});

test('[6.2] tells the clinician once who is to hear of own and of all appointments', () => {
  const both = aMember({ roles: ['admin', 'clinician'], notices: { own: true, all: true } });
  expect(idsOf(staffToTell(cancelled(), aPractice(), [both]))).toEqual([ids.clinician]);
});

test.each([
  ['has left', aMember({ archived: true })],
  ['has no address', aMember({ email: null })],
  ['chose neither', aMember({ notices: { own: false, all: false } })],
])('[6.2] does not tell a user who %s', (_, member) => {
  expect(staffToTell(changed(), aPractice(), [member])).toEqual([]);
});

test('[6.2] tells staff nothing while the portal is off, nor of what staff did', () => {
  expect(staffToTell(changed(), aPractice({}, { clientPortal: false }), [aMember()])).toEqual([]);
  expect(staffToTell(changed({ cause: 'staff' }), aPractice(), [aMember()])).toEqual([]);
});

test('[3.3] rings the bell of the clinician whatever their notices, and of managers who chose all', () => {
  const deaf = aMember({ notices: { own: false, all: false } });
  expect(bellsToRing(changed(), [deaf, admin, manager, other])).toEqual([ids.clinician, admin.id]);
});

test('[3.3] rings every admin and manager where the clinician has left, so that nothing goes unseen', () => {
  const quiet = { ...admin, notices: { own: false, all: false } };
  expect(bellsToRing(cancelled(), [aMember({ archived: true }), quiet, manager, other])).toEqual([
    admin.id,
    manager.id,
  ]);
});

test('[3.3] does not ring for what staff did', () => {
  expect(bellsToRing(changed({ cause: 'staff' }), [aMember(), admin])).toEqual([]);
});

test('[3.3] puts old and new time of a change into the bell list', () => {
  expect(bellEntryOf(changed({}, { late: true }))).toEqual({
    kind: 'appointment-changed',
    clientId: ids.client,
    appointmentId: ids.appointment,
    startsAt: '2026-11-25T10:30:00.000Z',
    previousStartsAt: '2026-11-24T09:00:00.000Z',
    zone: 'Europe/London',
    late: true,
    refundByHand: false,
  });
});

test.each([true, false])(
  '[3.3] says “refund by hand” of a cancellation exactly if it is paid: %s',
  (paid) => {
    expect(bellEntryOf(cancelled({}, { paid }))).toMatchObject({
      kind: 'appointment-cancelled',
      previousStartsAt: null,
      refundByHand: paid,
    });
  },
);

test('[3.3] names the bell entry of an event always the same', () => {
  expect(bellEntryId(changed())).toBe(ids.event.replace('evt_', 'bell_'));
});

test('[6.4] waits longer before each try, six hours at most', () => {
  expect([1, 2, 3, 9, 10, 40].map((attempt) => nextTryAt(attempt, 0) / 60_000)).toEqual([
    1, 2, 4, 256, 360, 360,
  ]);
});

test.each([
  ['email', 72 * 60],
  ['text', 60],
] as const)('[6.4] gives up: %s after %i minutes', (channel, minutes) => {
  const end = Date.parse(happenedAt) + minutes * 60_000;
  expect(isGivenUp(channel, changed(), end - 1)).toBe(false);
  expect(isGivenUp(channel, changed(), end)).toBe(true);
});
