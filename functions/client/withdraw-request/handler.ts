import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { getOpenRequests, getOwnRequest, saveRequest } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { withoutOpenRequest } from '../../../shared/domain/open-requests.ts';
import { holdOf } from '../../../shared/domain/request.ts';
import { withdrawnRequest } from '../../../shared/domain/request-rules.ts';
import { requestViewOf } from '../../../shared/domain/request-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { withdrawRequest } from './contract.ts';

/** A client gives a request up; online booking may be off (product 1.4, 5.4). */
export const handler = api(withdrawRequest, async ({ actor, params, change, now }) =>
  decideAgain(async () => {
    const before = await getOwnRequest(actor, params.requestId, actor.clientId);
    const [sheets, open, catalogue] = await Promise.all([
      getSheets(actor, before.staffId, [holdOf(before)]),
      getOpenRequests(actor, actor.clientId),
      getCatalogue(actor),
    ]);
    const step = granted(withdrawnRequest(before, sheets, now));
    const after = withoutOpenRequest(open.requests, before.id, now);
    const answer = requestViewOf(step.request, actor.practice, catalogue, now);
    await saveRequest(actor, change, {
      ...step,
      before,
      told: { type: 'request.withdrawn.v1', more: {} },
      open: { subject: actor.clientId, before: open, after },
      answer,
    });
    return answer;
  }),
);
