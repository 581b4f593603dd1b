import { expect, test } from 'vitest';
import { staffLetter } from '../../../shared/domain/staff-letter.ts';
import {
  aClient,
  aLocation,
  aMember,
  aPractice,
  cancelled,
  changed,
  requestEvent,
} from '../../support/notice-records.ts';

const facts = {
  event: changed(),
  practice: aPractice(),
  client: aClient(),
  clinician: aMember(),
  previousClinician: null,
  location: aLocation(),
  status: 'Booked',
};

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

test('[5.2] tells staff that who asks is no client yet', () => {
  const event = requestEvent('request.opened.v1', { clientId: null });
  const [who] = staffLetter({ ...facts, event }, { own: true, all: false }).details;
  expect(who).toEqual({ label: 'Client', value: 'Anna Marlow (new)' });
});

test('[5.2] tells staff of a request: who asks, for when, and until when they can answer', () => {
  const letter = staffLetter(
    { ...facts, event: requestEvent('request.opened.v1') },
    { own: false, all: false },
  );
  expect(letter.subject).toBe('New request for {{when}}');
  expect(letter.details).toEqual([
    { label: 'Client', value: 'Anna Marlow' },
    { label: 'Time asked for', value: 'Wednesday 25 November 2026, 10:30am (United Kingdom Time)' },
    { label: 'Clinician', value: 'Dr Priya Nair' },
    { label: 'Where', value: 'Riverside Rooms\n4 Quay Street, London SE1 0ZZ' },
    { label: 'Answer by', value: 'Tuesday 24 November 2026, 10:30am (United Kingdom Time)' },
  ]);
  expect(letter.notes.join()).toContain('the request is for you');
});

test('[5.4] tells staff of a request that moved with both times, and of one that is over without a last day', () => {
  const labels = (type: 'request.moved.v1' | 'request.withdrawn.v1' | 'request.expired.v1') =>
    staffLetter({ ...facts, event: requestEvent(type) }, { own: true, all: true }).details.map(
      ({ label }) => label,
    );
  expect(labels('request.moved.v1')).toEqual(
    expect.arrayContaining(['New time asked for', 'Old time', 'Answer by']),
  );
  for (const type of ['request.withdrawn.v1', 'request.expired.v1'] as const)
    expect(labels(type)).toEqual(['Client', 'Time asked for', 'Clinician', 'Where']);
});
