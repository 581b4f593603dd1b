import { getAppointment } from '../data/appointment.ts';
import { getAllOf, getReferred, getStaff } from '../data/catalogue.ts';
import { getClientWithAccess } from '../data/client.ts';
import { newAppointmentLink } from '../data/link.ts';
import type { Message } from '../data/message.ts';
import { getPractice } from '../data/practice.ts';
import { getMarks, noteTextMark } from '../data/reach.ts';
import { getRequest } from '../data/request.ts';
import { transact, transactOnce } from '../data/table.ts';
import { getTemplate } from '../data/template.ts';
import { countTextTo } from '../data/text-limit.ts';
import { unsubscribeToken } from '../data/unsubscription.ts';
import { getOffer } from '../data/waitlist.ts';
import { calendarNote } from '../domain/letter.ts';
import { letterHtml, letterText } from '../domain/letter-layout.ts';
import { decideNewLink } from '../domain/new-link.ts';
import {
  type Channel,
  callsOff,
  clientNoticeOf,
  decideClientNotice,
  hasPage,
  isForClients,
  isOutOfDate,
  type NoticeEvent,
} from '../domain/notice.ts';
import type { TextMark } from '../domain/reach.ts';
import { readerOf } from '../domain/reader.ts';
import { staffLetter } from '../domain/staff-letter.ts';
import { type AnyNotice, concernsStaff, type StaffNoticeEvent, staffToTell } from '../domain/staff-notice.ts';
import { appointmentCalendar } from '../gateway/calendar.ts';
import { sendEmail } from '../gateway/email.ts';
import { sendText } from '../gateway/text.ts';
import { writeLetter } from '../gateway/wording.ts';
import { claim, deliver, giveUp, heldBack, type Moment, type Outcome, silent } from './delivery.ts';
import { env } from './env.ts';
import type { LogFields } from './log.ts';
import { whyNoText } from './text-reach.ts';
import { linkAddress, unsubscribeAddress, wantsLink, writeClientEmail, writeClientText } from './wording.ts';

/**
 * How people are told of an event: load what it names, decide, write, deliver. The listeners come here once an
 * event; the minute's sweep comes here with messages that must be tried again.
 */

async function load<E extends AnyNotice>(event: E) {
  const scope = { practiceId: event.metadata.practiceId };
  const { data, type } = event;
  const appointmentId = 'appointmentId' in data ? data.appointmentId : null;
  const [practice, person, referred, appointment, request, offer, previousClinician] = await Promise.all([
    getPractice(scope),
    data.clientId === null ? undefined : getClientWithAccess(scope, data.clientId),
    getReferred(scope, data, type === 'appointment.status-changed.v1' ? [data.statusId] : []),
    appointmentId === null ? undefined : getAppointment(scope, appointmentId),
    'round' in data ? getRequest(scope, data.requestId) : undefined,
    'offerId' in data ? getOffer(scope, data.offerId) : undefined,
    'previousStaffId' in data ? getStaff(scope, data.previousStaffId) : undefined,
  ]);
  const { clinician, location, statuses } = referred;
  const status = statuses[0]?.name ?? ('statusKind' in data ? data.statusKind : '');
  const names = { clinician, location, status, previousClinician: previousClinician ?? null };
  const note = type === 'request.declined.v1' ? request?.note : null;
  const reader = readerOf(person?.client, request);
  return (
    practice && { event, practice, person, reader, appointment, request, offer, note: note ?? null, ...names }
  );
}

type Loaded = NonNullable<Awaited<ReturnType<typeof load<NoticeEvent>>>>;

/** The address of the client's own page: a new link each time; none while the portal is off (product 1.4). */
async function linkTo({ event, practice, person, appointment }: Loaded, { now, clock }: Moment) {
  if (!hasPage(clientNoticeOf[event.type]) || !person || !appointment) return null;
  const decision = decideNewLink({ practice, ...person, appointment, now });
  // Without the details that the link asks for it would lead nowhere.
  if (!decision.allowed || decision.value.missing.length > 0) return null;
  const { link, secret, write } = newAppointmentLink(
    { practiceId: practice.id },
    { clock },
    appointment,
    person.access,
  );
  await transact([write]);
  return linkAddress({ practiceId: practice.id, linkId: link.id, secret });
}

