import { describe, expect, it } from 'vitest';
import {
  type Booking,
  type BookingEvent,
  bookingScreenOf,
  bookingSteps,
  noBooking,
  reduceBooking,
} from '../../../web/booking/state.ts';
import { aboutText, holdingText, stateText } from '../../../web/booking/words.ts';
import { initial, reduce } from '../../../web/link/state.ts';
import { request, service } from '../support/fake-booking.ts';
import { opening } from '../support/fake-practice.ts';

const having = (...events: BookingEvent[]): Booking => events.reduce(reduceBooking, noBooking);
const offered: BookingEvent = { type: 'offered', services: [service(), service({ id: 'svc_2' })] };
const wants = (serviceId = service().id): BookingEvent => ({ type: 'wants', serviceId });
const anyone: BookingEvent = { type: 'sees', staffId: null };
const at = (localTime: string, locationId: string | null = null, awaitsApproval = false) => ({
  ...opening(localTime),
  locationId,
  staffIds: [],
  awaitsApproval,
});
const saw = (...openings: ReturnType<typeof at>[]): BookingEvent => ({
  type: 'saw-times',
  looked: { openings, to: '2027-01-01', whole: true },
});
const nine = at('2026-11-26T09:00');
const chose = (startsAt = nine.startsAt): BookingEvent => ({ type: 'chose-time', startsAt });

describe('the screen of a step', () => {
  it('[5.1] is that of the first question without an answer', () => {
    const screens = (booking: Booking) => bookingSteps.map((step) => bookingScreenOf(step, booking));
    const rest = ['requests', 'requests', 'requests'];
    expect(screens(noBooking)).toEqual(['service', 'service', 'service', 'service', 'service', ...rest]);
    const service = having(offered, wants());
    expect(screens(service)).toEqual([
      'service',
      'clinician',
      'clinician',
      'clinician',
      'clinician',
      ...rest,
    ]);
    const whom = having(offered, wants(), anyone);
    expect(screens(whom)).toEqual(['service', 'clinician', 'when', 'when', 'when', ...rest]);
    const time = having(offered, wants(), anyone, saw(nine), chose());
    expect(screens(time)).toEqual(['service', 'clinician', 'when', 'yours', 'send', ...rest]);
    const sent = having(offered, { type: 'sent', request: request() });
    expect(screens(sent)).toEqual([
      'service',
      'service',
      'service',
      'service',
      'service',
      'sent',
      ...rest.slice(1),
    ]);
    const picked = having({ type: 'picked', request: request() });
    expect(screens(picked)).toEqual([
      'service',
      'service',
      'when',
      'when',
      'when',
      'requests',
      'requests',
      'withdraw',
    ]);
  });

  it('[4.3] is that of the times close to one that has gone, if there are any', () => {
    const lost = (nearest: string[]) =>
      having(offered, wants(), anyone, saw(nine), chose(), { type: 'lost-time', nearest });
    expect(bookingScreenOf('when', lost([nine.startsAt]))).toBe('near');
    expect(bookingScreenOf('send', lost([]))).toBe('when');
    expect(lost([]).looked).toBeNull();
    expect(bookingScreenOf('when', reduceBooking(lost([nine.startsAt]), { type: 'wants-all' }))).toBe('when');
  });
});

