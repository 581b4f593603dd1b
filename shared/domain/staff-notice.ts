import type { Staff } from './catalogue.ts';
import type { EventDetail, EventType } from './event.ts';
import { idPrefixes } from './id.ts';
import { asTold, isOfRequest, type NoticeEvent, type ToldEvent } from './notice.ts';
import type { Practice } from './practice.ts';
import { switchesOf } from './switches.ts';

/** The events of which staff are told: what a client did (product 3.3, 5.2, 6.2), and what ran out (5.4). */
export const staffNoticeEvents = [
  'appointment.changed.v1',
  'appointment.cancelled.v1',
  'request.opened.v1',
  'request.moved.v1',
  'request.approved.v1',
  'request.withdrawn.v1',
  'request.expired.v1',
] as const satisfies EventType[];
export type StaffNoticeType = (typeof staffNoticeEvents)[number];
export type StaffNoticeEvent = ToldEvent<StaffNoticeType>;

/** Whatever somebody is told of. */
export type AnyNotice = NoticeEvent | StaffNoticeEvent;

/** Whether staff may be told of an event. */
export const concernsStaff = (event: AnyNotice): event is StaffNoticeEvent =>
  (staffNoticeEvents as readonly EventType[]).includes(event.type);

/** The event, if staff may be told of it: neither of imports nor of replays, nor of what they approved themselves. */
export function asStaffNotice(event: EventDetail & { type: EventType }): StaffNoticeEvent | undefined {
  const told = asTold(event, staffNoticeEvents);
  return told?.type === 'request.approved.v1' && told.data.decidedBy !== null ? undefined : told;
}

const byClient = (event: StaffNoticeEvent) => event.metadata.cause === 'client';

const isManaging = (member: Staff) => member.roles.some((role) => role === 'admin' || role === 'manager');

type Reachable = Staff & { email: string };

const isReachable = (member: Staff): member is Reachable => !member.archived && member.email !== null;

/**
 * Of a request its clinician is told whatever their notices are, since it waits for them (product 5.2), and
 * whoever chose all appointments; where that is nobody, every admin and manager.
 */
function toldOfRequest(event: StaffNoticeEvent, staff: readonly Staff[]): Reachable[] {
  const reachable = staff.filter(isReachable);
  const chosen = reachable.filter((member) => member.notices.all || member.id === event.data.staffId);
  return chosen.length > 0 ? chosen : reachable.filter(isManaging);
}

/**
 * The users who get an e-mail about what a client did (product 6.2): while the portal is on, those who chose
 * all appointments, or their own and it is theirs. One who is both is told once; who has left, never. Of a
 * request those whom it concerns are told, the portal on or off.
 */
export function staffToTell(
  event: StaffNoticeEvent,
  practice: Pick<Practice, 'settings' | 'plan'>,
  staff: readonly Staff[],
): Reachable[] {
  if (isOfRequest(event)) return toldOfRequest(event, staff);
  if (!switchesOf(practice).clientPortal || !byClient(event)) return [];
  return staff
    .filter(isReachable)
    .filter((member) => member.notices.all || (member.notices.own && member.id === event.data.staffId));
}

/** The admins and managers who have not left: whom it concerns where nobody else is there to be told. */
export const managersOf = (staff: readonly Staff[]): string[] =>
  staff.filter((member) => !member.archived && isManaging(member)).map((member) => member.id);

/**
 * Whose bell list gets an entry about a clinician's appointment: theirs, and that of admins and managers who chose all
 * appointments. If that is nobody, because the clinician has left, every admin and manager gets it.
 */
export function bellsOf(staffId: string, staff: readonly Staff[]): string[] {
  const chosen = staff
    .filter((member) => !member.archived)
    .filter((member) => member.id === staffId || (isManaging(member) && member.notices.all));
  return chosen.length > 0 ? chosen.map((member) => member.id) : managersOf(staff);
}

/**
 * Whose bell list gets an entry for what a client did, or what ran out (product 3.3, 5.2, 5.4), whatever their e-mail
 * notices: nothing a client does goes unseen.
 */
export const bellsToRing = (event: StaffNoticeEvent, staff: readonly Staff[]): string[] =>
  isOfRequest(event) || byClient(event) ? bellsOf(event.data.staffId, staff) : [];

const requestKinds = {
  'request.opened.v1': 'request-opened',
  'request.moved.v1': 'request-moved',
  'request.approved.v1': 'appointment-booked',
  'request.withdrawn.v1': 'request-withdrawn',
  'request.expired.v1': 'request-expired',
} as const;

/** What the bell list says of a request, or of an appointment that a client booked at once (product 5.2, 5.4). */
function requestEntryOf(event: Exclude<StaffNoticeEvent, { type: `appointment.${string}` }>) {
  const { clientId, staffId, requestId, startsAt, zone } = event.data;
  return {
    kind: requestKinds[event.type],
    clientId,
    staffId,
    requestId,
    appointmentId: event.type === 'request.approved.v1' ? event.data.appointmentId : null,
    startsAt,
    previousStartsAt: event.type === 'request.moved.v1' ? event.data.previousStartsAt : null,
    zone,
    late: false,
    refundByHand: false,
  };
}

/** What the bell list says of a change or a cancellation by a client; a paid one is refunded by hand (3.3). */
export function bellEntryOf(event: StaffNoticeEvent) {
  if (event.type !== 'appointment.changed.v1' && event.type !== 'appointment.cancelled.v1')
    return requestEntryOf(event);
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
