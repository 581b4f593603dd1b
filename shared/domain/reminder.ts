import type { Appointment } from './appointment.ts';
import type { ClientNotices } from './settings.ts';

/** What is to come, and what was, of reminding a client of one appointment (product 6.1). */
export interface Reminder {
  appointmentId: string;
  /** The start that it is of. */
  startsAt: string;
  /** When it falls due; null where nothing is to come for this start. */
  dueAt: string | null;
  /** The start of which the client was reminded last. */
  remindedOf: string | null;
  /** Rises with each write. */
  version: number;
}

interface About {
  /** One that staff deleted is kept with the instant of it. */
  appointment:
    | (Pick<Appointment, 'startsAt' | 'statusKind'> & { deletedAt?: string | undefined })
    | undefined;
  reminder: Pick<Reminder, 'startsAt' | 'dueAt' | 'remindedOf'> | undefined;
  hoursBefore: number;
}

const HOUR = 3_600_000;

/**
 * When a client is to be reminded of an appointment as it is now, or null: of one that takes place, once a start.
 * An appointment made, moved or taken up again inside that time gets no reminder: they have just been told.
 *
 * @param at when that happened, epoch milliseconds; a reminder that waits for this start already stays
 */
export function reminderDueAt({ appointment, reminder, hoursBefore, at }: About & { at: number }) {
  if (appointment?.statusKind !== 'booked' || appointment.deletedAt !== undefined) return null;
  const { startsAt } = appointment;
  if (reminder?.remindedOf === startsAt) return null;
  const due = Date.parse(startsAt) - hoursBefore * HOUR;
  const waits = reminder?.startsAt === startsAt && reminder.dueAt !== null;
  return waits || due > at ? new Date(due).toISOString() : null;
}

/**
 * What becomes of a reminder that fell due: the client is reminded, or it falls due at another time (the
 * practice chose fewer hours, the appointment has moved), or never: the appointment does not take place or has
 * begun, or the practice does not remind.
 */
export function decideDueReminder(
  about: Omit<About, 'hoursBefore'> & { notice: ClientNotices['reminder']; now: number },
): { remind: true } | { remind: false; dueAt: string | null } {
  const { appointment, notice, now } = about;
  const dueAt = reminderDueAt({ ...about, hoursBefore: notice.hoursBefore, at: now });
  if (dueAt === null || !appointment || Date.parse(appointment.startsAt) <= now)
    return { remind: false, dueAt: null };
  if (Date.parse(dueAt) > now) return { remind: false, dueAt };
  return notice.email || notice.text ? { remind: true } : { remind: false, dueAt: null };
}
