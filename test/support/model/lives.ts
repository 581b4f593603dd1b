import type { Item } from '../../../shared/data/table.ts';
import { isStanding, type State } from './state.ts';

/** What the events of each thing tell of its life, held against its record. */

/** What may follow what: the state after each event, by the state before it. */
const lives: Record<string, Record<string, Record<string, string>>> = {
  request: {
    nothing: { opened: 'pending', approved: 'approved', received: 'unconfirmed' },
    unconfirmed: { opened: 'pending', approved: 'approved' },
    pending: {
      moved: 'pending',
      approved: 'approved',
      declined: 'declined',
      withdrawn: 'withdrawn',
      expired: 'expired',
    },
    approved: { undone: 'pending' },
    declined: { undone: 'pending' },
  },
  appointment: {
    nothing: { created: 'standing' },
    standing: {
      changed: 'standing',
      'staff-changed': 'standing',
      cancelled: 'cancelled',
      deleted: 'deleted',
    },
    cancelled: { restored: 'standing', deleted: 'deleted' },
    deleted: { restored: 'standing' },
  },
  offer: {
    nothing: { made: 'open' },
    open: { accepted: 'accepted', refused: 'refused', lapsed: 'lapsed', withdrawn: 'withdrawn' },
  },
};

type Aggregate = { type: string; id: string };
const aggregateOf = (event: Item) => event.aggregate as Aggregate;
const nameOf = ({ type }: Item) => String(type).split('.')[1]!;

/** The facts of a record that its events tell. */
interface Facts {
  id: string;
  version: number;
  startsAt: string;
  endsAt: string;
  staffId: string;
}

/**
 * One aggregate's events: a sequence from one on, each once, each a step that may follow the one before; the last
 * one tells what the record says.
 */
function lifeThatLies(type: string, record: Facts, condition: string, events: readonly Item[]): string[] {
  const own = events
    .filter((event) => aggregateOf(event).type === type && aggregateOf(event).id === record.id)
    .toSorted((one, other) => Number(one.sequence) - Number(other.sequence));
  const told = own.map((event) => `${event.sequence} ${nameOf(event)}`).join(', ');
  if (own.length !== record.version || own.some((event, at) => event.sequence !== at + 1))
    return [`${record.id} is at version ${record.version}, and its events are: ${told}`];
  let state = 'nothing';
  for (const event of own) state = lives[type]?.[state]?.[nameOf(event)] ?? `none after ${state}`;
  const facts = own.at(-1)!.data as Facts;
  const differs = (['startsAt', 'endsAt', 'staffId'] as const).filter(
    (field) => facts[field] !== record[field],
  );
  return [
    ...(state === condition ? [] : [`${record.id} is ${condition}, and its events are: ${told}`]),
    ...differs.map((field) => `the last event of ${record.id} tells of another ${field}`),
  ];
}

/** Every request, appointment and offer of which the events tell another life than the record. */
export function livesThatLie({ requests, appointments, offers, events }: State): string[] {
  const all = [...requests, ...appointments, ...offers];
  return [
    ...requests.flatMap((request) => lifeThatLies('request', request, request.state, events)),
    ...offers.flatMap((offer) => lifeThatLies('offer', offer, offer.state, events)),
    ...appointments.flatMap((it) => {
      const condition = it.deletedAt ? 'deleted' : isStanding(it) ? 'standing' : 'cancelled';
      return lifeThatLies('appointment', it, condition, events);
    }),
    ...events
      .filter((event) => ['request', 'appointment', 'offer'].includes(aggregateOf(event).type))
      .filter((event) => !all.some(({ id }) => id === aggregateOf(event).id))
      .map((event) => `${event.type} tells of what is not there`),
  ];
}
