import type { Staff } from './catalogue.ts';
import { fullName } from './client.ts';
import { detailsOf, type Letter, type LetterFacts, present, timesOf } from './letter.ts';
import type { StaffNoticeEvent } from './staff-notice.ts';
import { staffWordings } from './wording.ts';

/** What a user of the practice reads (product 6.2); the client's name is in the body, never in the subject. */
export function staffLetter(facts: LetterFacts<StaffNoticeEvent>, notices: Staff['notices']): Letter {
  const { event, client } = facts;
  const name = `${fullName(client)}${client.test ? ' (test client)' : ''}`;
  const cancelled = event.type === 'appointment.cancelled.v1';
  return {
    ...staffWordings[event.type],
    paragraphs: [],
    details: present(
      { label: 'Client', value: name },
      ...detailsOf(facts, { clinician: 'Clinician', time: cancelled ? 'Cancelled time' : 'New time' }),
      event.data.late && { label: 'Late', value: 'Yes: it was inside the window of your policy' },
      cancelled && event.data.paid && { label: 'Payment', value: 'Paid: refund by hand' },
    ),
    next: [],
    button: null,
    notes: [
      `You get this because your notices are set to ${notices.all ? 'all' : 'your own'} appointments. An admin of your practice can change that.`,
    ],
    variables: timesOf(facts).short,
  };
}
