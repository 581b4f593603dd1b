import type { Appointment } from './appointment.ts';
import { type BookingPreferences, defaultPreferences } from './availability.ts';
import type { Location, Service } from './catalogue.ts';
import type { Access, Client } from './client.ts';
import { claim, type DaySheet, release, sheetsWithout } from './day-sheet.ts';
import { allow, type Decision, refuse } from './decision.ts';
import type { FreedTime } from './freed-time.ts';
import { type MoveSituation, moveQuestion, moveTo } from './move.ts';
import type { Opening } from './opening.ts';
import { leastNoticeHours } from './opening-search.ts';
import { openingsTouching } from './openings.ts';
import { decideOfferedChange } from './verdict.ts';
import { type Offer, type OfferState, offerHoldOf, offerStateAt, type WaitlistEntry } from './waitlist.ts';
import { closedEntry, closedOffer, endOf, type OpenOffer, type WaitlistStep } from './waitlist-rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Nobody is asked to decide in less than this. */
const leastTime = 15 * MINUTE;

/** Of the times that somebody was asked about, the last ones are remembered. */
const most = 99;

const iso = (instant: number) => new Date(instant).toISOString();

/** Until when a time is held for the one it is offered to: the practice's hours, and never inside the notice (4.5). */
export const offerUntil = (startsAt: number, preferences: BookingPreferences, now: number): number =>
  Math.min(
    // Preferences that were stored before there was a waiting list say nothing of it.
    now + (preferences.offerHours ?? defaultPreferences.offerHours) * HOUR,
    startsAt - leastNoticeHours(preferences) * HOUR,
  );

/** Somebody who waits, with what was found of them. */
export interface Waiting {
  entry: WaitlistEntry;
  appointment: Appointment | undefined;
  client: Pick<Client, 'deceased'> | undefined;
  access: Access | undefined;
}

/** A time of one clinician that has come free, and all that decides to whom of those who wait it goes. */
export interface FreedSituation
  extends Omit<MoveSituation, 'access' | 'appointment' | 'service' | 'location'> {
  services: readonly Service[];
  locations: readonly Location[];
  freed: FreedTime;
}

/** Whether an entry was asked about this freed time before. */
const wasAsked = ({ offered }: WaitlistEntry, { startsAt, endsAt }: FreedTime): boolean =>
  offered.some((it) => Date.parse(it.freedStartsAt) === startsAt && Date.parse(it.freedEndsAt) === endsAt);

const suits = ({ from, to }: WaitlistEntry, { localTime }: Opening): boolean =>
  (from === null || localTime >= from) && (to === null || localTime < to);

/** The first time for one of those who wait, within what came free, with the sheets that hold it; or null. */
function timeFor(situation: FreedSituation, { entry, appointment, client, access }: Waiting) {
  const { freed, now, practice, sheets } = situation;
  const isOut = entry.offer !== null || entry.clientId === freed.giverId || wasAsked(entry, freed);
  if (isOut || !appointment || !access || !client || client.deceased) return null;
  if (endOf(entry, appointment, now) !== null) return null;
  const named = <T extends { id: string }>(all: readonly T[], id: string | null) =>
    all.find((it) => it.id === id) ?? null;
  const own = {
    ...situation,
    access,
    appointment,
    service: named(situation.services, appointment.serviceId),
    location: named(situation.locations, appointment.locationId),
  };
  if (!decideOfferedChange(own).allowed) return null;
  const { bufferBeforeMinutes, bufferAfterMinutes } = practice.preferences;
  for (const opening of openingsTouching(moveQuestion(own), freed)) {
    const until = offerUntil(opening.startsAt, practice.preferences, now);
    const isLater = opening.startsAt >= Date.parse(appointment.startsAt);
    const again = entry.offered.some((it) => Date.parse(it.startsAt) === opening.startsAt);
    if (isLater || again || until - now < leastTime || !suits(entry, opening)) continue;
    // Their own appointment stands until they accept, so what overlaps it cannot be held.
    const held = claim(sheets, { ...opening, until, bufferBeforeMinutes, bufferAfterMinutes }, now);
    if (held.allowed) return { opening, until, sheets: held.value };
  }
  return null;
}

/** Whether somebody is being asked about part of a freed time already. */
const isOffered = (waiting: readonly Waiting[], freed: FreedTime): boolean =>
  waiting.some(
    ({ entry: { offer } }) =>
      offer !== null &&
      Date.parse(offer.startsAt) < freed.endsAt &&
      Date.parse(offer.endsAt) > freed.startsAt,
  );

const byAsking = ({ entry: one }: Waiting, { entry: other }: Waiting): number =>
  one.askedAt < other.askedAt || (one.askedAt === other.askedAt && one.id < other.id) ? -1 : 1;

