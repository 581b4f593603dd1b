import * as z from 'zod';
import { instant } from './appointment.ts';
import { statusKind } from './catalogue.ts';
import {
  appointmentId,
  clientId,
  eventId,
  locationId,
  practiceId,
  serviceId,
  staffId,
  statusId,
} from './id.ts';

/** What made a change happen. */
export const cause = z.enum(['client', 'staff', 'import', 'system', 'replay']);
export type Cause = z.infer<typeof cause>;

const metadata = z.strictObject({
  id: eventId,
  practiceId,
  occurredAt: instant,
  aggregate: z.strictObject({
    /** What has a version of its own: settings, preferences and hours count apart from their practice's profile. */
    type: z.enum([
      'appointment',
      'practice',
      'settings',
      'preferences',
      'hours',
      'staff',
      'service',
      'status',
      'client',
    ]),
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

/** The data of each event: ids, times and codes; never a name, an address or a text of people (product 8.1). */
export const eventData = {
  'appointment.created.v1': z.strictObject(appointmentData),
  'appointment.changed.v1': z.strictObject({
    ...appointmentData,
    previousStartsAt: instant,
    previousEndsAt: instant,
    late: z.boolean(),
  }),
  'appointment.cancelled.v1': z.strictObject({
    ...appointmentData,
    late: z.boolean(),
    policyVersion: z.int().nullable(),
    paid: z.boolean(),
  }),
  'appointment.staff-changed.v1': z.strictObject({ ...appointmentData, previousStaffId: staffId }),
  'appointment.status-changed.v1': z.strictObject({
    ...appointmentData,
    previousStatusId: statusId,
    previousStatusKind: statusKind,
  }),
  'appointment.deleted.v1': z.strictObject(appointmentData),
  /** Deleted or cancelled before: it takes its time again. */
  'appointment.restored.v1': z.strictObject(appointmentData),
  'settings.changed.v1': z.strictObject({ settingsVersion: z.int(), changed: z.array(z.string()) }),
  'preferences.changed.v1': z.strictObject({ preferencesVersion: z.int(), changed: z.array(z.string()) }),
  'hours.changed.v1': z.strictObject({ staffId, date: z.iso.date().nullable() }),
  'practice.changed.v1': z.strictObject({ profileVersion: z.int(), changed: z.array(z.string()) }),
  'staff.changed.v1': z.strictObject({ staffId, changed: z.array(z.string()) }),
  'service.changed.v1': z.strictObject({ serviceId, changed: z.array(z.string()) }),
  'status.created.v1': z.strictObject({ statusId, statusKind }),
  'client.created.v1': z.strictObject({ clientId }),
} as const;

export type EventType = keyof typeof eventData;
export const eventTypes = Object.keys(eventData) as EventType[];
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>;
export type EventMetadata = z.infer<typeof metadata>;

/** What goes on the bus as the `detail` of an event of the given type. */
export interface EventDetail<T extends EventType = EventType> {
  metadata: EventMetadata;
  data: EventData<T>;
}

/** The zod schema of a whole detail: the bus checks it before it publishes. */
export const eventDetail = <T extends EventType>(type: T) =>
  z.strictObject({ metadata, data: eventData[type] });
