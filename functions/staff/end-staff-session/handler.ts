import { auditRow } from '../../../shared/data/change.ts';
import { endSession } from '../../../shared/data/session.ts';
import { decideAgain, transact } from '../../../shared/data/table.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { forgetCookie } from '../../../shared/runtime/cookie.ts';
import { endStaffSession } from './contract.ts';

/** A member of staff signs out: the session is gone with the next request. */
export const handler = api(endStaffSession, async ({ actor, change }) => {
  const { staffId, sessionId } = actor;
  // Its idle limit may be written at this moment: the same item, so one of the two has to try again.
  await decideAgain(() =>
    transact([endSession(actor, 'staff', staffId, sessionId), auditRow(actor, change, 'staff.signed-out')]),
  );
  return new Reply(undefined, { cookies: [forgetCookie('staff')] });
});
