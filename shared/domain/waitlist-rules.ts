import { type Appointment, isStanding } from './appointment.ts';
import { type DaySheet, release } from './day-sheet.ts';
import { allow, type Decision, type FieldError, refuse, refuseFields } from './decision.ts';
import type { EndReason } from './end-reason.ts';
import { idPrefixes } from './id.ts';
import { decideOfferedChange, type VerdictInput } from './verdict.ts';
import { type Offer, offerHoldOf, type WaitlistEntry } from './waitlist.ts';

/** The entry of an appointment is named by it, so that there is one at most. */
export const entryIdOf = (appointmentId: string): string =>
  appointmentId.replace(idPrefixes.appointment, idPrefixes.waitlistEntry);

/** Whose entry it is. */
export const appointmentIdOf = (entryId: string): string =>
  entryId.replace(idPrefixes.waitlistEntry, idPrefixes.appointment);

const iso = (instant: number) => new Date(instant).toISOString();

/**
 * Why an entry that waits is over, for whoever looks, written so or not; null: it stands (product 4.5). The wall clock
 * is compared, so that a change of the practice's zone ends nothing.
 */
export function endOf(
  entry: Pick<WaitlistEntry, 'staffId' | 'localTime'>,
  appointment: Appointment | undefined,
  now: number,
): EndReason | null {
  if (!appointment || !isStanding(appointment)) return 'called-off';
  if (appointment.statusKind !== 'booked' || Date.parse(appointment.startsAt) <= now) return 'begun';
  if (appointment.staffId !== entry.staffId) return 'handed-over';
  return appointment.localTime < entry.localTime ? 'moved-earlier' : null;
}

/** Local dates between which a time would suit, `to` exclusive; left out: any. */
export interface Wish {
  from?: string | undefined;
  to?: string | undefined;
}

function wishErrors({ from, to }: Wish, { localTime }: Appointment): FieldError[] {
  const error = (pointer: string, message: string): FieldError => ({ pointer, code: 'range', message });
  const errors: FieldError[] = [];
  if (from !== undefined && from > localTime.slice(0, 10))
    errors.push(error('/from', 'No time from that date on is before the appointment.'));
  if (from !== undefined && to !== undefined && to <= from)
    errors.push(error('/to', `to (${to}) is not after from (${from}).`));
  return errors;
}

/**
 * A client asks for an earlier time of an appointment (product 4.5): as an offer would be, refused for whatever
 * forbids a change but its window; `already-there` while it waits. Who asks anew goes to the end of the list.
 */
export function joinedWaitlist(
  input: VerdictInput & { appointment: Appointment },
  before: WaitlistEntry | null,
  wish: Wish,
): Decision<WaitlistEntry> {
  const { appointment, now } = input;
  const mayMove = decideOfferedChange(input);
  if (!mayMove.allowed) return mayMove;
  if (before?.state === 'waiting' && (before.offer || endOf(before, appointment, now) === null))
    return refuse('already-there', 'You are on the waiting list for this appointment already.', {
      current: before.id,
    });
  const errors = wishErrors(wish, appointment);
  if (errors.length > 0) return refuseFields(errors);
  const { id, clientId, staffId, startsAt, localTime, test } = appointment;
  return allow({
    id: entryIdOf(id),
    clientId,
    appointmentId: id,
    staffId,
    startsAt,
    localTime,
    from: wish.from ?? null,
    to: wish.to ?? null,
    state: 'waiting',
    ended: null,
    askedAt: iso(now),
    round: (before?.round ?? 0) + 1,
    offer: null,
    offered: [],
    test,
    version: (before?.version ?? 0) + 1,
  });
}

/** An open offer with the sheets that hold its time. */
export interface OpenOffer {
  offer: Offer;
  sheets: readonly DaySheet[];
}

/** An entry after one step, with its offer and the sheets that change with it. */
export interface WaitlistStep {
  entry: WaitlistEntry;
  offer: Offer | null;
  sheets: DaySheet[];
}

/** An offer that is no longer open. */
export const closedOffer = (offer: Offer, state: Exclude<Offer['state'], 'open'>, now: number): Offer => ({
  ...offer,
  state,
  closedAt: iso(now),
  version: offer.version + 1,
});

/** An entry that waits no more, since its client left (null) or for a reason; an open offer of it is withdrawn. */
export function closedEntry(
  entry: WaitlistEntry,
  ended: EndReason | null,
  open: OpenOffer | null,
  now: number,
): WaitlistStep {
  return {
    entry: {
      ...entry,
      state: ended === null ? 'left' : 'ended',
      ended,
      offer: null,
      version: entry.version + 1,
    },
    offer: open && closedOffer(open.offer, 'withdrawn', now),
    sheets: open ? release(open.sheets, offerHoldOf(open.offer), now) : [],
  };
}

/** An entry that stands, with its appointment's present time; null where it has that already. */
export function keptEntry(entry: WaitlistEntry, { startsAt, localTime }: Appointment): WaitlistEntry | null {
  if (entry.startsAt === startsAt && entry.localTime === localTime) return null;
  return { ...entry, startsAt, localTime, version: entry.version + 1 };
}

/**
 * Whether something of an appointment's waiting belongs to a caller: to their client, and to the one appointment that a
 * session by its link reaches (product 2.7).
 */
export const isOwn = (
  caller: { clientId: string; appointmentId: string | null },
  { clientId, appointmentId }: { clientId: string; appointmentId: string },
): boolean =>
  clientId === caller.clientId && (caller.appointmentId === null || caller.appointmentId === appointmentId);
