import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import { env } from '../runtime/env.ts';
import type { CalendarMethod } from './calendar.ts';
import { type AboutEmail, tagsOf } from './email-fate.ts';
import { sendOnce } from './sending.ts';

/** One attempt: when to try again is decided where it is known what became of the last one. */
export const emails = new SESClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000 },
});

export interface Email {
  to: string;
  /** The practice: shown as the sender, and where replies go. */
  practice: { name: string; email: string };
  subject: string;
  text: string;
  html: string;
  calendar?: { method: CalendarMethod; content: string };
  /** Where a client's mail program ends e-mails with one click (RFC 8058). */
  unsubscribeUrl?: string;
  /** The message that it is, for what becomes of it to come back to; not of e-mails that are no notices. */
  about?: AboutEmail;
  /** Epoch milliseconds. */
  now: number;
}

/** An e-mail in MIME: text, HTML and, where there is one, the invitation both as a part and as a file. */
export const composeEmail = (email: Email): Promise<Buffer> =>
  new MailComposer({
    from: { name: email.practice.name, address: env('sender') },
    to: { name: '', address: email.to },
    replyTo: { name: '', address: email.practice.email },
    subject: email.subject,
    date: new Date(email.now),
    text: email.text,
    html: email.html,
    ...(email.calendar && {
      icalEvent: {
        ...email.calendar,
        filename: email.calendar.method === 'CANCEL' ? 'cancelled.ics' : 'appointment.ics',
      },
    }),
    // Answering machines stay silent (RFC 3834).
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(email.unsubscribeUrl !== undefined && {
        'List-Unsubscribe': `<${email.unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

/** Sends one e-mail; answers the service's id of it. Throws `NotSent` if it was refused. */
export async function sendEmail(email: Email): Promise<string> {
  const raw = await composeEmail(email);
  return sendOnce(async () => {
    const { MessageId } = await emails.send(
      new SendRawEmailCommand({
        Source: env('sender'),
        Destinations: [email.to],
        RawMessage: { Data: raw },
        ConfigurationSetName: env('emailEvents'),
        ...(email.about && { Tags: tagsOf(email.about) }),
      }),
    );
    return MessageId ?? '';
  });
}
