import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../../web/api/client.ts';
import { lockedText, verdictTexts } from '../../../web/link/words.ts';
import { problemText, sendingProblemText } from '../../../web/parts/words.ts';
import { appointment, no } from '../support/fake-practice.ts';

const place = { zone: 'Europe/London', country: 'GB' };
const starts = '2026-11-24T09:00:00.000Z';
const dayBefore = '2026-11-23T09:00:00.000Z';
const yes = (own: Partial<Appointment['change']> = {}): Appointment['change'] => ({
  allowed: true,
  until: starts,
  late: false,
  lateFrom: null,
  reason: null,
  detail: null,
  ...own,
});
const texts = (change: Appointment['change'], cancellation: Appointment['cancellation']) =>
  verdictTexts(appointment({ change, cancellation }), place);

describe('the sentences about an appointment', () => {
  it('[3.1] says until when both are possible, in one sentence where they agree', () => {
    const both = yes({ until: dayBefore });
    expect(texts(both, both)).toEqual([
      'You can change or cancel online until Monday 23 November 2026, 9:00am (United Kingdom Time).',
    ]);
  });

  it('[3.1] says each apart where they differ', () => {
    expect(texts(yes({ until: dayBefore }), yes())).toEqual([
      'You can change the time online until Monday 23 November 2026, 9:00am (United Kingdom Time).',
      'You can cancel online until it starts.',
    ]);
  });

  it('[3.1] says from when it counts as late, and that it does', () => {
    const soon = yes({ lateFrom: dayBefore });
    expect(texts(soon, soon)).toEqual([
      'You can change or cancel online until it starts.',
      'From Monday 23 November 2026, 9:00am (United Kingdom Time), both count as late.',
    ]);
    const late = yes({ lateFrom: dayBefore, late: true });
    expect(texts(no('phone-required', 'To change the time, please phone 1.'), late)).toEqual([
      'To change the time, please phone 1.',
      'You can still cancel. It will count as late.',
    ]);
    expect(texts(yes(), soon)).toContain(
      'From Monday 23 November 2026, 9:00am (United Kingdom Time), cancelling counts as late.',
    );
  });

  it('[3.1] gives the server’s reasons, never the same one twice', () => {
    const over = no('begun', 'This appointment has already begun. Please phone 1.');
    expect(texts(over, over)).toEqual(['This appointment has already begun. Please phone 1.']);
    expect(texts(no('window-closed', 'Closed.'), no('window-closed', 'Too late.'))).toEqual([
      'Closed.',
      'Too late.',
    ]);
  });
});

describe('the sentences about a problem', () => {
  const problem = (code: string, own = {}) => ({ code, status: 0, detail: 'Try again in a minute.', ...own });

  it('[2.8] says when a locked link can be tried again, in the place’s time', () => {
    const locked = problem('identity-locked', { until: '2026-11-20T11:00:00Z', phone: '020 7946 0018' });
    expect(lockedText(locked, place)).toBe(
      'We paused this to keep you safe. Try after Friday 20 November 2026, 11:00am (United Kingdom Time), or phone 020 7946 0018.',
    );
    expect(lockedText(problem('identity-locked'), place)).toBe('Try again in a minute.');
  });

  it('[8.2] never shows the inside of a fault', () => {
    expect(problemText(problem('internal'))).toBe('Something went wrong on our side. Please try again.');
    expect(problemText(problem('no-answer'))).toBe('Something went wrong on our side. Please try again.');
    expect(problemText(problem('offline'))).toBe('You are offline. What you typed is kept.');
    expect(problemText(problem('busy'))).toBe('Try again in a minute.');
  });

  it('[3.6] says that pressing again after silence does nothing twice', () => {
    expect(sendingProblemText(problem('no-answer'))).toBe(
      'We could not find out whether that worked. Press the button again. It will not happen twice.',
    );
    expect(sendingProblemText(problem('offline'))).toBe('You are offline. What you typed is kept.');
  });
});
