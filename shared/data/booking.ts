import type { Scope } from '../domain/actor.ts';
import { type BookingSituation, bookableClinicians, type Candidate } from '../domain/booking.ts';
import type { Catalogue, Service, Staff } from '../domain/catalogue.ts';
import { found } from '../domain/decision.ts';
import type { Moving } from '../domain/opening.ts';
import type { Practice } from '../domain/practice.ts';
import { dateOf, dayOf } from '../domain/zone.ts';
import { getAvailability } from './availability.ts';
import { getCatalogue } from './catalogue.ts';
import { readFreeTime } from './free-time.ts';
import { getSheets } from './sheet.ts';

/** What is asked for: a service, and with whom or where only, if that matters. */
export interface BookingWish {
  serviceId: string;
  staffId?: string | undefined;
  locationId?: string | undefined;
  /** The clinicians that an existing client is assigned to; left out for a new one. */
  assigned?: readonly string[] | undefined;
  /** Of a pending request whose time is to be moved. */
  moving?: Moving | undefined;
}

/** A situation with the service that it is of, and all that appointments of the practice refer to. */
export type ReadBooking = BookingSituation & { service: Service; catalogue: Catalogue };

/**
 * Reads what decides a booking: the catalogue, then what each clinician who may be booked has to say, all side
 * by side: three trips of a request with its session, however many they are. A service that is not the practice's is
 * not there (404); nobody can be booked for one that is archived.
 */
async function read(
  scope: Scope,
  practice: Practice,
  wish: BookingWish,
  now: number,
  candidateOf: (clinician: Staff, milliseconds: number) => Promise<Candidate>,
): Promise<ReadBooking> {
  const catalogue = await getCatalogue(scope);
  const { staff, services, locations } = catalogue;
  const { locationId, moving } = wish;
  const service = found(services.find(({ id }) => id === wish.serviceId));
  const clinicians = service.archived ? [] : bookableClinicians(staff, { practice, ...wish });
  // A move keeps its own duration, whatever the service's is today (product 4.3).
  const milliseconds = moving ? moving.endsAt - moving.startsAt : service.durationMinutes * 60_000;
  const candidates = await Promise.all(clinicians.map((clinician) => candidateOf(clinician, milliseconds)));
  return { practice, service, catalogue, locations, locationId, candidates, moving, now };
}

/** Everything that lists what can be booked over local dates, `to` exclusive; eventually consistent. */
export const readBookingRange = (
  scope: Scope,
  practice: Practice,
  wish: BookingWish,
  range: { from: string; to: string },
  now: number,
): Promise<ReadBooking> =>
  read(scope, practice, wish, now, async (clinician) => ({
    clinician,
    ...(await readFreeTime(scope, clinician.id, range)),
  }));

/** Everything that decides a booking at one start, strongly consistent. */
export const readBookingTarget = (
  scope: Scope,
  practice: Practice,
  wish: BookingWish,
  startsAt: string,
  now: number,
): Promise<ReadBooking> =>
  read(scope, practice, wish, now, async (clinician, milliseconds) => {
    const start = Date.parse(startsAt);
    const wanted = { startsAt: start, endsAt: start + milliseconds };
    const [availability, sheets] = await Promise.all([
      // The wall clock may be a date behind UTC, and the night before that may run into it.
      getAvailability(scope, clinician.id, dateOf(dayOf(startsAt.slice(0, 10)) - 2)),
      getSheets(scope, clinician.id, wish.moving ? [wish.moving, wanted] : [wanted]),
    ]);
    return { clinician, ...availability, sheets };
  });
