import { getAppointments } from '../../../shared/data/appointment.ts';
import { keys } from '../../../shared/data/keys.ts';
import { listSheets } from '../../../shared/data/sheet.ts';
import { getItems, type Item, record } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { DaySheet } from '../../../shared/domain/day-sheet.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import type { OpenRequests } from '../../../shared/domain/request-rules.ts';
import { rowsOf } from '../changed.ts';
import { month, type World } from './world.ts';

/** What the table holds of a practice, just as it is there. */
export interface State {
  /** The rows of events, in no order. */
  events: Item[];
  /** In the order in which they were made. */
  appointments: Appointment[];
  requests: AppointmentRequest[];
  /** Requests that the sweep would find. */
  deadlines: string[];
  /** By clinician. */
  sheets: Map<string, DaySheet[]>;
  /** By client. */
  open: Map<string, OpenRequests>;
}

const idsOf = (events: readonly Item[], type: string): string[] => [
  ...new Set(
    events
      .map(({ aggregate }) => aggregate as { type: string; id: string })
      .filter((aggregate) => aggregate.type === type)
      .map(({ id }) => id),
  ),
];

/** When it was made, then its time: ids of one moment are in no order, and a history must mean the same again. */
const byMaking = (one: { id: string; startsAt: string }, other: { id: string; startsAt: string }): number => {
  const place = ({ id, startsAt }: typeof one) => `${id.slice(0, id.indexOf('_') + 11)} ${startsAt} ${id}`;
  return place(one) < place(other) ? -1 : 1;
};

/** Reads all that is there. What `known` names is looked for too: a write may have lost its event. */
export async function readState(world: World, known: ReadonlySet<string>): Promise<State> {
  const { practiceId: p, staffIds, clients } = world;
  const events = (await rowsOf(world, month)).filter((row) => row.type !== undefined);
  const all = (type: string, prefix: string) =>
    [...new Set([...idsOf(events, type), ...[...known].filter((id) => id.startsWith(prefix))])].toSorted();
  const requestIds = all('request', 'req_');
  const [appointments, requests, deadlines, open, ...sheets] = await Promise.all([
    getAppointments(world, all('appointment', 'appt_')),
    getItems(requestIds.map((id) => keys.request(p, id))),
    getItems(requestIds.map((id) => keys.requestDeadline(p, id))),
    getItems(clients.map(({ id }) => keys.openRequests(p, id))),
    ...staffIds.map((id) => listSheets(world, id, { first: `${month}-01`, last: `${month}-30` })),
  ]);
  return {
    events,
    appointments: appointments.toSorted(byMaking),
    requests: requests.flatMap((item) => (item ? [record<AppointmentRequest>(item)] : [])).toSorted(byMaking),
    deadlines: deadlines.flatMap((item) => (item ? [String(item.requestId)] : [])),
    sheets: new Map(staffIds.map((id, at) => [id, sheets[at] as DaySheet[]])),
    open: new Map(clients.map(({ id }, at) => [id, (open[at]?.requests ?? []) as OpenRequests])),
  };
}

/** A time that is taken of a clinician, by an appointment that stands or a request that waits; instants. */
export interface TakenTime {
  id: string;
  staffId: string;
  start: number;
  end: number;
  /** Gaps, minutes. */
  before: number;
  after: number;
  /** Of a request: until when it holds. */
  until?: number;
}

const stands = ({ statusKind, deletedAt }: Appointment): boolean =>
  deletedAt === undefined && statusKind !== 'cancelled' && statusKind !== 'late-cancelled';

/** Every time that is taken at an instant, as the records say and whatever the sheets say. */
export function takenTimes({ appointments, requests }: State, now: number): TakenTime[] {
  const time = (it: Appointment | AppointmentRequest) => ({
    id: it.id,
    staffId: it.staffId,
    start: Date.parse(it.startsAt),
    end: Date.parse(it.endsAt),
    before: it.bufferBeforeMinutes,
    after: it.bufferAfterMinutes,
  });
  return [
    ...appointments.filter(stands).map(time),
    ...requests
      .filter(({ state, deadline }) => state === 'pending' && Date.parse(deadline) > now)
      .map((request) => ({ ...time(request), until: Date.parse(request.deadline) })),
  ];
}

export const isStanding = stands;
