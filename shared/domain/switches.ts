import { allow, type Decision, refuse } from './decision.ts';
import type { Practice } from './practice.ts';

/** What of a practice its two switches look at, and what their messages are made of. */
export type SwitchedPractice = Pick<Practice, 'name' | 'phone' | 'settings' | 'plan'>;

type Switched = Pick<Practice, 'settings' | 'plan'>;

/**
 * The two switches as they count: both read as off where the plan lacks the booking add-on (product 1.10).
 */
export const switchesOf = ({
  settings,
  plan,
}: Switched): { clientPortal: boolean; onlineBooking: boolean } => {
  const paid = plan?.bookingAddOn !== false;
  return { clientPortal: paid && settings.clientPortal, onlineBooking: paid && settings.onlineBooking };
};

/** What is missing, where it is the plan for which a switch reads as off (product 1.10). */
const lacking = ({ plan }: Switched): { missing?: string[] } =>
  plan?.bookingAddOn === false ? { missing: ['plan/bookingAddOn'] } : {};

const defaultMessages = {
  portal: 'The client portal is switched off. Please contact {practice} on {phone}.',
  booking: 'Online booking is switched off. Please contact {practice} on {phone}.',
} as const;

/** What clients may do online under the two switches together (product 1.3). */
export function portalMode(practice: Switched): {
  view: boolean;
  change: boolean;
  cancel: boolean;
  book: boolean;
} {
  const { clientPortal, onlineBooking } = switchesOf(practice);
  return { view: clientPortal, change: clientPortal, cancel: clientPortal, book: onlineBooking };
}

function message(practice: SwitchedPractice, which: 'portal' | 'booking'): string {
  const template = practice.settings.offMessages[which] ?? defaultMessages[which];
  // One pass: a practice whose name holds a placeholder is not filled in twice.
  return template.replace(/\{(practice|phone)\}/g, (_, name) =>
    name === 'phone' ? practice.phone : practice.name,
  );
}

/** The practice's words, or the default ones, for the portal being off (product 1.4). */
export const portalOffMessage = (practice: SwitchedPractice): string => message(practice, 'portal');

/** The practice's words, or the default ones, for online booking being off (product 1.4). */
export const bookingOffMessage = (practice: SwitchedPractice): string => message(practice, 'booking');

/** The message that the practice's page shows: with both off, booking's everywhere; null with both on (1.4). */
export function offMessageShown(practice: SwitchedPractice): string | null {
  const { clientPortal, onlineBooking } = switchesOf(practice);
  if (!onlineBooking && !clientPortal) return bookingOffMessage(practice);
  if (!clientPortal) return portalOffMessage(practice);
  return onlineBooking ? null : bookingOffMessage(practice);
}

/**
 * Whether anything behind a sign-in or a link is open (product 1.4): else `portal-off` with the practice's
 * message, or `booking-off` with that message where booking is off too (product 1.4). It is decided
 * before anything personal is looked at.
 */
export function requirePortal(practice: SwitchedPractice): Decision<true> {
  const { clientPortal, onlineBooking } = switchesOf(practice);
  if (clientPortal) return allow(true);
  const facts = { phone: practice.phone, ...lacking(practice) };
  return onlineBooking
    ? refuse('portal-off', portalOffMessage(practice), facts)
    : refuse('booking-off', bookingOffMessage(practice), facts);
}

/** Whether people may sign in by e-mail (product 1.11): as `requirePortal`, else `feature-off`. */
export function requireEmailedSignIn(practice: SwitchedPractice): Decision<true> {
  const { phone, settings } = practice;
  const portal = requirePortal(practice);
  if (!portal.allowed || settings.signIn.emailed) return portal;
  return refuse('feature-off', `Signing in by e-mail is switched off. Please phone ${phone}.`, { phone });
}

/** Whether new bookings are open (product 1.3, 1.4): else `booking-off` with the practice's message. */
export const requireBooking = (practice: SwitchedPractice): Decision<true> =>
  switchesOf(practice).onlineBooking
    ? allow(true)
    : refuse('booking-off', bookingOffMessage(practice), { phone: practice.phone, ...lacking(practice) });
