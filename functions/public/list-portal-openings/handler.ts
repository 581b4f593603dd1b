import { readBookingRange } from '../../../shared/data/booking.ts';
import { findPracticeBySlug } from '../../../shared/data/practice.ts';
import { listBookable } from '../../../shared/domain/booking.ts';
import { bookableTimesOf } from '../../../shared/domain/booking-view.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { listedDates } from '../../../shared/domain/listed-dates.ts';
import { decideStranger, strangersService } from '../../../shared/domain/stranger.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listPortalOpenings } from './contract.ts';

/** The times that people can ask for who have not signed in (product 4.3, 5.1). */
export const handler = api(listPortalOpenings, async ({ params, query, now }) => {
  const { practice } = found(await findPracticeBySlug(params.slug));
  granted(decideStranger(practice));
  granted(strangersService(practice, query.serviceId));
  const range = granted(listedDates(query, practice.zone, now));
  const scope = { practiceId: practice.id };
  const situation = await readBookingRange(scope, practice, query, range, now);
  return bookableTimesOf(listBookable(situation, range), situation);
});
