import * as z from 'zod';
import { instant, statusKind } from './appointment.ts';
import { accessState, consentReason } from './client.ts';
import { endReason } from './end-reason.ts';
import {
  appointmentId,
  clientId,
  eventId,
  linkId,
  locationId,
  offerId,
  practiceId,
  replayId,
  requestId,
  serviceId,
  staffId,
  statusId,
  templateId,
  waitlistEntryId,
  zoneChangeId,
} from './id.ts';
import { requestState } from './request.ts';

/** What made a change happen. */
export const cause = z.enum(['client', 'staff', 'import', 'system', 'replay']);
export type Cause = z.infer<typeof cause>;

/** What every event says of itself; each type of event is of one type of aggregate, and says so. */
const metadataOf = <A extends string>(aggregateType: A) =>
  z.strictObject({
    id: eventId,
    practiceId,
    occurredAt: instant,
    aggregate: z.strictObject({
      /** What has a version of its own: settings, preferences and hours count apart from their practice's profile. */
      type: z.literal(aggregateType),
      id: z.string(),
    }),
    /** The aggregate's version: rises by one with each of its events; the calendar's SEQUENCE. */
    sequence: z.int(),
    /** Kind and id, never a name: `client:clnt_…`, `staff:staff_…`, `system:import`. */
    actor: z.string(),
    cause,
    correlationId: z.string(),
    region: z.string(),
    /** Made for a test client (product 2.12). */
    test: z.boolean(),
  });

/** One type of event: what it is of, and the schema of its data. */
const event = <A extends string, D extends z.ZodRawShape>(aggregate: A, data: D) => ({
  aggregate,
  data: z.strictObject(data),
});

const appointmentData = {
  appointmentId,
  clientId,
  staffId,
  serviceId: serviceId.nullable(),
  locationId: locationId.nullable(),
  startsAt: instant,
  endsAt: instant,
  zone: z.string(),
  statusId,
  statusKind,
};

const requestData = {
  requestId,
  /** Null while it is of somebody who is no client yet. */
  clientId: clientId.nullable(),
  staffId,
  serviceId,
  locationId: locationId.nullable(),
  startsAt: instant,
  endsAt: instant,
  zone: z.string(),
  state: requestState,
  round: z.int(),
  /** Until when it can be decided; of one that is `unconfirmed`, until when it can be confirmed. */
  deadline: instant,
};

const waitlistData = {
  entryId: waitlistEntryId,
  clientId,
  appointmentId,
  staffId,
  /** Local dates at the place between which a time would suit, `to` exclusive. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
};

const offerData = {
  offerId,
  entryId: waitlistEntryId,
  clientId,
  appointmentId,
  staffId,
  serviceId: serviceId.nullable(),
  locationId: locationId.nullable(),
  startsAt: instant,
  endsAt: instant,
  zone: z.string(),
  /** Until when it is held. */
  until: instant,
  /** The whole time that had come free. */
  freedStartsAt: instant,
  freedEndsAt: instant,
};

const holdData = { requestId, staffId, startsAt: instant, endsAt: instant };

/**
 * The catalogue: of what each event is, and its data: ids, times and codes; never a name, an address or a text
 * of people (product 8.1).
 */
