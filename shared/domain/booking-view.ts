import * as z from 'zod';
import { instant, localDate } from './appointment.ts';
import { type BookableTime, type BookingSituation, bookableClinicians } from './booking.ts';
import type { Catalogue, Service } from './catalogue.ts';
import { locationId, serviceId, staffId } from './id.ts';
import { awaitsApproval } from './openings.ts';
import type { Practice } from './practice.ts';

/** A time that can be booked, with every clinician who is free then. */
export const bookableTimeView = z
  .object({
    startsAt: instant,
    endsAt: instant,
    localTime: z.string().meta({ description: 'The wall clock at the place, like 2026-11-24T09:00.' }),
    zone: z.string(),
    locationId: locationId.nullable(),
    staffIds: z.array(staffId),
    awaitsApproval: z
      .boolean()
      .meta({ description: 'Asked for now, it waits for a clinician’s yes; else it is booked at once.' }),
  })
  .meta({ id: 'BookableTime' });

/** What is asked of a listing of times. */
export const openingsQuery = {
  serviceId,
  staffId: staffId.optional().meta({ description: 'Only with this clinician; anyone if left out.' }),
  locationId: locationId.optional().meta({ description: 'Only at this place; anywhere if left out.' }),
  from: localDate.optional().meta({ description: 'First local date; today if left out.' }),
  to: localDate.optional().meta({ description: 'Local date after the last one; at most 62 days on.' }),
};

/** A service that can be booked, and with whom. */
export const bookableServiceView = z
  .object({
    id: serviceId,
    name: z.string(),
    durationMinutes: z.int(),
    clinicians: z.array(z.object({ id: staffId, name: z.string() })),
    locations: z
      .array(z.object({ id: locationId, name: z.string() }))
      .meta({ description: 'The places that its times may name.' }),
  })
  .meta({ id: 'BookableService' });

/** A time as whoever may book it sees it: by the same rule that decides the booking (product 4.2). */
export const bookableTimeViewOf = (
  time: BookableTime,
  { practice, now }: Pick<BookingSituation, 'practice' | 'now'>,
): z.infer<typeof bookableTimeView> => ({
  ...time,
  startsAt: new Date(time.startsAt).toISOString(),
  endsAt: new Date(time.endsAt).toISOString(),
  awaitsApproval: awaitsApproval(
    { purpose: 'booking', preferences: practice.preferences, now },
    time.startsAt,
  ),
});

/**
 * The services that can be booked online, each with those who may be booked for it (product 4.2): of an existing
 * client all that somebody gives, of a new one the first-visit service alone.
 */
export function bookableServices(
  catalogue: Pick<Catalogue, 'staff' | 'services' | 'locations'>,
  practice: Pick<Practice, 'preferences'>,
  who: { assigned?: readonly string[] | undefined; services: (service: Service) => boolean },
): z.infer<typeof bookableServiceView>[] {
  const locations = catalogue.locations
    .filter((location) => !location.archived)
    .map(({ id, name }) => ({ id, name }));
  return catalogue.services
    .filter((service) => !service.archived && who.services(service))
    .map(({ id, name, durationMinutes }) => ({
      id,
      name,
      durationMinutes,
      clinicians: bookableClinicians(catalogue.staff, {
        practice,
        serviceId: id,
        assigned: who.assigned,
      }).map((clinician) => ({ id: clinician.id, name: clinician.name })),
      locations,
    }))
    .filter(({ clinicians }) => clinicians.length > 0);
}
