import type { Problem } from '../api/answer.ts';
import type { Appointment } from '../api/client.ts';
import { type Place, whenText } from './times.ts';

/** Why nobody gets in for now, with the instant at which the lock ends, in the place's time. */
export const lockedText = ({ until, phone, detail }: Problem, place: Place): string =>
  until && phone
    ? `We paused this to keep you safe. Try after ${whenText(until, place)}, or phone ${phone}.`
    : detail;

const verbs = {
  change: { can: 'change the time', still: 'You can still change the time.', counts: 'changing the time' },
  cancellation: { can: 'cancel', still: 'You can still cancel.', counts: 'cancelling' },
} as const;

function allowedText(can: string, until: string | null, appointment: Appointment, place: Place): string {
  const open = until === null || Date.parse(until) >= Date.parse(appointment.startsAt);
  return `You can ${can} online until ${open ? 'it starts' : whenText(until, place)}.`;
}

function oneVerdict(kind: 'change' | 'cancellation', appointment: Appointment, place: Place): string[] {
  const { allowed, late, lateFrom, until, detail } = appointment[kind];
  const words = verbs[kind];
  if (!allowed) return detail ? [detail] : [];
  if (late) return [`${words.still} It will count as late.`];
  const sentences = [allowedText(words.can, until, appointment, place)];
  if (lateFrom) sentences.push(`From ${whenText(lateFrom, place)}, ${words.counts} counts as late.`);
  return sentences;
}

/** What may be done with an appointment and until when, in sentences; never the same one twice. */
export function verdictTexts(appointment: Appointment, place: Place): string[] {
  const { change, cancellation } = appointment;
  const alike = change.until === cancellation.until && change.lateFrom === cancellation.lateFrom;
  if (alike && change.allowed && cancellation.allowed && !change.late && !cancellation.late) {
    const sentences = [allowedText('change or cancel', change.until, appointment, place)];
    if (change.lateFrom) sentences.push(`From ${whenText(change.lateFrom, place)}, both count as late.`);
    return sentences;
  }
  const both = [
    ...oneVerdict('change', appointment, place),
    ...oneVerdict('cancellation', appointment, place),
  ];
  return [...new Set(both)];
}