export const events = {
  /** `requestId`: of the request that it was made of, or null. */
  'appointment.created.v1': event('appointment', {
    ...appointmentData,
    requestId: requestId.nullable(),
  }),
  'appointment.changed.v1': event('appointment', {
    ...appointmentData,
    previousStartsAt: instant,
    previousEndsAt: instant,
    late: z.boolean(),
  }),
  'appointment.cancelled.v1': event('appointment', {
    ...appointmentData,
    late: z.boolean(),
    policyVersion: z.int().nullable(),
    paid: z.boolean(),
  }),
  'appointment.staff-changed.v1': event('appointment', { ...appointmentData, previousStaffId: staffId }),
  'appointment.status-changed.v1': event('appointment', {
    ...appointmentData,
    previousStatusId: statusId,
    previousStatusKind: statusKind,
  }),
  /** `requestId`: of the request that waits again, since its approval was taken back; or null. */
  'appointment.deleted.v1': event('appointment', {
    ...appointmentData,
    requestId: requestId.nullable(),
  }),
  /** Deleted or cancelled before: it takes its time again. */
  'appointment.restored.v1': event('appointment', appointmentData),
  /** The moment to remind of an appointment has come: nothing of it changed, so it carries its present version. */
  'appointment.reminder-due.v1': event('appointment', appointmentData),
  /** A stranger asks, and has yet to confirm the address: nothing is held. */
  'request.received.v1': event('request', requestData),
  /** A request waits for a decision, and its time is held. */
  'request.opened.v1': event('request', requestData),
  'request.moved.v1': event('request', {
    ...requestData,
    previousStartsAt: instant,
    previousEndsAt: instant,
  }),
  /** `decidedBy` is null where the practice's own rule approved it. */
  'request.approved.v1': event('request', {
    ...requestData,
    appointmentId,
    decidedBy: staffId.nullable(),
    clientCreated: z.boolean(),
  }),
  'request.declined.v1': event('request', { ...requestData, decidedBy: staffId, withNote: z.boolean() }),
  'request.withdrawn.v1': event('request', requestData),
  'request.expired.v1': event('request', requestData),
  'request.undone.v1': event('request', {
    ...requestData,
    undone: z.enum(['approved', 'declined']),
    appointmentId: appointmentId.nullable(),
  }),
  'hold.placed.v1': event('hold', { ...holdData, until: instant }),
  'hold.released.v1': event('hold', holdData),
  /** A client asks for an earlier time of an appointment. */
  'waitlist.joined.v1': event('waitlist-entry', waitlistData),
  'waitlist.left.v1': event('waitlist-entry', waitlistData),
  'waitlist.ended.v1': event('waitlist-entry', { ...waitlistData, reason: endReason }),
  /** A freed time is held for one of those who wait. */
  'offer.made.v1': event('offer', offerData),
  'offer.accepted.v1': event('offer', offerData),
  'offer.refused.v1': event('offer', offerData),
  'offer.lapsed.v1': event('offer', offerData),
  'offer.withdrawn.v1': event('offer', offerData),
  'settings.changed.v1': event('settings', { settingsVersion: z.int(), changed: z.array(z.string()) }),
  'preferences.changed.v1': event('preferences', {
    preferencesVersion: z.int(),
    changed: z.array(z.string()),
  }),
  'hours.changed.v1': event('hours', { staffId, date: z.iso.date().nullable() }),
  'practice.changed.v1': event('practice', { profileVersion: z.int(), changed: z.array(z.string()) }),
  /** The practice's zone is about to change: nothing can be written while it does. */
  'practice.zone-change-requested.v1': event('practice', {
    profileVersion: z.int(),
    zoneChangeId,
    from: z.string(),
    to: z.string(),
    round: z.int(),
  }),
  'staff.changed.v1': event('staff', { staffId, changed: z.array(z.string()) }),
  'service.changed.v1': event('service', { serviceId, changed: z.array(z.string()) }),
  'service.created.v1': event('service', { serviceId }),
  'location.created.v1': event('location', { locationId }),
  'location.changed.v1': event('location', { locationId, changed: z.array(z.string()) }),
  'status.created.v1': event('status', { statusId, statusKind }),
  'status.changed.v1': event('status', { statusId, changed: z.array(z.string()) }),
  'status.deleted.v1': event('status', { statusId, statusKind }),
  /** The practice's own wording of a notice; without it the notice has the default one. */
  'template.changed.v1': event('template', {
    templateId,
    notice: z.string(),
    channel: z.enum(['email', 'text']),
    inUse: z.boolean(),
  }),
  'client.created.v1': event('client', { clientId }),
  /** What notices the client agrees to from now on, by e-mail and by text. */
  'client.consent-changed.v1': event('client', {
    clientId,
    email: z.boolean(),
    text: z.boolean(),
    reason: consentReason,
  }),
  /** The clinicians that the client is assigned to from now on. */
  'client.clinicians-changed.v1': event('client', { clientId, clinicianIds: z.array(staffId) }),
  /** Portal access, which has a version of its own. */
  'client.access-changed.v1': event('access', { clientId, state: accessState, previousState: accessState }),
  /** A new private calendar address, or none any more; the old one is dead either way. */
  'client.calendar-feed-changed.v1': event('calendar-feed', { clientId, on: z.boolean() }),
  /** Somebody asked for a link and a code; whether there is anybody is not said. */
  'sign-in.requested.v1': event('sign-in', { linkId }),
  /** Events of a range go to the bus again; those of replays themselves never do. */
  'replay.started.v1': event('replay', {
    replayId,
    from: instant,
    to: instant,
    types: z.array(z.string()).nullable(),
  }),
  /** It is long: it goes on in another run. */
  'replay.continued.v1': event('replay', { replayId, published: z.int() }),
  'replay.finished.v1': event('replay', { replayId, published: z.int() }),
} as const;

export type EventType = keyof typeof events;
export const eventTypes = Object.keys(events) as EventType[];
export type AggregateType<T extends EventType = EventType> = (typeof events)[T]['aggregate'];
export type EventData<T extends EventType> = z.infer<(typeof events)[T]['data']>;
export type EventMetadata<T extends EventType = EventType> = z.infer<
  ReturnType<typeof metadataOf<AggregateType<T>>>
>;

/** What goes on the bus as the `detail` of an event of the given type. */
export interface EventDetail<T extends EventType = EventType> {
  metadata: EventMetadata<T>;
  data: EventData<T>;
}

/** The zod schema of a whole detail: the bus checks it before it publishes. */
export const eventDetail = <T extends EventType>(type: T) =>
  z.strictObject({ metadata: metadataOf(events[type].aggregate), data: events[type].data });
