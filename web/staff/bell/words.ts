import type { BellEntry } from '../../api/desk.ts';

/** What happened, in a sentence: who, what, which time (product 3.3, 5.2). */
function happened({ kind, client, when, previousWhen }: BellEntry): string {
  const who = client.name || 'Somebody';
  switch (kind) {
    case 'appointment-changed':
      return `${who} moved ${previousWhen ?? 'an appointment'} to ${when ?? 'another time'}.`;
    case 'appointment-cancelled':
      return `${who} cancelled ${when ?? 'an appointment'}.`;
    case 'appointment-booked':
      return `${who} booked ${when ?? 'an appointment'}.`;
    case 'request-opened':
      return `${who} asks for ${when ?? 'an appointment'}.`;
    case 'request-moved':
      return `${who} asks for ${when ?? 'another time'} instead of ${previousWhen ?? 'another time'}.`;
    case 'request-withdrawn':
      return `${who} withdrew the request for ${when ?? 'an appointment'}.`;
    case 'request-expired':
      return `Nobody answered ${who} in time. ${when ?? 'The time'} is free again.`;
    case 'details-missing':
      return `${who} cannot sign in. The date of birth or postcode is missing.`;
  }
}

/** The same with what staff have to know or do besides. */
export function entryText(entry: BellEntry): string {
  const { clinician, late, refundByHand } = entry;
  return [
    happened(entry),
    clinician && `With ${clinician.name}.`,
    late && 'It counts as late.',
    refundByHand && 'Paid: refund by hand.',
  ]
    .filter(Boolean)
    .join(' ');
}
