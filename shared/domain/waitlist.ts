import * as z from 'zod';
import { instant, localDate } from './appointment.ts';
import type { TimeSpan } from './day-sheet.ts';
import { endReason } from './end-reason.ts';
import { appointmentId, clientId, locationId, offerId, serviceId, staffId, waitlistEntryId } from './id.ts';

/** Where an entry of the waiting list stands (product 4.5): `left` by its client, or `ended` for a reason. */
export const entryState = z.enum(['waiting', 'left', 'ended']);

/** A time that is offered, as its entry keeps it while the offer is open. */
const openOffer = z.object({
  id: offerId,
  startsAt: instant,
  endsAt: instant,
  localTime: z.string(),
  zone: z.string(),
  until: instant,
});

/** A client's wish for an earlier time of one of their own appointments: one for each appointment. */
export const waitlistEntry = z.object({
  id: waitlistEntryId,
  clientId,
  appointmentId,
  /** Whose freed times are looked at: the appointment's clinician. */
  staffId,
  /** Of the appointment, as it was when this was written: what is earlier on the clock fulfils the wish. */
  startsAt: instant,
  localTime: z.string(),
  /** Local dates at the place between which a time would suit, `to` exclusive. */
  from: localDate.nullable(),
  to: localDate.nullable(),
  state: entryState,
  ended: endReason.nullable(),
  /** The order of the list. */
  askedAt: instant,
  /** Rises whenever the client asks anew. */
  round: z.int().min(1),
  offer: openOffer.nullable(),
  /** What this entry has been offered, of which freed time: nothing is offered to it twice. */
  offered: z.array(z.object({ startsAt: instant, freedStartsAt: instant, freedEndsAt: instant })),
  test: z.boolean(),
  version: z.int(),
});
export type WaitlistEntry = z.infer<typeof waitlistEntry>;

/** What became of an offer; `withdrawn`: its entry was left or has ended. */
export const offerState = z.enum(['open', 'accepted', 'refused', 'lapsed', 'withdrawn']);
export type OfferState = z.infer<typeof offerState>;

/** A freed time that is held for one client until an instant (product 4.5). */
export const offer = z.object({
  id: offerId,
  entryId: waitlistEntryId,
  clientId,
  appointmentId,
  staffId,
  serviceId: serviceId.nullable(),
  locationId: locationId.nullable(),
  startsAt: instant,
  endsAt: instant,
  localTime: z.string(),
  zone: z.string(),
  /** When the hold on the day sheets is free again, which is part of its name there. */
  until: instant,
  /** The whole time that had come free: what is let go of it is offered to the next. */
  freedStartsAt: instant,
  freedEndsAt: instant,
  state: offerState,
  createdAt: instant,
  closedAt: instant.nullable(),
  test: z.boolean(),
  version: z.int(),
});
export type Offer = z.infer<typeof offer>;

/** Where an offer stands at an instant: one past its `until` has lapsed for whoever looks. */
export const offerStateAt = ({ state, until }: Pick<Offer, 'state' | 'until'>, now: number): OfferState =>
  state === 'open' && now >= Date.parse(until) ? 'lapsed' : state;

/** The time that an open offer holds. */
export const offerHoldOf = ({
  startsAt,
  endsAt,
  until,
}: Pick<Offer, 'startsAt' | 'endsAt' | 'until'>): TimeSpan => ({
  startsAt: Date.parse(startsAt),
  endsAt: Date.parse(endsAt),
  until: Date.parse(until),
});
