import { auditRow } from '../../../shared/data/change.ts';
import { endSession as end, listSessions } from '../../../shared/data/session.ts';
import { decideAgain, transact } from '../../../shared/data/table.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { forgetCookie } from '../../../shared/runtime/cookie.ts';
import { endSession } from './contract.ts';

/** How many sessions end in one transaction. */
const together = 50;

/** A client signs out, here or everywhere: the sessions are gone with the next request. */
export const handler = api(endSession, async ({ actor, query, change }) => {
  const { clientId, sessionId, appointmentId } = actor;
  const everywhere = query.all === 'true';
  const sessions = everywhere ? await listSessions(actor, clientId) : [];
  // A link opens one appointment, so it closes no more than that.
  const others = sessions.filter((session) => !appointmentId || session.appointmentId === appointmentId);
  const ids = [...new Set([sessionId, ...others.map(({ id }) => id)])];
  for (let at = 0; at < ids.length; at += together) {
    const ends = ids.slice(at, at + together).map((id) => end(actor, 'client', clientId, id));
    const audit =
      everywhere && at === 0 ? [auditRow(actor, change, 'signed-out-everywhere', { clientId })] : [];
    // A session's idle limit may be put off at this very moment, which is in the way of the transaction.
    await decideAgain(() => transact([...ends, ...audit]));
  }
  return new Reply(undefined, { cookies: [forgetCookie('client')] });
});
