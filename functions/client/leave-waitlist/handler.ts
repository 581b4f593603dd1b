import { decideAgain } from '../../../shared/data/table.ts';
import { getWaiting, saveStep } from '../../../shared/data/waitlist.ts';
import { found } from '../../../shared/domain/decision.ts';
import { appointmentIdOf, closedEntry, isOwn } from '../../../shared/domain/waitlist-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readOpenOffer } from '../../../shared/runtime/offers.ts';
import { requireVersion } from '../../../shared/runtime/version.ts';
import { leaveWaitlist } from './contract.ts';

/** A client leaves the waiting list with one appointment; a time that is held for it is free (product 4.5). */
export const handler = api(leaveWaitlist, async ({ actor, params, version, change, now }) =>
  decideAgain(async () => {
    const { entry: read } = await getWaiting(actor, appointmentIdOf(params.entryId));
    const entry = found(read?.state === 'waiting' && isOwn(actor, read) ? read : undefined);
    requireVersion(version, entry.version);
    await saveStep(actor, change, closedEntry(entry, null, await readOpenOffer(actor, entry), now));
    return undefined;
  }),
);
