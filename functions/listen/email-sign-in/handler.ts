import { asSignIn } from '../../../shared/domain/sign-in.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { emailSignIn as send } from '../../../shared/runtime/sign-in-email.ts';
import { emailSignIn } from './contract.ts';

/** Whoever asked to sign in gets a link and a code (product 2.9); a replay sends nobody anything. */
export const handler = onEvent(emailSignIn, async (heard) => {
  const event = asSignIn(heard);
  return { outcome: event ? await send(event, heard) : 'not-a-notice' };
});
