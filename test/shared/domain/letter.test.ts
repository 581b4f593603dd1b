import { describe, expect, test } from 'vitest';
import { calendarNote, clientLetter, textWordingOf, timesOf } from '../../../shared/domain/letter.ts';
import { type NoticeType, noticeEvents } from '../../../shared/domain/notice.ts';
import { ZONE_CHANGE_ACTOR } from '../../../shared/domain/zone-change.ts';
import {
  aClient,
  aLocation,
  aMember,
  aPractice,
  cancelled,
  changed,
  noticeEvent,
} from '../../support/notice-records.ts';

const link = 'https://portal.example/a#token';
const facts = {
  event: changed(),
  practice: aPractice(),
  client: aClient(),
  clinician: aMember(),
  previousClinician: null,
  location: aLocation(),
  status: 'Booked',
};

test('[6.3] gives every time with weekday, date and the zone by name', () => {
  expect(timesOf(facts)).toEqual({
    when: 'Wednesday 25 November 2026, 10:30am (United Kingdom Time)',
    previousWhen: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
    until: '',
    short: {
      when: 'Wed 25 Nov 2026, 10:30am (United Kingdom Time)',
      previousWhen: 'Tue 24 Nov 2026, 9:00am (United Kingdom Time)',
      until: '',
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

test('[3.4] tells of a change that leaves the time as it was as that, whatever a practice’s own words say', () => {
  const event = changed({ cause: 'staff' }, { previousStartsAt: changed().data.startsAt });
  const own = { subject: 'Moved to {{when}}', body: 'It was {{previousWhen}}.' };
  const letter = clientLetter({ ...facts, event }, link, own);
  expect(letter.subject).toBe('Your appointment on {{when}} has been updated');
  expect(letter.paragraphs.join()).toContain('stays at the same time');
  expect(letter.details.map(({ label }) => label)).toEqual(['When', 'With', 'Where']);
  expect(letter.notes[0]).toBe('The invitation in this e-mail brings your calendar up to date.');
  expect(textWordingOf(event)).toContain('stays on {{when}}');
  expect(textWordingOf(changed())).not.toContain('stays');
  expect(clientLetter(facts, link, own).subject).toBe('Moved to {{when}}');
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

describe.each(noticeEvents)('of %s', (type) => {
  const event = noticeEvent(type);
  const letters = [clientLetter({ ...facts, event }, null), clientLetter({ ...facts, event }, link)];

  test('[6.3] never says what an appointment is for, nor anything but a first name', () => {
    expect(JSON.stringify(letters)).not.toMatch(/Marlow|1980|svc_|therapy/i);
  });

  test('[6.3] has the time with its zone in the subject and in the facts', () => {
    for (const letter of letters) {
      expect(letter.subject).toContain('{{when}}');
      expect(letter.details[0]?.value).toBe('Wednesday 25 November 2026, 10:30am (United Kingdom Time)');
      expect(letter.details).toContainEqual({ label: 'With', value: 'Dr Priya Nair' });
    }
  });
});

test('[1.12] names both clinicians where another one will see the client', () => {
  const event = noticeEvent('appointment.staff-changed.v1');
  const letter = clientLetter({ ...facts, event, previousClinician: aMember({ name: 'Dr Ola Berg' }) }, null);
  expect(letter.details.slice(1, 3)).toEqual([
    { label: 'With', value: 'Dr Priya Nair' },
    { label: 'Instead of', value: 'Dr Ola Berg' },
  ]);
});

test('[1.12] names the status that was set, and offers nothing online once the appointment is over', () => {
  const event = noticeEvent('appointment.status-changed.v1', {}, { statusKind: 'attended' });
  const letter = clientLetter({ ...facts, event, status: 'Seen' }, null);
  expect(letter.paragraphs.join()).toContain('{{status}}');
  expect(letter.variables.status).toBe('Seen');
  expect(letter.next).toEqual([]);
});

test('[1.12] offers another appointment where the status that was set cancels this one', () => {
  const event = noticeEvent('appointment.status-changed.v1', {}, { statusKind: 'cancelled' });
  expect(clientLetter({ ...facts, event }, null).next.join()).toContain('another appointment');
});

test('[5.3] shows the note of a decline as it was written, whatever it holds', () => {
  const event = noticeEvent('request.declined.v1');
  const letter = clientLetter({ ...facts, event, note: 'Please phone {{phone}}.\nThank you.' }, null);
  expect(letter.details.at(-1)).toEqual({
    label: 'Message from Oak Tree Practice',
    value: 'Please phone {{phone}}.\nThank you.',
  });
  expect(letter.paragraphs.join()).not.toContain('Thank you');
  expect(clientLetter({ ...facts, event, note: null }, null).details).toHaveLength(3);
});

test('[1.12] tells of an old time only where a time has changed', () => {
  const previousStartsAt = '2026-11-24T09:00:00.000Z';
  const event = noticeEvent('request.approved.v1', {}, { previousStartsAt });
  expect(clientLetter({ ...facts, event }, null).details.map(({ label }) => label)).not.toContain('Old time');
});

test('[5.3] says of an answer what comes next', () => {
  const next = (type: Extract<NoticeType, `request.${string}`>) =>
    clientLetter({ ...facts, event: noticeEvent(type) }, null).next.join();
  expect(next('request.declined.v1')).toContain('another appointment');
  expect(next('request.withdrawn.v1')).toContain('another appointment');
  expect(next('request.expired.v1')).toContain('another appointment');
  expect(next('request.undone.v1')).toContain('You will hear from us');
  expect(next('request.approved.v1')).toContain('To change or cancel it');
});

test('[3.7] speaks of the calendar where an approval put something there, or taking it back takes it out', () => {
  expect(calendarNote(noticeEvent('request.approved.v1'))).toContain('invitation');
  expect(calendarNote(noticeEvent('request.undone.v1'))).toContain('takes the appointment out');
  expect(calendarNote(noticeEvent('request.undone.v1', {}, { undone: 'declined' }))).toBeUndefined();
  expect(calendarNote(noticeEvent('request.declined.v1'))).toBeUndefined();
});

test('[6.1] leaves the place out where there is none', () => {
  const nowhere = clientLetter({ ...facts, location: null }, null);
  expect(nowhere.details.map(({ label }) => label)).not.toContain('Where');
  const unknown = clientLetter({ ...facts, location: aLocation({ address: null }) }, null);
  expect(unknown.details.at(-1)).toEqual({ label: 'Where', value: 'Riverside Rooms' });
});

describe('with the practice’s own words', () => {
  const own = { subject: 'See you on {{when}}', body: 'Dear {{firstName}},\n\nWe meet at {{location}}.' };

  test('[1.12] takes subject and first paragraphs from them, and keeps the facts around them', () => {
    const letter = clientLetter(facts, link, own);
    expect(letter.subject).toBe(own.subject);
    expect(letter.paragraphs).toEqual(['Dear {{firstName}},', 'We meet at {{location}}.']);
    expect(letter.heading).toBe('Your appointment has moved');
    expect(letter.details).toHaveLength(4);
    expect(letter.button?.url).toBe(link);
    expect(letter.link).toBeNull();
  });

  test('[1.12] does not repeat the link as a button where the words place it', () => {
    const placing = { ...own, body: `${own.body}\n\nLook here: {{ link }}` };
    const letter = clientLetter(facts, link, placing);
    expect(letter.button).toBeNull();
    expect(letter.link).toBe(link);
    expect(letter.next.join()).not.toContain('use this link');
    expect(letter.notes.join()).toContain('The link is yours alone');
    expect(letter.variables.link).toBe(link);
  });

  test('[1.4] gives the phone where the words place a link and there is none', () => {
    const letter = clientLetter(facts, null, { ...own, body: `${own.body}\n\nLook here: {{link}}` });
    expect(letter.link).toBeNull();
    expect(letter.next.join()).toContain('phone {{practice}} on {{phone}}');
  });

  test('[6.3] has short times in the subject, and whole ones in the words', () => {
    const { variables, subjectVariables } = clientLetter(facts, null, own);
    expect(subjectVariables?.when).toBe('Wed 25 Nov 2026, 10:30am (United Kingdom Time)');
    expect(variables.when).toBe('Wednesday 25 November 2026, 10:30am (United Kingdom Time)');
    expect(variables.previousWhen).toBe('Tuesday 24 November 2026, 9:00am (United Kingdom Time)');
  });

  test('[1.12] has nothing for what is missing', () => {
    const event = noticeEvent('appointment.created.v1');
    const { variables } = clientLetter({ ...facts, event, location: null }, null, own);
    expect(variables).toMatchObject({ location: '', link: '', previousClinician: '', previousWhen: '' });
  });
});

test('[1.1] says of a change of zone that the time on the clock stays, and gives no other time', () => {
  const event = changed({ cause: 'system', actor: ZONE_CHANGE_ACTOR }, { zone: 'America/New_York' });
  const letter = clientLetter({ ...facts, event }, link);
  expect(letter.paragraphs.join()).toContain('stays at the same time on the clock');
  expect(letter.details[0]).toEqual({
    label: 'When',
    value: 'Wednesday 25 November 2026, 5:30am (Eastern Time)',
  });
  expect(letter.details.map(({ label }) => label)).not.toContain('Old time');
  expect(letter.notes.join()).toContain('puts the time right in your calendar');
  expect(letter.button).toMatchObject({ url: link });
  // The practice's own words for a change speak of another time.
  const own = { subject: 'Moved', body: 'It has moved.' };
  expect(clientLetter({ ...facts, event }, link, own).subject).toBe(letter.subject);
});

test('[4.5] tells of a freed time with the instant until which it is held, and how to answer', () => {
  const offered = { ...facts, event: noticeEvent('offer.made.v1') };
  const letter = clientLetter(offered, link);
  expect(letter.variables.until).toBe('Tuesday 24 November 2026, 10:30am (United Kingdom Time)');
  expect(letter.subjectVariables?.until).toBe('Tue 24 Nov 2026, 10:30am (United Kingdom Time)');
  expect(letter).toMatchObject({ button: { label: 'Answer the offer', url: link } });
  expect(letter.next.join()).toContain('let it go to somebody else');
  expect(clientLetter(offered, null).next.join()).toContain('sign in online');
  const own = { subject: 'Free', body: 'Look: {{link}}' };
  expect(clientLetter(offered, link, own)).toMatchObject({ next: [], button: null });
  expect(calendarNote(offered.event)).toBeUndefined();
});
