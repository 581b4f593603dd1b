import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { offerId } from '../../../shared/domain/id.ts';

export const refuseOffer = route({
  name: 'refuse-offer',
  area: 'waitlist',
  method: 'POST',
  path: '/v1/me/offers/{offerId}/refusal',
  summary: 'A client lets the time go that is offered, and goes on waiting; the next is asked.',
  caller: aClientOrLink,
  params: z.object({ offerId }),
  result: z.object({ id: offerId, state: z.literal('refused') }),
  refusals: ['offer-over', 'not-found'],
  idempotent: true,
  needs: ['table:read', 'table:write'],
});
