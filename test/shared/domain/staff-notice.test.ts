import { expect, test } from 'vitest';
import {
  asStaffNotice,
  bellEntryId,
  bellEntryOf,
  bellsToRing,
  staffToTell,
} from '../../../shared/domain/staff-notice.ts';
import {
  aMember,
  aPractice,
  cancelled,
  changed,
  ids,
  noticeEvent,
  requestEvent,
} from '../../support/notice-records.ts';

test('[6.2] concerns staff with changes and cancellations, and with nothing else', () => {
  expect(asStaffNotice(changed())).toEqual(changed());
  expect(asStaffNotice(cancelled())).toEqual(cancelled());
  expect(asStaffNotice(changed({ cause: 'replay' }))).toBeUndefined();
  expect(asStaffNotice(noticeEvent('appointment.deleted.v1', { cause: 'client' }))).toBeUndefined();
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

const requestTypes = [
  'request.opened.v1',
  'request.moved.v1',
  'request.approved.v1',
  'request.withdrawn.v1',
  'request.expired.v1',
] as const;

test.each(requestTypes)('[5.2] [5.4] concerns staff with %s', (type) => {
  expect(asStaffNotice(requestEvent(type))).toEqual(requestEvent(type));
  expect(asStaffNotice(requestEvent(type, {}, 'replay'))).toBeUndefined();
});

test('[5.2] does not tell staff of what they approved themselves', () => {
  expect(asStaffNotice(requestEvent('request.approved.v1', { decidedBy: ids.clinician }))).toBeUndefined();
});

test('[5.2] e-mails the clinician of a request whatever they chose, and who chose all, the portal on or off', () => {
  const deaf = aMember({ notices: { own: false, all: false } });
  const event = requestEvent('request.opened.v1');
  const off = aPractice({}, { clientPortal: false });
  expect(idsOf(staffToTell(event, off, [deaf, admin, manager]))).toEqual([ids.clinician, admin.id]);
});

test('[5.2] e-mails admins and managers of a request whose clinician cannot be reached', () => {
  const quiet = { ...admin, notices: { own: false, all: false } };
  const staff = [aMember({ email: null }), quiet, manager, { ...other, notices: { own: true, all: false } }];
  expect(idsOf(staffToTell(requestEvent('request.opened.v1'), aPractice(), staff))).toEqual([
    admin.id,
    manager.id,
  ]);
});

test('[5.4] rings of a request that ran out, although no client did it', () => {
  const event = requestEvent('request.expired.v1', {}, 'system');
  expect(bellsToRing(event, [aMember(), manager])).toEqual([ids.clinician]);
});

test.each([
  ['request.opened.v1', 'request-opened', null, null],
  ['request.moved.v1', 'request-moved', null, '2026-11-24T09:00:00.000Z'],
  ['request.approved.v1', 'appointment-booked', ids.appointment, null],
  ['request.withdrawn.v1', 'request-withdrawn', null, null],
  ['request.expired.v1', 'request-expired', null, null],
] as const)('[5.2] puts %s into the bell list as %s', (type, kind, appointmentId, previousStartsAt) => {
  expect(bellEntryOf(requestEvent(type))).toEqual({
    kind,
    clientId: ids.client,
    staffId: ids.clinician,
    requestId: ids.request,
    appointmentId,
    startsAt: '2026-11-25T10:30:00.000Z',
    previousStartsAt,
    zone: 'Europe/London',
    late: false,
    refundByHand: false,
  });
});