/**
 * To whom a freed time is offered (product 4.5): to the first in the order of asking for whose appointment the one
 * engine has an opening that lies in part of it, before their appointment. Its time is held from then on. Null: it is
 * offered to somebody already, or nobody who waits could have it.
 */
export function nextOffer(
  situation: FreedSituation,
  waiting: readonly Waiting[],
  id: string,
): (WaitlistStep & { offer: Offer }) | null {
  const { freed, now } = situation;
  if (isOffered(waiting, freed)) return null;
  for (const one of waiting.toSorted(byAsking)) {
    const time = timeFor(situation, one);
    if (time)
      return { ...offered(one.entry, one.appointment!, time, { id, freed, now }), sheets: time.sheets };
  }
  return null;
}

function offered(
  entry: WaitlistEntry,
  { serviceId, staffId }: Appointment,
  { opening, until: held }: { opening: Opening; until: number },
  { id, freed, now }: { id: string; freed: FreedTime; now: number },
): { entry: WaitlistEntry; offer: Offer } {
  const { localTime, zone, locationId } = opening;
  const time = { startsAt: iso(opening.startsAt), endsAt: iso(opening.endsAt), localTime, zone };
  const whole = { freedStartsAt: iso(freed.startsAt), freedEndsAt: iso(freed.endsAt) };
  const until = iso(held);
  const { id: entryId, clientId, appointmentId, test } = entry;
  return {
    entry: {
      ...entry,
      offer: { id, ...time, until },
      offered: [...entry.offered.slice(-most), { startsAt: time.startsAt, ...whole }],
      version: entry.version + 1,
    },
    offer: {
      id,
      entryId,
      clientId,
      appointmentId,
      staffId,
      serviceId,
      locationId,
      ...time,
      until,
      ...whole,
      state: 'open',
      createdAt: iso(now),
      closedAt: null,
      test,
      version: 1,
    },
  };
}

const gone = 'That time has gone. Your own appointment has not changed.';
const words: Readonly<Record<OfferState, string>> = {
  open: gone,
  lapsed: gone,
  withdrawn: gone,
  accepted: 'You have taken this time already.',
  refused: 'You have let this time go. Your own appointment has not changed.',
};

const over = (offer: Offer, now: number): Decision<never> => {
  const state = offerStateAt(offer, now);
  return refuse('offer-over', words[state], { current: { state } });
};

/**
 * A client takes the time that is offered (product 4.5): its hold becomes the appointment's time and the old time is
 * given back, in one step. The change window does not count; the notice does, as of this moment, and so does all that
 * makes a time an opening. Refuses with the verdict's reasons, or `offer-over`: nothing has changed.
 */
export function acceptedOffer(
  situation: MoveSituation,
  offer: Offer,
  entry: WaitlistEntry,
): Decision<WaitlistStep & { after: Appointment }> {
  const { appointment, now } = situation;
  if (offerStateAt(offer, now) !== 'open') return over(offer, now);
  const change = decideOfferedChange(situation);
  if (!change.allowed) return change;
  if (endOf(entry, appointment, now) !== null) return over(offer, now);
  const sheets = sheetsWithout(situation.sheets, offerHoldOf(offer), now);
  const moved = moveTo({ ...situation, sheets }, offer.startsAt, change.value);
  if (!moved.allowed) return over(offer, now);
  return allow({
    ...closedEntry(entry, 'accepted', null, now),
    offer: closedOffer(offer, 'accepted', now),
    ...moved.value,
  });
}

const letGo = (
  entry: WaitlistEntry,
  { offer, sheets }: OpenOffer,
  how: 'refused' | 'lapsed',
  now: number,
) => ({
  // It goes on waiting, at its place, for another time.
  entry: { ...entry, offer: null, version: entry.version + 1 },
  offer: closedOffer(offer, how, now),
  sheets: release(sheets, offerHoldOf(offer), now) satisfies DaySheet[],
});

/** A client lets the time go that is offered: it is free for the next (product 4.5). Refuses with `offer-over`. */
export const refusedOffer = (entry: WaitlistEntry, open: OpenOffer, now: number): Decision<WaitlistStep> =>
  offerStateAt(open.offer, now) === 'open'
    ? allow(letGo(entry, open, 'refused', now))
    : over(open.offer, now);

/** An offer that nobody took in time; null: it is none that is open and past its time. */
export const lapsedOffer = (entry: WaitlistEntry, open: OpenOffer, now: number): WaitlistStep | null =>
  open.offer.state === 'open' && offerStateAt(open.offer, now) === 'lapsed'
    ? letGo(entry, open, 'lapsed', now)
    : null;
