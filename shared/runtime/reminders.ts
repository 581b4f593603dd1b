import type { Change } from '../data/change.ts';
import { getReminded, putReminder, remind } from '../data/reminder.ts';
import { decideAgain, LostRace, transact } from '../data/table.ts';
import type { Scope } from '../domain/actor.ts';
import { decideDueReminder, type Reminder, reminderDueAt } from '../domain/reminder.ts';

/**
 * How a reminder comes to be and moves with its appointment: not in the appointment's own transaction, which a
 * client waits for, but by whoever hears of it, from the state that there is then. So order and repetition of
 * events do not matter.
 */

export type Matched = 'set' | 'taken-away' | 'unchanged' | 'no-practice';

type Reminded = Awaited<ReturnType<typeof getReminded>>;

async function write(
  scope: Scope,
  appointmentId: string,
  { appointment, reminder }: Pick<Reminded, 'appointment' | 'reminder'>,
  dueAt: string | null,
): Promise<Matched> {
  // One that was never there, and is not to be, leaves nothing.
  const startsAt = reminder && dueAt === null ? reminder.startsAt : appointment?.startsAt;
  const same = dueAt === (reminder?.dueAt ?? null) && (dueAt === null || startsAt === reminder?.startsAt);
  if (same || startsAt === undefined) return 'unchanged';
  const next = { appointmentId, startsAt, dueAt, remindedOf: reminder?.remindedOf ?? null };
  await transact([putReminder(scope, reminder, next)]);
  return dueAt === null ? 'taken-away' : 'set';
}

/**
 * Sets the reminder of an appointment, or takes it away, as its present state and the practice's present hours
 * want it (product 6.1). Doing it again changes nothing.
 *
 * @param heard the version of the appointment that this is about and when it came about; null where it is the
 *   hours that changed
 */
export const matchReminder = (
  scope: Scope,
  appointmentId: string,
  heard: { sequence: number; at: number } | null,
  now: number,
): Promise<Matched> =>
  decideAgain(async () => {
    const { practice, ...read } = await getReminded(scope, appointmentId);
    if (!practice) return 'no-practice';
    const { hoursBefore } = practice.settings.notices.reminder;
    // Where a newer event is on its way, that one says when the appointment became what it is.
    const at = heard && read.appointment?.version === heard.sequence ? heard.at : now;
    const done = await write(scope, appointmentId, read, reminderDueAt({ ...read, hoursBefore, at }));
    const after = await getReminded(scope, appointmentId);
    // The hours were changed meanwhile, perhaps by somebody who did not find this reminder yet.
    if (after.practice?.settings.notices.reminder.hoursBefore !== hoursBefore)
      throw new LostRace(['reminder']);
    return done;
  });

export type Fate = 'reminded' | 'put-off' | 'taken-away' | 'somebody-else';

/** Deals with a reminder that fell due: one event of it, however many sweeps meet it (product 6.1). */
export async function dealWithReminder(
  scope: Scope,
  due: Pick<Reminder, 'appointmentId'>,
  change: Change,
): Promise<Fate> {
  const { practice, ...read } = await getReminded(scope, due.appointmentId);
  const { appointment, reminder } = read;
  // The index shows a reminder for a moment after it has been dealt with.
  if (!practice || !reminder?.dueAt || Date.parse(reminder.dueAt) > change.now) return 'somebody-else';
  const notice = practice.settings.notices.reminder;
  const decision = decideDueReminder({ appointment, reminder, notice, now: change.now });
  try {
    if (decision.remind && appointment) {
      await remind(scope, change, { appointment, reminder });
      return 'reminded';
    }
    const dueAt = decision.remind ? null : decision.dueAt;
    await write(scope, due.appointmentId, read, dueAt);
    return dueAt === null ? 'taken-away' : 'put-off';
  } catch (error) {
    if (error instanceof LostRace) return 'somebody-else';
    throw error;
  }
}
