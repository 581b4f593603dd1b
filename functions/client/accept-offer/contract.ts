import * as z from 'zod';
import { aClientOrLink, route } from '../../../shared/contract.ts';
import { appointmentOutcome } from '../../../shared/domain/appointment-view.ts';
import { offerId } from '../../../shared/domain/id.ts';

export const acceptOffer = route({
  name: 'accept-offer',
  area: 'waitlist',
  method: 'POST',
  path: '/v1/me/offers/{offerId}/acceptance',
  summary: 'A client takes the earlier time that is offered: their appointment moves to it.',
  caller: aClientOrLink,
  params: z.object({ offerId }),
  result: appointmentOutcome,
  refusals: [
    'offer-over',
    'already-cancelled',
    'not-changeable',
    'begun',
    'not-bookable-online',
    'not-found',
  ],
  idempotent: true,
  needs: ['table:read', 'table:write'],
});
