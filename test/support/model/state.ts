import { getAppointments } from '../../../shared/data/appointment.ts';
import { keys } from '../../../shared/data/keys.ts';
import { listSheets } from '../../../shared/data/sheet.ts';
import { getItems, type Item, record } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { DaySheet } from '../../../shared/domain/day-sheet.ts';
import type { OpenRequests } from '../../../shared/domain/open-requests.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import type { Offer, WaitlistEntry } from '../../../shared/domain/waitlist.ts';
import { rowsOf } from '../changed.ts';
import { month, type World } from './world.ts';

/** What the table holds of a practice, just as it is there. */
export interface State {
  /** The rows of events, in no order. */
  events: Item[];
  /** In the order in which they were made. */
  appointments: Appointment[];
  requests: AppointmentRequest[];
  /** Of the waiting list, both in the order in which they were made. */
  entries: WaitlistEntry[];
  offers: Offer[];
  /** Requests and offers that the sweep would find. */
  deadlines: string[];
  /** By clinician. */
  sheets: Map<string, DaySheet[]>;
  /** By client, and by the address of a stranger. */
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

const there = <T>(items: readonly (Item | undefined)[]): T[] =>
  items.flatMap((item) => (item ? [record<T>(item)] : []));

/** Reads all that is there. What `known` names is looked for too: a write may have lost its event. */
export async function readState(world: World, known: ReadonlySet<string>): Promise<State> {
  const { practiceId: p, staffIds, addresses } = world;
  const events = (await rowsOf(world, month)).filter((row) => row.type !== undefined);
  const all = (type: string, prefix: string) =>
    [...new Set([...idsOf(events, type), ...[...known].filter((id) => id.startsWith(prefix))])].toSorted();
  const requestIds = all('request', 'req_');
  const subjects = [...all('client', 'clnt_'), ...addresses];
  const [appointments, requests, deadlines, entries, offers, open, ...sheets] = await Promise.all([
    getAppointments(world, all('appointment', 'appt_')),
    getItems(requestIds.map((id) => keys.request(p, id))),
    getItems(requestIds.map((id) => keys.requestDeadline(p, id))),
    getItems(all('waitlist-entry', 'wait_').map((id) => keys.waitlistEntry(p, id))),
    getItems(all('offer', 'offer_').map((id) => keys.offer(p, id))),
    getItems(subjects.map((id) => keys.openRequests(p, id))),
    ...staffIds.map((id) => listSheets(world, id, { first: `${month}-01`, last: `${month}-30` })),
  ]);
  return {
    events,
    appointments: appointments.toSorted(byMaking),
    requests: there<AppointmentRequest>(requests).toSorted(byMaking),
    entries: there<WaitlistEntry>(entries).toSorted(byMaking),
    offers: there<Offer>(offers).toSorted(byMaking),
    deadlines: [
      ...deadlines.flatMap((item) => (item ? [String(item.requestId)] : [])),
      ...offers.flatMap((item) => (item?.gsi1pk ? [String(item.id)] : [])),
    ],
    sheets: new Map(staffIds.map((id, at) => [id, sheets[at] as DaySheet[]])),
    open: new Map(subjects.map((id, at) => [id, (open[at]?.requests ?? []) as OpenRequests])),
  };
}

/** A time that is taken of a clinician: by an appointment that stands, a request that waits, an open offer; instants. */
export interface TakenTime {
  id: string;
  staffId: string;
  start: number;
  end: number;
  /** Gaps, minutes. */
  before: number;
  after: number;
  /** Of a request or an offer: until when it holds. */
  until?: number;
}

type Gaps = 'bufferBeforeMinutes' | 'bufferAfterMinutes';

const stands = ({ statusKind, deletedAt }: Appointment): boolean =>
  deletedAt === undefined && statusKind !== 'cancelled' && statusKind !== 'late-cancelled';

/** Every time that is taken at an instant, as the records say and whatever the sheets say. */
export function takenTimes(
  world: World,
  { appointments, requests, offers }: State,
  now: number,
): TakenTime[] {
  const [bufferBeforeMinutes, bufferAfterMinutes] = world.history.gaps;
  const time = (it: Pick<Appointment, 'id' | 'staffId' | 'startsAt' | 'endsAt' | Gaps>) => ({
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
    ...offers
      .filter((offer) => isOpenAt(offer, now))
      .map((offer) => ({
        ...time({ ...offer, bufferBeforeMinutes, bufferAfterMinutes }),
        until: Date.parse(offer.until),
      })),
  ];
}

export const isStanding = stands;

/** Whether somebody may still take what is offered to them. */
export const isOpenAt = ({ state, until }: Offer, now: number): boolean =>
  state === 'open' && Date.parse(until) > now;
