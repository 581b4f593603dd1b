import { type Appointment, isStanding } from './appointment.ts';
import type { EventData, EventDetail, EventMetadata, EventType } from './event.ts';
import type { Practice } from './practice.ts';
import type { Reader } from './reader.ts';
import type { AppointmentRequest } from './request.ts';
import type { ClientNotices } from './settings.ts';
import { freesTheTime } from './status-kind.ts';
import { type Offer, offerStateAt } from './waitlist.ts';
import { ZONE_CHANGE_ACTOR } from './zone-change.ts';

/** Which notice each event is to the client whose appointment or request it is (product 1.12, 5.3, 5.4, 6.1). */
export const clientNoticeOf = {
  'appointment.created.v1': 'appointmentCreated',
  'appointment.restored.v1': 'appointmentRestored',
  'appointment.changed.v1': 'appointmentChanged',
  'appointment.staff-changed.v1': 'appointmentStaffChanged',
  'appointment.cancelled.v1': 'appointmentCancelled',
  'appointment.deleted.v1': 'appointmentDeleted',
  'appointment.status-changed.v1': 'appointmentStatusChanged',
  'appointment.reminder-due.v1': 'reminder',
  'request.approved.v1': 'requestConfirmed',
  'request.declined.v1': 'requestDeclined',
  'request.undone.v1': 'requestUndone',
  'request.withdrawn.v1': 'requestWithdrawn',
  'request.expired.v1': 'requestExpired',
  'offer.made.v1': 'offerMade',
} as const satisfies Partial<Record<EventType, string>>;

/** The events of which clients are told. */
export type NoticeType = keyof typeof clientNoticeOf;
export const noticeEvents = Object.keys(clientNoticeOf) as NoticeType[];

/** What a message says to a client: each has wording of its own. */
export type Notice = (typeof clientNoticeOf)[NoticeType];

/**
 * The setting that switches a notice: one that takes place after all counts as created (product 1.12), and a
 * request that ended without an answer as declined. Null: it has none, since whoever asked for an earlier time is told of one (4.5).
 */
export function settingOf(notice: Notice): keyof ClientNotices | null {
  if (notice === 'offerMade') return null;
  if (notice === 'requestWithdrawn' || notice === 'requestExpired') return 'requestDeclined';
  return notice === 'appointmentRestored' ? 'appointmentCreated' : notice;
}

/** The notices that lead to no page of an appointment: there is none, or none any more. */
const withoutPage: readonly Notice[] = [
  'appointmentCancelled',
  'appointmentDeleted',
  'requestDeclined',
  'requestUndone',
  'requestWithdrawn',
  'requestExpired',
];

/** Whether a notice can have a link to its appointment. */
export const hasPage = (notice: Notice): boolean => !withoutPage.includes(notice);

/** What happened, of which somebody is told, as the bus tells it: ids, times and codes. */
export type ToldEvent<T extends EventType> = T extends EventType
  ? { type: T; metadata: EventMetadata; data: EventData<T> }
  : never;

/** What happened to an appointment or a request, of which its client is told. */
export type NoticeEvent<T extends NoticeType = NoticeType> = T extends NoticeType ? ToldEvent<T> : never;

/** What happened to a request, of which its client is told, or staff are. */
type RequestTold = ToldEvent<Extract<EventType, `request.${string}`>>;
type AppointmentNotice = NoticeEvent<Extract<NoticeType, `appointment.${string}`>>;

/** Whether an event is of a request. */
export const isOfRequest = (event: NoticeEvent | RequestTold): event is RequestTold =>
  event.type.startsWith('request.');

/** Whether clients are told of an event. */
export const isForClients = (event: { type: EventType }): event is NoticeEvent =>
  Object.hasOwn(clientNoticeOf, event.type);

export const channels = ['email', 'text'] as const;
export type Channel = (typeof channels)[number];

/** Why somebody is not told, for the log. */
export type Silence =
  | 'no-practice'
  | 'no-client'
  | 'deceased'
  | 'notice-off'
  | 'no-consent'
  | 'no-address'
  | 'out-of-date'
  | 'begun'
  | 'clock-kept'
  | 'no-recipient';

/** Imports and replays tell nobody anything (product 8.3, 6.4), even where a rule of the bus lets one through. */
const isSilent = ({ metadata }: EventDetail): boolean =>
  metadata.cause === 'import' || metadata.cause === 'replay';

