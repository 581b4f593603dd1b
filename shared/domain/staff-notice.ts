import type { Staff } from './catalogue.ts';
import type { EventDetail, EventType } from './event.ts';
import { idPrefixes } from './id.ts';
import { asNotice, type NoticeEvent } from './notice.ts';
import type { Practice } from './practice.ts';
import { switchesOf } from './switches.ts';

/** The events of which staff are told, where a client made them (product 3.3, 6.2). */
export const staffNoticeEvents = ['appointment.changed.v1', 'appointment.cancelled.v1'] as const;
export type StaffNoticeType = (typeof staffNoticeEvents)[number];
export type StaffNoticeEvent = NoticeEvent<StaffNoticeType>;

/** Whether staff may be told of an event. */
export const concernsStaff = (event: NoticeEvent): event is StaffNoticeEvent =>
  (staffNoticeEvents as readonly EventType[]).includes(event.type);

/** The event, if staff may be told of it: neither of imports nor of replays. */
export function asStaffNotice(event: EventDetail & { type: EventType }): StaffNoticeEvent | undefined {
  const notice = asNotice(event);
  return notice && concernsStaff(notice) ? notice : undefined;
}

const byClient = (event: StaffNoticeEvent) => event.metadata.cause === 'client';

/**
 * The users who get an e-mail about what a client did (product 6.2): while the portal is on, those who chose
 * all appointments, or their own and it is theirs. One who is both is told once; who has left, never.
 */
export function staffToTell(
  event: StaffNoticeEvent,
  practice: Pick<Practice, 'settings' | 'plan'>,
  staff: readonly Staff[],
): (Staff & { email: string })[] {
  if (!switchesOf(practice).clientPortal || !byClient(event)) return [];
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
export function bellsToRing(event: StaffNoticeEvent, staff: readonly Staff[]): string[] {
  if (!byClient(event)) return [];
  const present = staff.filter((member) => !member.archived);
  const chosen = present.filter(
    (member) => member.id === event.data.staffId || (isManaging(member) && member.notices.all),
  );
  return (chosen.length > 0 ? chosen : present.filter(isManaging)).map((member) => member.id);
}

/** What the bell list says of a change or a cancellation by a client; a paid one is refunded by hand (3.3). */
export function bellEntryOf(event: StaffNoticeEvent) {
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
export const bellEntryId = (event: StaffNoticeEvent): string =>
  event.metadata.id.replace(idPrefixes.event, idPrefixes.bell);
