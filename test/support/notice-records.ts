import type { Location, Staff } from '../../shared/domain/catalogue.ts';
import type { Client } from '../../shared/domain/client.ts';
import type { Cause } from '../../shared/domain/event.ts';
import type { NoticeEvent, NoticeType } from '../../shared/domain/notice.ts';
import type { Practice } from '../../shared/domain/practice.ts';
import { defaultSettings } from '../../shared/domain/settings.ts';
import type { StaffNoticeEvent, StaffNoticeType } from '../../shared/domain/staff-notice.ts';

/** Events and records as they are where nothing is special, for rules about notices. */

const ulid = '01JD3Q6Z5W8N4T2R9YB7KXAMC';
export const ids = {
  practice: `prac_${ulid}A`,
  event: `evt_${ulid}B`,
  appointment: `appt_${ulid}C`,
  request: `req_${ulid}K`,
  client: `clnt_${ulid}D`,
  clinician: `staff_${ulid}E`,
  service: `svc_${ulid}F`,
  location: `loc_${ulid}G`,
  status: `status_${ulid}H`,
  otherClinician: `staff_${ulid}J`,
};

/** The instant at which the events of this file happen. */
export const happenedAt = '2026-11-22T10:00:00.000Z';

export function anEvent(parts: { cause?: Cause; actor?: string; sequence?: number; id?: string } = {}) {
  return {
    metadata: {
      id: parts.id ?? ids.event,
      practiceId: ids.practice,
      occurredAt: happenedAt,
      aggregate: { type: 'appointment' as const, id: ids.appointment },
      sequence: parts.sequence ?? 2,
      actor: parts.actor ?? `client:${ids.client}`,
      cause: parts.cause ?? ('client' as Cause),
      correlationId: 'request-1',
      region: 'eu-west-2',
      test: false,
    },
  };
}

/** What every event of the appointment says of it. */
export const appointmentOf = {
  appointmentId: ids.appointment,
  clientId: ids.client,
  staffId: ids.clinician,
  serviceId: ids.service,
  locationId: ids.location,
  startsAt: '2026-11-25T10:30:00.000Z',
  endsAt: '2026-11-25T11:00:00.000Z',
  zone: 'Europe/London',
  statusId: ids.status,
};

export const changed = (
  parts: Parameters<typeof anEvent>[0] = {},
  data: Partial<NoticeEvent<'appointment.changed.v1'>['data']> = {},
): NoticeEvent<'appointment.changed.v1'> => ({
  type: 'appointment.changed.v1',
  ...anEvent(parts),
  data: {
    ...appointmentOf,
    statusKind: 'booked',
    previousStartsAt: '2026-11-24T09:00:00.000Z',
    previousEndsAt: '2026-11-24T09:30:00.000Z',
    late: false,
    ...data,
  },
});

export const cancelled = (
  parts: Parameters<typeof anEvent>[0] = {},
  data: Partial<NoticeEvent<'appointment.cancelled.v1'>['data']> = {},
): NoticeEvent<'appointment.cancelled.v1'> => ({
  type: 'appointment.cancelled.v1',
  ...anEvent(parts),
  data: {
    ...appointmentOf,
    statusKind: 'cancelled',
    late: false,
    policyVersion: null,
    paid: false,
    ...data,
  },
});

/** An event of each type of which clients are told, as staff, or the minute, cause it. */
export function noticeEvent<T extends NoticeType>(
  type: T,
  parts: Parameters<typeof anEvent>[0] = {},
  data: object = {},
): NoticeEvent {
  const request = { requestId: ids.request, round: 1, state: 'approved', deadline: appointmentOf.startsAt };
  const more: Partial<Record<NoticeType, object>> = {
    'request.approved.v1': { ...request, decidedBy: ids.clinician, clientCreated: false },
    'request.declined.v1': { ...request, state: 'declined', decidedBy: ids.clinician, withNote: false },
    'request.undone.v1': { ...request, state: 'pending', undone: 'approved' },
    'request.withdrawn.v1': { ...request, state: 'withdrawn' },
    'request.expired.v1': { ...request, state: 'expired' },
    'offer.made.v1': {
      offerId: `offer_${ulid}L`,
      entryId: `wait_${ulid}C`,
      until: '2026-11-24T10:30:00.000Z',
      freedStartsAt: appointmentOf.startsAt,
      freedEndsAt: appointmentOf.endsAt,
    },
    'appointment.changed.v1': changed().data,
    'appointment.cancelled.v1': cancelled().data,
    'appointment.staff-changed.v1': { previousStaffId: ids.otherClinician },
    'appointment.status-changed.v1': { previousStatusId: ids.status, previousStatusKind: 'booked' },
  };
  const facts = { ...appointmentOf, statusKind: 'booked', ...more[type], ...data };
  return { type, ...anEvent({ cause: 'staff', ...parts }), data: facts } as NoticeEvent;
}

export const aClient = (parts: Partial<Client> = {}): Client => ({
  id: ids.client,
  givenName: 'Anna',
  familyName: 'Marlow',
  dateOfBirth: '1980-05-17',
  postcode: 'SE1 0ZZ',
  email: 'anna@mail.example',
  phone: '+447700900123',
  consent: { email: true, text: true },
  deceased: false,
  test: false,
  version: 1,
  ...parts,
});

export const aMember = (parts: Partial<Staff> = {}): Staff => ({
  id: ids.clinician,
  name: 'Dr Priya Nair',
  email: 'priya@practice.example',
  roles: ['clinician'],
  bookableOnline: true,
  serviceIds: [],
  notices: { own: true, all: false },
  archived: false,
  version: 1,
  ...parts,
});

export const aLocation = (parts: Partial<Location> = {}): Location => ({
  id: ids.location,
  name: 'Riverside Rooms',
  address: '4 Quay Street, London SE1 0ZZ',
  zone: null,
  archived: false,
  version: 1,
  ...parts,
});

export function aPractice(
  parts: Partial<Practice> = {},
  settings: Partial<Practice['settings']> = {},
): Pick<Practice, 'id' | 'name' | 'phone' | 'email' | 'colour' | 'country' | 'settings'> {
  return {
    id: ids.practice,
    name: 'Oak Tree Practice',
    phone: '020 7946 0999',
    email: 'desk@oak.example',
    colour: '#0b5cad',
    country: 'GB',
    settings: { ...defaultSettings(ids.status, ids.status), clientPortal: true, ...settings },
    ...parts,
  };
}

/** An event of a request, of which staff are told. */
export function requestEvent<T extends Extract<StaffNoticeType, `request.${string}`>>(
  type: T,
  data: object = {},
  cause: Cause = 'client',
): StaffNoticeEvent {
  const more: Partial<Record<StaffNoticeType, object>> = {
    'request.moved.v1': {
      previousStartsAt: '2026-11-24T09:00:00.000Z',
      previousEndsAt: '2026-11-24T09:30:00.000Z',
    },
    'request.approved.v1': { appointmentId: ids.appointment, decidedBy: null, clientCreated: false },
  };
  const { appointmentId, statusId, ...facts } = appointmentOf;
  const request = {
    ...facts,
    requestId: ids.request,
    state: 'pending',
    round: 1,
    deadline: '2026-11-24T10:30:00.000Z',
  };
  return { type, ...anEvent({ cause }), data: { ...request, ...more[type], ...data } } as StaffNoticeEvent;
}
