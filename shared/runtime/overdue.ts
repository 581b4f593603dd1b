import type { Change } from '../data/change.ts';
import type { Due } from '../data/due.ts';
import { emailConfirmation } from './confirmation-email.ts';
import { sendAgain } from './notices.ts';
import { lapseOffer } from './offers.ts';
import { dealWithReminder } from './reminders.ts';
import { expireRequest } from './request-expiry.ts';
import { emailSignIn } from './sign-in-email.ts';

/** Does what the minute's sweep finds overdue: a message to try again, a reminder to give, a request or an offer to close. */
export function dealWith(due: Due, change: Change): Promise<unknown> {
  if ('message' in due) return sendAgain(due.message, change);
  if ('signIn' in due) return emailSignIn(due.signIn.event, change, due.signIn);
  if ('confirmation' in due) return emailConfirmation(due.confirmation.event, change, due.confirmation);
  if ('requestId' in due) return expireRequest(due, due.requestId, change);
  if ('offerId' in due) return lapseOffer(due, due.offerId, change);
  return dealWithReminder(due, due.reminder, change);
}
