import * as z from 'zod';
import { type Appointment, instant, statusKind } from './appointment.ts';
import type { Catalogue, Location, Service, Staff, Status } from './catalogue.ts';
import type { Access } from './client.ts';
import { found } from './decision.ts';
import { appointmentId, locationId, serviceId, staffId } from './id.ts';
import type { Opening } from './opening.ts';
import type { Practice } from './practice.ts';
import { appointmentVerdict, verdict, waitlistVerdict } from './verdict.ts';
import { whenText } from './when.ts';

const verdictView = verdict.meta({ id: 'Verdict' });

/** An opening: a time that can be booked. */
export const openingView = z
  .object({
    startsAt: instant,
    endsAt: instant,
    localTime: z.string(),
    zone: z.string(),
    locationId: locationId.nullable(),
  })
  .meta({ id: 'Opening' });

/** One of a client's appointments, as they see it. */
export const appointmentView = z
  .object({
    id: appointmentId,
    startsAt: instant,
    endsAt: instant,
    localTime: z.string().meta({ description: 'The wall clock at the place, like 2026-11-24T09:00.' }),
    zone: z.string(),
    when: z.string().meta({ description: 'The time in words, with weekday, date and zone by name.' }),
    clinician: z.object({ id: staffId, name: z.string() }),
    service: z.object({ id: serviceId, name: z.string() }).nullable(),
    location: z.object({ id: locationId, name: z.string(), address: z.string().nullable() }).nullable(),
    status: z.object({ name: z.string(), kind: statusKind }),
    change: verdictView,
    cancellation: verdictView,
    waitlist: waitlistVerdict.meta({ description: 'Whether they may wait for an earlier time.' }),
    policy: z
      .object({ version: z.int(), text: z.string() })
      .nullable()
      .meta({ description: 'To be shown before a cancellation, which then names its version.' }),
    version: z.int(),
  })
  .meta({ id: 'Appointment' });
export type AppointmentView = z.infer<typeof appointmentView>;

/** The answer of a change or a cancellation: what the appointment is now. */
export const appointmentOutcome = z
  .object({
    id: appointmentId,
    startsAt: instant,
    endsAt: instant,
    localTime: z.string(),
    zone: z.string(),
    when: z.string(),
    statusKind,
    late: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'AppointmentOutcome' });

/** What an appointment is shown with. */
export interface Surroundings {
  practice: Practice;
  access: Access;
  clinician: Staff;
  service: Service | null;
  location: Location | null;
  statuses: readonly Status[];
  now: number;
}

/** An appointment as its client sees it, with the verdicts that a write would be decided by (product 3.1). */
export function appointmentViewOf(appointment: Appointment, around: Surroundings): AppointmentView {
  const { practice, clinician, service, location, statuses } = around;
  const status = statuses.find(({ id }) => id === appointment.statusId);
  return {
    id: appointment.id,
    startsAt: appointment.startsAt,
    endsAt: appointment.endsAt,
    localTime: appointment.localTime,
    zone: appointment.zone,
    when: whenText(appointment.startsAt, { zone: appointment.zone, country: practice.country }),
    clinician: { id: clinician.id, name: clinician.name },
    service: service && { id: service.id, name: service.name },
    location: location && { id: location.id, name: location.name, address: location.address },
    status: { name: status?.name ?? appointment.statusKind, kind: appointment.statusKind },
    ...appointmentVerdict({ ...around, appointment }),
    version: appointment.version,
  };
}

/** What an appointment is after a write. */
export const appointmentOutcomeOf = (
  appointment: Appointment,
  practice: Pick<Practice, 'country'>,
  late: boolean,
): z.infer<typeof appointmentOutcome> => ({
  id: appointment.id,
  startsAt: appointment.startsAt,
  endsAt: appointment.endsAt,
  localTime: appointment.localTime,
  zone: appointment.zone,
  when: whenText(appointment.startsAt, { zone: appointment.zone, country: practice.country }),
  statusKind: appointment.statusKind,
  late,
  version: appointment.version,
});

/** An opening with its instants in ISO form. */
export const openingViewOf = (opening: Opening): z.infer<typeof openingView> => ({
  ...opening,
  startsAt: new Date(opening.startsAt).toISOString(),
  endsAt: new Date(opening.endsAt).toISOString(),
});

/** What one appointment refers to, found in the whole catalogue. */
export function surroundingsOf(
  appointment: Appointment,
  catalogue: Catalogue,
): Pick<Surroundings, 'clinician' | 'service' | 'location' | 'statuses'> {
  const named = <T extends { id: string }>(list: readonly T[], id: string | null) =>
    list.find((entry) => entry.id === id) ?? null;
  return {
    clinician: found(named(catalogue.staff, appointment.staffId)),
    service: named(catalogue.services, appointment.serviceId),
    location: named(catalogue.locations, appointment.locationId),
    statuses: catalogue.statuses,
  };
}