/** By what the service tells of an e-mail again what became of it. */
const aboutOf = ({ recipient, event }: Pick<Message, 'recipient' | 'event'>) => ({
  practiceId: event.metadata.practiceId,
  eventId: event.metadata.id,
  recipient,
});

/**
 * Which entry of the client's calendar a notice changes, and how. A request's own version is none of its
 * appointment, which is new when it is approved, and goes as the second version where nobody had touched it.
 */
function entryOf(event: NoticeEvent) {
  if (!('appointmentId' in event.data) || event.data.appointmentId === null) return undefined;
  const id = event.data.appointmentId;
  if (event.type === 'request.approved.v1') return { id, statusKind: 'booked', version: 1 } as const;
  if (event.type === 'request.undone.v1') return { id, statusKind: 'cancelled', version: 2 } as const;
  const statusKind = callsOff(event) ? 'cancelled' : 'booked';
  return { id, statusKind, version: event.metadata.sequence } as const;
}

/** The entry for the client's calendar, where the notice changes anything in it (product 3.7). */
function calendarOf({ event, practice, clinician, location }: Loaded, attendee: string, now: number) {
  const { startsAt, endsAt } = event.data;
  const entry = calendarNote(event) && entryOf(event);
  if (!entry) return undefined;
  return appointmentCalendar({
    appointment: { ...entry, startsAt, endsAt },
    practice,
    clinician,
    location,
    invitation: { sender: env('sender'), attendee },
    now,
  });
}

/** The practice's own words for a notice, if it has some (product 1.12). */
const ownWords = ({ type, metadata }: NoticeEvent, channel: Channel) =>
  getTemplate({ practiceId: metadata.practiceId }, clientNoticeOf[type], channel);

/** Tells a client by e-mail (product 6.1, 6.3), with an invitation that moves their calendar's entry (3.7). */
export async function emailClient(event: NoticeEvent, moment: Moment, again?: Message): Promise<Outcome> {
  const { now } = moment;
  const [loaded, own] = await Promise.all([load(event), ownWords(event, 'email')]);
  if (!loaded) return silent('no-practice', again, now);
  const { practice } = loaded;
  const decision = decideClientNotice({ ...loaded, now }, 'email');
  if ('silence' in decision) return silent(decision.silence, again, now);
  const { reader, to } = decision;
  const { recipient } = reader;
  const wanted = { channel: 'email', recipient, event } as const;
  const { email: mark } = await getMarks(practice, { email: to, phone: null });
  if (mark !== null) return heldBack(wanted, mark, again, now);
  const claimed = await claim(wanted, again, now);
  const send = async () => {
    // Whoever is no client yet gets the answer to what they asked, and nothing that could be ended.
    const unsubscribing = recipient.kind === 'client' && {
      unsubscribeUrl: unsubscribeAddress(unsubscribeToken(practice, recipient.id)),
    };
    const addresses = { link: await linkTo(loaded, moment), ...unsubscribing };
    const written = writeClientEmail({ ...loaded, client: reader }, own, addresses);
    const calendar = calendarOf(loaded, to, now);
    const email = { to, practice, ...written, now, ...unsubscribing, ...(calendar && { calendar }) };
    return sendEmail({ ...email, about: aboutOf(wanted) });
  };
  return deliver(claimed, send, now);
}

/**
 * Tells a client by text, at most once (product 6.4): what could go wrong before it is sent goes wrong before
 * it is claimed.
 */
