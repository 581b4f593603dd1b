import type { Change } from '../data/change.ts';
import { getPractice } from '../data/practice.ts';
import { dropDeadline, getOpenRequests, getRequest, saveRequest } from '../data/request.ts';
import { getSheets } from '../data/sheet.ts';
import { decideAgain } from '../data/table.ts';
import type { Scope } from '../domain/actor.ts';
import { withoutOpenRequest } from '../domain/open-requests.ts';
import type { Practice } from '../domain/practice.ts';
import { type AppointmentRequest, holdOf } from '../domain/request.ts';
import { expiredRequest } from '../domain/request-rules.ts';
import { subjectOf } from './requests.ts';

/**
 * What became of a deadline: the request has expired by it; it was decided before; it waits, for longer than the
 * sweep had seen; or it is left for later, since the practice's writes are paused.
 */
export type Expiry = 'expired' | 'decided-before' | 'waits' | 'paused';

/**
 * Closes a request that nobody decided in time (product 5.4): its time is free, and one event tells of it,
 * however many sweeps meet it. Of an expiry and a decision at the same moment one is written. The deadline of a
 * request that does not wait any more is taken away.
 */
export const expireRequest = (scope: Scope, requestId: string, change: Change): Promise<Expiry> =>
  decideAgain(async () => {
    const [practice, before] = await Promise.all([getPractice(scope), getRequest(scope, requestId)]);
    // For whoever looks it has expired meanwhile: a deadline is data.
    if (!practice || practice.frozen) return 'paused';
    if (before?.state !== 'pending') {
      await dropDeadline(scope, requestId, before ?? null);
      return 'decided-before';
    }
    return close(practice, before, change);
  });

async function close(practice: Practice, before: AppointmentRequest, change: Change): Promise<Expiry> {
  const scope = { practiceId: practice.id };
  const subject = subjectOf(practice, before);
  const [sheets, open] = await Promise.all([
    getSheets(scope, before.staffId, [holdOf(before)]),
    getOpenRequests(scope, subject),
  ]);
  const step = expiredRequest(before, sheets, change.now);
  if (!step.allowed) return 'waits';
  const listed = open.requests.some(({ id }) => id === before.id);
  const after = withoutOpenRequest(open.requests, before.id, change.now);
  await saveRequest(scope, change, {
    ...step.value,
    before,
    told: { type: 'request.expired.v1', more: {} },
    open: listed ? { subject, before: open, after } : undefined,
    answer: null,
  });
  return 'expired';
}
