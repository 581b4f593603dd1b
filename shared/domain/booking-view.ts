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

type Deciding = Pick<BookingSituation, 'practice' | 'now'>;

/** A time as whoever may book it sees it: by the same rule that decides the booking (product 4.2). */
const viewOf = (time: BookableTime, { practice, now }: Deciding): z.infer<typeof bookableTimeView> => ({
  ...time,
  startsAt: new Date(time.startsAt).toISOString(),
  endsAt: new Date(time.endsAt).toISOString(),
  awaitsApproval: awaitsApproval(
    { purpose: 'booking', preferences: practice.preferences, now },
    time.startsAt,
  ),
});

/** Times that can be booked, as they are listed. */
export const bookableTimes = z.object({
  items: z.array(bookableTimeView),
  next: localDate.nullable().meta({
    description:
      'Where one answer would be too large: the local date to ask on from, as `from`. Null: that is all.',
  }),
});

/** What one answer may hold, bytes: a function of AWS may answer with six megabytes, and a phone has to read it. */
const mostBytes = 3_000_000;
const bytesOf = ({ staffIds }: BookableTime): number => 200 + 33 * staffIds.length;

/**
 * What is listed in one answer: all, or as many whole local dates as fit, and one at least (product 4.3). Each
 * date is one of the time's own place, as `from` is.
 */
export function bookableTimesOf(
  times: readonly BookableTime[],
  situation: Deciding,
  most = mostBytes,
): z.infer<typeof bookableTimes> {
  const sizes = new Map<string, number>();
  for (const time of times) {
    const date = time.localTime.slice(0, 10);
    sizes.set(date, (sizes.get(date) ?? 0) + bytesOf(time));
  }
  let size = 0;
  const next = [...sizes.keys()].sort().find((date, at) => {
    size += sizes.get(date)!;
    return size > most && at > 0;
  });
  const items = next === undefined ? times : times.filter(({ localTime }) => localTime < next);
  return { items: items.map((time) => viewOf(time, situation)), next: next ?? null };
}

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