export async function textClient(event: NoticeEvent, moment: Moment, again?: Message): Promise<Outcome> {
  const { now } = moment;
  const [loaded, own] = await Promise.all([load(event), ownWords(event, 'text')]);
  if (!loaded) return silent('no-practice', again, now);
  const { practice } = loaded;
  const decision = decideClientNotice({ ...loaded, now }, 'text');
  if ('silence' in decision) return silent(decision.silence, again, now);
  const { reader, to } = decision;
  const link = wantsLink(own) ? await linkTo(loaded, moment) : null;
  const { text } = writeClientText({ ...loaded, client: reader }, own, link);
  const wanted = { channel: 'text', recipient: reader.recipient, event } as const;
  const reason = await whyNoText(practice, to, again, now);
  if (reason !== null) return heldBack(wanted, reason, again, now);
  const scope = { practiceId: practice.id };
  const claimed = await claim(wanted, again, now, [countTextTo(scope, to, now)]);
  if ('lost' in claimed && claimed.lost === 'too-many') return heldBack(wanted, 'too-many', again, now);
  const note = async (why: TextMark) => void (await transactOnce([noteTextMark(to, why, now)]));
  return deliver(claimed, () => sendText(to, text), now, note);
}

/** Whom of the staff to tell, and of which client; nobody where the event is no news any more. */
async function staffConcerned(event: StaffNoticeEvent, now: number) {
  const [loaded, staff] = await Promise.all([
    load(event),
    getAllOf({ practiceId: event.metadata.practiceId }, 'staff'),
  ]);
  if (!loaded?.reader || isOutOfDate(event, loaded, now)) return undefined;
  const facts = { ...loaded, client: loaded.reader };
  return { facts, members: staffToTell(event, loaded.practice, staff) };
}

type Concerned = NonNullable<Awaited<ReturnType<typeof staffConcerned>>>;

async function emailMember(
  facts: Concerned['facts'],
  member: Concerned['members'][number],
  now: number,
  again?: Message,
): Promise<Outcome> {
  const recipient = { kind: 'staff', id: member.id } as const;
  const claimed = await claim({ channel: 'email', recipient, event: facts.event }, again, now);
  const { practice } = facts;
  const send = () => {
    const letter = writeLetter(staffLetter(facts, member.notices));
    const written = { text: letterText(letter, practice), html: letterHtml(letter, practice) };
    const about = aboutOf({ recipient, event: facts.event });
    return sendEmail({ to: member.email, practice, subject: letter.subject, ...written, now, about });
  };
  return deliver(claimed, send, now);
}

/** Tells the users who chose to be told by e-mail of what a client did (product 6.2), one by one. */
export async function emailStaff(event: StaffNoticeEvent, { now }: Moment): Promise<LogFields> {
  const concerned = await staffConcerned(event, now);
  if (!concerned) return { silence: 'out-of-date' };
  const told: Partial<Record<Outcome, number>> = {};
  const failures: unknown[] = [];
  for (const member of concerned.members) {
    try {
      const outcome = await emailMember(concerned.facts, member, now);
      told[outcome] = (told[outcome] ?? 0) + 1;
    } catch (error) {
      failures.push(error);
    }
  }
  // The others have been told; the retry finds their claims and tells only whom this one missed.
  if (failures.length > 0) throw failures[0];
  return told;
}

async function emailStaffAgain(message: Message, now: number): Promise<Outcome> {
  const concerned = concernsStaff(message.event) ? await staffConcerned(message.event, now) : undefined;
  const member = concerned?.members.find((one) => one.id === message.recipient.id);
  if (!concerned || !member) return silent(concerned ? 'no-recipient' : 'out-of-date', message, now);
  return emailMember(concerned.facts, member, now, message);
}

/**
 * Tries a message once more that the service refused, or an e-mail whose fate is unknown. Everything is decided
 * afresh, so one that is no longer true, or no longer wanted, is dropped; after days (a text: an hour) it is
 * given up, with an error in the log.
 */
export async function sendAgain(message: Message, moment: Moment): Promise<Outcome> {
  const { event, channel, recipient } = message;
  if (await giveUp(message, moment.now)) return 'given-up';
  if (recipient.kind === 'staff' || !isForClients(event)) return emailStaffAgain(message, moment.now);
  return channel === 'email' ? emailClient(event, moment, message) : textClient(event, moment, message);
}
