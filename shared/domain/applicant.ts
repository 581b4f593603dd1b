import * as z from 'zod';
import { type Client, dateOfBirth, emailAddress, personName } from './client.ts';
import { allow, type Decision, type FieldError, refuseFields } from './decision.ts';
import { isFirstNameOf } from './person.ts';
import { normalisePostcode } from './postcode.ts';
import type { Practice } from './practice.ts';
import type { Applicant } from './request.ts';
import { localOf } from './zone.ts';

/** A name goes into the subject lines and lists of staff: it is one line. */
const writtenName = personName.regex(/^[^\p{Cc}\p{Cs}]+$/u, 'Write the name on one line.');

/** What somebody types of themselves who has not signed in; every answer is needed (product 5.1). */
export const writtenApplicant = z.strictObject({
  givenName: writtenName,
  familyName: writtenName,
  email: emailAddress,
  phone: z.string().trim().min(1).max(40).meta({ description: 'As people write it, or in E.164.' }),
  dateOfBirth,
  postcode: z.string().trim().min(1).max(20),
});
export type WrittenApplicant = z.infer<typeof writtenApplicant>;

/** Nobody is older. */
const oldestYears = 120;
/** What a record holds of a postcode. */
const longestPostcode = 12;

/** What is wrong with a date of birth on a date, both `YYYY-MM-DD`. */
function birthProblem(born: string, today: string): FieldError[] {
  const pointer = '/dateOfBirth';
  if (born > today)
    return [{ pointer, code: 'future', message: 'This date of birth is to come. Check the year.' }];
  const oldest = `${Number(today.slice(0, 4)) - oldestYears}${today.slice(4)}`;
  return born < oldest
    ? [{ pointer, code: 'too-old', message: 'This date of birth is too long ago. Check the year.' }]
    : [];
}

/**
 * What somebody typed of themselves, as a record holds it (product 5.1): the number of the practice's country, the
 * postcode as it is written there. Each field that cannot be is named.
 * @param phone the number in E.164, or null where it can be none
 */
export function decideApplicant(
  written: WrittenApplicant,
  phone: string | null,
  { country, zone }: Pick<Practice, 'country' | 'zone'>,
  now: number,
): Decision<Applicant> {
  const postcode = normalisePostcode(written.postcode, country);
  const fits = postcode !== undefined && postcode.length <= longestPostcode;
  const { date: today } = localOf(zone, Math.floor(now / 60_000));
  const errors: FieldError[] = birthProblem(written.dateOfBirth, today);
  if (phone === null)
    errors.unshift({
      pointer: '/phone',
      code: 'phone',
      message: 'Write a whole phone number, with its area code.',
    });
  if (!fits) errors.push({ pointer: '/postcode', code: 'postcode', message: 'Write a whole postcode.' });
  if (phone === null || !fits || errors.length > 0) return refuseFields(errors);
  return allow({ ...written, phone, postcode });
}

const sameAddress = (one: string | null, other: string) => one?.toLowerCase() === other.toLowerCase();

/**
 * Those of some clients who somebody may be who has proved an e-mail address (product 2.10, 5.1): alive, with that
 * address and date of birth. Where twins share both, the first name decides if it can.
 */
export function clientsLike<P extends { client: Client }>(
  people: readonly P[],
  applicant: Pick<Applicant, 'email' | 'dateOfBirth' | 'givenName'>,
): P[] {
  const alike = people.filter(
    ({ client }) =>
      !client.deceased &&
      sameAddress(client.email, applicant.email) &&
      client.dateOfBirth === applicant.dateOfBirth,
  );
  const named = alike.filter(({ client }) => isFirstNameOf(client, applicant.givenName));
  return named.length > 0 ? named : alike;
}
