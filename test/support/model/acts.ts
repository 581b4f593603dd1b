import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import type { Offer, WaitlistEntry } from '../../../shared/domain/waitlist.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { lapseOffer } from '../../../shared/runtime/offers.ts';
import { expireRequest } from '../../../shared/runtime/request-expiry.ts';
import { inProcess } from '../http.ts';
import type { Act } from './act.ts';
import { askedOf } from './routes.ts';
import { isStanding, type State } from './state.ts';
import type { Deed, Step } from './steps.ts';
import { slots, type World } from './world.ts';

/** Steps, taken by the real handlers. */

/** What came of an act that was sent: `yes`, the code of a no, or `busy`. */
export interface Said {
  says: string;
  status: number;
  correlationId: string;
  body: { id?: string; version?: number; state?: string; appointmentId?: string | null };
}

type Kind = 'request' | 'appointment' | 'entry' | 'offer';
type Thing = AppointmentRequest | Appointment | WaitlistEntry | Offer;

/** What each deed is about that is about something. */
const about: Partial<Record<Deed, Kind>> = {
  'move-request': 'request',
  withdraw: 'request',
  approve: 'request',
  decline: 'request',
  undo: 'request',
  expire: 'request',
  confirm: 'request',
  change: 'appointment',
  cancel: 'appointment',
  move: 'appointment',
  'hand-over': 'appointment',
  'call-off': 'appointment',
  delete: 'appointment',
  restore: 'appointment',
  join: 'appointment',
  leave: 'entry',
  accept: 'offer',
  refuse: 'offer',
  lapse: 'offer',
};

/** What is done instead where there is nothing of that kind. */
const instead: Record<Kind, Deed> = { request: 'ask', appointment: 'create', entry: 'join', offer: 'join' };

const byClients: readonly Deed[] = [
  'ask',
  'move-request',
  'withdraw',
  'change',
  'cancel',
  'join',
  'leave',
  'accept',
  'refuse',
];
const bySweep: readonly Deed[] = ['expire', 'lapse'];
const byStrangers: readonly Deed[] = ['form', 'confirm'];

/** The states of what a deed suits; `pending` and `open` unless it is said. */
const states: Partial<Record<Deed, readonly string[]>> = {
  undo: ['approved', 'declined'],
  confirm: ['unconfirmed'],
  leave: ['waiting'],
};

const suits = (deed: Deed) => (it: Thing) =>
  'state' in it
    ? (states[deed] ?? ['pending', 'open']).includes(it.state)
    : isStanding(it) === (deed !== 'restore');

/** One of those that the step is about, the newest first; undefined where there is none. */
function chosen<T extends Thing>(all: readonly T[], step: Step): T | undefined {
  const among = step.any ? all : all.filter(suits(step.deed));
  return among[among.length - 1 - (step.which % among.length)];
}

/** The thing that a step is about; undefined where there is none. */
function thingOf(world: World, state: State, step: Step, kind: Kind) {
  const { requests, appointments, entries, offers } = state;
  const isSent = ({ id }: AppointmentRequest) => step.deed !== 'confirm' || world.links.has(id);
  if (kind === 'request') return { request: chosen(requests.filter(isSent), step) };
  if (kind === 'appointment') return { appointment: chosen(appointments, step) };
  return kind === 'entry' ? { entry: chosen(entries, step) } : { offer: chosen(offers, step) };
}

/** What a step means in a practice as it is now: where nothing suits it, something is made that would. */
export function actOf(world: World, state: State, step: Step): Act {
  const { deed } = step;
  const kind = about[deed];
  const thing: Partial<Pick<Act, Kind>> = kind ? thingOf(world, state, step, kind) : {};
  const [it] = Object.values(thing);
  if (kind && !it) return actOf(world, state, { ...step, deed: deed === 'confirm' ? 'form' : instead[kind] });
  const somebody = world.clients[step.who]!.id;
  const owner = world.clients.find(({ id }) => id === it?.clientId)?.id;
  const others = world.staffIds.filter((id) => id !== thing.appointment?.staffId);
  // A stranger confirms what the e-mail says, unless another time is chosen.
  const isAsWritten = deed === 'accept' || (deed === 'confirm' && !step.near);
  return {
    step,
    deed,
    ...thing,
    clientId: byClients.includes(deed) ? (owner && !step.odd ? owner : somebody) : null,
    asClinician: step.odd && ![...byClients, ...byStrangers].includes(deed),
    startsAt: isAsWritten ? it!.startsAt : slots[step.slot]!,
    staffId:
      deed === 'hand-over'
        ? others[0]!
        : deed === 'ask' || deed === 'form'
          ? (world.staffIds[step.staff] ?? null)
          : world.staffIds[step.staff % 2]!,
    now: world.clock.now + (bySweep.includes(deed) && step.odd ? 1 : 0),
  };
}

let sent = 0;

/** The sweep closes a request or an offer by its own clock. */
async function swept(world: World, { request, offer, now }: Act): Promise<Said> {
  sent += 1;
  const correlationId = `sweep-${sent}`;
  const change = systemChange('sweep', correlationId, now, Date.now);
  const closing = request ? expireRequest(world, request.id, change) : lapseOffer(world, offer!.id, change);
  const became = await closing.catch((error: Error & { refusal?: { code: string } }) => {
    if (error.refusal?.code === 'busy') return 'busy';
    throw error;
  });
  const says = became === 'expired' || became === 'lapsed' ? 'yes' : became;
  return { says, status: 200, correlationId, body: {} };
}

/** The bearer token of whoever acts; a stranger has none. */
function tokenOf({ tokens, clients }: World, { deed, clientId, asClinician }: Act): string | undefined {
  if (byStrangers.includes(deed)) return undefined;
  const of = clients.findIndex(({ id }) => id === clientId);
  return of >= 0 ? tokens.clients[of] : asClinician ? tokens.clinician : tokens.manager;
}

/** Sends an act once; a second time with the same key says the same. */
async function send(world: World, act: Act, key: string): Promise<Said> {
  if (bySweep.includes(act.deed)) return swept(world, act);
  const { route, params, body } = askedOf(world, act);
  const { practiceId } = world;
  const token = tokenOf(world, act);
  const answer = await inProcess(route, {
    params: {
      ...(route.path.includes('{practiceId}') && { practiceId }),
      ...(act.request && { requestId: act.request.id }),
      ...(act.appointment && { appointmentId: act.appointment.id }),
      ...params,
    },
    ...(token !== undefined && { token }),
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
