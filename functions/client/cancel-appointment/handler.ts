import { getAppointment, cancelAppointment as save } from '../../../shared/data/appointment.ts';
import { getReferred } from '../../../shared/data/catalogue.ts';
import { getPractice } from '../../../shared/data/practice.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { notDeleted } from '../../../shared/domain/appointment.ts';
import { cancelledAppointment, timeOf } from '../../../shared/domain/appointment-change.ts';
import { appointmentOutcomeOf } from '../../../shared/domain/appointment-view.ts';
import { release } from '../../../shared/domain/day-sheet.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideCancellation } from '../../../shared/domain/verdict.ts';
import { api } from '../../../shared/runtime/api.ts';
import { requireVersion } from '../../../shared/runtime/version.ts';
import { cancelAppointment } from './contract.ts';

/** A client gives up one of their own appointments (product 3.3). */
export const handler = api(cancelAppointment, async ({ actor, appointment, body, change, now, version }) =>
  decideAgain(async (round) => {
    const [before, practice] =
      round === 0
        ? [appointment, actor.practice]
        : await Promise.all([
            getAppointment(actor, appointment.id).then(notDeleted),
            getPractice(actor).then(found),
          ]);
    requireVersion(version, before.version);
    const { cancelledStatusId, lateCancelledStatusId } = practice.settings;
    const [referred, sheets] = await Promise.all([
      getReferred(actor, before, [cancelledStatusId, lateCancelledStatusId]),
      getSheets(actor, before.staffId, [timeOf(before)]),
    ]);
    const outcome = granted(
      decideCancellation({ ...actor, practice, ...referred, ...body, appointment: before, now }),
    );
    const after = cancelledAppointment(before, outcome);
    const answer = appointmentOutcomeOf(after, practice, outcome.late);
    const freed = release(sheets, timeOf(before), now);
    const { late } = outcome;
    const { statuses } = referred;
    await save(actor, change, { before, after, late, sheets: freed, statuses }, answer);
    return answer;
  }),
);
