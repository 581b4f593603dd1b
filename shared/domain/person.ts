import type { Access, Client } from './client.ts';
import { allow, type Decision } from './decision.ts';
import {
  canBeChecked,
  detailsMissing,
  type Guesses,
  isBirthdayOf,
  isPostcodeOf,
  weighAnswer,
} from './identity.ts';
import type { Practice } from './practice.ts';

/** What a person may be asked for, in the order in which they are. */
export type AskedFor = 'dateOfBirth' | 'postcode' | 'firstName';
export type PersonAnswers = { readonly [K in AskedFor]?: string | undefined };

export type PersonOutcome =
  | { outcome: 'person'; clientId: string }
  | { outcome: 'needed'; needed: 'identity-check' | 'choose-person'; asks: AskedFor[] };

export interface PersonInput {
  practice: Pick<Practice, 'phone' | 'country'>;
  identityCheck: boolean;
  /** Everybody of the address who may sign in: at least one. */
  people: readonly Client[];
  given: PersonAnswers;
  guesses: Guesses;
  /** Epoch milliseconds. */
  now: number;
}

export interface PersonDecision {
  decision: Decision<PersonOutcome>;
  /** What is known of guesses now; to be stored before the answer goes out. */
  guesses: Guesses;
  /** Whose records staff must complete (product 2.8). */
  incomplete: readonly Client[];
}

/** Whether someone may sign in by e-mail (product 2.1): invited or active, and alive. */
export const maySignIn = (client: Pick<Client, 'deceased'>, access: Pick<Access, 'state'>): boolean =>
  !client.deceased && (access.state === 'invited' || access.state === 'active');

/** Whether someone may come by a link to one appointment (product 2.7): without portal access too. */
export const mayComeByLink = (client: Pick<Client, 'deceased'>, access: Pick<Access, 'state'>): boolean =>
  !client.deceased && access.state !== 'disabled';

/** A first name as people type it: without case, accents and what stands around it. */
const bareName = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** Whether a first name is the client's: the whole of it, or the first of several. */
export function isFirstNameOf({ givenName }: Pick<Client, 'givenName'>, given: string): boolean {
  const [whole, typed] = [bareName(givenName), bareName(given)];
  return typed === whole || typed === whole.split(/\s/)[0];
}

/** What tells the people of an address apart, before first names. */
function asksOf({ identityCheck, people }: Pick<PersonInput, 'identityCheck' | 'people'>): AskedFor[] {
  if (identityCheck) return ['dateOfBirth', 'postcode'];
  return people.length > 1 ? ['dateOfBirth'] : [];
}

const needed = (asks: AskedFor[], identityCheck: boolean) =>
  allow<PersonOutcome>({
    outcome: 'needed',
    needed: identityCheck ? 'identity-check' : 'choose-person',
    asks,
  });

/**
 * Decides who of an address's people the holder of its link or code is (product 1.11, 2.4, 2.8, 2.9): with the
 * identity check on by date of birth and postcode, which choose among several; with it off by date of birth,
 * where there are several. Where more than one fit, the first name decides. Never a list, nor which part was
 * wrong. Refusals as of `decideIdentity`; where nobody fits and somebody's record lacks what is asked, it is
 * `details-missing`, which counts as wrong too, or it would be a way to guess about the others.
 */
export function decidePerson(input: PersonInput): PersonDecision {
  const { practice, identityCheck, people, given, guesses, now } = input;
  const asks = asksOf(input);
  const answer = (
    decision: Decision<PersonOutcome>,
    known = guesses,
    incomplete: readonly Client[] = [],
  ) => ({
    decision,
    guesses: known,
    incomplete,
  });
  if (asks.length === 0) return answer(allow({ outcome: 'person', clientId: people[0]!.id }));
  if (asks.some((name) => given[name] === undefined)) return answer(needed(asks, identityCheck));

  const complete = people.filter((client) =>
    identityCheck ? canBeChecked(client, practice) : client.dateOfBirth !== null,
  );
  const incomplete = people.filter((client) => !complete.includes(client));
  if (complete.length === 0) return answer(detailsMissing(practice), guesses, incomplete);

  const fitting = complete.filter((client) => fits(client, asks, given, practice));
  const named =
    fitting.length > 1 && given.firstName !== undefined
      ? fitting.filter((client) => isFirstNameOf(client, String(given.firstName)))
      : fitting;
  const { decision, guesses: known } = weighAnswer(named.length > 0, { practice, guesses, now });
  if (!decision.allowed) {
    const unfinished = decision.refusal.code === 'identity-mismatch' && incomplete.length > 0;
    return unfinished ? answer(detailsMissing(practice), known, incomplete) : answer(decision, known);
  }
  const [person, another] = named;
  if (!another) return answer(allow({ outcome: 'person', clientId: person!.id }), known);
  // Two records that nothing tells apart are the practice's to merge.
  if (given.firstName !== undefined) return answer(detailsMissing(practice));
  return answer(needed([...asks, 'firstName'], false));
}

/** Whether all that was asked for agrees; every part is compared whichever is wrong. */
function fits(client: Client, asks: AskedFor[], given: PersonAnswers, practice: PersonInput['practice']) {
  const birthday = isBirthdayOf(client, String(given.dateOfBirth));
  const postcode = isPostcodeOf(client, String(given.postcode), practice);
  return Number(birthday) + Number(postcode || !asks.includes('postcode')) === 2;
}
