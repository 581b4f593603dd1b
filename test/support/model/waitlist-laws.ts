import type { Item } from '../../../shared/data/table.ts';
import type { WaitlistEntry } from '../../../shared/domain/waitlist.ts';
import type { State } from './state.ts';
import type { World } from './world.ts';

/** What must be so of the waiting list after each round. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Of an entry's rounds each begins once and ends once at most, and the last event is what the record says. */
function roundsThatLie(entry: WaitlistEntry, events: readonly Item[]): string[] {
  const own = events
    .filter((event) => (event.aggregate as { id: string }).id === entry.id)
    .toSorted((one, other) => Number(one.sequence) - Number(other.sequence));
  const told = own.map(({ sequence, type }) => `${sequence} ${type}`).join(', ');
  const beginnings = own.filter(({ type }) => type === 'waitlist.joined.v1');
  const numbers = own.map(({ sequence }) => Number(sequence));
  const wanted = { waiting: 'waitlist.joined.v1', left: 'waitlist.left.v1', ended: 'waitlist.ended.v1' };
  const isRight =
    new Set(numbers).size === numbers.length &&
    beginnings.map(({ sequence }) => sequence).join() ===
      Array.from({ length: entry.round }, (_, at) => 2 * at + 1).join() &&
    numbers.at(-1) === 2 * entry.round - (entry.state === 'waiting' ? 1 : 0) &&
    own.at(-1)?.type === wanted[entry.state];
  return isRight
    ? []
    : [`${entry.id} is ${entry.state} in round ${entry.round}, and its events are: ${told}`];
}

/** Entries and offers say the same of one another, and no offer is longer open than anybody may take it. */
export function waitingThatLies({ history }: World, { entries, offers, events }: State): string[] {
  const open = offers.filter(({ state }) => state === 'open');
  const notice = (history.soon ? 2 : 24) * HOUR;
  return [
    ...entries.flatMap((entry) => roundsThatLie(entry, events)),
    ...entries
      .filter(({ offer }) => offer !== null && !open.some(({ id }) => id === offer.id))
      .map(({ id }) => `${id} has an offer that is not open`),
    ...open
      .filter(({ id, entryId }) => !entries.some((it) => it.id === entryId && it.offer?.id === id))
      .map(({ id }) => `${id} is open, and nobody has it`),
    ...entries
      .filter(({ offered }) => new Set(offered.map(({ startsAt }) => startsAt)).size < offered.length)
      .map(({ id }) => `${id} was offered one time twice`),
    ...offers.flatMap(({ id, createdAt, startsAt, until }) => {
      const [made, start, end] = [createdAt, startsAt, until].map((it) => Date.parse(it)) as [
        number,
        number,
        number,
      ];
      const isRight = end - made >= 15 * MINUTE && end - made <= 2 * HOUR && end <= start - notice;
      return isRight ? [] : [`${id} was made at ${createdAt} for ${startsAt}, until ${until}`];
    }),
  ];
}
