import * as z from 'zod';
import { type Appointment, instant, statusKind } from './appointment.ts';
import type { Location, Service, Staff, Status } from './catalogue.ts';
import { type Client, fullName } from './client.ts';
import { appointmentId, clientId, locationId, serviceId, staffId, statusId } from './id.ts';
import type { Practice } from './practice.ts';
import { whenText } from './when.ts';

const whenInWords = z
  .string()
  .meta({ description: 'The time in words, with weekday, date and zone by name.' });
const deletedAt = instant.nullable().meta({ description: 'Set: it is deleted, and only staff see it.' });

/** One appointment as staff see it, with the names of all that it refers to. */
export const appointmentRecord = z
  .object({
    id: appointmentId,
    client: z.object({ id: clientId, name: z.string() }),
    clinician: z.object({ id: staffId, name: z.string() }),
    service: z.object({ id: serviceId, name: z.string() }).nullable(),
    location: z.object({ id: locationId, name: z.string() }).nullable(),
    startsAt: instant,
    endsAt: instant,
    localTime: z.string(),
    zone: z.string(),
    when: whenInWords,
    status: z.object({ id: statusId, name: z.string(), kind: statusKind }),
    paid: z.boolean(),
    lateChange: z.boolean(),
    lateReference: instant.nullable(),
    policyVersion: z.int().nullable(),
    test: z.boolean(),
    deletedAt,
    version: z.int(),
  })
  .meta({ id: 'AppointmentRecord' });

/** What an appointment is shown with to staff; a client who was erased has no name any more. */
export interface RecordNames {
  client: Client | undefined;
  clinician: Pick<Staff, 'name'> | undefined;
  service: Service | null;
  location: Location | null;
  status: Pick<Status, 'name'> | undefined;
  practice: Pick<Practice, 'country'>;
}

/** An appointment as staff see it. */
export function appointmentRecordOf(
  it: Appointment,
  { client, clinician, service, location, status, practice }: RecordNames,
): z.infer<typeof appointmentRecord> {
  return {
    ...it,
    client: { id: it.clientId, name: client ? fullName(client) : '' },
    clinician: { id: it.staffId, name: clinician?.name ?? '' },
    service: service && { id: service.id, name: service.name },
    location: location && { id: location.id, name: location.name },
    when: whenText(it.startsAt, { zone: it.zone, country: practice.country }),
    status: { id: it.statusId, name: status?.name ?? it.statusKind, kind: it.statusKind },
    deletedAt: it.deletedAt ?? null,
  };
}

/** What an appointment is after staff have made or changed it. */
export const staffOutcome = z
  .object({
    id: appointmentId,
    clientId,
    staffId,
    serviceId: serviceId.nullable(),
    locationId: locationId.nullable(),
    startsAt: instant,
    endsAt: instant,
    localTime: z.string(),
    zone: z.string(),
    when: whenInWords,
    statusId,
    statusKind: statusKind,
    deletedAt,
    version: z.int(),
  })
  .meta({ id: 'StaffAppointmentOutcome' });

/** An appointment after a write by staff: ids and codes, so that the answer kept for a retry holds no names. */
export const staffOutcomeOf = (
  it: Appointment,
  practice: Pick<Practice, 'country'>,
): z.infer<typeof staffOutcome> => ({
  id: it.id,
  clientId: it.clientId,
  staffId: it.staffId,
  serviceId: it.serviceId,
  locationId: it.locationId,
  startsAt: it.startsAt,
  endsAt: it.endsAt,
  localTime: it.localTime,
  zone: it.zone,
  when: whenText(it.startsAt, { zone: it.zone, country: practice.country }),
  statusId: it.statusId,
  statusKind: it.statusKind,
  deletedAt: it.deletedAt ?? null,
  version: it.version,
});