/**
 * Whether another event tells: what becomes of an appointment by a decision on its request is told as that
 * decision.
 */
const isToldOtherwise = ({ type, data }: EventDetail & { type: EventType }): boolean =>
  !type.startsWith('request.') && Boolean((data as { requestId?: string | null }).requestId);

/** The event of one of some types, if people may be told of it at all. */
export function asTold<T extends EventType>(
  event: EventDetail & { type: EventType },
  types: readonly T[],
): ToldEvent<T> | undefined {
  if (!(types as readonly EventType[]).includes(event.type)) return undefined;
  if (isSilent(event) || isToldOtherwise(event)) return undefined;
  const { type, metadata, data } = event;
  return { type, metadata, data } as ToldEvent<T>;
}

/** The event, if clients may be told of it at all. */
export const asNotice = (event: EventDetail & { type: EventType }): NoticeEvent | undefined =>
  asTold(event, noticeEvents);

/** Whether an event tells that an appointment does not take place. */
export const callsOff = (event: NoticeEvent): boolean =>
  event.type === 'appointment.cancelled.v1' || event.type === 'appointment.deleted.v1';

/** Whether an event tells that a request has ended without an answer: withdrawn, or past its time (product 5.4). */
export const endsUnanswered = (event: NoticeEvent): boolean =>
  event.type === 'request.withdrawn.v1' || event.type === 'request.expired.v1';

/** Whether an event tells that the practice has changed its zone, and the appointment keeps its time on the clock (1.1). */
export const keepsTheClock = ({ metadata }: { metadata: EventMetadata }): boolean =>
  metadata.actor === ZONE_CHANGE_ACTOR;

/**
 * Whether an appointment that was changed still begins at the same instant: staff gave it another place, length or
 * service (3.4). What is said of another time, by default or in a practice's own words, would be false of it.
 */
export const keepsTheStart = (event: ToldEvent<EventType>): boolean =>
  event.type === 'appointment.changed.v1' && event.data.startsAt === event.data.previousStartsAt;

/**
 * Whether a change of zone is nothing to tell of: an e-mail puts a calendar right that shows another instant now, and a
 * text would say that nothing changes.
 */
const nothingNew = (event: NoticeEvent, channel: Channel): boolean =>
  event.type === 'appointment.changed.v1' &&
  keepsTheClock(event) &&
  (channel === 'text' || keepsTheStart(event) || freesTheTime(event.data.statusKind));

/**
 * How long a notice is sent although the appointment has changed once more, milliseconds. Within it whoever
 * moves and at once cancels gets both, in order; after it, an outage, what is no longer true is not sent.
 */
const stillNews = 5 * 60_000;

/** Whether what an event tells holds of the appointment as it is now. */
function holds(event: AppointmentNotice, appointment: Appointment): boolean {
  if (callsOff(event)) return !isStanding(appointment);
  if (event.type === 'appointment.status-changed.v1')
    return appointment.deletedAt === undefined && appointment.statusId === event.data.statusId;
  const sameTime = isStanding(appointment) && appointment.startsAt === event.data.startsAt;
  if (event.type === 'appointment.staff-changed.v1')
    return sameTime && appointment.staffId === event.data.staffId;
  if (event.type === 'appointment.reminder-due.v1') return sameTime && appointment.statusKind === 'booked';
  return sameTime;
}

/** What a notice is about, as it is now. */
export interface Subject {
  appointment: Appointment | undefined;
  request?: AppointmentRequest | undefined;
  offer?: Pick<Offer, 'state' | 'until'> | undefined;
}

const stateTold: Readonly<Record<RequestTold['type'], AppointmentRequest['state']>> = {
  'request.received.v1': 'unconfirmed',
  'request.opened.v1': 'pending',
  'request.moved.v1': 'pending',
  'request.approved.v1': 'approved',
  'request.declined.v1': 'declined',
  'request.withdrawn.v1': 'withdrawn',
  'request.undone.v1': 'pending',
  'request.expired.v1': 'expired',
};

const isFresh = (event: NoticeEvent | RequestTold, now: number) =>
  now - Date.parse(event.metadata.occurredAt) < stillNews;

