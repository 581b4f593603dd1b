import type { Notice } from './notice.ts';
import type { StaffNoticeType } from './staff-notice.ts';

/**
 * The words of notices, as data: templates with variables in double braces, and nothing else of mustache. A
 * practice's own templates take the place of these; what surrounds them (times, place, link, phone) stays.
 */

/** What templates may name, with the values; a text's are nobody's names (product 6.3). */
export type Variables = Readonly<Record<string, string>>;

/** What of an e-mail a practice's own template replaces. */
export interface EmailTemplate {
  subject: string;
  /** Paragraphs, parted by an empty line. */
  body: string;
}

interface EmailWording extends EmailTemplate {
  heading: string;
  /** What the letter's time is called in its list of facts. */
  time: string;
  /** What goes before the way to change it, where there is something to agree to. */
  agree?: string;
  /** What the button to the client's page says, where it is not to view their appointment. */
  button?: string;
  /** What the calendar entry in the e-mail does, where it carries one. */
  calendar?: string;
}

export const emailWordings: Readonly<Record<Notice, EmailWording>> = {
  appointmentCreated: {
    subject: 'You have an appointment on {{when}}',
    heading: 'You have an appointment',
    body: 'Hello {{firstName}},\n\nThis appointment with {{practice}} is booked for you.',
    time: 'When',
    calendar: 'The invitation in this e-mail puts the appointment into your calendar.',
  },
  appointmentRestored: {
    subject: 'Your appointment on {{when}} will go ahead',
    heading: 'Your appointment will go ahead',
    body: 'Hello {{firstName}},\n\nThis appointment with {{practice}} takes place after all.',
    time: 'When',
    calendar: 'The invitation in this e-mail puts the appointment back into your calendar.',
  },
  appointmentChanged: {
    subject: 'Your appointment is now on {{when}}',
    heading: 'Your appointment has moved',
    body: 'Hello {{firstName}},\n\nYour appointment with {{practice}} has a new time.',
    time: 'New time',
    agree: 'If the new time suits you, there is nothing more to do.',
    calendar: 'The invitation in this e-mail puts the new time into your calendar.',
  },
  appointmentStaffChanged: {
    subject: 'Your appointment on {{when}}: who you will see',
    heading: 'Somebody else will see you',
    body: 'Hello {{firstName}},\n\n{{clinician}} will see you at this appointment with {{practice}}.',
    time: 'When',
    agree: 'If this suits you, there is nothing more to do.',
    calendar: 'The invitation in this e-mail brings your calendar up to date.',
  },
  appointmentCancelled: {
    subject: 'Your appointment on {{when}} is cancelled',
    heading: 'Your appointment is cancelled',
    body: 'Hello {{firstName}},\n\nThis appointment with {{practice}} is cancelled. You do not need to come.',
    time: 'Cancelled time',
    calendar: 'The update in this e-mail takes the appointment out of your calendar.',
  },
  appointmentDeleted: {
    subject: 'Your appointment on {{when}} is no longer booked',
    heading: 'Your appointment is no longer booked',
    body: 'Hello {{firstName}},\n\n{{practice}} has taken this appointment off the list. You do not need to come.',
    time: 'Removed time',
    calendar: 'The update in this e-mail takes the appointment out of your calendar.',
  },
  appointmentStatusChanged: {
    subject: 'Your appointment on {{when}} has been updated',
    heading: 'Your appointment has been updated',
    body: 'Hello {{firstName}},\n\nYour appointment with {{practice}} is now marked “{{status}}”.',
    time: 'When',
  },
  reminder: {
    subject: 'Reminder: your appointment on {{when}}',
    heading: 'Your appointment is coming up',
    body: 'Hello {{firstName}},\n\nThis is a reminder of your appointment with {{practice}}.',
    time: 'When',
  },
  requestConfirmed: {
    subject: 'Your appointment on {{when}} is confirmed',
    heading: 'Your appointment is confirmed',
    body: 'Hello {{firstName}},\n\nThe time that you asked for is booked for you with {{practice}}.',
    time: 'When',
    calendar: 'The invitation in this e-mail puts the appointment into your calendar.',
  },
  requestDeclined: {
    subject: 'Your request for {{when}} was declined',
    heading: 'We cannot offer you this time',
    body: 'Hello {{firstName}},\n\n{{practice}} has declined your request for this time. Nothing is booked.',
    time: 'Time you asked for',
  },
  requestUndone: {
    subject: 'Your request for {{when}} is open again',
    heading: 'Your request is open again',
    body: 'Hello {{firstName}},\n\n{{practice}} has taken back the answer to your request for this time. The time is kept for you, but it is not booked.',
    time: 'Time you asked for',
    calendar: 'The update in this e-mail takes the appointment out of your calendar.',
  },
  requestWithdrawn: {
    subject: 'Your request for {{when}} is withdrawn',
    heading: 'Your request is withdrawn',
    body: 'Hello {{firstName}},\n\nYou have withdrawn your request for this time with {{practice}}. Nothing is booked, and the time is no longer kept for you.',
    time: 'Time you asked for',
  },
  requestExpired: {
    subject: 'Your request for {{when}} has run out',
    heading: 'Your request has run out',
    body: 'Hello {{firstName}},\n\n{{practice}} did not answer your request for this time soon enough. We are sorry. Nothing is booked, and the time is no longer kept for you.',
    time: 'Time you asked for',
  },
  offerMade: {
    subject: '{{when}} has come free',
    heading: 'An earlier time has come free',
    body: 'Hello {{firstName}},\n\n{{when}} has come free at {{practice}}. You can take it until {{until}}.\n\nYour own appointment stays as it is unless you take this time.',
    time: 'Time that is free',
    button: 'Answer the offer',
  },
};

