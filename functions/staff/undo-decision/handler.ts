import { getAppointment, takenBackAppointment } from '../../../shared/data/appointment.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { withReopened } from '../../../shared/domain/open-requests.ts';
import { undoneRequest } from '../../../shared/domain/request-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { deciding, subjectOf } from '../../../shared/runtime/requests.ts';
import { undoDecision } from './contract.ts';

/** Staff take a decision back: the request waits again, and an appointment that was made of it goes (product 5.3). */
export const handler = api(undoDecision, (asked) => {
  const { actor, now } = asked;
  const { requestHours } = actor.practice.preferences;
  return deciding<'request.undone.v1'>(asked, async ({ before, sheets, open }) => {
    const appointment =
      before.appointmentId === null ? null : ((await getAppointment(actor, before.appointmentId)) ?? null);
    const step = granted(undoneRequest(before, appointment, sheets, requestHours, now));
    const gone = appointment && takenBackAppointment(actor, appointment, before.id, now);
    const who = before.clientId === null ? 'applicant' : 'client';
    return {
      ...step,
      told: {
        type: 'request.undone.v1',
        more: {
          undone: before.state === 'approved' ? 'approved' : 'declined',
          appointmentId: before.appointmentId,
        },
      },
      open: {
        subject: subjectOf(actor.practice, before),
        before: open,
        after: granted(withReopened(open.requests, step.request, who, now)),
      },
      ...(gone && { writes: [gone.write], happenings: [gone.happening] }),
    };
  });
});
