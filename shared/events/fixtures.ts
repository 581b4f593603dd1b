import type { AggregateType, EventDetail, EventType } from '../domain/event.ts';

/**
 * One event of each type, as the bus carries its detail: the examples of docs/events.md, and what consumers test
 * their own code with.
 */

const practiceId = 'prac_01JD3Q6Z5W8N4T2R9YB7KXAMCA';
const appointmentId = 'appt_01JD3Q6Z5W8N4T2R9YB7KXAMCC';
const clientId = 'clnt_01JD3Q6Z5W8N4T2R9YB7KXAMCD';
const staffId = 'staff_01JD3Q6Z5W8N4T2R9YB7KXAMCE';
const serviceId = 'svc_01JD3Q6Z5W8N4T2R9YB7KXAMCF';
const linkId = 'link_01JD3Q6Z5W8N4T2R9YB7KXAMCK';
const statusId = 'status_01JD3Q6Z5W8N4T2R9YB7KXAMCH';
const replayId = 'rpl_01JD3Q6Z5W8N4T2R9YB7KXAMCR';
const templateId = 'tmpl_01JD3Q6Z5W8N4T2R9YB7KXAMCT';

const appointment = {
  appointmentId,
  clientId,
  staffId,
  serviceId,
  locationId: 'loc_01JD3Q6Z5W8N4T2R9YB7KXAMCG',
  startsAt: '2026-11-25T10:30:00.000Z',
  endsAt: '2026-11-25T11:00:00.000Z',
  zone: 'Europe/London',
  statusId,
  statusKind: 'booked',
} as const;

const requestId = 'req_01JD3Q6Z5W8N4T2R9YB7KXAMCR';

const request = {
  requestId,
  clientId,
  staffId,
  serviceId,
  locationId: appointment.locationId,
  startsAt: appointment.startsAt,
  endsAt: appointment.endsAt,
  zone: appointment.zone,
  state: 'pending',
  round: 1,
  deadline: '2026-11-25T10:00:00.000Z',
} as const;
const hold = { requestId, staffId, startsAt: request.startsAt, endsAt: request.endsAt };

const entryId = 'wait_01JD3Q6Z5W8N4T2R9YB7KXAMCC';
const offerId = 'offer_01JD3Q6Z5W8N4T2R9YB7KXAMCV';

const waiting = {
  entryId,
  clientId,
  appointmentId,
  staffId,
  from: '2026-11-23',
  to: null,
} as const;
const offer = {
  offerId,
  entryId,
  clientId,
  appointmentId,
  staffId,
  serviceId,
  locationId: appointment.locationId,
  startsAt: '2026-11-24T09:00:00.000Z',
  endsAt: '2026-11-24T09:30:00.000Z',
  zone: appointment.zone,
  until: '2026-11-22T12:00:00.000Z',
  freedStartsAt: '2026-11-24T09:00:00.000Z',
  freedEndsAt: '2026-11-24T10:00:00.000Z',
} as const;

const byClient = { actor: `client:${clientId}`, cause: 'client' } as const;
const byStaff = { actor: `staff:${staffId}`, cause: 'staff' } as const;
const bySystem = { actor: 'system:sweep', cause: 'system' } as const;
const byListener = { actor: 'system:tend-waitlist', cause: 'system' } as const;
const byNobody = { actor: 'public', cause: 'system' } as const;
const byReplay = { actor: 'system:replay-events', cause: 'system' } as const;
const byImport = { actor: 'system:import', cause: 'import' } as const;

/** An event of an aggregate; `id` is the end of its id, which no other fixture has. */
const told = <A extends AggregateType, D>(
  id: string,
  by: Pick<EventDetail['metadata'], 'actor' | 'cause'>,
  aggregate: { type: A; id: string },
  sequence: number,
  data: D,
) => ({
  metadata: {
    id: `evt_01JD3Q6Z5W8N4T2R9YB7KXAM${id}`,
    practiceId,
    occurredAt: '2026-11-22T10:00:00.000Z',
    aggregate,
    sequence,
    ...by,
    correlationId: '6f1c2a9e-0d3b-4a57-9c1e-2b8f4d7a1c33',
    region: 'eu-west-2',
    test: false,
  },
  data,
});

