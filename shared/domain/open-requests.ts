import { allow, type Decision, refuse } from './decision.ts';
import { type AppointmentRequest, openRequestsAllowed } from './request.ts';

/** The requests of one person that wait, each until its deadline (epoch milliseconds). */
export type OpenRequests = readonly { id: string; until: number }[];

/**
 * Adds a request to those of its person that wait (product 4.4: three of a client, one of a stranger), or
 * changes its deadline; those past theirs count no more. Refuses with `requests-open`.
 */
export function withOpenRequest(
  open: OpenRequests,
  request: Pick<AppointmentRequest, 'id' | 'deadline'>,
  who: keyof typeof openRequestsAllowed,
  now: number,
): Decision<OpenRequests> {
  const others = withoutOpenRequest(open, request.id, now);
  const allowed = openRequestsAllowed[who];
  if (others.length < allowed)
    return allow([...others, { id: request.id, until: Date.parse(request.deadline) }]);
  return refuse(
    'requests-open',
    who === 'client'
      ? `You have ${allowed} requests waiting already. Withdraw one, or wait for an answer.`
      : 'You have a request waiting already. Please wait for its answer, or phone the practice.',
  );
}

/** As `withOpenRequest`, of one that staff make wait again (product 5.3): its no tells staff what is in the way. */
export function withReopened(
  open: OpenRequests,
  request: Pick<AppointmentRequest, 'id' | 'deadline'>,
  who: keyof typeof openRequestsAllowed,
  now: number,
): Decision<OpenRequests> {
  const decision = withOpenRequest(open, request, who, now);
  return decision.allowed
    ? decision
    : refuse(
        'requests-open',
        who === 'client'
          ? `This client has ${openRequestsAllowed.client} other requests waiting by now. Decide one of them first.`
          : 'This person has another request waiting by now. Decide that one first.',
      );
}

/** The requests that wait without this one and those past their deadline. */
export const withoutOpenRequest = (open: OpenRequests, id: string, now: number): OpenRequests =>
  open.filter((one) => one.id !== id && one.until > now);
