import type { Location, Staff } from './catalogue.ts';
import type { Client } from './client.ts';
import {
  callsOff,
  clientNoticeOf,
  endsUnanswered,
  keepsTheClock,
  keepsTheStart,
  type NoticeEvent,
} from './notice.ts';
import type { Practice } from './practice.ts';
import type { AnyNotice } from './staff-notice.ts';
import { freesTheTime } from './status-kind.ts';
import { piecesOf, placesLink } from './template.ts';
import { shortWhenText, whenText } from './when.ts';
import {
  type EmailTemplate,
  emailWordings,
  linkLabel,
  otherwiseChanged,
  sentences,
  textWordings,
  type Variables,
  zoneChanged,
} from './wording.ts';

/** One e-mail, before its templates are filled and it is laid out as text and as HTML. */
export interface Letter {
  subject: string;
  heading: string;
  /** Templates, as are subject and heading; details and button are plain. */
  paragraphs: string[];
  /** Shown in large digits. */
  code?: string;
  details: { label: string; value: string }[];
  /** Templates of what comes next, before the button. */
  next: string[];
  button: { label: string; url: string } | null;
  /** Templates of what comes last. */
  notes: string[];
  /** The address of the client's page where the words hold it, to be made a link of. */
  link?: string | null;
  variables: Variables;
  /** Of the subject, where they differ: its times are short. */
  subjectVariables?: Variables;
}

/** What a letter is about, with the records that its event names. */
export interface LetterFacts<E extends AnyNotice = NoticeEvent> {
  event: E;
  practice: Pick<Practice, 'name' | 'phone' | 'country'>;
  client: Pick<Client, 'givenName' | 'familyName' | 'test'>;
  clinician: Pick<Staff, 'name'>;
  /** Who was to see the client before, where the event is about that. */
  previousClinician: Pick<Staff, 'name'> | null;
  location: Pick<Location, 'name' | 'address'> | null;
  /** The name of the status that was set, in the practice's own words. */
  status: string;
  /** What staff wrote to the client with a decline (product 5.3): no template, whatever it holds. */
  note?: string | null;
}

/** What is there of some things that may be missing. */
export const present = <T>(...items: (T | null | undefined | false)[]): T[] =>
  items.filter((item): item is T => Boolean(item));

/** Times of the event in words, each with its zone by name (product 6.3); short ones for subjects and texts. */
export function timesOf({ event, practice }: Pick<LetterFacts<AnyNotice>, 'event' | 'practice'>) {
  const place = { zone: event.data.zone, country: practice.country };
  // Told by the new zone, the old instant would be a time that nobody had agreed on.
  const moves = event.type === 'appointment.changed.v1' || event.type === 'request.moved.v1';
  const previous =
    moves && !keepsTheClock(event) && !keepsTheStart(event) ? event.data.previousStartsAt : null;
  const until = event.type === 'offer.made.v1' ? event.data.until : null;
  return {
    when: whenText(event.data.startsAt, place),
    previousWhen: previous === null ? null : whenText(previous, place),
    until: until === null ? '' : whenText(until, place),
    short: {
      when: shortWhenText(event.data.startsAt, place),
      previousWhen: previous === null ? '' : shortWhenText(previous, place),
      until: until === null ? '' : shortWhenText(until, place),
    },
  };
}

/** The facts of an appointment as a list: time, time before, clinician, clinician before, place. */
export function detailsOf(facts: LetterFacts<AnyNotice>, labels: { clinician: string; time: string }) {
  const { when, previousWhen } = timesOf(facts);
  const { clinician, previousClinician, location } = facts;
  return present(
    { label: labels.time, value: when },
    previousWhen !== null && { label: 'Old time', value: previousWhen },
    { label: labels.clinician, value: clinician.name },
    previousClinician && { label: 'Instead of', value: previousClinician.name },
    location && { label: 'Where', value: present(location.name, location.address).join('\n') },
  );
}

/** That it counts as late, where it does (product 1.6). */
function lateness(event: NoticeEvent): string | false {
  if (event.type === 'appointment.changed.v1') return event.data.late && sentences.lateChange;
  return event.type === 'appointment.cancelled.v1' && event.data.late && sentences.lateCancellation;
}

