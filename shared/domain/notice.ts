import { type Appointment, isStanding } from './appointment.ts';
import type { Staff } from './catalogue.ts';
import type { Client } from './client.ts';
import type { EventData, EventDetail, EventMetadata, EventType } from './event.ts';
import { idPrefixes } from './id.ts';
import type { Practice } from './practice.ts';

/** The events of which people are told (product 6.1, 6.2). */
export const noticeEvents = ['appointment.changed.v1', 'appointment.cancelled.v1'] as const;
export type NoticeType = (typeof noticeEvents)[number];

/** What happened to an appointment, as the bus tells it: ids, times and codes. */
export type NoticeEvent<T extends NoticeType = NoticeType> = T extends NoticeType
  ? { type: T; metadata: EventMetadata; data: EventData<T> }
  : never;

export type Channel = 'email' | 'text';

/** Why somebody is not told, for the log. */
export type Silence =
  | 'no-practice'
  | 'no-client'
  | 'deceased'
  | 'notice-off'
  | 'no-consent'
  | 'no-address'
  | 'out-of-date'
  | 'no-recipient';

/**
 * The event, if people may be told of it at all: imports and replays tell nobody anything (product 8.3, 6.4),
 * even where a rule of the bus lets one through.
 */
export function asNotice(event: EventDetail & { type: EventType }): NoticeEvent | undefined {
  const silent = event.metadata.cause === 'import' || event.metadata.cause === 'replay';
  const known = (noticeEvents as readonly EventType[]).includes(event.type);
  return known && !silent
    ? ({ type: event.type, metadata: event.metadata, data: event.data } as NoticeEvent)
    : undefined;
}

/**
 * How long a notice is sent although the appointment has changed once more, milliseconds. Within it whoever
 * moves and at once cancels gets both, in order; after it, an outage, what is no longer true is not sent.
 */
const stillNews = 5 * 60_000;

/** Whether a notice would tell of a time, or of a cancellation, that no longer holds (product 6.1). */
export function isOutOfDate(event: NoticeEvent, appointment: Appointment | undefined, now: number): boolean {
  if (!appointment) return true;
  if (appointment.version <= event.metadata.sequence) return false;
  if (now - Date.parse(event.metadata.occurredAt) < stillNews) return false;
  const free = !isStanding(appointment);
  if (event.type === 'appointment.cancelled.v1') return !free;
  return free || appointment.startsAt !== event.data.startsAt;
}

/**
 * Whether a client is told by one channel, and at which address (product 6.1): the practice's setting, then the
 * client's own consent. Test clients are told like others, so that staff see what clients get; the dead never
 * are (product 8.3).
 */
export function decideClientNotice(
  about: {
    event: NoticeEvent;
    practice: Pick<Practice, 'settings'>;
    client: Client | undefined;
    appointment: Appointment | undefined;
    now: number;
  },
  channel: Channel,
): { client: Client; to: string } | { silence: Silence } {
  const { event, practice, client, appointment, now } = about;
  const { notices } = practice.settings;
  const wanted =
    event.type === 'appointment.changed.v1' ? notices.appointmentChanged : notices.appointmentCancelled;
  if (!client) return { silence: 'no-client' };
  if (client.deceased) return { silence: 'deceased' };
  if (!wanted[channel]) return { silence: 'notice-off' };
  if (!client.consent[channel]) return { silence: 'no-consent' };
  if (isOutOfDate(event, appointment, now)) return { silence: 'out-of-date' };
  const to = channel === 'email' ? client.email : client.phone;
  return to === null ? { silence: 'no-address' } : { client, to };
}

const byClient = (event: NoticeEvent) => event.metadata.cause === 'client';

/**
 * The users who get an e-mail about what a client did (product 6.2): while the portal is on, those who chose
 * all appointments, or their own and it is theirs. One who is both is told once; who has left, never.
 */
export function staffToTell(
  event: NoticeEvent,
  practice: Pick<Practice, 'settings'>,
  staff: readonly Staff[],
): (Staff & { email: string })[] {
  if (!practice.settings.clientPortal || !byClient(event)) return [];
  return staff.filter(
    (member): member is Staff & { email: string } =>
      !member.archived &&
      member.email !== null &&
      (member.notices.all || (member.notices.own && member.id === event.data.staffId)),
  );
}

const isManaging = (member: Staff) => member.roles.some((role) => role === 'admin' || role === 'manager');

/**
 * Whose bell list gets an entry for what a client did (product 3.3), whatever their e-mail notices: the
 * appointment's clinician, and admins and managers who chose all appointments. If that is nobody, because the
 * clinician has left, every admin and manager gets it: nothing a client does goes unseen.
 */
export function bellsToRing(event: NoticeEvent, staff: readonly Staff[]): string[] {
  if (!byClient(event)) return [];
  const present = staff.filter((member) => !member.archived);
  const chosen = present.filter(
    (member) => member.id === event.data.staffId || (isManaging(member) && member.notices.all),
  );
  return (chosen.length > 0 ? chosen : present.filter(isManaging)).map((member) => member.id);
}

/** What the bell list says of a change or a cancellation by a client; a paid one is refunded by hand (3.3). */
export function bellEntryOf(event: NoticeEvent) {
  const { clientId, appointmentId, startsAt, zone, late } = event.data;
  const about = { clientId, appointmentId, startsAt, zone, late };
  return event.type === 'appointment.changed.v1'
    ? {
        ...about,
        kind: 'appointment-changed' as const,
        previousStartsAt: event.data.previousStartsAt,
        refundByHand: false,
      }
    : {
        ...about,
        kind: 'appointment-cancelled' as const,
        previousStartsAt: null,
        refundByHand: event.data.paid,
      };
}

/** The id of an event's bell entry: one entry a list, however often the event arrives. */
export const bellEntryId = (event: NoticeEvent): string =>
  event.metadata.id.replace(idPrefixes.event, idPrefixes.bell);

const MINUTE = 60_000;

/** When a message that the service refused is tried again: after 1, 2, 4 … minutes, at most six hours. */
export const nextTryAt = (attempt: number, now: number): number =>
  now + Math.min(2 ** (attempt - 1), 360) * MINUTE;

/** How long it is worth trying: an e-mail for three days, a text for one hour. */
const worthTrying: Readonly<Record<Channel, number>> = { email: 72 * 60 * MINUTE, text: 60 * MINUTE };

/** Whether a message that has not got through is given up, with an alarm. */
export const isGivenUp = (channel: Channel, event: NoticeEvent, now: number): boolean =>
  now - Date.parse(event.metadata.occurredAt) >= worthTrying[channel];
