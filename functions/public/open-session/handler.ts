import { findPracticeBySlug } from '../../../shared/data/practice.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { codeMismatch } from '../../../shared/domain/identity.ts';
import { decidePerson } from '../../../shared/domain/person.ts';
import { portalViewOf } from '../../../shared/domain/practice-view.ts';
import { guessesOf } from '../../../shared/domain/sign-in.ts';
import { requireEmailedSignIn } from '../../../shared/domain/switches.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { requireHome } from '../../../shared/runtime/home.ts';
import {
  admit,
  grantedAfter,
  peopleOf,
  proveCode,
  proveLink,
  rememberAnswer,
  signInLinkEnded,
} from '../../../shared/runtime/sign-in.ts';
import { openSession } from './contract.ts';

/**
 * Whoever has the newest link or code of an address signs in as the person that their answers fit (product 2.9,
 * 2.4). Only a completed sign-in spends link and code.
 */
export const handler = api(openSession, async ({ params, body, change, origin, now }) =>
  decideAgain(async () => {
    const { practice } = found(await findPracticeBySlug(params.slug));
    requireHome(practice, true);
    granted(requireEmailedSignIn(practice));
    const { method, email = '', code = '', token = '' } = body;
    const proved =
      method === 'link'
        ? await proveLink(practice, token, now)
        : await proveCode(practice, { email, code, way: { kind: 'portal' } }, now);
    const people = await peopleOf(practice, proved);
    if (people.length === 0) return granted(method === 'link' ? signInLinkEnded() : codeMismatch());

    const guesses = guessesOf(proved.signIn, now);
    const { identityCheck } = practice.settings.signIn;
    const clients = people.map(({ client }) => client);
    const decided = decidePerson({ practice, identityCheck, people: clients, given: body, guesses, now });
    const answer = await grantedAfter(decided.decision, () =>
      rememberAnswer(practice, change, proved, decided),
    );
    const portal = portalViewOf(practice);
    if (answer.outcome === 'needed') return { ...answer, portal };

    const { clientId } = answer;
    const { access } = found(people.find(({ client }) => client.id === clientId));
    const entry = { access, method: `email-${method}`, appointmentId: null, identityChecked: identityCheck };
    const { told, cookies } = await admit(practice, change, proved, entry, { keep: body.keep, origin, now });
    return new Reply({ outcome: 'session' as const, clientId, ...told, portal }, { cookies });
  }),
);
