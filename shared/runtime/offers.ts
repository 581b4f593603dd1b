import { getAvailability } from '../data/availability.ts';
import { getCatalogue } from '../data/catalogue.ts';
import { type Change, newId } from '../data/change.ts';
import { getPractice } from '../data/practice.ts';
import { getSheets } from '../data/sheet.ts';
import { decideAgain, LostRace } from '../data/table.ts';
import { getAllWaiting, getOffer, getWaiting, oneOfferFor, saveStep } from '../data/waitlist.ts';
import type { Scope } from '../domain/actor.ts';
import { found } from '../domain/decision.ts';
import type { FreedTime } from '../domain/freed-time.ts';
import { lapsedOffer, nextOffer } from '../domain/offer-rules.ts';
import { offerHoldOf, type WaitlistEntry } from '../domain/waitlist.ts';
import { closedEntry, endOf, keptEntry, type OpenOffer } from '../domain/waitlist-rules.ts';
import { dateOf, dayOf } from '../domain/zone.ts';

/** How the waiting list keeps up with what happens: the listener comes here, and the minute's sweep (product 4.5). */

const DAY = 24 * 3_600_000;

/** What became of a freed time; `paused`: the practice's writes are, and nothing is offered of it. */
export type Offering = 'offered' | 'nobody' | 'offered-before' | 'paused';

/**
 * Offers a freed time to the next who waits for one (product 4.5). An event leads to one offer at most, however often
 * it comes; of two writers who want the same time, be it for others, the day sheet lets one win, and the other decides
 * again.
 */
export async function offerFreedTime(
  scope: Scope,
  freed: FreedTime,
  eventId: string,
  change: Change,
): Promise<Offering> {
  try {
    return await decideAgain(() => offer(scope, freed, eventId, change), ['offered']);
  } catch (error) {
    if (error instanceof LostRace) return 'offered-before';
    throw error;
  }
}

async function offer(scope: Scope, freed: FreedTime, eventId: string, change: Change): Promise<Offering> {
  const { now } = change;
  // A day either way, as no time that reaches into what is free is longer; before who waits is read, so that an offer
  // made in between is seen, or loses this one the sheet.
  const around = { startsAt: freed.startsAt - DAY, endsAt: freed.endsAt + DAY };
  const [practice, sheets] = await Promise.all([
    getPractice(scope),
    getSheets(scope, freed.staffId, [around]),
  ]);
  if (!practice || practice.frozen) return 'paused';
  const waiting = await getAllWaiting(scope, freed.staffId);
  if (waiting.length === 0) return 'nobody';
  const from = dateOf(dayOf(new Date(freed.startsAt).toISOString().slice(0, 10)) - 3);
  const [{ staff, services, locations }, availability] = await Promise.all([
    getCatalogue(scope),
    getAvailability(scope, freed.staffId, from),
  ]);
  const clinician = found(staff.find(({ id }) => id === freed.staffId));
  const situation = { practice, clinician, services, locations, ...availability, sheets, freed, now };
  const step = nextOffer(situation, waiting, newId('offer', change.clock()));
  if (!step) return 'nobody';
  await saveStep(scope, change, step, { writes: [oneOfferFor(scope, eventId, now)] });
  return 'offered';
}

/** The open offer of an entry with the sheets that hold its time; null where it has none. */
export async function readOpenOffer(scope: Scope, entry: WaitlistEntry): Promise<OpenOffer | null> {
  if (!entry.offer) return null;
  const open = found(await getOffer(scope, entry.offer.id));
  return { offer: open, sheets: await getSheets(scope, open.staffId, [offerHoldOf(open)]) };
}

export type Settled = 'ended' | 'kept' | 'as-it-is' | 'paused';

/**
 * Ends the entry of an appointment that has nothing to wait for any more, with its open offer, or notes the present
 * time of one that goes on waiting (product 4.5). Doing it again changes nothing. Nothing is written while the
 * practice's writes are paused: for whoever looks the entry is over anyway, and its offer lapses in its time.
 */
export const settleEntry = (scope: Scope, appointmentId: string, change: Change): Promise<Settled> =>
  decideAgain(async () => {
    const [practice, { entry, appointment }] = await Promise.all([
      getPractice(scope),
      getWaiting(scope, appointmentId),
    ]);
    if (practice?.frozen) return 'paused';
    if (entry?.state !== 'waiting') return 'as-it-is';
    const ended = endOf(entry, appointment, change.now);
    if (ended !== null) {
      await saveStep(scope, change, closedEntry(entry, ended, await readOpenOffer(scope, entry), change.now));
      return 'ended';
    }
    const after = appointment ? keptEntry(entry, appointment) : null;
    if (!after) return 'as-it-is';
    await saveStep(scope, change, { entry: after, offer: null, sheets: [] });
    return 'kept';
  });

/** What became of an offer's deadline: `closed-before`, by whomever, or left for later. */
export type Lapse = 'lapsed' | 'closed-before' | 'paused';

/**
 * Closes an offer that nobody took in time, whatever the practice's switches are (product 4.5): its time is free for
 * the next, and one event tells of it, however many sweeps meet it.
 */
export const lapseOffer = (scope: Scope, offerId: string, change: Change): Promise<Lapse> =>
  decideAgain(async () => {
    const [practice, open] = await Promise.all([getPractice(scope), getOffer(scope, offerId)]);
    if (practice?.frozen) return 'paused';
    if (open?.state !== 'open') return 'closed-before';
    const [{ entry }, sheets] = await Promise.all([
      getWaiting(scope, open.appointmentId),
      getSheets(scope, open.staffId, [offerHoldOf(open)]),
    ]);
    const step = lapsedOffer(found(entry), { offer: open, sheets }, change.now);
    if (!step) return 'closed-before';
    await saveStep(scope, change, step);
    return 'lapsed';
  });
