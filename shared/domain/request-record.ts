import * as z from 'zod';
import type { Catalogue } from './catalogue.ts';
import { type Client, fullName } from './client.ts';
import { clientId, staffId } from './id.ts';
import type { Practice } from './practice.ts';
import type { AppointmentRequest } from './request.ts';
import { requestView, requestViewOf } from './request-view.ts';

/** A request as staff see it: with who asks, and who decided (product 5). */
export const requestRecord = requestView
  .extend({
    person: z.object({
      clientId: clientId.nullable().meta({ description: 'Null for somebody who is no client yet.' }),
      name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      isNew: z.boolean(),
    }),
    decidedBy: z.object({ id: staffId, name: z.string() }).nullable().meta({
      description: 'Null where the practice’s rule, the client or the deadline decided, or nobody yet.',
    }),
    decidedAt: z.string().nullable(),
    test: z.boolean(),
  })
  .meta({ id: 'RequestRecord' });
export type RequestRecord = z.infer<typeof requestRecord>;

/** A request as staff see it; `client` is its client's record, where there is one. */
export function requestRecordOf(
  request: AppointmentRequest,
  client: Client | undefined,
  practice: Pick<Practice, 'country'>,
  catalogue: Pick<Catalogue, 'staff' | 'services' | 'locations'>,
  now: number,
): RequestRecord {
  const { applicant } = request;
  const person = client ?? applicant;
  const decider = catalogue.staff.find(({ id }) => id === request.decidedBy);
  return {
    ...requestViewOf(request, practice, catalogue, now),
    person: {
      clientId: request.clientId,
      name: person ? fullName(person) : '',
      email: person?.email ?? null,
      phone: person?.phone ?? null,
      isNew: request.clientId === null,
    },
    decidedBy: decider ? { id: decider.id, name: decider.name } : null,
    decidedAt: request.decidedAt,
    test: request.test,
  };
}
