import type { Appointment } from './appointment.ts';
import { events } from './event.ts';
import { appointmentFacts } from './happening.ts';
import { idPrefixes } from './id.ts';
import { callsOff, clientNoticeOf, type Notice, type NoticeEvent, type NoticeType } from './notice.ts';
import { entryIdOf } from './waitlist-rules.ts';

const aDay = 24 * 3_600_000;

const dayBefore = (instant: string) => new Date(Date.parse(instant) - aDay).toISOString();

/**
 * The event that would lead to a notice of a real appointment, for a preview (product 1.12). What came before is
 * made up: the time one day earlier, the same clinician and status.
 */
export function previewEvent(notice: Notice, appointment: Appointment, practiceId: string): NoticeEvent {
  const types = Object.keys(clientNoticeOf) as NoticeType[];
  const type = types.find((one) => clientNoticeOf[one] === notice)!;
  const { startsAt, endsAt, staffId, statusId, statusKind, paid } = appointment;
  const told = { type, metadata: metadataOf(appointment, practiceId) };
  // Any appointment will do for the preview of any notice: it is shown as it would be then.
  const kind = callsOff(told as NoticeEvent) ? 'cancelled' : 'booked';
  const everything = {
    ...appointmentFacts(appointment),
    statusKind: type === 'appointment.status-changed.v1' ? statusKind : kind,
    previousStartsAt: dayBefore(startsAt),
    previousEndsAt: dayBefore(endsAt),
    previousStaffId: staffId,
    previousStatusId: statusId,
    previousStatusKind: statusKind,
    requestId: type.startsWith('request.')
      ? appointment.id.replace(idPrefixes.appointment, idPrefixes.request)
      : null,
    state: 'pending',
    round: 1,
    deadline: startsAt,
    decidedBy: staffId,
    clientCreated: false,
    withNote: false,
    undone: 'approved',
    offerId: appointment.id.replace(idPrefixes.appointment, idPrefixes.offer),
    entryId: entryIdOf(appointment.id),
    until: dayBefore(startsAt),
    freedStartsAt: startsAt,
    freedEndsAt: endsAt,
    late: false,
    policyVersion: null,
    paid,
  };
  return { ...told, data: events[type].data.strip().parse(everything) } as NoticeEvent;
}

const metadataOf = (appointment: Appointment, practiceId: string): NoticeEvent['metadata'] => ({
  id: 'preview',
  practiceId,
  occurredAt: appointment.startsAt,
  aggregate: { type: 'appointment', id: appointment.id },
  sequence: appointment.version,
  actor: 'preview',
  cause: 'staff',
  correlationId: 'preview',
  region: 'preview',
  test: appointment.test,
});
