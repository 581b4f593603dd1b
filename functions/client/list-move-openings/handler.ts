import { readMoveRange } from '../../../shared/data/move.ts';
import { openingViewOf } from '../../../shared/domain/appointment-view.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { listedDates } from '../../../shared/domain/listed-dates.ts';
import { moveQuestion } from '../../../shared/domain/move.ts';
import { listOpenings } from '../../../shared/domain/openings.ts';
import { decideMoveAtAll } from '../../../shared/domain/verdict.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listMoveOpenings } from './contract.ts';

/** The times that one appointment may move to; refused as moving it would be (product 3.2, 4.3). */
export const handler = api(listMoveOpenings, async ({ actor, appointment, query, now }) => {
  const range = granted(listedDates(query, appointment.zone, now));
  const situation = { ...actor, appointment, now, ...(await readMoveRange(actor, appointment, range)) };
  granted(decideMoveAtAll(situation));
  const openings = listOpenings({ ...moveQuestion(situation), ...range });
  return { items: openings.map(openingViewOf), next: null };
});
