import * as z from 'zod';
import { instant } from './appointment.ts';
import { appointmentId, clientId, eventId, requestId, staffId } from './id.ts';

/** Why a message that was wanted did not go out (product 6.4). */
export const heldBackReason = z.enum([
  'bounced',
  'complained',
  'stopped',
  'unreachable',
  'not-mobile',
  'too-many',
]);
export type HeldBackReason = z.infer<typeof heldBackReason>;

/** What becomes of an e-mail after the service took it. */
export const emailFate = z.enum(['bounced', 'bounced-for-now', 'complained']);

export const deliveryState = z
  .enum(['sending', 'waiting', 'sent', 'not-sent', ...emailFate.options, 'no-longer-true', 'given-up'])
  .meta({
    description:
      'sending: on its way, or its fate is unknown. waiting: the service refused it, and it is tried again. not-sent: `reason` says why.',
  });

/** Whom a message is for; an applicant is no client yet, and goes by the request. */
export interface Recipient {
  kind: 'client' | 'staff' | 'applicant';
  id: string;
}

/** One message as staff see it: who and what by ids, and what became of it; no words and no address. */
export const delivery = z
  .object({
    eventId,
    channel: z.enum(['email', 'text']),
    recipient: z
      .object({
        kind: z.enum(['client', 'staff', 'applicant']),
        id: z.union([clientId, staffId, requestId]),
      })
      .meta({ description: 'applicant: somebody who is no client yet, by the id of the request.' }),
    about: z.string().meta({ description: 'The event that it tells of, like appointment.changed.v1.' }),
    appointmentId: appointmentId.nullable().meta({ description: 'Null where it is about no appointment.' }),
    state: deliveryState,
    reason: heldBackReason.nullable(),
    tries: z.int(),
    at: instant,
    finishedAt: instant.nullable(),
    test: z.boolean(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof delivery>;
