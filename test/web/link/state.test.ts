import { describe, expect, it } from 'vitest';
import { screenOf } from '../../../web/link/screen.ts';
import { type Event, initial, reduce, type State, steps } from '../../../web/link/state.ts';
import { appointment, no, opening, outcome, portal } from '../support/fake-practice.ts';

const having = (...events: Event[]): State => events.reduce(reduce, initial);
const linked: Event = { type: 'linked', token: 'secret', resuming: false };
const signedIn: Event = { type: 'signed-in', portal: portal(), appointmentId: 'appt' };
const read = (own: Parameters<typeof appointment>[0] = {}): Event => ({
  type: 'read',
  appointment: appointment(own),
});
const went = (step: State['step']): Event => ({ type: 'went', step });
const chose: Event = { type: 'chose', startsAt: '2026-11-26T14:00:00Z' };
const looked: Event = {
  type: 'looked',
  looked: { openings: [opening('2026-11-26T14:00')], to: '2027-01-01', whole: false },
};

describe('the screen that a state shows', () => {
  it('[2.7] shows nothing of the appointment without a session, whatever step is wished for', () => {
    for (const step of steps) {
      expect(screenOf(having(linked, went(step)))).toBe('start');
      const asked = having(linked, { type: 'asked', portal: portal() }, went(step));
      expect(screenOf(asked)).toBe(step === 'start' ? 'start' : 'identity');
    }
  });

  it('[3.1] leads to the appointment where its verdicts forbid the step', () => {
    const closed = no('window-closed', 'Online changes have closed.');
    const change = having(linked, signedIn, read({ change: closed }), chose);
    expect(screenOf(reduce(change, went('choose')))).toBe('appointment');
    expect(screenOf(reduce(change, went('check')))).toBe('appointment');
    expect(screenOf(reduce(change, went('cancel')))).toBe('cancel');
    const cancel = having(linked, signedIn, read({ cancellation: closed }), went('cancel'));
    expect(screenOf(cancel)).toBe('appointment');
  });

  it('[3.2] asks for a time before it can be checked, and shows no result that there was not', () => {
    const inside = having(linked, signedIn, read());
    expect(screenOf(reduce(inside, went('check')))).toBe('choose');
    expect(screenOf([chose, went('check')].reduce(reduce, inside))).toBe('check');
    expect(screenOf(reduce(inside, went('moved')))).toBe('appointment');
    expect(screenOf(reduce(inside, went('cancelled')))).toBe('appointment');
  });

  it('[3.2] offers times close to one that has gone, or all if there are none', () => {
    const inside = having(linked, signedIn, read(), looked, chose, went('choose'));
    const lost = (nearest: string[]): Event => ({ type: 'lost', startsAt: '2026-11-26T14:00:00Z', nearest });
    const near = reduce(inside, lost(['2026-11-26T14:30:00Z']));
    expect(screenOf(near)).toBe('gone-time');
    expect([near.chosen, near.looked]).toEqual([null, null]);
    expect(screenOf(reduce(near, { type: 'wants-all-times' }))).toBe('choose');
    expect(screenOf(reduce(inside, lost([])))).toBe('choose');
  });
});

describe('what the page knows', () => {
  it('[3.1] says so when the appointment was changed elsewhere, and looks for times afresh', () => {
    const inside = having(linked, signedIn, read(), looked);
    const changed = reduce(inside, read({ version: 8 }));
    expect([changed.notice, changed.looked]).toEqual(['stale', null]);
    expect(reduce(inside, read()).notice).toBeNull();
    expect(reduce(changed, went('choose')).notice).toBeNull();
  });

  it('[3.2] takes its own move for no surprise, and no older news after it', () => {
    const moved = having(linked, signedIn, read(), chose, { type: 'moved', outcome: outcome() });
    expect(moved.appointment).toMatchObject({ startsAt: outcome().startsAt, version: 8 });
    expect(moved.chosen).toBeNull();
    expect(reduce(moved, read({ version: 8, startsAt: outcome().startsAt })).notice).toBeNull();
    expect(reduce(moved, read({ version: 7 })).appointment!.startsAt).toBe(outcome().startsAt);
  });

  it('[1.8] says so when the policy changed while it was being read', () => {
    const reading = having(linked, signedIn, read(), went('cancel'));
    const policy = { version: 4, text: 'New.' };
    expect(reduce(reading, read({ policy })).notice).toBe('policy');
    const refused = reduce(reading, { type: 'policy-changed', policy });
    expect([refused.notice, refused.appointment!.policy]).toEqual(['policy', policy]);
  });

  it('[2.7] forgets date of birth, postcode and appointment when a session ends, and keeps the chosen time', () => {
    const typed = { ...initial.typed, day: '27', month: '3', year: '1948', postcode: 'BA1 5NB' };
    const inside = having(linked, { type: 'typed', typed }, signedIn, read(), chose, went('check'));
    expect(Object.values(inside.typed).join('')).toBe('');
    const ended = reduce(inside, { type: 'stopped', stop: { kind: 'signed-out' } });
    expect([ended.appointment, ended.appointmentId]).toEqual([null, null]);
    expect([screenOf(ended), ended.step, ended.chosen]).toEqual(['signed-out', 'check', inside.chosen]);
    const again = [{ type: 'signing-in-again' } as const, went('identity')].reduce(reduce, ended);
    expect([screenOf(again), again.resume]).toEqual(['identity', 'check']);
  });

  it('[2.7] forgets the link too when someone signs out', () => {
    const left = having(linked, signedIn, read(), chose, { type: 'stopped', stop: { kind: 'left' } });
    expect([left.token, left.chosen, left.appointment, screenOf(left)]).toEqual([null, null, null, 'left']);
  });
});
