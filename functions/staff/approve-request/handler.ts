import { newClientOf } from '../../../shared/data/applicant.ts';
import { appointmentCreated, newAppointment } from '../../../shared/data/appointment.ts';
import { bookedStatus } from '../../../shared/domain/catalogue.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { withoutOpenRequest } from '../../../shared/domain/open-requests.ts';
import { approvedRequest, decideWaiting } from '../../../shared/domain/request-rules.ts';
import { inPresentZone } from '../../../shared/domain/request-zone.ts';
import { api } from '../../../shared/runtime/api.ts';
import { asApproved, deciding, idsOfApproval, subjectOf } from '../../../shared/runtime/requests.ts';
import { approveRequest } from './contract.ts';

/** Staff say yes: the appointment is made, and its client where they are new (product 5.3). */
export const handler = api(approveRequest, (asked) => {
  const { actor, body, change, now } = asked;
  return deciding<'request.approved.v1'>(asked, async ({ before, sheets, open, catalogue }) => {
    const { appointmentId, newClientId } = idsOfApproval(change);
    const waiting = inPresentZone(granted(decideWaiting(before, now)), actor.practice, catalogue.locations);
    const request = await asApproved(actor.practice, waiting, body.clientId, newClientId);
    const clientId = request.clientId ?? newClientId;
    const made = newClientOf(actor, actor.practice, request, newClientId);
    const approval = { appointmentId, clientId, status: bookedStatus(catalogue.statuses) };
    const by = { ...approval, staffId: actor.staffId };
    const { appointment, ...step } = granted(approvedRequest(request, sheets, by, now));
    return {
      ...step,
      told: {
        type: 'request.approved.v1',
        more: { appointmentId, decidedBy: actor.staffId, clientCreated: request.clientId === null },
      },
      open: {
        subject: subjectOf(actor.practice, before),
        before: open,
        after: withoutOpenRequest(open.requests, before.id, now),
      },
      writes: [...made.writes, ...newAppointment(actor, appointment, catalogue.statuses)],
      happenings: [...made.happenings, appointmentCreated(appointment, before.id)],
    };
  });
});
