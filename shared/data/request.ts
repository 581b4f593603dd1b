import type { Scope } from '../domain/actor.ts';
import type { Status } from '../domain/catalogue.ts';
import type { DaySheet } from '../domain/day-sheet.ts';
import { found } from '../domain/decision.ts';
import type { EventData, EventType } from '../domain/event.ts';
import { requestFacts } from '../domain/happening.ts';
import type { OpenRequests } from '../domain/open-requests.ts';
import type { AppointmentRequest } from '../domain/request.ts';
import type { Placed } from '../domain/request-placing.ts';
import { env } from '../runtime/env.ts';
import { appointmentCreated, newAppointment } from './appointment.ts';
import { type Change, commit, type Happening } from './change.ts';
import { keys, shardOf } from './keys.ts';
import { putSheets } from './sheet.ts';
import {
  check,
  getItem,
  getItems,
  type Page,
  type PageRequest,
  put,
  queryPage,
  record,
  remove,
  transact,
  type Write,
} from './table.ts';

/** One request of the practice. */
export async function getRequest(scope: Scope, requestId: string): Promise<AppointmentRequest | undefined> {
  const item = await getItem(keys.request(scope.practiceId, requestId));
  return item && record<AppointmentRequest>(item);
}

/** Several requests in one trip; those that are not there are left out. */
export async function getRequests(
  scope: Scope,
  requestIds: readonly string[],
): Promise<AppointmentRequest[]> {
  const items = await getItems([...new Set(requestIds)].map((id) => keys.request(scope.practiceId, id)));
  return items.flatMap((item) => (item ? [record<AppointmentRequest>(item)] : []));
}

/** One request of a client's own; another's is not there (404). */
export async function getOwnRequest(
  scope: Scope,
  requestId: string,
  clientId: string,
): Promise<AppointmentRequest> {
  const request = await getRequest(scope, requestId);
  return found(request?.clientId === clientId ? request : undefined);
}

const isOpen = (request: AppointmentRequest) => request.state === 'pending';

/** Where staff find it: those that wait by their deadline, those that are decided by when; never an unconfirmed one. */
function placeInList(scope: Scope, request: AppointmentRequest) {
  if (request.state === 'unconfirmed') return {};
  const at = isOpen(request) ? `OPEN#${request.deadline}` : `DECIDED#${request.decidedAt}`;
  return { gsi2pk: keys.requests(scope.practiceId), gsi2sk: `${at}#${request.id}` };
}

/** Whoever never confirmed the address is forgotten a day after the request could have been confirmed. */
const forgottenAfterSeconds = 24 * 3600;

/**
 * Writes a request with its places in the lists of client and staff, its deadline, and the sheets that change
 * with it. Loses `request` or `sheet` where another was faster.
 */
function putRequest(
  scope: Scope,
  { request, sheets }: { request: AppointmentRequest; sheets: readonly DaySheet[] },
  before: AppointmentRequest | null,
): Write[] {
  const p = scope.practiceId;
  const deadline = keys.requestDeadline(p, request.id);
  return [
    put(
      'request',
      keys.request(p, request.id),
      {
        ...request,
        ...(request.clientId && {
          gsi1pk: keys.requestsOfClient(p, request.clientId),
          gsi1sk: `${request.createdAt}#${request.id}`,
        }),
        ...placeInList(scope, request),
        ...(request.state === 'unconfirmed' && {
          expiresAt: Math.ceil(Date.parse(request.deadline) / 1000) + forgottenAfterSeconds,
        }),
      },
      before ? { version: before.version } : 'new',
    ),
    ...(isOpen(request)
      ? [
          put(
            'deadline',
            deadline,
            {
              requestId: request.id,
              gsi1pk: keys.due(env('region'), shardOf(p)),
              // With the id, since many fall due at one instant and a page ends at a position.
              gsi1sk: keys.startOf(request.deadline, request.id),
            },
            'any',
          ),
        ]
      : before && isOpen(before)
        ? [remove('deadline', deadline)]
        : []),
    ...putSheets(scope, request.staffId, sheets),
  ];
}

/**
 * Takes away the deadline of a request that does not wait any more, while it is as it was read (null: it is not
 * there). Loses `request` where somebody has made it wait anew.
 */
export function dropDeadline(
  scope: Scope,
  requestId: string,
  read: AppointmentRequest | null,
): Promise<void> {
  const unchanged = check('request', keys.request(scope.practiceId, requestId), {
    condition: read ? 'version = :read' : 'attribute_not_exists(pk)',
    ...(read && { values: { ':read': read.version } }),
  });
  return transact([unchanged, remove('deadline', keys.requestDeadline(scope.practiceId, requestId))]);
}

type RequestEvent = Extract<EventType, `request.${string}`>;

/** What an event says beyond what each of a request says. */
type More<T extends RequestEvent> = Omit<EventData<T>, keyof EventData<'request.opened.v1'>>;

