import * as z from 'zod';
import { instant, localDate } from './appointment.ts';
import { type BookableTime, bookableClinicians } from './booking.ts';
import type { Catalogue, Service } from './catalogue.ts';
import { locationId, serviceId, staffId } from './id.ts';
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
  })
  .meta({ id: 'BookableService' });

export const bookableTimeViewOf = (time: BookableTime): z.infer<typeof bookableTimeView> => ({
  ...time,
  startsAt: new Date(time.startsAt).toISOString(),
  endsAt: new Date(time.endsAt).toISOString(),
});

/**
 * The services that can be booked online, each with those who may be booked for it (product 4.2): of an existing
 * client all that somebody gives, of a new one the first-visit service alone.
 */
export function bookableServices(
  catalogue: Pick<Catalogue, 'staff' | 'services'>,
  practice: Pick<Practice, 'preferences'>,
  who: { assigned?: readonly string[] | undefined; services: (service: Service) => boolean },
): z.infer<typeof bookableServiceView>[] {
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
    }))
    .filter(({ clinicians }) => clinicians.length > 0);
}
