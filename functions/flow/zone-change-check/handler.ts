import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { auditRow, commit } from '../../../shared/data/change.ts';
import { getZoneChange, putZoneChange, thawPractice } from '../../../shared/data/zone-change.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { found } from '../../../shared/domain/decision.ts';
import { overlapsOf, planFor } from '../../../shared/domain/zone-change.ts';
import {
  checkedChange,
  isSettled,
  refusedChange,
  type ZoneChange,
} from '../../../shared/domain/zone-change-job.ts';
import { overlapsIn } from '../../../shared/domain/zone-change-report.ts';
import { unknownTimes } from '../../../shared/domain/zone-change-sheets.ts';
import { step } from '../../../shared/runtime/listen.ts';
import { readClinician, shiftOfChange, zoneChangeBy } from '../../../shared/runtime/zone-change.ts';
import { zoneChangeCheck } from './contract.ts';

/** Looks at each clinician in turn: what is to move, and what would overlap. */
async function lookThrough(scope: Scope, it: ZoneChange, now: number) {
  const catalogue = await getCatalogue(scope);
  const shift = shiftOfChange(it, catalogue);
  const clinicians: { staffId: string; ahead: number }[] = [];
  const overlapping: Parameters<typeof overlapsIn>[0][number][] = [];
  let toMove = 0;
  for (const { id: staffId } of catalogue.staff) {
    const { appointments, sheets } = await readClinician(scope, staffId, shift);
    const plan = planFor(appointments, shift);
    const ahead = [...plan.moves.map(({ before }) => before), ...plan.stays];
    const unknown = unknownTimes(sheets, ahead, shift.cutoff);
    if (unknown > 0)
      throw new Error(`${staffId}: ${unknown} taken times belong to no appointment of the diary.`);
    overlapping.push({ staffId, pairs: overlapsOf(plan, sheets, now) });
    if (ahead.length > 0) clinicians.push({ staffId, ahead: ahead.length });
    toMove += plan.moves.length;
  }
  return { clinicians, toMove, overlaps: overlapsIn(overlapping) };
}

/**
 * Checks once more, on data that nobody changes. Where something would overlap the practice goes on as it was. What
 * was found of each clinician is kept: as many appointments must be found when they are moved.
 */
export const handler = step(zoneChangeCheck, async (input, change) => {
  const it = found(await getZoneChange(input, input.zoneChangeId));
  if (isSettled(it) || it.clinicians) return { ...input, goesOn: !isSettled(it) };
  const { overlaps, ...all } = await lookThrough(input, it, change.now);
  const at = new Date(change.clock()).toISOString();
  const goesOn = overlaps.count === 0;
  const by = zoneChangeBy(change, it);
  const after = goesOn ? checkedChange(it, all, at) : refusedChange(it, overlaps, at);
  await commit(input, by, {
    writes: [
      putZoneChange(input, after, { version: it.version }),
      ...(goesOn
        ? []
        : [thawPractice(input, it.id), auditRow(input, by, 'zone-change.refused', { note: it.id })]),
    ],
    happenings: [],
  });
  return { ...input, goesOn };
});
