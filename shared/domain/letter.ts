import type { Location, Staff } from './catalogue.ts';
import type { Client } from './client.ts';
import type { NoticeEvent } from './notice.ts';
import type { Practice } from './practice.ts';
import { shortWhenText, whenText } from './when.ts';
import { emailWordings, linkLabel, sentences, staffWordings, type Variables } from './wording.ts';

/** One e-mail, before its templates are filled and it is laid out as text and as HTML. */
export interface Letter {
  subject: string;
  heading: string;
  /** Templates, as are subject and heading; details and button are plain. */
  paragraphs: string[];
  details: { label: string; value: string }[];
  /** Templates of what comes next, before the button. */
  next: string[];
  button: { label: string; url: string } | null;
  /** Templates of what comes last. */
  notes: string[];
  variables: Variables;
}

/** What a letter is about, with the records that its event names. */
export interface LetterFacts {
  event: NoticeEvent;
  practice: Pick<Practice, 'name' | 'phone' | 'country'>;
  client: Pick<Client, 'givenName' | 'familyName' | 'test'>;
  clinician: Pick<Staff, 'name'>;
  location: Pick<Location, 'name' | 'address'> | null;
}

const present = <T>(...items: (T | null | undefined | false)[]): T[] =>
  items.filter((item): item is T => Boolean(item));

/** Times of the event in words, each with its zone by name (product 6.3); short ones for subjects and texts. */
export function timesOf({ event, practice }: Pick<LetterFacts, 'event' | 'practice'>) {
  const place = { zone: event.data.zone, country: practice.country };
  const previous = event.type === 'appointment.changed.v1' ? event.data.previousStartsAt : null;
  return {
    when: whenText(event.data.startsAt, place),
    previousWhen: previous === null ? null : whenText(previous, place),
    short: {
      when: shortWhenText(event.data.startsAt, place),
      previousWhen: previous === null ? '' : shortWhenText(previous, place),
    },
  };
}

function whatAndWhere(facts: LetterFacts, clinicianLabel: string) {
  const { when, previousWhen } = timesOf(facts);
  const { clinician, location } = facts;
  return present(
    previousWhen === null ? { label: 'Cancelled time', value: when } : { label: 'New time', value: when },
    previousWhen !== null && { label: 'Old time', value: previousWhen },
    { label: clinicianLabel, value: clinician.name },
    location && { label: 'Where', value: present(location.name, location.address).join('\n') },
  );
}

/**
 * What a client reads (product 6.1, 6.3): old and new time, clinician, place, what to do next and the phone
 * number; never what the appointment is for. `link` is the address of their appointment's page, or null.
 */
export function clientLetter(facts: LetterFacts, link: string | null): Letter {
  const { event, practice, client, clinician } = facts;
  const wording = emailWordings[event.type];
  const changed = event.type === 'appointment.changed.v1';
  const late = event.data.late && (changed ? sentences.lateChange : sentences.lateCancellation);
  const { short } = timesOf(facts);
  const next = changed
    ? link === null
      ? sentences.changedWithoutLink
      : sentences.changedWithLink
    : sentences.another;
  return {
    subject: wording.subject,
    heading: wording.heading,
    paragraphs: wording.body.split(/\n{2,}/),
    details: whatAndWhere(facts, 'With'),
    next: present(late, next),
    button: link === null ? null : { label: linkLabel, url: link },
    notes: present(
      changed ? sentences.calendarChanged : sentences.calendarCancelled,
      sentences.mistake,
      link !== null && sentences.ownLink,
    ),
    variables: {
      firstName: client.givenName,
      practice: practice.name,
      phone: practice.phone,
      clinician: clinician.name,
      ...short,
    },
  };
}

/** What a user of the practice reads (product 6.2); the client's name is in the body, never in the subject. */
export function staffLetter(facts: LetterFacts, notices: Staff['notices']): Letter {
  const { event, client } = facts;
  const name = `${client.givenName} ${client.familyName}${client.test ? ' (test client)' : ''}`;
  const paid = event.type === 'appointment.cancelled.v1' && event.data.paid;
  return {
    ...staffWordings[event.type],
    paragraphs: [],
    details: present(
      { label: 'Client', value: name },
      ...whatAndWhere(facts, 'Clinician'),
      event.data.late && { label: 'Late', value: 'Yes: it was inside the window of your policy' },
      paid && { label: 'Payment', value: 'Paid: refund by hand' },
    ),
    next: [],
    button: null,
    notes: [
      `You get this because your notices are set to ${notices.all ? 'all' : 'your own'} appointments. An admin of your practice can change that.`,
    ],
    variables: timesOf(facts).short,
  };
}
