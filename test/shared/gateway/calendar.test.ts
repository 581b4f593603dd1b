import { expect, test } from 'vitest';
import { appointmentCalendar, type CalendarFacts } from '../../../shared/gateway/calendar.ts';
import { aLocation, aMember, aPractice, ids } from '../../support/notice-records.ts';

const facts = (parts: Partial<CalendarFacts['appointment']> = {}): CalendarFacts => ({
  appointment: {
    id: ids.appointment,
    startsAt: '2026-11-25T10:30:00.000Z',
    endsAt: '2026-11-25T11:00:00.000Z',
    statusKind: 'booked',
    version: 2,
    ...parts,
  },
  practice: aPractice(),
  clinician: aMember(),
  location: aLocation(),
  invitation: { sender: 'no-reply@portico.example', attendee: 'anna@mail.example' },
  now: Date.parse('2026-11-22T10:00:00.000Z'),
});

/** The lines of a calendar, unfolded. */
const linesOf = (content: string) => content.replace(/\r\n[ \t]/g, '').split('\r\n');

test('[3.7] invites with the id of the appointment as UID, its version as SEQUENCE, and all times in UTC', () => {
  const { method, content } = appointmentCalendar(facts());
  expect(method).toBe('REQUEST');
  expect(linesOf(content)).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Portico//Appointments//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${ids.appointment}`,
    'SEQUENCE:2',
    'DTSTAMP:20261122T100000Z',
    'DTSTART:20261125T103000Z',
    'DTEND:20261125T110000Z',
    'SUMMARY:Appointment: Oak Tree Practice',
    'LOCATION:Riverside Rooms\\n4 Quay Street\\, London SE1 0ZZ',
    'DESCRIPTION:With Dr Priya Nair.\\nTo change it\\, phone 020 7946 0999.',
    'ORGANIZER;CN="Oak Tree Practice":mailto:no-reply@portico.example',
    'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:MAILTO:anna@mail.example',
    'STATUS:CONFIRMED',
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('[3.7] keeps the UID and raises the SEQUENCE with each change', () => {
  const of = (version: number) =>
    linesOf(appointmentCalendar(facts({ version })).content).filter((line) => /^(UID|SEQUENCE)/.test(line));
  expect([of(2), of(3)]).toEqual([
    [`UID:${ids.appointment}`, 'SEQUENCE:2'],
    [`UID:${ids.appointment}`, 'SEQUENCE:3'],
  ]);
});

test.each(['cancelled', 'late-cancelled'] as const)(
  '[3.7] takes an appointment that is %s out of the calendar',
  (statusKind) => {
    const { method, content } = appointmentCalendar(facts({ statusKind, version: 3 }));
    expect(method).toBe('CANCEL');
    expect(linesOf(content)).toEqual(
      expect.arrayContaining([
        'METHOD:CANCEL',
        'STATUS:CANCELLED',
        `UID:${ids.appointment}`,
        'SEQUENCE:3',
        'ORGANIZER;CN="Oak Tree Practice":mailto:no-reply@portico.example',
        'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:MAILTO:anna@mail.example',
      ]),
    );
  },
);

test('[3.7] makes a file to add by hand without organizer and attendee', () => {
  const { method, content } = appointmentCalendar({ ...facts(), invitation: null, location: null });
  expect(method).toBe('PUBLISH');
  expect(content).not.toMatch(/ORGANIZER|ATTENDEE|LOCATION/);
});

test('[3.7] lets nothing that people wrote begin a line of its own', () => {
  const evil = 'Oak"\r\nATTENDEE:mailto:evil@example.org\r\n;,\\^';
  const { content } = appointmentCalendar({
    ...facts(),
    practice: { name: evil, phone: evil },
    clinician: { name: evil },
    location: { name: evil, address: evil },
  });
  const lines = linesOf(content);
  expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([
    'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:MAILTO:anna@mail.example',
  ]);
  expect(lines).toHaveLength(20);
});
