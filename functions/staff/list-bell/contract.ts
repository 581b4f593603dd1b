import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import {
  appointmentId,
  bellId,
  clientId,
  practiceId,
  requestId,
  staffId,
} from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

const entry = z
  .object({
    id: bellId,
    kind: z.enum([
      'appointment-changed',
      'appointment-cancelled',
      'appointment-booked',
      'request-opened',
      'request-moved',
      'request-withdrawn',
      'request-expired',
      'details-missing',
    ]),
    at: instant,
    client: z.object({
      id: clientId.nullable().meta({ description: 'Null of somebody who is no client yet.' }),
      name: z.string(),
    }),
    clinician: z.object({ id: staffId, name: z.string() }).nullable(),
    appointmentId: appointmentId.nullable(),
    requestId: requestId.nullable(),
    startsAt: instant.nullable(),
    when: z.string().nullable().meta({ description: 'The start in words.' }),
    previousStartsAt: instant.nullable(),
    previousWhen: z.string().nullable(),
    late: z.boolean(),
    refundByHand: z.boolean().meta({ description: 'It was paid: the practice refunds by hand.' }),
    read: z.boolean(),
  })
  .meta({ id: 'BellEntry' });

export const listBell = route({
  name: 'list-bell',
  area: 'appointments',
  method: 'GET',
  path: '/v1/practices/{practiceId}/bell',
  summary: 'What clients did with appointments, newest first: the list of whoever asks.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject(pageQuery),
  result: z.object({
    ...pageOf(entry).shape,
    unread: z.int().meta({ description: 'Of the newest 100.' }),
  }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});
