import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';
import { requestView } from '../../../shared/domain/request-view.ts';

export const listRequests = route({
  name: 'list-requests',
  area: 'requests',
  method: 'GET',
  path: '/v1/me/requests',
  summary: "A client's own requests, the newest first, with what became of each.",
  caller: aClient,
  query: z.strictObject(pageQuery),
  result: pageOf(requestView),
  refusals: [],
  needs: ['table:read', 'table:write'],
});
