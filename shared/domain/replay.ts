import * as z from 'zod';
import { instant } from './appointment.ts';
import { allow, type Decision, type FieldError, refuseFields } from './decision.ts';
import { type EventType, events, eventTypes } from './event.ts';
import { replayId } from './id.ts';

/** The longest range of one replay. */
export const LONGEST_REPLAY_DAYS = 31;
const day = 24 * 3_600_000;

/** A replay as it is stored: a range of the feed that goes to the bus once more (product 8.1). */
export interface Replay {
  id: string;
  state: 'running' | 'finished';
  /** Events whose ids were made from `from` on and before `to`. */
  from: string;
  to: string;
  /** Of these types only; null: of all. */
  types: EventType[] | null;
  /** The cursor of the feed after which it goes on. */
  position: string;
  published: number;
  startedAt: string;
  finishedAt: string | null;
  version: number;
}

/** What staff see of a replay. */
export const replayView = z
  .object({
    id: replayId,
    state: z.enum(['running', 'finished']),
    from: instant,
    to: instant.meta({ description: 'The end of the range; younger events are not settled yet.' }),
    types: z.array(z.enum(eventTypes)).nullable(),
    published: z.int().meta({ description: 'How many events have gone to the bus again.' }),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Replay' });

export const replayViewOf = ({ position, version, ...replay }: Replay): z.infer<typeof replayView> => replay;

/**
 * The range that a replay covers: a time of at most 31 days, ending where the feed ends now. Refuses, by field,
 * what is empty, too long or wholly to come.
 *
 * @param settled the end of the feed, epoch milliseconds
 */
export function decideReplay(
  asked: { from: string; to: string },
  settled: number,
): Decision<{ from: string; to: string }> {
  const [from, to] = [Date.parse(asked.from), Date.parse(asked.to)];
  const errors: FieldError[] = [];
  if (to <= from)
    errors.push({ pointer: '/to', code: 'order', message: 'The end must be after the beginning.' });
  else if (to - from > LONGEST_REPLAY_DAYS * day)
    errors.push({
      pointer: '/to',
      code: 'too-long',
      message: `A replay covers at most ${LONGEST_REPLAY_DAYS} days: ask for several.`,
    });
  if (from >= settled)
    errors.push({
      pointer: '/from',
      code: 'too-late',
      message: 'Nothing of that time can be replayed yet: events are settled after 15 seconds.',
    });
  if (errors.length > 0) return refuseFields(errors);
  return allow({ from: new Date(from).toISOString(), to: new Date(Math.min(to, settled)).toISOString() });
}

/** Whether a replay puts events of a type on the bus: those asked for, and never those of replays themselves. */
export const isReplayed = ({ types }: Pick<Replay, 'types'>, type: EventType): boolean =>
  events[type].aggregate !== 'replay' && (types === null || types.includes(type));
