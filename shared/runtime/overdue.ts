import type { Change } from '../data/change.ts';
import type { Due } from '../data/due.ts';
import { sendAgain } from './notices.ts';
import { dealWithReminder } from './reminders.ts';
import { emailSignIn } from './sign-in-email.ts';

/** Does what the minute's sweep finds overdue: a message to try again, or a reminder to give. */
export function dealWith(due: Due, change: Change): Promise<unknown> {
  if ('message' in due) return sendAgain(due.message, change);
  if ('signIn' in due) return emailSignIn(due.signIn.event, change, due.signIn);
  return dealWithReminder(due, due.reminder, change);
}
