import { granted } from '../../../shared/domain/decision.ts';
import { withoutOpenRequest } from '../../../shared/domain/open-requests.ts';
import { declinedRequest } from '../../../shared/domain/request-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { deciding, subjectOf } from '../../../shared/runtime/requests.ts';
import { declineRequest } from './contract.ts';

/** Staff say no, with a note or without, and the time is free (product 5.3). */
export const handler = api(declineRequest, (asked) => {
  const { actor, body, now } = asked;
  return deciding<'request.declined.v1'>(asked, async ({ before, sheets, open }) => {
    const by = { staffId: actor.staffId, note: body.note ?? null };
    return {
      ...granted(declinedRequest(before, sheets, by, now)),
      told: {
        type: 'request.declined.v1',
        more: { decidedBy: actor.staffId, withNote: by.note !== null },
      },
      open: {
        subject: subjectOf(actor.practice, before),
        before: open,
        after: withoutOpenRequest(open.requests, before.id, now),
      },
    };
  });
});
