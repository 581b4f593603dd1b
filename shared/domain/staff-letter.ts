import type { Staff } from './catalogue.ts';
import { fullName } from './client.ts';
import { detailsOf, type Letter, type LetterFacts, present, timesOf } from './letter.ts';
import { isOfRequest } from './notice.ts';
import type { StaffNoticeEvent } from './staff-notice.ts';
import { whenText } from './when.ts';
import { staffWordings } from './wording.ts';

/** Until when a request that waits can be answered (product 5.4). */
function answerBy({ event, practice }: LetterFacts<StaffNoticeEvent>) {
  if (event.type !== 'request.opened.v1' && event.type !== 'request.moved.v1') return false;
  const place = { zone: event.data.zone, country: practice.country };
  return { label: 'Answer by', value: whenText(event.data.deadline, place) };
}

const whyTold = (event: StaffNoticeEvent, notices: Staff['notices']): string =>
  isOfRequest(event)
    ? 'You get this because the request is for you, or because your notices are set to all appointments.'
    : `You get this because your notices are set to ${notices.all ? 'all' : 'your own'} appointments. An admin of your practice can change that.`;

/** What a user of the practice reads (product 6.2); the client's name is in the body, never in the subject. */
export function staffLetter(facts: LetterFacts<StaffNoticeEvent>, notices: Staff['notices']): Letter {
  const { event, client } = facts;
  const isNew = event.data.clientId === null;
  const name = `${fullName(client)}${isNew ? ' (new)' : ''}${client.test ? ' (test client)' : ''}`;
  const { subject, heading, time } = staffWordings[event.type];
  return {
    subject,
    heading,
    paragraphs: [],
    details: present(
      { label: 'Client', value: name },
      ...detailsOf(facts, { clinician: 'Clinician', time }),
      answerBy(facts),
      'late' in event.data &&
        event.data.late && { label: 'Late', value: 'Yes: it was inside the window of your policy' },
      event.type === 'appointment.cancelled.v1' &&
        event.data.paid && { label: 'Payment', value: 'Paid: refund by hand' },
    ),
    next: [],
    button: null,
    notes: [whyTold(event, notices)],
    variables: timesOf(facts).short,
  };
}
