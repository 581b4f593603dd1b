import { getAppointment } from '../data/appointment.ts';
import { readFreeTime } from '../data/free-time.ts';
import { decideAgain } from '../data/table.ts';
import type { StaffActor } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { Location } from '../domain/catalogue.ts';
import { type Decision, found, granted } from '../domain/decision.ts';
import { datesAround } from '../domain/listed-dates.ts';
import { decideHandling } from '../domain/staff-appointment.ts';
import { nearestForStaff } from '../domain/staff-nearest.ts';
import { asItWasRead } from './version.ts';

/** What handlers of staff's appointments have in common. */

interface Handled {
  actor: StaffActor;
  appointment: Appointment;
  /** The version that If-Match named. */
  version: number | undefined;
}

/**
 * Does something with an appointment that this member of staff may handle (product 3.4), again from what is there
 * now where another writer was faster. Whose it is and its version are looked at each time.
 */
export const handling = <T>(
  { actor, appointment, version }: Handled,
  work: (before: Appointment) => Promise<T>,
): Promise<T> =>
  decideAgain(async (round) => {
    const before = round === 0 ? appointment : found(await getAppointment(actor, appointment.id));
    granted(decideHandling(actor, before, version));
    return asItWasRead(
      before,
      () => getAppointment(actor, before.id),
      () => work(before),
    );
  });

/** The yes of a decision about a time; where it is taken, the no with the free times near it. */
export async function grantedOrNearest<T>(
  decision: Decision<T>,
  about: {
    actor: StaffActor;
    staffId: string;
    location: Location | null;
    startsAt: string;
    durationMinutes: number;
    moved: Appointment | null;
    ignoreBuffers: boolean;
    now: number;
  },
): Promise<T> {
  if (decision.allowed || decision.refusal.code !== 'taken') return granted(decision);
  const around = await readFreeTime(about.actor, about.staffId, datesAround(about.startsAt));
  const nearest = nearestForStaff({ practice: about.actor.practice, ...around, ...about });
  return granted<T>({ allowed: false, refusal: { ...decision.refusal, nearest } });
}
