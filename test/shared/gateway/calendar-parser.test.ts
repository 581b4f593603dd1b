import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { dayOf, instantsOf, MINUTES_OF_A_DAY } from '../../../shared/domain/zone.ts';
import { appointmentCalendar, calendarTag, feedCalendar } from '../../../shared/gateway/calendar.ts';
import { aLocation, aMember, aPractice, ids } from '../../support/notice-records.ts';

/** What we write, read by an independent parser (ical.js): what a calendar program makes of it. */

const now = Date.parse('2026-11-22T10:00:00.000Z');

interface Written {
  startsAt: string;
  version?: number;
  statusKind?: 'booked' | 'cancelled' | 'late-cancelled';
  names?: string;
}

const recordOf = ({ startsAt, version = 1, statusKind = 'booked' }: Written) => ({
  id: ids.appointment,
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 45 * 60_000).toISOString(),
  statusKind,
  version,
  staffId: ids.clinician,
  locationId: ids.location,
});

const people = (names?: string) => ({
  practice: { name: names ?? aPractice().name, phone: names ?? '020 7946 0999' },
  clinician: aMember(names === undefined ? {} : { name: names }),
  location: aLocation(names === undefined ? {} : { name: names, address: names }),
});

/** The three ways in which an appointment reaches a calendar. */
const ways: Record<string, (it: Written) => string> = {
  invitation: (it) =>
    appointmentCalendar({
      appointment: recordOf(it),
      ...people(it.names),
      invitation: { sender: 'no-reply@portico.example', attendee: 'anna@mail.example' },
      now,
    }).content,
  file: (it) =>
    appointmentCalendar({ appointment: recordOf(it), ...people(it.names), invitation: null, now }).content,
  feed: (it) => {
    const { practice, clinician, location } = people(it.names);
    return feedCalendar({
      appointments: [recordOf(it)],
      practice,
      catalogue: { staff: [clinician], locations: [location] },
      now,
    });
  },
};
const everyWay = Object.entries(ways);

/** The one entry of a calendar, as the parser reads it. */
function readBack(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const [component, ...more] = calendar.getAllSubcomponents('vevent');
  expect(more).toEqual([]);
  const event = new ICAL.Event(component!);
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    status: component!.getFirstPropertyValue('status'),
    startsAt: event.startDate.toJSDate().toISOString(),
    endsAt: event.endDate.toJSDate().toISOString(),
    zone: event.startDate.zone.tzid,
    summary: event.summary,
    description: event.description,
    location: event.location,
  };
}

/** Every hour of the two days around a clock change, by the wall clock of a zone: what is skipped is left out. */
const around = (zone: string, date: string): string[] =>
  [0, 1].flatMap((step) =>
    Array.from({ length: 24 }, (_, hour) => hour * 60 + 30).flatMap((minute) =>
      instantsOf(zone, (dayOf(date) + step) * MINUTES_OF_A_DAY + minute).map((it) =>
        new Date(it * 60_000).toISOString(),
      ),
    ),
  );

