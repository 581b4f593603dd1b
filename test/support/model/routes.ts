import { acceptOffer } from '../../../functions/client/accept-offer/contract.ts';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { changeRequest } from '../../../functions/client/change-request/contract.ts';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { joinWaitlist } from '../../../functions/client/join-waitlist/contract.ts';
import { leaveWaitlist } from '../../../functions/client/leave-waitlist/contract.ts';
import { refuseOffer } from '../../../functions/client/refuse-offer/contract.ts';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
import { confirmRequest } from '../../../functions/public/confirm-request/contract.ts';
import { requestAppointment } from '../../../functions/public/request-appointment/contract.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { callOffAppointment } from '../../../functions/staff/call-off-appointment/contract.ts';
import { createAppointment } from '../../../functions/staff/create-appointment/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { deleteAppointment } from '../../../functions/staff/delete-appointment/contract.ts';
import { handOverAppointment } from '../../../functions/staff/hand-over-appointment/contract.ts';
import { moveAppointment } from '../../../functions/staff/move-appointment/contract.ts';
import { restoreAppointment } from '../../../functions/staff/restore-appointment/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import type { Route } from '../../../shared/contract.ts';
import type { Act } from './act.ts';
import { strangers, type World } from './world.ts';

/** Which route an act asks, and with what. */
export function askedOf(
  world: World,
  act: Act,
): { route: Route; params?: Record<string, string>; body?: object } {
  const { step, startsAt, staffId } = act;
  const serviceId = world.service.id;
  const locationId = world.location.id;
  switch (act.deed) {
    case 'ask':
      return { route: createRequest, body: { serviceId, startsAt, ...(staffId && { staffId }) } };
    case 'move-request':
      return { route: changeRequest, body: { startsAt } };
    case 'withdraw':
      return { route: withdrawRequest };
    case 'change':
      return { route: changeAppointment, body: { startsAt } };
    case 'cancel':
      return { route: cancelAppointment, body: {} };
    case 'approve':
      return { route: approveRequest, body: {} };
    case 'decline':
      return { route: declineRequest, body: {} };
    case 'undo':
      return { route: undoDecision };
    case 'create': {
      const clientId = world.clients[step.who]!.id;
      return {
        route: createAppointment,
        body: { clientId, staffId, serviceId, locationId, startsAt, ...lengthAndGaps(act) },
      };
    }
    case 'move':
      return { route: moveAppointment, body: { startsAt, ignoreBuffers: ignoresGaps(act) } };
    case 'hand-over':
      return { route: handOverAppointment, body: { staffId, ignoreBuffers: ignoresGaps(act) } };
    case 'call-off':
      return { route: callOffAppointment, body: {} };
    case 'delete':
      return { route: deleteAppointment };
    case 'restore':
      return { route: restoreAppointment, body: { ignoreBuffers: ignoresGaps(act) } };
    case 'form': {
      const who = strangers[step.who % strangers.length];
      const asked = { serviceId, startsAt, ...(staffId && { staffId }), ...who };
      return { route: requestAppointment, params: { slug: world.practice.slug }, body: asked };
    }
    case 'confirm': {
      const { token } = world.links.get(act.request!.id)!;
      return { route: confirmRequest, body: { token, ...(step.near && { startsAt }) } };
    }
    case 'join':
      return { route: joinWaitlist, body: { appointmentId: act.appointment!.id } };
    case 'leave':
      return { route: leaveWaitlist, params: { entryId: act.entry!.id } };
    case 'accept':
      return { route: acceptOffer, params: { offerId: act.offer!.id }, body: {} };
    case 'refuse':
      return { route: refuseOffer, params: { offerId: act.offer!.id }, body: {} };
    case 'expire':
    case 'lapse':
      throw new Error('The sweep asks no route.');
  }
}

/** Whether staff set the gaps aside, where they can. */
export const ignoresGaps = ({ step, deed }: Act): boolean =>
  ['create', 'move', 'hand-over', 'restore'].includes(deed) && step.near;

/** How long an appointment that staff make lasts, minutes. */
export const lengthOf = ({ step }: Act): number => (step.which === 2 ? 60 : 30);

const lengthAndGaps = (act: Act) => ({ durationMinutes: lengthOf(act), ignoreBuffers: ignoresGaps(act) });
