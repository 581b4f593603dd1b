import { endSession as end } from '../../../shared/data/session.ts';
import { decideAgain, transact } from '../../../shared/data/table.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { forgetCookie } from '../../../shared/runtime/cookie.ts';
import { endSession } from './contract.ts';

/** A client signs out: the session is gone with the next request. */
export const handler = api(endSession, async ({ actor }) => {
  // The session's idle limit may be put off at this very moment, which is in the way of the transaction.
  await decideAgain(() => transact([end(actor, 'client', actor.clientId, actor.sessionId)]));
  return new Reply(undefined, { cookies: [forgetCookie('client')] });
});