/** The words for an event; a change of the practice's zone is no change of the time on the clock. */
function wordingOf(event: NoticeEvent) {
  if (keepsTheClock(event)) return zoneChanged;
  return keepsTheStart(event) ? otherwiseChanged : emailWordings[clientNoticeOf[event.type]];
}

/** A practice's own words for a notice, unless they speak of another time where there is none. */
export const ownWordsFor = <T>(event: NoticeEvent, own: T | undefined): T | undefined =>
  keepsTheClock(event) || keepsTheStart(event) ? undefined : own;

/** The default words for an event by text. */
export const textWordingOf = (event: NoticeEvent): string =>
  keepsTheStart(event) ? otherwiseChanged.text : textWordings[clientNoticeOf[event.type]];

/** What an e-mail says of the entry in the client's calendar; undefined where it carries none (product 3.7). */
export const calendarNote = (event: NoticeEvent): string | undefined =>
  event.type === 'request.undone.v1' && event.data.undone === 'declined'
    ? undefined
    : wordingOf(event).calendar;

/** Whether nothing is booked any more of what an event tells. */
function isOver(event: NoticeEvent): boolean {
  if (callsOff(event) || event.type === 'request.declined.v1' || endsUnanswered(event)) return true;
  return 'statusKind' in event.data && freesTheTime(event.data.statusKind);
}

/**
 * What the client can do next: nothing online of an appointment that has been held, or missed. Where the words
 * hold the link themselves, it is not explained once more.
 */
function nextStep(event: NoticeEvent, link: string | null, placed: boolean): string | false {
  if (isOver(event)) return sentences.another;
  if (event.type === 'request.undone.v1') return sentences.waiting;
  if (event.type === 'offer.made.v1')
    return link === null ? sentences.offerWithoutLink : !placed && sentences.offerWithLink;
  if ('statusKind' in event.data && event.data.statusKind !== 'booked') return false;
  const wording = wordingOf(event);
  const step = link === null ? sentences.withoutLink : !placed && sentences.withLink;
  return present(wording.agree, step).join(' ');
}

/** Everything that a client's template may name (product 1.12); what is missing is empty. */
function variablesIn(
  facts: LetterFacts,
  link: string | null,
): Required<Pick<Letter, 'variables' | 'subjectVariables'>> {
  const { client, practice, clinician, previousClinician, location, status } = facts;
  const { short, when, previousWhen, until } = timesOf(facts);
  const rest = {
    firstName: client.givenName,
    practice: practice.name,
    phone: practice.phone,
    clinician: clinician.name,
    previousClinician: previousClinician?.name ?? '',
    status,
    location: location?.name ?? '',
    link: link ?? '',
  };
  return {
    variables: { ...rest, when, previousWhen: previousWhen ?? '', until },
    subjectVariables: { ...rest, ...short },
  };
}

/**
 * What a client reads (product 6.1, 6.3): times, clinician, place, what to do next and the phone number; never
 * what the appointment is for. `link` is the address of their appointment's page, or null; `own` the practice's
 * own words, which take the place of the subject and the first paragraphs (product 1.12).
 */
export function clientLetter(facts: LetterFacts, link: string | null, own?: EmailTemplate): Letter {
  const { event } = facts;
  const { heading, time, ...ours } = wordingOf(event);
  const { subject, body } = ownWordsFor(event, own) ?? ours;
  const placed = placesLink(body);
  return {
    subject,
    heading,
    paragraphs: piecesOf(body, 'email'),
    details: [
      ...detailsOf(facts, { clinician: 'With', time }),
      ...(facts.note ? [{ label: `Message from ${facts.practice.name}`, value: facts.note }] : []),
    ],
    next: present(lateness(event), nextStep(event, link, placed)),
    button: link === null || placed ? null : { label: ours.button ?? linkLabel, url: link },
    notes: present(calendarNote(event), sentences.mistake, link !== null && sentences.ownLink),
    link: placed ? link : null,
    ...variablesIn(facts, link),
  };
}