/** Of the practice's change of zone: no notice of its own in the settings, and no text (product 1.1). */
export const zoneChanged: EmailWording = {
  subject: 'Your appointment stays on {{when}}',
  heading: 'Your appointment stays at the same time',
  body: 'Hello {{firstName}},\n\n{{practice}} now goes by another time zone. Your appointment there stays at the same time on the clock.',
  time: 'When',
  calendar: 'The invitation in this e-mail puts the time right in your calendar.',
};

/** Of a change that leaves the time as it was, which no words for another time would tell truly (product 3.4, 6.1). */
export const otherwiseChanged: EmailWording & { text: string } = {
  subject: 'Your appointment on {{when}} has been updated',
  heading: 'Your appointment has been updated',
  body: 'Hello {{firstName}},\n\nYour appointment with {{practice}} stays at the same time. Something else about it has changed, such as its place or its length. This is how it is now.',
  time: 'When',
  agree: 'If this suits you, there is nothing more to do.',
  calendar: 'The invitation in this e-mail brings your calendar up to date.',
  text: '{{practice}}: your appointment stays on {{when}}, but something else about it has changed, such as its place or its length. Questions? Phone {{phone}}.',
};

export const textWordings: Readonly<Record<Notice, string>> = {
  appointmentCreated: '{{practice}}: you have an appointment on {{when}}. Questions? Phone {{phone}}.',
  appointmentRestored:
    '{{practice}}: your appointment on {{when}} will go ahead after all. Questions? Phone {{phone}}.',
  appointmentChanged:
    '{{practice}}: your appointment on {{previousWhen}} has moved to {{when}}. Questions? Phone {{phone}}.',
  appointmentStaffChanged:
    '{{practice}}: somebody else will see you at your appointment on {{when}}. Questions? Phone {{phone}}.',
  appointmentCancelled:
    '{{practice}}: your appointment on {{when}} is cancelled. To book another, phone {{phone}}.',
  appointmentDeleted:
    '{{practice}}: your appointment on {{when}} is no longer booked. You do not need to come. Questions? Phone {{phone}}.',
  appointmentStatusChanged:
    '{{practice}}: your appointment on {{when}} is now marked "{{status}}". Questions? Phone {{phone}}.',
  reminder:
    '{{practice}}: a reminder of your appointment on {{when}}. To change or cancel it, phone {{phone}}.',
  requestConfirmed:
    '{{practice}}: your appointment on {{when}} is confirmed. To change or cancel it, phone {{phone}}.',
  requestDeclined:
    '{{practice}}: we cannot offer you {{when}}. Nothing is booked. For another time, phone {{phone}}.',
  requestUndone:
    '{{practice}}: your request for {{when}} is open again and not booked. You will hear from us. Questions? Phone {{phone}}.',
  requestWithdrawn:
    '{{practice}}: your request for {{when}} is withdrawn. Nothing is booked. For another time, phone {{phone}}.',
  requestExpired:
    '{{practice}}: your request for {{when}} has run out. Nothing is booked. For another time, phone {{phone}}.',
  offerMade:
    '{{practice}}: {{when}} has come free. You can take it online until {{until}}. Your own appointment stays as it is unless you do.',
};

/** Sentences that a notice adds where they are true. */
export const sentences = {
  lateChange: 'It was moved after the time for changes had passed, so it counts as a late change.',
  lateCancellation:
    'It was cancelled after the time for cancelling had passed, so it counts as a late cancellation.',
  withLink:
    'To see, change or cancel this appointment, use this link. It asks first who you are, to keep your appointments private.',
  withoutLink: 'To change or cancel it, phone {{practice}} on {{phone}}.',
  offerWithLink:
    'To take this time, or to let it go to somebody else, use this link. It asks first who you are, to keep your appointments private.',
  offerWithoutLink: 'To take this time, sign in online. Questions? Phone {{practice}} on {{phone}}.',
  waiting: 'You will hear from us as soon as it is decided. Questions? Phone {{phone}}.',
  another: 'If you would like another appointment, phone {{practice}} on {{phone}}.',
  mistake: 'Is something not right? Reply to this e-mail, or phone {{phone}}.',
  ownLink: 'The link is yours alone. Please do not pass this e-mail on.',
} as const;

export const linkLabel = 'View your appointment';

/** What staff read (product 6.2). */
export const staffWordings: Readonly<
  Record<StaffNoticeType, { subject: string; heading: string /** What its time is called. */; time: string }>
> = {
  'appointment.changed.v1': {
    subject: 'Appointment moved to {{when}}',
    heading: 'A client moved an appointment',
    time: 'New time',
  },
  'appointment.cancelled.v1': {
    subject: 'Appointment on {{when}} cancelled',
    heading: 'A client cancelled an appointment',
    time: 'Cancelled time',
  },
  'request.opened.v1': {
    subject: 'New request for {{when}}',
    heading: 'A client asks for an appointment',
    time: 'Time asked for',
  },
  'request.moved.v1': {
    subject: 'Request moved to {{when}}',
    heading: 'A client asks for another time',
    time: 'New time asked for',
  },
  'request.approved.v1': {
    subject: 'New appointment on {{when}}',
    heading: 'A client booked an appointment',
    time: 'When',
  },
  'request.withdrawn.v1': {
    subject: 'Request for {{when}} withdrawn',
    heading: 'A client withdrew a request',
    time: 'Time asked for',
  },
  'request.expired.v1': {
    subject: 'Request for {{when}} has run out',
    heading: 'Nobody answered a request in time',
    time: 'Time asked for',
  },
};
