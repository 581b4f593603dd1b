import type { NoticeType } from './notice.ts';

/**
 * The words of notices, as data: templates with variables in double braces, and nothing else of mustache. A
 * practice's own templates take the place of these; what surrounds them (times, place, link, phone) stays.
 */

/** What templates may name, with the values; a text's are nobody's names (product 6.3). */
export type Variables = Readonly<Record<string, string>>;

export interface EmailWording {
  subject: string;
  heading: string;
  /** Paragraphs, parted by an empty line. */
  body: string;
}

export const emailWordings: Readonly<Record<NoticeType, EmailWording>> = {
  'appointment.changed.v1': {
    subject: 'Your appointment is now on {{when}}',
    heading: 'Your appointment has moved',
    body: 'Hello {{firstName}},\n\nYour appointment with {{practice}} has a new time.',
  },
  'appointment.cancelled.v1': {
    subject: 'Your appointment on {{when}} is cancelled',
    heading: 'Your appointment is cancelled',
    body: 'Hello {{firstName}},\n\nThis appointment with {{practice}} is cancelled. You do not need to come.',
  },
};

export const textWordings: Readonly<Record<NoticeType, string>> = {
  'appointment.changed.v1':
    '{{practice}}: your appointment on {{previousWhen}} has moved to {{when}}. Questions? Phone {{phone}}.',
  'appointment.cancelled.v1':
    '{{practice}}: your appointment on {{when}} is cancelled. To book another, phone {{phone}}.',
};

/** Sentences that a notice adds where they are true. */
export const sentences = {
  lateChange: 'It was moved after the time for changes had passed, so it counts as a late change.',
  lateCancellation:
    'It was cancelled after the time for cancelling had passed, so it counts as a late cancellation.',
  changedWithLink:
    'If the new time suits you, there is nothing more to do. To see, change or cancel this appointment, use this link. It asks for your date of birth and postcode, to keep your appointments private.',
  changedWithoutLink:
    'If the new time suits you, there is nothing more to do. To change or cancel it, phone {{practice}} on {{phone}}.',
  calendarChanged: 'The invitation in this e-mail puts the new time into your calendar.',
  calendarCancelled: 'The update in this e-mail takes the appointment out of your calendar.',
  another: 'If you would like another appointment, phone {{practice}} on {{phone}}.',
  mistake: 'Is something not right? Reply to this e-mail, or phone {{phone}}.',
  ownLink: 'The link is yours alone. Please do not pass this e-mail on.',
} as const;

export const linkLabel = 'View your appointment';

/** What staff read (product 6.2). */
export const staffWordings: Readonly<Record<NoticeType, { subject: string; heading: string }>> = {
  'appointment.changed.v1': {
    subject: 'Appointment moved to {{when}}',
    heading: 'A client moved an appointment',
  },
  'appointment.cancelled.v1': {
    subject: 'Appointment on {{when}} cancelled',
    heading: 'A client cancelled an appointment',
  },
};
