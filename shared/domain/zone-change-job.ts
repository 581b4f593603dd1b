import * as z from 'zod';
import { instant } from './appointment.ts';
import { allow, type Decision, refuse, refuseFields } from './decision.ts';
import { practiceId, staffId, zoneChangeId } from './id.ts';
import type { Practice } from './practice.ts';
import { type ZoneOverlaps, type ZoneReport, zoneOverlaps } from './zone-change-report.ts';

/** The life of one change of a practice's zone (product 1.1): asked for, checked while frozen, done or not. */

export const zoneChangeState = z.enum(['requested', 'running', 'done', 'refused', 'failed', 'stopped']).meta({
  description:
    '`running`: the practice is frozen. `refused`: there were overlaps once it was frozen; `failed`: it could not begin: either way nothing was changed. `stopped`: some appointments have moved; the practice stays frozen until the change is resumed.',
});
export type ZoneChangeState = z.infer<typeof zoneChangeState>;

/** One change as it is stored. */
export interface ZoneChange {
  id: string;
  from: string;
  to: string;
  state: ZoneChangeState;
  /** Raised by each resumption: one execution of the flow a round. */
  round: number;
  startedBy: string;
  createdAt: string;
  /** When it was last written: one that stands still for an hour may be resumed. */
  updatedAt: string;
  /** From this instant on no write begins; what starts before it has begun. Null: not frozen yet. */
  frozenAt: string | null;
  finishedAt: string | null;
  /** Clinicians with appointments to come, and how many; null until they were checked while frozen. */
  clinicians: { staffId: string; ahead: number }[] | null;
  /** How many appointments are to move, and have. */
  toMove: number | null;
  moved: number;
  /** How many of the clinicians are done, day sheets included. */
  cliniciansDone: number;
  /** What it was refused for. */
  overlaps: ZoneOverlaps | null;
  version: number;
}

const hour = 3_600_000;

const next = (it: ZoneChange, at: string, fields: Partial<ZoneChange>): ZoneChange => ({
  ...it,
  ...fields,
  updatedAt: at,
  version: it.version + 1,
});

/** A change that somebody asks for. */
export const newZoneChange = (
  it: Pick<ZoneChange, 'id' | 'from' | 'to' | 'startedBy' | 'createdAt'>,
): ZoneChange => ({
  ...it,
  state: 'requested',
  round: 1,
  updatedAt: it.createdAt,
  frozenAt: null,
  finishedAt: null,
  clinicians: null,
  toMove: null,
  moved: 0,
  cliniciansDone: 0,
  overlaps: null,
  version: 1,
});

/** Whether nothing more will come of it. */
export const isSettled = ({ state }: Pick<ZoneChange, 'state'>): boolean =>
  state === 'done' || state === 'refused' || state === 'failed';

/** Writes have ended: it began at this instant, or goes on from where it was. */
export const frozen = (it: ZoneChange, at: string): ZoneChange =>
  next(it, at, { state: 'running', frozenAt: it.frozenAt ?? at });

/** Nothing will overlap: appointments may move. */
export const checkedChange = (
  it: ZoneChange,
  found: { clinicians: { staffId: string; ahead: number }[]; toMove: number },
  at: string,
): ZoneChange => next(it, at, found);

/** Something would overlap: nothing was changed. */
export const refusedChange = (it: ZoneChange, overlaps: ZoneOverlaps, at: string): ZoneChange =>
  next(it, at, { state: 'refused', overlaps, finishedAt: at });

/** So many appointments have moved, and so many clinicians are done. */
export const progressed = (it: ZoneChange, moved: number, cliniciansDone: number, at: string): ZoneChange =>
  next(it, at, { moved, cliniciansDone });

export const finished = (it: ZoneChange, at: string): ZoneChange =>
  next(it, at, { state: 'done', moved: it.toMove ?? it.moved, finishedAt: at });

/** It went wrong for good: before anything moved the practice goes on as it was, after that it waits for somebody. */
export const halted = (it: ZoneChange, at: string): ZoneChange =>
  it.clinicians === null
    ? next(it, at, { state: 'failed', finishedAt: at })
    : next(it, at, { state: 'stopped' });

export const resumed = (it: ZoneChange, at: string): ZoneChange =>
  next(it, at, { state: it.frozenAt === null ? 'requested' : 'running', round: it.round + 1 });

/** Decides whether a practice could go to another zone at all. Refusal: `validation` at `/zone` for its present one. */
export const decideZone = (
  { zone }: Pick<Practice, 'zone'>,
  to: string,
): Decision<{ from: string; to: string }> =>
  zone === to
    ? refuseFields([{ pointer: '/zone', code: 'unchanged', message: `The practice is in ${zone} already.` }])
    : allow({ from: zone, to });

/**
 * Decides whether a change begins (product 1.1). Refusals: `zone-change-running` while there is another, with its id;
 * `zone-overlaps` with those that staff have to move first.
 */
export function decideStart(
  practice: Pick<Practice, 'zoneChangeId'>,
  report: Pick<ZoneReport, 'overlaps' | 'to'>,
): Decision<null> {
  if (practice.zoneChangeId)
    return refuse('zone-change-running', 'The time zone is being changed already. Wait for that to end.', {
      current: practice.zoneChangeId,
    });
  const { count } = report.overlaps;
  if (count > 0)
    return refuse(
      'zone-overlaps',
      `In ${report.to} ${count === 1 ? 'two appointments' : `${count} pairs of appointments`} of one clinician would overlap. Move one of each first.`,
      { current: report.overlaps },
    );
  return allow(null);
}

/**
 * Decides whether a change goes on after it stopped: by itself it tries for minutes. One that nothing was heard of
 * for an hour counts as stopped. Refusal: `zone-change-running`, and `zone-change-over` for one that is settled.
 */
export function decideResumption(it: ZoneChange, now: number): Decision<null> {
  if (isSettled(it))
    return refuse('zone-change-over', 'This change of zone is over: there is nothing to go on with.');
  if (it.state !== 'stopped' && now - Date.parse(it.updatedAt) < hour)
    return refuse('zone-change-running', 'The time zone is being changed. Wait for that to end.', {
      current: it.id,
    });
  return allow(null);
}

/** What the steps of the flow are given. */
export const zoneChangeStep = z.object({ practiceId, zoneChangeId });

/** A change as staff see it. */
export const zoneChangeView = z
  .object({
    id: zoneChangeId,
    from: z.string(),
    to: z.string(),
    state: zoneChangeState,
    toMove: z.int().nullable().meta({ description: 'Appointments to move; null until they were counted.' }),
    moved: z.int(),
    overlaps: zoneOverlaps.nullable().meta({ description: 'What it was refused for.' }),
    startedBy: staffId,
    createdAt: instant,
    frozenAt: instant.nullable().meta({ description: 'Since when nothing could be written.' }),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ZoneChange' });

/** What staff see of a change. */
export const zoneChangeViewOf = (it: ZoneChange): z.infer<typeof zoneChangeView> => ({
  id: it.id,
  from: it.from,
  to: it.to,
  state: it.state,
  toMove: it.toMove,
  moved: it.moved,
  overlaps: it.overlaps,
  startedBy: it.startedBy,
  createdAt: it.createdAt,
  frozenAt: it.frozenAt,
  finishedAt: it.finishedAt,
});
