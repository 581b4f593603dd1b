import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../shared/domain/settings.ts';
import {
  bookingOffMessage,
  offMessageShown,
  portalMode,
  portalOffMessage,
  requireBooking,
  requireEmailedSignIn,
  requirePortal,
} from '../../../shared/domain/switches.ts';
import { givenPractice, givenSettings, ids } from './given.ts';

const phone = '020 7946 0018';
const portalOff = `The client portal is switched off. Please contact Hill Street Therapy on ${phone}.`;
const bookingOff = `Online booking is switched off. Please contact Hill Street Therapy on ${phone}.`;

const practiceWith = (
  clientPortal: boolean,
  onlineBooking: boolean,
  offMessages = { portal: null, booking: null },
) => givenPractice({ settings: givenSettings({ clientPortal, onlineBooking, offMessages }) });

test('[1.3] both switches are off for a new practice', () => {
  expect(portalMode({ settings: defaultSettings(ids.cancelled, ids.lateCancelled) })).toEqual({
    view: false,
    change: false,
    cancel: false,
    book: false,
  });
});

test.each([
  [true, true, ['view', 'change', 'cancel', 'book']],
  [false, true, ['book']],
  [true, false, ['view', 'change', 'cancel']],
  [false, false, []],
])('[1.3] portal %s and booking %s allow exactly %j', (clientPortal, onlineBooking, on) => {
  const mode = portalMode(practiceWith(clientPortal, onlineBooking));

  expect(Object.entries(mode).flatMap(([name, value]) => (value ? [name] : []))).toEqual(on);
});

test('[1.10] both switches read as off where the plan lacks the booking add-on, however they stand', () => {
  const plan = { bookingAddOn: false, selfScheduling: true };
  const practice = { ...practiceWith(true, true), plan };
  expect(Object.values(portalMode(practice))).toEqual([false, false, false, false]);
  for (const decision of [requirePortal(practice), requireBooking(practice)])
    expect(decision).toMatchObject({ refusal: { code: 'booking-off', missing: ['plan/bookingAddOn'] } });
  expect(portalMode({ ...practice, plan: { ...plan, bookingAddOn: true } }).book).toBe(true);
});

describe('messages', () => {
  test('[1.4] each has a default that names the practice and its phone', () => {
    const practice = practiceWith(false, false);

    expect(portalOffMessage(practice)).toBe(portalOff);
    expect(bookingOffMessage(practice)).toBe(bookingOff);
  });

  test("[1.4] the practice's own words are filled in once, whatever its name holds", () => {
    const settings = givenSettings({
      offMessages: { portal: '{practice}: ring {phone}, {phone}! {other}', booking: null },
    });
    const practice = givenPractice({ name: 'The {phone} Clinic $&', phone: '112', settings });

    expect(portalOffMessage(practice)).toBe('The {phone} Clinic $&: ring 112, 112! {other}');
  });

  test.each([
    [true, true, null],
    [true, false, bookingOff],
    [false, true, portalOff],
    [false, false, bookingOff],
  ])('[1.4] with portal %s and booking %s the page shows %s', (clientPortal, onlineBooking, message) => {
    expect(offMessageShown(practiceWith(clientPortal, onlineBooking))).toBe(message);
  });
});

describe('gates', () => {
  test.each([true, false])('[1.4] an open portal lets in, with booking %s', (onlineBooking) => {
    expect(requirePortal(practiceWith(true, onlineBooking))).toEqual({ allowed: true, value: true });
  });

  test('[1.4] a portal that is off answers with its message', () => {
    expect(requirePortal(practiceWith(false, true))).toEqual({
      allowed: false,
      refusal: { code: 'portal-off', detail: portalOff, phone },
    });
  });

  test("[1.4] with both off the booking-off message is the portal's answer too", () => {
    expect(requirePortal(practiceWith(false, false))).toEqual({
      allowed: false,
      refusal: { code: 'booking-off', detail: bookingOff, phone },
    });
  });

  test.each([true, false])('[1.4] booking depends on its own switch, with the portal %s', (clientPortal) => {
    expect(requireBooking(practiceWith(clientPortal, true))).toEqual({ allowed: true, value: true });
    expect(requireBooking(practiceWith(clientPortal, false))).toEqual({
      allowed: false,
      refusal: { code: 'booking-off', detail: bookingOff, phone },
    });
  });
});

test('[1.11] signing in by e-mail can be switched off apart; the portal being off comes first', () => {
  const emailed = (portal: boolean, on: boolean) => {
    const signIn = { identityCheck: true, emailed: on };
    const decision = requireEmailedSignIn(
      givenPractice({ settings: givenSettings({ clientPortal: portal, signIn }) }),
    );
    return decision.allowed ? 'allowed' : decision.refusal.code;
  };
  expect(emailed(true, true)).toBe('allowed');
  expect(emailed(true, false)).toBe('feature-off');
  expect(emailed(false, false)).toBe('portal-off');
});
