import { expect, test } from 'vitest';
import { clientLetter, staffLetter, timesOf } from '../../../shared/domain/letter.ts';
import { aClient, aLocation, aMember, aPractice, cancelled, changed } from '../../support/notice-records.ts';

const link = 'https://portal.example/a#token';
const facts = {
  event: changed(),
  practice: aPractice(),
  client: aClient(),
  clinician: aMember(),
  location: aLocation(),
};

test('[6.3] gives every time with weekday, date and the zone by name', () => {
  expect(timesOf(facts)).toEqual({
    when: 'Wednesday 25 November 2026, 10:30am (United Kingdom Time)',
    previousWhen: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
    short: {
      when: 'Wed 25 Nov 2026, 10:30am (United Kingdom Time)',
      previousWhen: 'Tue 24 Nov 2026, 9:00am (United Kingdom Time)',
    },
  });
});

test('[6.3] gives times in the zone of the place of the appointment, by the country of the practice', () => {
  const event = changed({}, { zone: 'America/New_York' });
  const practice = aPractice({ country: 'US' });
  expect(timesOf({ event, practice }).when).toBe('Wednesday, November 25, 2026, 5:30am (Eastern Time)');
});

test('[6.1] tells of a change with new and old time, clinician and place', () => {
  const letter = clientLetter(facts, link);
  expect(letter.details).toEqual([
    { label: 'New time', value: 'Wednesday 25 November 2026, 10:30am (United Kingdom Time)' },
    { label: 'Old time', value: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)' },
    { label: 'With', value: 'Dr Priya Nair' },
    { label: 'Where', value: 'Riverside Rooms\n4 Quay Street, London SE1 0ZZ' },
  ]);
  expect(letter.subject).toContain('{{when}}');
  expect(letter.variables).toMatchObject({ firstName: 'Anna', phone: '020 7946 0999' });
});

test('[1.4] has a link where there is one, and the phone number where there is none', () => {
  expect(clientLetter(facts, link)).toMatchObject({ button: { label: 'View your appointment', url: link } });
  const without = clientLetter(facts, null);
  expect(without.button).toBeNull();
  expect(JSON.stringify([without.next, without.notes])).not.toMatch(/link/);
  expect(without.next.join()).toContain('phone {{practice}} on {{phone}}');
});

test('[6.1] tells of a cancellation with its time and how to get another appointment', () => {
  const letter = clientLetter({ ...facts, event: cancelled() }, null);
  expect(letter.details[0]).toEqual({
    label: 'Cancelled time',
    value: 'Wednesday 25 November 2026, 10:30am (United Kingdom Time)',
  });
  expect(letter.next.join()).toContain('another appointment');
});

test.each([
  ['change', changed({}, { late: true }), 'late change'],
  ['cancellation', cancelled({}, { late: true }), 'late cancellation'],
] as const)('[1.6] says of a late %s that it counts as late', (_, event, words) => {
  expect(clientLetter({ ...facts, event }, null).next[0]).toContain(words);
  const inTime = event.type === 'appointment.changed.v1' ? changed() : cancelled();
  expect(clientLetter({ ...facts, event: inTime }, null).next.join()).not.toContain('late');
});

test('[6.3] never says what an appointment is for, nor anything but a first name', () => {
  for (const event of [changed(), cancelled()]) {
    const said = JSON.stringify(clientLetter({ ...facts, event }, link));
    expect(said).not.toMatch(/Marlow|1980|svc_|therapy/i);
  }
});

test('[6.2] tells staff the name, both times, the clinician and the place', () => {
  const letter = staffLetter({ ...facts, event: changed({}, { late: true }) }, { own: true, all: false });
  expect(letter.details).toEqual([
    { label: 'Client', value: 'Anna Marlow' },
    { label: 'New time', value: 'Wednesday 25 November 2026, 10:30am (United Kingdom Time)' },
    { label: 'Old time', value: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)' },
    { label: 'Clinician', value: 'Dr Priya Nair' },
    { label: 'Where', value: 'Riverside Rooms\n4 Quay Street, London SE1 0ZZ' },
    { label: 'Late', value: 'Yes: it was inside the window of your policy' },
  ]);
  expect(letter.notes.join()).toContain('your own appointments');
});

test('[6.2] keeps the name of the client out of the subject', () => {
  for (const event of [changed(), cancelled()])
    expect(staffLetter({ ...facts, event }, { own: true, all: true }).subject).not.toMatch(
      /Anna|Marlow|client/i,
    );
});

test('[3.3] tells staff of a paid cancellation to refund by hand, and of no other', () => {
  const notices = { own: false, all: true };
  const labels = (paid: boolean) =>
    staffLetter({ ...facts, event: cancelled({}, { paid }) }, notices).details.map(({ value }) => value);
  expect(labels(true)).toContain('Paid: refund by hand');
  expect(labels(false)).not.toContain('Paid: refund by hand');
});

test('[2.12] tells staff that it was a test client', () => {
  const letter = staffLetter({ ...facts, client: aClient({ test: true }) }, { own: true, all: false });
  expect(letter.details[0]).toEqual({ label: 'Client', value: 'Anna Marlow (test client)' });
});

test('[6.1] leaves the place out where there is none', () => {
  const nowhere = clientLetter({ ...facts, location: null }, null);
  expect(nowhere.details.map(({ label }) => label)).not.toContain('Where');
  const unknown = clientLetter({ ...facts, location: aLocation({ address: null }) }, null);
  expect(unknown.details.at(-1)).toEqual({ label: 'Where', value: 'Riverside Rooms' });
});
