import type { Request } from '../api/booking.ts';
import { whenText } from '../link/times.ts';

/** "We are holding {time} for you. {clinician} will answer by {time}." */
export function holdingText(
  request: Pick<Request, 'startsAt' | 'zone' | 'answerBy'> & { clinician: { name: string } },
  country: string,
): string {
  const place = { zone: request.zone, country };
  const holding = `We are holding ${whenText(request.startsAt, place)} for you.`;
  if (request.answerBy === null) return holding;
  return `${holding} ${request.clinician.name} will answer by ${whenText(request.answerBy, place)}.`;
}

/** What became of a request, as its client reads it; a decline with the practice's note (product 5). */
export function stateText({ state, note }: Pick<Request, 'state' | 'note'>): string {
  switch (state) {
    case 'unconfirmed':
      return 'Not confirmed yet';
    case 'pending':
      return 'Waiting';
    case 'approved':
      return 'Approved';
    case 'declined':
      return note ? `Not this time (${note})` : 'Not this time';
    case 'withdrawn':
      return 'Withdrawn';
    case 'expired':
      return 'Ran out of time';
  }
}

/** With whom, for what and where, in one line. */
export const aboutText = ({ clinician, service, location }: Request): string =>
  [clinician.name, service.name, location?.name].filter(Boolean).join(', ');
