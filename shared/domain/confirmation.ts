import type * as z from 'zod';
import type { Catalogue, Location, Staff } from './catalogue.ts';
import type { EventData, EventDetail, EventMetadata, EventType } from './event.ts';
import { linkEnded } from './identity.ts';
import { type Letter, present } from './letter.ts';
import type { Practice } from './practice.ts';
import { portalView, portalViewOf } from './practice-view.ts';
import type { AppointmentRequest } from './request.ts';
import { requestView, requestViewOf } from './request-view.ts';
import { whenText } from './when.ts';

/** How a stranger proves the e-mail address of a request (product 4.4, 5.1): the e-mail, and what the link answers. */

/** That a stranger asked, as the bus tells it. */
export interface ReceivedEvent {
  type: 'request.received.v1';
  metadata: EventMetadata;
  data: EventData<'request.received.v1'>;
}

/** The event, if a stranger asked: a replay sends nobody anything (product 6.4). */
export const asReceived = ({
  type,
  metadata,
  data,
}: EventDetail & { type: EventType }): ReceivedEvent | undefined =>
  type === 'request.received.v1' && metadata.cause !== 'replay'
    ? { type, metadata, data: data as ReceivedEvent['data'] }
    : undefined;

/** The one answer for a link that is unknown, or too old. */
export const confirmationEnded = () =>
  linkEnded('Ask for a time again, or phone the practice. Nothing is booked by it.');

const sentences = {
  press: 'Press Confirm to ask {{practice}} for this time. We cannot hold it until you do.',
  until: 'The button works until {{until}}.',
  notYou:
    'If you did not ask for this, ignore this e-mail. Nothing is held, and you will not hear from us again.',
  private: 'Please do not pass it on.',
} as const;

/**
 * The e-mail by which a stranger proves the address. Whoever it reaches may never have asked, so it says nothing
 * that the asker typed: no name, or the form would be a way to write to people in the practice's name.
 */
export function confirmationLetter(
  practice: Pick<Practice, 'name' | 'country'>,
  about: {
    request: Pick<AppointmentRequest, 'startsAt' | 'deadline' | 'zone' | 'anyone'>;
    clinician: Pick<Staff, 'name'>;
    location: Pick<Location, 'name' | 'address'> | null;
    /** Where the address is confirmed. */
    url: string;
  },
): Letter {
  const { request, clinician, location, url } = about;
  const place = { zone: request.zone, country: practice.country };
  return {
    subject: 'Confirm your request to {{practice}}',
    heading: 'One more step',
    paragraphs: [sentences.press],
    details: present(
      { label: 'Time you ask for', value: whenText(request.startsAt, place) },
      { label: 'With', value: request.anyone ? `${clinician.name}, or a colleague` : clinician.name },
      location && { label: 'Where', value: present(location.name, location.address).join('\n') },
    ),
    next: [sentences.until],
    button: { label: 'Confirm', url },
    notes: [sentences.notYou, sentences.private],
    variables: { practice: practice.name, until: whenText(request.deadline, place) },
  };
}

/** What became of a request whose address is confirmed, as whoever holds its link sees it. */
export const confirmationView = requestView
  .pick({
    state: true,
    startsAt: true,
    endsAt: true,
    localTime: true,
    zone: true,
    when: true,
    clinician: true,
    service: true,
    location: true,
    answerBy: true,
  })
  .extend({
    answerByWhen: requestView.shape.when.nullable().meta({ description: 'The same in words.' }),
    portal: portalView,
  })
  .meta({ id: 'Confirmation' });

/** A confirmed request as whoever holds its link sees it: neither who asked nor what staff wrote. */
export function confirmationViewOf(
  request: AppointmentRequest,
  practice: Practice,
  catalogue: Pick<Catalogue, 'staff' | 'services' | 'locations'>,
  now: number,
): z.infer<typeof confirmationView> {
  const view = requestViewOf(request, practice, catalogue, now);
  const { state, startsAt, endsAt, localTime, zone, when, clinician, service, location, answerBy } = view;
  return {
    state,
    startsAt,
    endsAt,
    localTime,
    zone,
    when,
    clinician,
    service,
    location,
    answerBy,
    answerByWhen: answerBy === null ? null : whenText(answerBy, { zone, country: practice.country }),
    portal: portalViewOf(practice),
  };
}