const ofAppointment = <D>(id: string, by: Parameters<typeof told>[1], sequence: number, data: D) =>
  told(id, by, { type: 'appointment', id: appointmentId }, sequence, data);

const ofRequest = <D>(id: string, by: Parameters<typeof told>[1], sequence: number, data: D) =>
  told(id, by, { type: 'request', id: requestId }, sequence, data);
const ofHold = <D>(id: string, by: Parameters<typeof told>[1], sequence: number, data: D) =>
  told(id, by, { type: 'hold', id: requestId }, sequence, data);
const ofEntry = <D>(id: string, by: Parameters<typeof told>[1], sequence: number, data: D) =>
  told(id, by, { type: 'waitlist-entry', id: entryId }, sequence, data);
const ofOffer = <D>(id: string, by: Parameters<typeof told>[1], sequence: number, data: D) =>
  told(id, by, { type: 'offer', id: offerId }, sequence, data);

export const fixtures: { [T in EventType]: EventDetail<T> } = {
  'appointment.created.v1': ofAppointment('C1', byImport, 1, { ...appointment, requestId: null }),
  'appointment.changed.v1': ofAppointment('C2', byClient, 2, {
    ...appointment,
    previousStartsAt: '2026-11-24T09:00:00.000Z',
    previousEndsAt: '2026-11-24T09:30:00.000Z',
    late: false,
  }),
  'appointment.cancelled.v1': ofAppointment('C3', byClient, 3, {
    ...appointment,
    statusKind: 'cancelled',
    late: false,
    policyVersion: 4,
    paid: false,
  }),
  'appointment.staff-changed.v1': ofAppointment('S1', byStaff, 2, {
    ...appointment,
    previousStaffId: 'staff_01JD3Q6Z5W8N4T2R9YB7KXAMCZ',
  }),
  'appointment.status-changed.v1': ofAppointment('S2', byStaff, 2, {
    ...appointment,
    statusId: 'status_01JD3Q6Z5W8N4T2R9YB7KXAMCY',
    statusKind: 'attended',
    previousStatusId: statusId,
    previousStatusKind: 'booked',
  }),
  'appointment.deleted.v1': ofAppointment('S3', byStaff, 2, { ...appointment, requestId: null }),
  'appointment.restored.v1': ofAppointment('S4', byStaff, 3, appointment),
  'appointment.reminder-due.v1': ofAppointment('S5', bySystem, 3, appointment),
  'request.received.v1': ofRequest('R1', bySystem, 1, {
    ...request,
    clientId: null,
    state: 'unconfirmed',
    deadline: '2026-11-23T10:00:00.000Z',
  }),
  'request.opened.v1': ofRequest('R2', byClient, 1, request),
  'request.moved.v1': ofRequest('R3', byClient, 2, {
    ...request,
    round: 2,
    previousStartsAt: '2026-11-24T09:00:00.000Z',
    previousEndsAt: '2026-11-24T09:30:00.000Z',
  }),
  'request.approved.v1': ofRequest('R4', byStaff, 3, {
    ...request,
    state: 'approved',
    appointmentId,
    decidedBy: staffId,
    clientCreated: false,
  }),
  'request.declined.v1': ofRequest('R5', byStaff, 3, {
    ...request,
    state: 'declined',
    decidedBy: staffId,
    withNote: true,
  }),
  'request.withdrawn.v1': ofRequest('R6', byClient, 3, { ...request, state: 'withdrawn' }),
  'request.expired.v1': ofRequest('R7', bySystem, 3, { ...request, state: 'expired' }),
  'request.undone.v1': ofRequest('R8', byStaff, 4, {
    ...request,
    round: 3,
    undone: 'approved',
    appointmentId,
  }),
  'hold.placed.v1': ofHold('H1', byClient, 2, { ...hold, until: request.deadline }),
  'hold.released.v1': ofHold('H2', byStaff, 3, hold),
  'waitlist.joined.v1': ofEntry('W1', byClient, 1, waiting),
  'waitlist.left.v1': ofEntry('W2', byClient, 2, waiting),
  'waitlist.ended.v1': ofEntry('W3', byClient, 2, { ...waiting, reason: 'accepted' }),
  'offer.made.v1': ofOffer('W4', byListener, 1, offer),
  'offer.accepted.v1': ofOffer('W5', byClient, 2, offer),
  'offer.refused.v1': ofOffer('W6', byClient, 2, offer),
  'offer.lapsed.v1': ofOffer('W7', bySystem, 2, offer),
  'offer.withdrawn.v1': ofOffer('W8', byListener, 2, offer),
  'settings.changed.v1': told('C4', byStaff, { type: 'settings', id: practiceId }, 5, {
    settingsVersion: 5,
    changed: ['/cancellation/window'],
  }),
  'preferences.changed.v1': told('C5', byStaff, { type: 'preferences', id: practiceId }, 2, {
    preferencesVersion: 2,
    changed: ['/noticeHours'],
  }),
  'hours.changed.v1': told('C6', byStaff, { type: 'hours', id: `${staffId}/2026-12-24` }, 3, {
    staffId,
    date: '2026-12-24',
  }),
  'practice.changed.v1': told('C7', byStaff, { type: 'practice', id: practiceId }, 2, {
    profileVersion: 2,
    changed: ['/phone'],
  }),
  'practice.zone-change-requested.v1': told('ZC', byStaff, { type: 'practice', id: practiceId }, 3, {
    profileVersion: 3,
    zoneChangeId: 'zone_01JD3Q6Z5W8N4T2R9YB7KXAMCT',
    from: 'Europe/London',
    to: 'America/New_York',
    round: 1,
  }),
  'staff.changed.v1': told('C9', byStaff, { type: 'staff', id: staffId }, 4, {
    staffId,
    changed: ['/notices/all'],
  }),
  'service.changed.v1': told('CA', byStaff, { type: 'service', id: serviceId }, 2, {
    serviceId,
    changed: ['/overrides/changeWindow'],
  }),
  'service.created.v1': told('CF', byStaff, { type: 'service', id: serviceId }, 1, { serviceId }),
  'location.created.v1': told('CG', byStaff, { type: 'location', id: appointment.locationId }, 1, {
    locationId: appointment.locationId,
  }),
  'location.changed.v1': told('CC', byStaff, { type: 'location', id: appointment.locationId }, 2, {
    locationId: appointment.locationId,
    changed: ['/address'],
  }),
  'status.created.v1': told('CB', byStaff, { type: 'status', id: statusId }, 1, {
    statusId,
    statusKind: 'late-cancelled',
  }),
  'status.changed.v1': told('CD', byStaff, { type: 'status', id: statusId }, 2, {
    statusId,
    changed: ['/name'],
  }),
  'status.deleted.v1': told('CE', byStaff, { type: 'status', id: statusId }, 3, {
    statusId,
    statusKind: 'late-cancelled',
  }),
  'template.changed.v1': told('T1', byStaff, { type: 'template', id: templateId }, 2, {
    templateId,
    notice: 'reminder',
    channel: 'text',
    inUse: true,
  }),
  'client.created.v1': told('C8', byImport, { type: 'client', id: clientId }, 1, { clientId }),
  'client.consent-changed.v1': told('K1', byClient, { type: 'client', id: clientId }, 2, {
    clientId,
    email: false,
    text: true,
    reason: 'unsubscribed',
  }),
  'client.clinicians-changed.v1': told('K2', byStaff, { type: 'client', id: clientId }, 3, {
    clientId,
    clinicianIds: [staffId],
  }),
  'replay.started.v1': told('P1', byStaff, { type: 'replay', id: replayId }, 1, {
    replayId,
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-11-08T00:00:00.000Z',
    types: ['appointment.cancelled.v1'],
  }),
  'replay.continued.v1': told('P2', byReplay, { type: 'replay', id: replayId }, 240, {
    replayId,
    published: 23_900,
  }),
  'replay.finished.v1': told('P3', byReplay, { type: 'replay', id: replayId }, 302, {
    replayId,
    published: 30_012,
  }),
  'client.access-changed.v1': told('N1', byClient, { type: 'access', id: clientId }, 3, {
    clientId,
    state: 'active',
    previousState: 'invited',
  }),
  'client.calendar-feed-changed.v1': told('N2', byClient, { type: 'calendar-feed', id: clientId }, 1, {
    clientId,
    on: true,
  }),
  'sign-in.requested.v1': told('N3', byNobody, { type: 'sign-in', id: linkId }, 1, { linkId }),
};