describe.each(everyWay)('%s', (_, write) => {
  test.each([
    ['Europe/London', '2026-03-28'],
    ['Europe/London', '2026-10-24'],
    ['America/New_York', '2026-03-07'],
    ['America/New_York', '2026-10-31'],
    ['Australia/Lord_Howe', '2026-04-04'],
    ['Australia/Lord_Howe', '2026-10-03'],
    ['Asia/Kathmandu', '2026-03-28'],
  ])('[3.7] is at the very instant around the clock change in %s from %s on', (zone, date) => {
    const starts = around(zone, date);
    expect(starts.length).toBeGreaterThanOrEqual(47);
    for (const startsAt of starts) {
      const read = readBack(write({ startsAt }));
      expect([read.startsAt, read.endsAt, read.zone]).toEqual([
        startsAt,
        recordOf({ startsAt }).endsAt,
        'UTC',
      ]);
    }
  });

  test('[3.7] has the same UID and a rising SEQUENCE through a change and a cancellation', () => {
    const history = [
      write({ startsAt: '2026-11-25T10:30:00.000Z', version: 1 }),
      write({ startsAt: '2026-11-26T09:00:00.000Z', version: 2 }),
      write({ startsAt: '2026-11-26T09:00:00.000Z', version: 3, statusKind: 'late-cancelled' }),
    ].map(readBack);
    expect(history.map(({ uid, sequence, status }) => [uid, sequence, status])).toEqual([
      [ids.appointment, 1, 'CONFIRMED'],
      [ids.appointment, 2, 'CONFIRMED'],
      [ids.appointment, 3, 'CANCELLED'],
    ]);
  });

  test.each([
    ['line breaks', 'Oak\r\nATTENDEE:mailto:evil@example.org\nBEGIN:VEVENT'],
    ['commas and semicolons', 'Oak, Elm; Ash: "Beech" \\ \\n ^n'],
    ['signs of several bytes, very long', `${'Zoë 治療 👩‍👩‍👧 '.repeat(60)}end`],
    ['one very long word', 'x'.repeat(2_000)],
  ])('[3.7] brings names with %s whole, and as nothing else', (_name, names) => {
    const content = write({ startsAt: '2026-11-25T10:30:00.000Z', names });
    const read = readBack(content);
    const plain = names.replace(/\r\n/g, '\n');
    expect([read.summary, read.description]).toEqual([
      `Appointment: ${plain}`,
      `With ${plain}.\nTo change it, phone ${plain}.`,
    ]);
    expect(read.location).toBe(`${plain}\n${plain}`);
    for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(content.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });
});

test('[3.7] an invitation is a REQUEST, its end a CANCEL; file and feed are PUBLISHed', () => {
  const startsAt = '2026-11-25T10:30:00.000Z';
  const methods = everyWay.map(([name, write]) => [
    name,
    readBack(write({ startsAt })).method,
    readBack(write({ startsAt, statusKind: 'cancelled' })).method,
  ]);
  expect(methods).toEqual([
    ['invitation', 'REQUEST', 'CANCEL'],
    ['file', 'PUBLISH', 'PUBLISH'],
    ['feed', 'PUBLISH', 'PUBLISH'],
  ]);
});

test('[3.7] all three say the same of an appointment', () => {
  const [one, two, three] = everyWay.map(([, write]) => {
    const { method, ...said } = readBack(write({ startsAt: '2026-11-25T10:30:00.000Z', version: 4 }));
    return said;
  });
  expect(two).toEqual(one);
  expect(three).toEqual(one);
});

test('[3.7] a feed of nothing is a calendar, with a name and how often to look again', () => {
  const { practice } = people();
  const content = feedCalendar({ appointments: [], practice, catalogue: { staff: [], locations: [] }, now });
  const calendar = new ICAL.Component(ICAL.parse(content));
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Appointments: Oak Tree Practice');
  expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H');
});

test('[3.7] the name of a feed is one text, whatever the practice is called', () => {
  const name = 'Oak, Elm; \\ Ash\r\nBEGIN:VEVENT';
  const practice = { name, phone: '1' };
  const content = feedCalendar({ appointments: [], practice, catalogue: { staff: [], locations: [] }, now });
  const calendar = new ICAL.Component(ICAL.parse(content));
  // The parser leaves the escapes of properties that it does not know.
  const escaped = 'Appointments: Oak\\, Elm\\; \\\\ Ash BEGIN:VEVENT';
  for (const property of ['name', 'x-wr-calname'])
    expect(calendar.getFirstPropertyValue(property)).toBe(escaped);
  expect(calendar.getAllSubcomponents()).toEqual([]);
});

test('[3.7] the tag of a feed changes with an appointment, and not with the time of day', () => {
  const feed = (version: number, at: number) =>
    feedCalendar({
      appointments: [recordOf({ startsAt: '2026-11-25T10:30:00.000Z', version })],
      practice: people().practice,
      catalogue: { staff: [], locations: [] },
      now: at,
    });
  expect(calendarTag(feed(1, now))).toBe(calendarTag(feed(1, now + 3_600_000)));
  expect(calendarTag(feed(1, now))).not.toBe(calendarTag(feed(2, now)));
  expect(calendarTag(feed(1, now))).toMatch(/^"[\w-]{22}"$/);
});
