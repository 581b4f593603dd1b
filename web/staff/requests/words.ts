import { whenText } from '../../../shared/domain/when.ts';
import type { RequestRecord } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';

const verbs: Partial<Record<RequestRecord['state'], string>> = {
  approved: 'approved',
  declined: 'declined',
};

/** What became of a request by somebody else, by the practice's rule, or by its deadline (product 5.5). */
export function decidedText(request: RequestRecord, { zone, country }: Practice): string {
  const { state, decidedBy, decidedAt, person } = request;
  const verb = verbs[state];
  const at = decidedAt === null ? '' : ` at ${whenText(decidedAt, { zone, country })}`;
  if (state === 'approved' && decidedBy === null) return `Booked at once${at}.`;
  if (verb) return `${decidedBy?.name ?? 'Somebody'} ${verb} this${at}.`;
  if (state === 'withdrawn') return `${person.name} withdrew this${at}.`;
  return 'This ran out of time.';
}

type Duplicate = RequestRecord['possibleDuplicates'][number];

const likenesses: Record<Duplicate['why'], string> = {
  'email-and-birth-date': 'same email and birth date',
  'name-and-birth-date': 'same name and birth date',
  'name-and-contact': 'same name, and same phone or email',
};

/** Whom somebody new may be, and why (product 2.10). */
export const duplicateText = ({ name, why }: Duplicate): string => `May be ${name}: ${likenesses[why]}.`;

/** With whom and for what and where, in one line. */
export const aboutText = ({ service, clinician, location }: RequestRecord): string =>
  [service.name, clinician.name, location?.name].filter(Boolean).join(', ');
