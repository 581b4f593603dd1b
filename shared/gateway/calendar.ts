import { createHash } from 'node:crypto';
import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  type ICalCalendarData,
  ICalCalendarMethod,
  type ICalEvent,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import type { Catalogue } from '../domain/catalogue.ts';
import { freesTheTime, type StatusKind } from '../domain/status-kind.ts';

/** One appointment for a calendar; instants are ISO, UTC. */
export interface CalendarFacts {
  appointment: {
    id: string;
    startsAt: string;
    endsAt: string;
    statusKind: StatusKind;
    /** Its version: the calendar's SEQUENCE. */
    version: number;
  };
  practice: { name: string; phone: string };
  clinician: { name: string };
  location: { name: string; address: string | null } | null;
  /**
   * Who invites whom: calendars match the organizer with the e-mail's sender. Null makes a file to add by hand.
   */
  invitation: { sender: string; attendee: string } | null;
  /** When this was written, epoch milliseconds. */
  now: number;
}

/** `REQUEST` and `CANCEL` go with e-mails, `PUBLISH` is a file. */
export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

const methodOf = (facts: CalendarFacts, cancelled: boolean): CalendarMethod => {
  if (facts.invitation === null) return 'PUBLISH';
  return cancelled ? 'CANCEL' : 'REQUEST';
};

const newCalendar = (method: CalendarMethod, more: ICalCalendarData = {}) =>
  new ICalCalendar({
    prodId: { company: 'Portico', product: 'Appointments', language: 'EN' },
    method: ICalCalendarMethod[method],
    ...more,
  });

/**
 * One appointment in a calendar: its UID is the appointment's id for ever and its SEQUENCE the version, so a
 * change replaces the entry and a cancellation takes it out, by e-mail, by file and in the feed alike.
 */
function addEvent(calendar: ICalCalendar, facts: Omit<CalendarFacts, 'invitation'>): ICalEvent {
  const { appointment, practice, clinician, location, now } = facts;
  const cancelled = freesTheTime(appointment.statusKind);
  return calendar.createEvent({
    id: appointment.id,
    sequence: appointment.version,
    stamp: new Date(now),
    start: new Date(appointment.startsAt),
    end: new Date(appointment.endsAt),
    summary: `Appointment: ${practice.name}`,
    description: `With ${clinician.name}.\nTo change it, phone ${practice.phone}.`,
    location: location
      ? { title: location.name, ...(location.address && { address: location.address }) }
      : null,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
  });
}

/**
 * An appointment as iCalendar (product 3.7), for an e-mail or as a file. All times are UTC. It says where and
 * with whom, never what for; it holds no link, since calendars are shared.
 */
export function appointmentCalendar(facts: CalendarFacts): { method: CalendarMethod; content: string } {
  const { appointment, practice, invitation } = facts;
  const method = methodOf(facts, freesTheTime(appointment.statusKind));
  const calendar = newCalendar(method);
  const event = addEvent(calendar, facts);
  if (invitation) {
    event.organizer({ name: practice.name, email: invitation.sender });
    event.createAttendee({
      email: invitation.attendee,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
  }
  return { method, content: `${calendar.toString()}\r\n` };
}

/** A text as a property may hold it: ical-generator escapes those of events, and not a calendar's own name. */
const textValue = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\;,]/g, '\\$&');

/** How often a calendar program is asked to look again, seconds. */
const lookAgain = 3600;

/** A client's appointments as a calendar to subscribe to (product 3.7): each as in its e-mail and its file. */
export function feedCalendar(facts: {
  appointments: readonly (CalendarFacts['appointment'] & { staffId: string; locationId: string | null })[];
  practice: CalendarFacts['practice'];
  catalogue: Pick<Catalogue, 'staff' | 'locations'>;
  now: number;
}): string {
  const { appointments, practice, catalogue, now } = facts;
  const name = textValue(`Appointments: ${practice.name}`);
  const calendar = newCalendar('PUBLISH', { name, ttl: lookAgain });
  for (const appointment of appointments) {
    const clinician = catalogue.staff.find(({ id }) => id === appointment.staffId);
    const location = catalogue.locations.find(({ id }) => id === appointment.locationId) ?? null;
    addEvent(calendar, {
      appointment,
      practice,
      clinician: clinician ?? { name: practice.name },
      location,
      now,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** The ETag of a calendar: the same for as long as nothing changes but the moment at which it was written. */
export const calendarTag = (content: string): string =>
  `"${createHash('sha256')
    .update(content.replace(/^DTSTAMP:.*$/gm, ''))
    .digest('base64url')
    .slice(0, 22)}"`;
