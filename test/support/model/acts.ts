import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { changeRequest } from '../../../functions/client/change-request/contract.ts';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
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
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { expireRequest } from '../../../shared/runtime/request-expiry.ts';
import { inProcess } from '../http.ts';
import { isStanding, type State } from './state.ts';
import type { Deed, Step } from './steps.ts';
import { slots, type World } from './world.ts';

/** Steps, taken by the real handlers. */

/** A step in a practice as it is then. */
export interface Act {
  step: Step;
  deed: Deed;
  request?: AppointmentRequest | undefined;
  appointment?: Appointment | undefined;
  /** Whose session it comes with; null: staff, or the sweep. */
  clientId: string | null;
  /** Staff who are not the manager: the first clinician. */
  asClinician: boolean;
  /** The time that is asked for, ISO. */
  startsAt: string;
  /** Of the clinician that is asked for; null: anyone. */
  staffId: string | null;
  /** By which it is decided, epoch milliseconds. */
  now: number;
}

/** What came of an act that was sent: `yes`, the code of a no, or `busy`. */
export interface Said {
  says: string;
  status: number;
  correlationId: string;
  body: { id?: string; version?: number; state?: string; appointmentId?: string | null };
}

const ofRequests: readonly Deed[] = ['move-request', 'withdraw', 'approve', 'decline', 'undo', 'expire'];
const byClients: readonly Deed[] = ['ask', 'move-request', 'withdraw', 'change', 'cancel'];
const makes: readonly Deed[] = ['ask', 'create'];

const suits = (deed: Deed) => (it: AppointmentRequest | Appointment) => {
  if ('state' in it)
    return deed === 'undo' ? it.state === 'approved' || it.state === 'declined' : it.state === 'pending';
  return isStanding(it) === (deed !== 'restore');
};

/** One of those that the step is about, the newest first; undefined where there is none. */
function chosen<T extends AppointmentRequest | Appointment>(all: readonly T[], step: Step): T | undefined {
  const among = step.any ? all : all.filter(suits(step.deed));
  return among[among.length - 1 - (step.which % among.length)];
}

/** What a step means in a practice as it is now: where nothing suits it, somebody asks, or staff make something. */
export function actOf(world: World, state: State, step: Step): Act {
  const isOfRequest = ofRequests.includes(step.deed);
  const isNew = makes.includes(step.deed);
  const request = isOfRequest ? chosen(state.requests, step) : undefined;
  const appointment = isOfRequest || isNew ? undefined : chosen(state.appointments, step);
  const deed = isNew || request || appointment ? step.deed : isOfRequest ? 'ask' : 'create';
  const owner = (request ?? appointment)?.clientId;
  const somebody = world.clients[step.who]!.id;
  const others = world.staffIds.filter((id) => id !== appointment?.staffId);
  return {
    step,
    deed,
    request,
    appointment,
    clientId: byClients.includes(deed) ? (owner && !step.odd ? owner : somebody) : null,
    asClinician: step.odd && !byClients.includes(deed),
    startsAt: slots[step.slot]!,
    staffId:
      deed === 'hand-over'
        ? others[0]!
        : deed === 'ask'
          ? (world.staffIds[step.staff] ?? null)
          : world.staffIds[step.staff % 2]!,
    now: world.clock.now + (deed === 'expire' && step.odd ? 1 : 0),
  };
}

/** Which route an act asks, and with what. */
function askedOf(world: World, act: Act): { route: Route; about?: object; body?: object } {
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
    case 'expire':
      throw new Error('The sweep asks no route.');
  }
}

/** Whether staff set the gaps aside, where they can. */
export const ignoresGaps = ({ step, deed }: Act): boolean =>
  ['create', 'move', 'hand-over', 'restore'].includes(deed) && step.near;

/** How long an appointment that staff make lasts, minutes. */
export const lengthOf = ({ step }: Act): number => (step.which === 2 ? 60 : 30);

const lengthAndGaps = (act: Act) => ({ durationMinutes: lengthOf(act), ignoreBuffers: ignoresGaps(act) });

let sent = 0;

/** The sweep closes a request by its own clock. */
async function swept(world: World, { request, now }: Act): Promise<Said> {
  sent += 1;
  const correlationId = `sweep-${sent}`;
  const became = await expireRequest(
    world,
    request!.id,
    systemChange('sweep', correlationId, now, Date.now),
  ).catch((error: Error & { refusal?: { code: string } }) => {
    if (error.refusal?.code === 'busy') return 'busy';
    throw error;
  });
  return { says: became === 'expired' ? 'yes' : became, status: 200, correlationId, body: {} };
}

/** Sends an act once; a second time with the same key says the same. */
async function send(world: World, act: Act, key: string): Promise<Said> {
  if (act.deed === 'expire') return swept(world, act);
  const { route, body } = askedOf(world, act);
  const { tokens, clients, practiceId } = world;
  const of = clients.findIndex(({ id }) => id === act.clientId);
  const token = of >= 0 ? tokens.clients[of] : act.asClinician ? tokens.clinician : tokens.manager;
  const answer = await inProcess(route, {
    params: {
      ...(route.path.includes('{practiceId}') && { practiceId }),
      ...(act.request && { requestId: act.request.id }),
      ...(act.appointment && { appointmentId: act.appointment.id }),
    },
    token: token as string,
    body,
    headers: { 'idempotency-key': key },
  });
  const problem = answer.body as { type?: string };
  return {
    says: answer.status < 300 ? 'yes' : String(problem.type).replace('/problems/', ''),
    status: answer.status,
    correlationId: String(answer.headers['x-request-id']),
    body: answer.body as Said['body'],
  };
}

/** Takes a step, or the same one twice at once; what was said each time. */
export function take(world: World, act: Act): Promise<Said[]> {
  sent += 1;
  const key = `act-${sent}`;
  const times = act.step.twice ? 2 : 1;
  return Promise.all(Array.from({ length: times }, () => send(world, act, key)));
}
