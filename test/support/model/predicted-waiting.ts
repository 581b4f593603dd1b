import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { EventDetail } from '../../../shared/domain/event.ts';
import { type FreedTime, freedBy } from '../../../shared/domain/freed-time.ts';
import type { Offer, WaitlistEntry } from '../../../shared/domain/waitlist.ts';
import type { Act } from './act.ts';
import { isFree, isOffered, noticeOf } from './free.ts';
import { isOpenAt, isStanding, type State, type TakenTime, takenTimes } from './state.ts';
import type { World } from './world.ts';

/** What deeds of the waiting list must come to alone, and to whom a freed time must go. */

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

/** Whether an entry has something to wait for yet. */
const waitsFor = (entry: WaitlistEntry, appointment: Appointment | undefined, now: number): boolean =>
  entry.state === 'waiting' &&
  appointment !== undefined &&
  isStanding(appointment) &&
  Date.parse(appointment.startsAt) > now &&
  appointment.staffId === entry.staffId &&
  appointment.localTime >= entry.localTime;

const appointmentOf = ({ appointments }: State, { appointmentId }: Pick<WaitlistEntry, 'appointmentId'>) =>
  appointments.find(({ id }) => id === appointmentId);

/** Why an appointment cannot be moved by its client whatever the time; undefined where it can. */
function fixed(appointment: Appointment, now: number): string | undefined {
  if (appointment.deletedAt) return 'not-found';
  if (!isStanding(appointment)) return 'already-cancelled';
  return now >= Date.parse(appointment.startsAt) ? 'begun' : undefined;
}

function joined(state: State, { appointment, clientId, now }: Act): string {
  const it = appointment!;
  if (clientId !== it.clientId) return 'not-found';
  const entry = state.entries.find(({ appointmentId }) => appointmentId === it.id);
  const isThere = entry?.state === 'waiting' && (entry.offer !== null || waitsFor(entry, it, now));
  return fixed(it, now) ?? (isThere ? 'already-there' : 'yes');
}

function accepted(
  world: World,
  state: State,
  { now }: Act,
  offer: Offer,
  taken: readonly TakenTime[],
): string {
  const appointment = appointmentOf(state, offer)!;
  if (appointment.deletedAt) return 'not-found';
  if (!isOpenAt(offer, now)) return 'offer-over';
  const entry = state.entries.find(({ id }) => id === offer.entryId)!;
  const no = fixed(appointment, now);
  if (no) return no;
  const [before, after] = world.history.gaps;
  const [start, end] = [Date.parse(offer.startsAt), Date.parse(offer.endsAt)];
  // Staff may have set the gaps beside it aside for another since.
  const others = taken.filter(({ id }) => id !== offer.id);
  const wanted = { staffId: offer.staffId, start, end, before, after, except: appointment.id };
  return waitsFor(entry, appointment, now) && isFree(others, wanted) ? 'yes' : 'offer-over';
}

/** `yes`, or the code of the no. */
export function predictedOfWaiting(
  world: World,
  state: State,
  act: Act,
  taken: readonly TakenTime[],
): string {
  const { deed, entry, offer, now, clientId } = act;
  if (deed === 'join') return joined(state, act);
  if (entry) return entry.state === 'waiting' && entry.clientId === clientId ? 'yes' : 'not-found';
  if (deed === 'lapse') return offer!.state === 'open' && !isOpenAt(offer!, now) ? 'yes' : 'closed-before';
  if (offer!.clientId !== clientId) return 'not-found';
  if (deed === 'accept') return accepted(world, state, act, offer!, taken);
  return isOpenAt(offer!, now) ? 'yes' : 'offer-over';
}

/** When somebody who waits could have part of what is free; undefined where they could not. */
function timeFor(
  world: World,
  { entry, appointment }: { entry: WaitlistEntry; appointment: Appointment },
  freed: FreedTime,
  taken: readonly TakenTime[],
  now: number,
): number | undefined {
  const lasts = Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt);
  const [before, after] = world.history.gaps;
  const first = Math.floor((freed.startsAt - lasts) / HALF_HOUR) * HALF_HOUR;
  for (let start = first; start < freed.endsAt; start += HALF_HOUR) {
    const until = Math.min(now + 120 * MINUTE, start - noticeOf(world));
    if (
      start + lasts > freed.startsAt &&
      start < Date.parse(appointment.startsAt) &&
      isOffered(world, start, now) &&
      until - now >= 15 * MINUTE &&
      !entry.offered.some(({ startsAt }) => Date.parse(startsAt) === start) &&
      isFree(taken, { staffId: freed.staffId, start, end: start + lasts, before, after })
    )
      return start;
  }
  return undefined;
}

/** Whom one event alone must bring an offer, and of when: `none`, or the entry and the start. */
export function predictedOffer(world: World, state: State, event: EventDetail, now: number): string {
  const freed = freedBy(event);
  if (!freed) return 'none';
  const { appointmentId } = event.data as { appointmentId?: string };
  // What the event itself ends is nobody's any more.
  const over = state.entries.find(
    (it) => it.appointmentId === appointmentId && !waitsFor(it, appointmentOf(state, it), now),
  );
  const isOver = event.metadata.aggregate.type === 'appointment' && over?.state === 'waiting';
  const offers = isOver ? state.offers.filter(({ id }) => id !== over.offer?.id) : state.offers;
  const taken = takenTimes(world, { ...state, offers }, now);
  const waiting = state.entries
    .filter((it) => it.staffId === freed.staffId && it.state === 'waiting' && !(isOver && it === over))
    .toSorted((one, other) => (one.askedAt + one.id < other.askedAt + other.id ? -1 : 1));
  const isAsked = ({ offer }: WaitlistEntry) =>
    offer && Date.parse(offer.startsAt) < freed.endsAt && Date.parse(offer.endsAt) > freed.startsAt;
  if (waiting.some(isAsked)) return 'none';
  for (const entry of waiting) {
    const appointment = appointmentOf(state, entry);
    const wasAsked = entry.offered.some(
      (it) => Date.parse(it.freedStartsAt) === freed.startsAt && Date.parse(it.freedEndsAt) === freed.endsAt,
    );
    const isOut = entry.offer !== null || entry.clientId === freed.giverId || wasAsked;
    if (isOut || !appointment || !waitsFor(entry, appointment, now)) continue;
    const start = timeFor(world, { entry, appointment }, freed, taken, now);
    if (start !== undefined) return `${entry.id} at ${new Date(start).toISOString()}`;
  }
  return 'none';
}
