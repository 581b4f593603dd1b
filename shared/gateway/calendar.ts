import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import { freesTheTime, type StatusKind } from '../domain/catalogue.ts';

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

/**
 * An appointment as iCalendar (product 3.7): its UID is the appointment's id for ever and its SEQUENCE the
 * version, so a change replaces the entry and a cancellation takes it out. All times are UTC. It says where and
 * with whom, never what for; it holds no link, since calendars are shared.
 */
export function appointmentCalendar(facts: CalendarFacts): { method: CalendarMethod; content: string } {
  const { appointment, practice, clinician, location, invitation, now } = facts;
  const cancelled = freesTheTime(appointment.statusKind);
  const method = methodOf(facts, cancelled);
  const calendar = new ICalCalendar({
    prodId: { company: 'Portico', product: 'Appointments', language: 'EN' },
    method: ICalCalendarMethod[method],
  });
  const event = calendar.createEvent({
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
    organizer: invitation && { name: practice.name, email: invitation.sender },
  });
  if (invitation)
    event.createAttendee({
      email: invitation.attendee,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
  return { method, content: `${calendar.toString()}\r\n` };
}