/** Whether a request has been decided otherwise since, or what its approval booked has changed. */
function isOldAnswer(event: RequestTold, { appointment, request }: Subject, now: number): boolean {
  if (!request) return true;
  if (isFresh(event, now)) return false;
  if (request.state !== stateTold[event.type] || request.round !== event.data.round) return true;
  if (event.type !== 'request.approved.v1') return false;
  return !appointment || !isStanding(appointment) || appointment.startsAt !== event.data.startsAt;
}

/**
 * Whether a notice would tell of a time, a clinician, a status or a cancellation that no longer holds
 * (product 6.1). A reminder is compared with the appointment however young it is, and an offer is told of while it is open.
 */
export function isOutOfDate(
  event: NoticeEvent | RequestTold,
  { appointment, request, offer }: Subject,
  now: number,
): boolean {
  if (event.type === 'offer.made.v1') return !offer || offerStateAt(offer, now) !== 'open';
  if (isOfRequest(event)) return isOldAnswer(event, { appointment, request }, now);
  if (!appointment) return !callsOff(event);
  if (event.type !== 'appointment.reminder-due.v1') {
    if (appointment.version <= event.metadata.sequence) return false;
    if (isFresh(event, now)) return false;
  }
  return !holds(event, appointment);
}

/**
 * Whether there is nothing left to tell since the appointment has begun: of one to come at the moment of
 * sending, of one called off when that happened. A status is often set afterwards, so it is always told, as is
 * the end of a request.
 */
function isTooLate(event: NoticeEvent, now: number): boolean {
  if (event.type === 'appointment.status-changed.v1') return false;
  if (event.type === 'request.declined.v1' || endsUnanswered(event)) return false;
  const start = Date.parse(event.data.startsAt);
  return start <= (callsOff(event) ? Date.parse(event.metadata.occurredAt) : now);
}

/**
 * Whether the practice tells clients of this by this channel; a status only if it is one of the chosen. The note
 * of a decline, and that a request has ended without an answer, are e-mailed in any case (product 5.3, 5.4).
 */
function isWanted(event: NoticeEvent, notices: ClientNotices, channel: Channel): boolean {
  const always = endsUnanswered(event) || (event.type === 'request.declined.v1' && event.data.withNote);
  if (always && channel === 'email') return true;
  const chosen =
    event.type !== 'appointment.status-changed.v1' ||
    notices.appointmentStatusChanged.statusIds.includes(event.data.statusId);
  const setting = settingOf(clientNoticeOf[event.type]);
  return setting === null || (chosen && notices[setting][channel]);
}

/**
 * Whether a client is told by one channel, and at which address (product 6.1): the practice's setting, then the
 * client's own consent and what is known of the address. Test clients are told like others, so that staff see
 * what clients get; the dead never are (product 8.3).
 */
export function decideClientNotice(
  about: {
    event: NoticeEvent;
    practice: Pick<Practice, 'settings'>;
    reader: Reader | undefined;
    now: number;
  } & Subject,
  channel: Channel,
): { reader: Reader; to: string } | { silence: Silence } {
  const { event, practice, reader, now } = about;
  if (!reader) return { silence: 'no-client' };
  if (reader.deceased) return { silence: 'deceased' };
  if (nothingNew(event, channel)) return { silence: 'clock-kept' };
  if (!isWanted(event, practice.settings.notices, channel)) return { silence: 'notice-off' };
  if (!reader.consent[channel]) return { silence: 'no-consent' };
  const to = channel === 'email' ? reader.email : reader.phone;
  if (to === null) return { silence: 'no-address' };
  if (isOutOfDate(event, about, now)) return { silence: 'out-of-date' };
  if (isTooLate(event, now)) return { silence: 'begun' };
  return { reader, to };
}

const MINUTE = 60_000;

/** When a message that the service refused is tried again: after 1, 2, 4 … minutes, at most six hours. */
export const nextTryAt = (attempt: number, now: number): number =>
  now + Math.min(2 ** (attempt - 1), 360) * MINUTE;

/** How long it is worth trying: an e-mail for three days, a text for one hour. */
const worthTrying: Readonly<Record<Channel, number>> = { email: 72 * 60 * MINUTE, text: 60 * MINUTE };

/** Whether a message that has not got through is given up, with an alarm. */
export const isGivenUp = (
  channel: Channel,
  event: { metadata: Pick<EventMetadata, 'occurredAt'> },
  now: number,
): boolean => now - Date.parse(event.metadata.occurredAt) >= worthTrying[channel];
