import { getReferred } from '../../../shared/data/catalogue.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { getWaiting, saveJoined } from '../../../shared/data/waitlist.ts';
import { notDeleted } from '../../../shared/domain/appointment.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { isOwn, joinedWaitlist } from '../../../shared/domain/waitlist-rules.ts';
import { waitlistEntryViewOf } from '../../../shared/domain/waitlist-view.ts';
import { api } from '../../../shared/runtime/api.ts';
import { joinWaitlist } from './contract.ts';

/** A client waits for an earlier time of an appointment, which stays as it is (product 4.5). */
export const handler = api(joinWaitlist, async ({ actor, body, change, now }) =>
  decideAgain(async () => {
    const { appointmentId } = body;
    const { entry: before, ...read } = await getWaiting(actor, appointmentId);
    const appointment = notDeleted(read.appointment);
    const { clientId } = appointment;
    found(isOwn(actor, { clientId, appointmentId }) || undefined);
    const referred = await getReferred(actor, appointment, []);
    const entry = granted(joinedWaitlist({ ...actor, ...referred, appointment, now }, before ?? null, body));
    const catalogue = { staff: [referred.clinician] };
    const view = waitlistEntryViewOf(entry, appointment, { practice: actor.practice, catalogue, now });
    await saveJoined(actor, change, entry, appointment, view);
    return view;
  }),
);
