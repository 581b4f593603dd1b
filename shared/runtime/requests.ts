import { findDuplicates, findLikely } from '../data/applicant.ts';
import { getCatalogue } from '../data/catalogue.ts';
import { type Change, newId } from '../data/change.ts';
import { addressHmac, getClient } from '../data/client.ts';
import {
  getOpenRequests,
  getRequest,
  type SavedRequest,
  type StoredOpen,
  saveRequest,
} from '../data/request.ts';
import { getSheets } from '../data/sheet.ts';
import { decideAgain } from '../data/table.ts';
import type { StaffActor } from '../domain/actor.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import { found, granted, Refused } from '../domain/decision.ts';
import { decideAttachable, decideWhose, type PossibleDuplicate } from '../domain/duplicate.ts';
import type { EventType } from '../domain/event.ts';
import type { Practice } from '../domain/practice.ts';
import { type AppointmentRequest, holdOf, stateAt } from '../domain/request.ts';
import { type RequestOutcome, requestOutcomeOf } from '../domain/request-record.ts';
import { decideOwnOrRole } from '../domain/role.ts';
import { asItWasRead, requireVersion } from './version.ts';

/** What the handlers of staff's decisions on requests have in common (product 5.3, 5.5). */

interface Asked {
  actor: StaffActor;
  params: { requestId: string };
  version: number | undefined;
  change: Change;
  now: number;
}

/** What a decision is made from: the request, its clinician's sheets, and its person's waiting requests. */
export interface Deciding {
  before: AppointmentRequest;
  sheets: readonly DaySheet[];
  open: StoredOpen;
  catalogue: Catalogue;
}

/** Whose waiting requests count with a request: its client's, or those of the address it came from. */
export const subjectOf = (
  practice: Pick<Practice, 'addressKey'>,
  { clientId, applicant }: Pick<AppointmentRequest, 'clientId' | 'applicant'>,
): string => clientId ?? addressHmac(practice, found(applicant).email);

/**
 * Decides a request that this member of staff may decide: admins and managers all, clinicians their own. What has
 * been decided meanwhile is refused with who did it; the write is one transaction.
 */
export function deciding<T extends Extract<EventType, `request.${string}`>>(
  { actor, params, version, change, now }: Asked,
  decide: (about: Deciding) => Promise<Omit<SavedRequest<T>, 'before' | 'answer'>>,
): Promise<RequestOutcome> {
  return decideAgain(async () => {
    const before = found(await getRequest(actor, params.requestId));
    granted(decideOwnOrRole(actor, before.staffId, ['admin', 'manager']));
    requireVersion(version, before.version);
    const [sheets, open, catalogue] = await Promise.all([
      getSheets(actor, before.staffId, [holdOf(before)]),
      getOpenRequests(actor, subjectOf(actor.practice, before)),
      getCatalogue(actor),
    ]);
    const decided = asItWasRead(
      before,
      () => getRequest(actor, before.id),
      () => decide({ before, sheets, open, catalogue }),
    );
    const saved = await decided.catch((error: unknown) => {
      throw withDecider(error, catalogue);
    });
    const answer = requestOutcomeOf(saved.request, catalogue, now);
    await saveRequest(actor, change, { ...saved, before, answer });
    return answer;
  });
}

/** The no to a second decision names who made the first (product 5.5). */
function withDecider(error: unknown, catalogue: Catalogue): unknown {
  if (!(error instanceof Refused) || error.refusal.code !== 'already-decided') return error;
  const { decidedBy } = error.refusal.current as { decidedBy: string | null };
  const name = catalogue.staff.find(({ id }) => id === decidedBy)?.name;
  if (name === undefined) return error;
  return new Refused({ ...error.refusal, detail: `${error.refusal.detail} It was decided by ${name}.` });
}

/** The ids of what an approval makes. */
export const idsOfApproval = ({ clock }: Change) => ({
  appointmentId: newId('appointment', clock()),
  newClientId: newId('client', clock()),
});

/** Clients who the person of a request may be that waits and is of nobody yet (product 2.10). */
export const possibleDuplicatesOf = async (
  practice: Practice,
  request: AppointmentRequest,
  now: number,
): Promise<PossibleDuplicate[]> =>
  request.applicant && request.clientId === null && stateAt(request, now) === 'pending'
    ? findDuplicates(practice, request.applicant)
    : [];

/**
 * The request as it is approved: with the client whose it is, and a test client's marked as such. Refuses as
 * `decideWhose` and `decideAttachable`; a client who is not the practice's is not there (404).
 */
export async function asApproved(
  practice: Practice,
  request: AppointmentRequest,
  chosen: string | null | undefined,
  newClientId: string,
): Promise<AppointmentRequest> {
  const { applicant, clientId: known } = request;
  const looks = chosen === undefined && known === null && applicant;
  const likely = looks ? await findLikely(practice, applicant, newClientId) : [];
  const clientId = granted(
    decideWhose(
      request,
      chosen,
      likely.map(({ client }) => client),
    ),
  );
  if (clientId === null) return { ...request, clientId };
  const { test } = granted(decideAttachable(found(await getClient({ practiceId: practice.id }, clientId))));
  return { ...request, clientId, test };
}