/** The happening of a request, with those of the holds that it gave back and placed (product 8.1). */
function requestHappenings<T extends RequestEvent>(
  type: T,
  { request, before }: { request: AppointmentRequest; before: AppointmentRequest | null },
  more: More<T>,
  audit?: Happening['audit'],
): Happening[] {
  const about = {
    sequence: request.version,
    test: request.test,
    ...(request.clientId && { clientId: request.clientId }),
  };
  const told: Happening<T> = {
    type,
    aggregate: { type: 'request', id: request.id } as Happening<T>['aggregate'],
    ...about,
    data: { ...requestFacts(request), ...more } as unknown as EventData<T>,
    ...(audit && { audit }),
  };
  // One step may give a hold back and place the next, each with a number of its own: two of them a version.
  const hold = (sequence: number) => ({
    ...about,
    sequence,
    aggregate: { type: 'hold' as const, id: request.id },
  });
  const released: Happening<'hold.released.v1'>[] =
    before && isOpen(before)
      ? [{ type: 'hold.released.v1', ...hold(2 * request.version - 1), data: heldTime(before) }]
      : [];
  const placed: Happening<'hold.placed.v1'>[] = isOpen(request)
    ? [
        {
          type: 'hold.placed.v1',
          ...hold(2 * request.version),
          data: { ...heldTime(request), until: request.deadline },
        },
      ]
    : [];
  return [told, ...released, ...placed] as Happening[];
}

const heldTime = ({ id, staffId, startsAt, endsAt }: AppointmentRequest) => ({
  requestId: id,
  staffId,
  startsAt,
  endsAt,
});

/** A page of a client's requests, the newest first. */
export async function listRequestsOfClient(
  scope: Scope,
  clientId: string,
  page: PageRequest,
): Promise<Page<AppointmentRequest>> {
  const partition = keys.requestsOfClient(scope.practiceId, clientId);
  const found = await queryPage('gsi1', partition, { from: '0', to: '~' }, 'descending', page);
  return { ...found, items: found.items.map((item) => record<AppointmentRequest>(item)) };
}

/** A page of the practice's requests: those that wait, the most urgent first, or those decided, the latest first. */
export async function listRequests(
  scope: Scope,
  which: 'open' | 'decided',
  page: PageRequest,
): Promise<Page<AppointmentRequest>> {
  const prefix = which === 'open' ? 'OPEN#' : 'DECIDED#';
  const range = { from: prefix, to: `${prefix}~` };
  const order = which === 'open' ? 'ascending' : 'descending';
  const found = await queryPage('gsi2', keys.requests(scope.practiceId), range, order, page);
  return { ...found, items: found.items.map((item) => record<AppointmentRequest>(item)) };
}

export interface StoredOpen {
  requests: OpenRequests;
  version: number;
}

/** The requests of one person that wait, with the version to write over (product 4.4). */
export async function getOpenRequests(scope: Scope, subject: string): Promise<StoredOpen> {
  const item = await getItem(keys.openRequests(scope.practiceId, subject));
  return item ? record<StoredOpen>(item) : { requests: [], version: 0 };
}

const DAY = 24 * 3600;

/** Writes the requests of one person that wait over what was read: of two at once `open` is lost by one. */
function putOpenRequests(
  scope: Scope,
  { subject, before, after }: NonNullable<SavedRequest<RequestEvent>['open']>,
  now: number,
): Write {
  const last = Math.max(now, ...after.map(({ until }) => until));
  return put(
    'open',
    keys.openRequests(scope.practiceId, subject),
    {
      requests: after,
      version: before.version + 1,
      // Those past their deadline count no more: an item without others is forgotten a day later.
      expiresAt: Math.ceil(last / 1000) + DAY,
    },
    before.version === 0 ? 'new' : { version: before.version },
  );
}

/** A request after one step, and all that is written with it. */
export interface SavedRequest<T extends RequestEvent> {
  request: AppointmentRequest;
  before: AppointmentRequest | null;
  sheets: readonly DaySheet[];
  /** What happened, and what its event says beyond what each of a request says. */
  told: { type: T; more: More<T>; audit?: Happening['audit'] };
  /** The person's waiting requests, where they change. */
  open?: { subject: string; before: StoredOpen; after: OpenRequests } | undefined;
  writes?: readonly Write[];
  happenings?: readonly Happening[];
  answer: unknown;
}

/**
 * Writes one step of a request with its events in one transaction. Loses `request`, `sheet` or `open` where
 * another was faster.
 */
export const saveRequest = <T extends RequestEvent>(
  scope: Scope,
  change: Change,
  saved: SavedRequest<T>,
): Promise<void> =>
  commit(scope, change, {
    writes: [
      ...putRequest(scope, saved, saved.before),
      ...(saved.open ? [putOpenRequests(scope, saved.open, change.now)] : []),
      ...(saved.writes ?? []),
    ],
    happenings: [
      ...requestHappenings(saved.told.type, saved, saved.told.more, saved.told.audit),
      ...(saved.happenings ?? []),
    ],
    answer: saved.answer,
  });

/**
 * Writes a request that has just taken its time: it waits, or it has become an appointment at once, of which
 * request and appointment tell (product 4.2).
 */
export function savePlaced(
  scope: Scope,
  change: Change,
  placed: Placed &
    Pick<SavedRequest<'request.opened.v1'>, 'before' | 'open' | 'writes' | 'happenings' | 'answer'> & {
      statuses: readonly Status[];
    },
): Promise<void> {
  const { appointment, statuses, ...saved } = placed;
  if (!appointment)
    return saveRequest(scope, change, { ...saved, told: { type: 'request.opened.v1', more: {} } });
  const more = {
    appointmentId: appointment.id,
    decidedBy: null,
    clientCreated: saved.happenings?.some(({ type }) => type === 'client.created.v1') ?? false,
  };
  return saveRequest(scope, change, {
    ...saved,
    told: { type: 'request.approved.v1', more },
    writes: [...(saved.writes ?? []), ...newAppointment(scope, appointment, statuses)],
    happenings: [...(saved.happenings ?? []), appointmentCreated(appointment, saved.request.id)],
  });
}
