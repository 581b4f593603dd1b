import * as z from 'zod';
import type { Catalogue } from './catalogue.ts';
import { type Client, fullName } from './client.ts';
import { type PossibleDuplicate, possibleDuplicate } from './duplicate.ts';
import { clientId, staffId } from './id.ts';
import type { Practice } from './practice.ts';
import type { Applicant, AppointmentRequest } from './request.ts';
import { requestView, requestViewOf, standingOf } from './request-view.ts';

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
    applicant: z
      .object({
        name: z.string(),
        email: z.string(),
        phone: z.string(),
        dateOfBirth: z.string(),
        postcode: z.string(),
      })
      .nullable()
      .meta({ description: 'What somebody typed into the form; null where a client had signed in.' }),
    possibleDuplicates: z.array(possibleDuplicate).meta({
      description: 'Clients who somebody new may be, while the request waits.',
    }),
    decidedBy: z.object({ id: staffId, name: z.string() }).nullable().meta({
      description: 'Null where the practice’s rule, the client or the deadline decided, or nobody yet.',
    }),
    decidedAt: z.string().nullable(),
    test: z.boolean(),
  })
  .meta({ id: 'RequestRecord' });
export type RequestRecord = z.infer<typeof requestRecord>;

/**
 * What became of a request by a decision of staff. Ids and codes alone: it is kept for a day where the decision
 * came with an Idempotency-Key, and should not be one more place with a person's details.
 */
export const requestOutcome = requestRecord
  .pick({
    id: true,
    state: true,
    answerBy: true,
    appointmentId: true,
    decidedBy: true,
    decidedAt: true,
    version: true,
  })
  .extend({ clientId: requestRecord.shape.person.shape.clientId })
  .meta({ id: 'RequestOutcome' });
export type RequestOutcome = z.infer<typeof requestOutcome>;

/** The outcome of a request that has just been decided. */
export function requestOutcomeOf(
  request: AppointmentRequest,
  catalogue: Pick<Catalogue, 'staff'>,
  now: number,
): RequestOutcome {
  const { id, clientId, appointmentId, decidedAt, version } = request;
  return {
    id,
    ...standingOf(request, now),
    clientId,
    appointmentId,
    decidedBy: deciderOf(request, catalogue),
    decidedAt,
    version,
  };
}

const writtenBy = ({ givenName, familyName, ...rest }: Applicant) => ({
  name: fullName({ givenName, familyName }),
  ...rest,
});

function deciderOf(request: AppointmentRequest, { staff }: Pick<Catalogue, 'staff'>) {
  const decider = staff.find(({ id }) => id === request.decidedBy);
  return decider ? { id: decider.id, name: decider.name } : null;
}

/**
 * A request as staff see it; `client` is its client's record, where there is one, `possibleDuplicates` those who
 * somebody new may be.
 */
export function requestRecordOf(
  request: AppointmentRequest,
  client: Client | undefined,
  practice: Pick<Practice, 'country' | 'zone'>,
  catalogue: Pick<Catalogue, 'staff' | 'services' | 'locations'>,
  now: number,
  possibleDuplicates: PossibleDuplicate[] = [],
): RequestRecord {
  const { applicant } = request;
  const person = client ?? applicant;
  return {
    ...requestViewOf(request, practice, catalogue, now),
    person: {
      clientId: request.clientId,
      name: person ? fullName(person) : '',
      email: person?.email ?? null,
      phone: person?.phone ?? null,
      isNew: request.clientId === null,
    },
    applicant: applicant && writtenBy(applicant),
    possibleDuplicates,
    decidedBy: deciderOf(request, catalogue),
    decidedAt: request.decidedAt,
    test: request.test,
  };
}
