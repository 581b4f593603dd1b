import { readBookingRange } from '../../../shared/data/booking.ts';
import { getClient } from '../../../shared/data/client.ts';
import { listBookable } from '../../../shared/domain/booking.ts';
import { bookableTimesOf } from '../../../shared/domain/booking-view.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideAsking } from '../../../shared/domain/feature.ts';
import { listedDates } from '../../../shared/domain/listed-dates.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listOpenings } from './contract.ts';

/** The times that a client can ask for (product 4.3). */
export const handler = api(listOpenings, async ({ actor, query, now }) => {
  granted(decideAsking(actor));
  const range = granted(listedDates(query, actor.practice.zone, now));
  const { clinicianIds: assigned = [] } = found(await getClient(actor, actor.clientId));
  const situation = await readBookingRange(actor, actor.practice, { ...query, assigned }, range, now);
  return bookableTimesOf(listBookable(situation, range), situation);
});
