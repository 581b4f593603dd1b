import { windowHours } from '../../../shared/domain/notice-window.ts';
import { offMessageShown, portalMode } from '../../../shared/domain/switches.ts';
import type { Practice, Settings, Status } from '../../api/staff.ts';

export type Rule = Settings['change'];
export type Kind = 'change' | 'cancellation';
type Window = Rule['window'];
type Notice = keyof Settings['notices'];

/** The windows that can be chosen (product 1.5), in words. */
export const windowNames: Record<Window, string> = {
  none: 'Until it begins',
  '1h': 'Until 1 hour before',
  '2h': 'Until 2 hours before',
  '3h': 'Until 3 hours before',
  '4h': 'Until 4 hours before',
  '5h': 'Until 5 hours before',
  '6h': 'Until 6 hours before',
  '1d': 'Until 24 hours before',
  '2d': 'Until 48 hours before',
  '3d': 'Until 72 hours before',
  '1w': 'Until 1 week before',
  never: 'Never: they must phone',
};

export const modeNames: Record<Rule['mode'], string> = {
  refuse: 'Not possible online',
  'mark-late': 'Possible, and counts as late',
};

/** The notices to clients (product 1.12). */
export const noticeNames: Record<Notice, string> = {
  appointmentCreated: 'Appointment made',
  appointmentChanged: 'Appointment moved',
  appointmentStaffChanged: 'Clinician changed',
  appointmentCancelled: 'Appointment cancelled',
  appointmentDeleted: 'Appointment deleted',
  appointmentStatusChanged: 'Status changed',
  requestConfirmed: 'Request approved',
  requestDeclined: 'Request declined',
  requestUndone: 'Decision undone',
  reminder: 'Reminder',
};

const fieldNames: Record<string, string> = {
  '/clientPortal': 'Client portal',
  '/onlineBooking': 'Online booking',
  '/features/requests': 'Asking for appointments',
  '/offMessages/portal': 'Message while the portal is off',
  '/offMessages/booking': 'Message while booking is off',
  '/applyCancellationPolicy': 'Use these limits',
  '/change/window': 'How long clients can change the time',
  '/change/mode': 'A later change',
  '/cancellation/window': 'How long clients can cancel',
  '/cancellation/mode': 'A later cancellation',
  '/cancellationPolicy/shown': 'Show the cancellation policy',
  '/cancellationPolicy/text': 'The text of the policy',
  '/cancelledStatusId': 'Status of a cancellation',
  '/lateCancelledStatusId': 'Status of a late cancellation',
  '/signIn/identityCheck': 'Ask for date of birth and postcode',
  '/signIn/emailed': 'Sign in by e-mail',
  '/notices/reminder/hoursBefore': 'Hours from reminder to appointment',
  '/notices/appointmentStatusChanged/statusIds': 'Statuses that clients are told of',
};

/** What a field is called on the page. */
export function fieldName(pointer: string): string {
  const [, notice, channel] = /^\/notices\/(\w+)\/(email|text)$/.exec(pointer) ?? [];
  if (notice)
    return `${noticeNames[notice as Notice] ?? notice}, by ${channel === 'email' ? 'e-mail' : 'text'}`;
  return fieldNames[pointer] ?? pointer;
}

/** A field's value in words. */
export function valueText(pointer: string, value: unknown, statuses: readonly Status[]): string {
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (value === null) return 'Our usual words';
  if (pointer.endsWith('/window')) return windowNames[value as Window];
  if (pointer.endsWith('/mode')) return modeNames[value as Rule['mode']];
  const named = (id: unknown) => statuses.find((status) => status.id === id)?.name ?? String(id);
  if (pointer.endsWith('StatusId')) return named(value);
  if (Array.isArray(value)) return value.map(named).join(', ') || 'None';
  return String(value) || 'Empty';
}

/** Tuesday 2:30pm less some hours, as one says it: "2:30pm Monday". */
function before(hours: number): string {
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  // Day 9 of days that begin on a Sunday is a Tuesday; half past two in the afternoon is its hour 14.
  const hour = 9 * 24 + 14 - hours;
  const clock = hour % 24;
  const day = days[Math.floor(hour / 24) % 7];
  const time = `${clock > 12 ? clock - 12 : clock || 12}:30${clock >= 12 ? 'pm' : 'am'}`;
  return hours === windowHours['1w'] ? `${time} the Tuesday before` : `${time} ${day}`;
}

const verbs = { change: 'change the time', cancellation: 'cancel' } as const;

/** What a window and its mode mean, by the example of one client (product 1.5, 1.6). */
export function ruleText(kind: Kind, { window, mode }: Rule, apply: boolean): string {
  const can = `A 2:30pm Tuesday client can ${verbs[kind]}`;
  if (!apply || window === 'none') return `${can} until it begins.`;
  if (window === 'never')
    return `A 2:30pm Tuesday client cannot ${verbs[kind]} online. We ask them to phone.`;
  const limit = before(windowHours[window]);
  if (mode === 'refuse') return `${can} until ${limit}. After that we ask them to phone.`;
  return `${can} until it begins. From ${limit} it counts as late.`;
}

/**
 * What the two switches let clients do together (product 1.3), what they read where something is off, and what the
 * practice's plan lacks (product 1.10).
 */
export function accessText(
  { name, phone, plan }: Pick<Practice, 'name' | 'phone' | 'plan'>,
  settings: Settings,
): string[] {
  const { view, book } = portalMode({ settings, plan });
  const can = view
    ? `Clients can see, change and cancel their appointments online. They can${book ? '' : 'not'} book new ones.`
    : book
      ? 'Clients can book online. They cannot sign in, so they cannot see, change or cancel.'
      : 'Clients can do nothing online.';
  const shown = offMessageShown({ name, phone, settings, plan });
  return [
    ...(plan.bookingAddOn ? [] : ['Both are off: the booking add-on is not part of your plan.']),
    can,
    ...(shown === null ? [] : [`They read: “${shown}”`]),
    ...(plan.selfScheduling
      ? []
      : ['Asking for appointments online is off: self-scheduling is not part of your plan.']),
  ];
}

/** "3 changes not saved". */
export const unsavedText = (count: number): string =>
  `${count} ${count === 1 ? 'change' : 'changes'} not saved`;
