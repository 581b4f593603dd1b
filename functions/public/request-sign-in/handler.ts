import { addressHmac } from '../../../shared/data/client.ts';
import { findPracticeBySlug } from '../../../shared/data/practice.ts';
import { requestSignIn as request } from '../../../shared/data/sign-in.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { signInLimits } from '../../../shared/domain/sign-in.ts';
import { requireEmailedSignIn } from '../../../shared/domain/switches.ts';
import { api } from '../../../shared/runtime/api.ts';
import { requireHome } from '../../../shared/runtime/home.ts';
import { requestSignIn } from './contract.ts';

/**
 * Somebody wants to sign in (product 2.9). Nobody is looked up here: a listener does that afterwards, so neither
 * answer nor time tells whether the address is known, and over the limits it is the same.
 */
export const handler = api(requestSignIn, async ({ params, body, change }) => {
  const { practice } = found(await findPracticeBySlug(params.slug));
  requireHome(practice, true);
  granted(requireEmailedSignIn(practice));
  const hmac = addressHmac(practice, body.email);
  await request({ practiceId: practice.id }, change, hmac, { kind: 'portal' });
  return { minutes: signInLimits.minutes };
});