describe('what is known of asking for an appointment', () => {
  it('[5.1] keeps what was answered while the questions before it keep their answers', () => {
    const chosen = having(offered, wants(), anyone, saw(nine), chose());
    expect(reduceBooking(chosen, wants())).toEqual(chosen);
    expect(reduceBooking(chosen, anyone)).toEqual(chosen);
    expect(reduceBooking(chosen, wants('svc_2'))).toMatchObject({ staffId: undefined, chosen: null });
    expect(reduceBooking(chosen, { type: 'sees', staffId: 'staff' })).toMatchObject({
      serviceId: service().id,
      looked: null,
      chosen: null,
    });
  });

  it('[4.1] takes a chosen time as it was listed, at its place where that is one', () => {
    const [bath, calais] = [at('2026-11-26T09:00', 'bath', true), at('2026-11-26T09:00', 'calais')];
    const known = having(offered, wants(), anyone, saw(bath, calais));
    expect(reduceBooking(known, { ...chose(), locationId: 'calais' } as BookingEvent).chosen).toEqual({
      startsAt: nine.startsAt,
      zone: 'Europe/London',
      locationId: 'calais',
      awaitsApproval: false,
    });
    expect(reduceBooking(known, chose()).chosen).toEqual({
      startsAt: nine.startsAt,
      zone: 'Europe/London',
      awaitsApproval: true,
    });
  });

  it('[4.3] tells what a near time is like by the list, and else takes it that it awaits approval', () => {
    const ten = at('2026-11-26T10:00');
    const known = having(offered, wants(), anyone, saw(nine, ten), chose(), {
      type: 'lost-time',
      nearest: ['2026-11-26T10:00:00.000Z', '2027-03-01T10:00:00.000Z'],
    });
    expect(known.looked!.openings).toEqual([ten]);
    expect(reduceBooking(known, chose('2026-11-26T10:00:00.000Z')).chosen).toMatchObject({
      locationId: null,
      awaitsApproval: false,
    });
    expect(reduceBooking(known, chose('2027-03-01T10:00:00.000Z')).chosen).toEqual({
      startsAt: '2027-03-01T10:00:00.000Z',
      zone: 'Europe/London',
      awaitsApproval: true,
    });
    expect(reduceBooking(noBooking, { type: 'lost-time', nearest: [] })).toEqual(noBooking);
  });

  it('[5.4] says once what was done with a request', () => {
    const done = reduce(initial, {
      type: 'booking',
      event: { type: 'done', what: 'withdrawn', request: request() },
    });
    expect(done.booking.done?.what).toBe('withdrawn');
    expect(reduce(done, { type: 'went', step: 'details' }).booking.done).toBeNull();
  });

  it('[2.9] is nothing to the next person at the screen', () => {
    const clientId = 'one';
    const choosing = reduce(initial, { type: 'booking', event: offered });
    const signedIn = (it: typeof initial, who: string) =>
      reduce(it, { type: 'signed-in-at-portal', portal: {} as never, clientId: who });
    const inside = signedIn(initial, clientId);
    const lost = reduce(
      { ...inside, booking: choosing.booking },
      { type: 'stopped', stop: { kind: 'signed-out' } },
    );
    expect(signedIn(lost, clientId).booking).toEqual(choosing.booking);
    expect(signedIn(lost, 'another').booking).toEqual(noBooking);
  });
});

describe('the words of a request', () => {
  it('[6.3] name the held time and the deadline with their zone', () => {
    expect(holdingText(request(), 'GB')).toBe(
      'We are holding Thursday 26 November 2026, 2:00pm (United Kingdom Time) for you. Dr Anna Whitfield will answer by Monday 23 November 2026, 10:00am (United Kingdom Time).',
    );
    expect(holdingText(request({ answerBy: null }), 'US')).toBe(
      'We are holding Thursday, November 26, 2026, 2:00pm (United Kingdom Time) for you.',
    );
  });

  it('[5.3] say what became of it', () => {
    const states = ['unconfirmed', 'pending', 'approved', 'declined', 'withdrawn', 'expired'] as const;
    expect(states.map((state) => stateText({ state, note: null }))).toEqual([
      'Not confirmed yet',
      'Waiting',
      'Approved',
      'Not this time',
      'Withdrawn',
      'Ran out of time',
    ]);
    expect(stateText({ state: 'declined', note: 'Full.' })).toBe('Not this time (Full.)');
    const location = { id: 'loc', name: 'Bath', address: null };
    expect(aboutText(request({ location }))).toBe('Dr Anna Whitfield, Physiotherapy follow-up, Bath');
  });
});
