import { newConfirmationLink } from '../data/applicant.ts';
import { getReferred } from '../data/catalogue.ts';
import type { Message } from '../data/message.ts';
import { getPractice } from '../data/practice.ts';
import { getMarks } from '../data/reach.ts';
import { getRequest } from '../data/request.ts';
import { transact } from '../data/table.ts';
import { confirmationLetter, type ReceivedEvent } from '../domain/confirmation.ts';
import { letterHtml, letterText } from '../domain/letter-layout.ts';
import { stateAt } from '../domain/request.ts';
import { formatLinkToken } from '../domain/token.ts';
import { sendEmail } from '../gateway/email.ts';
import { writeLetter } from '../gateway/wording.ts';
import { claim, deliver, heldBack, type Moment, type Outcome, silent } from './delivery.ts';
import { env } from './env.ts';

/**
 * Sends the e-mail by which a stranger proves the address of a request (product 5.1), until it can be confirmed no
 * more. Each try has a link of its own, and all of them work. Anybody can have it sent to anybody, so a complaint
 * about it is nobody's opting out: the service is not asked what becomes of it.
 */
export async function emailConfirmation(
  event: ReceivedEvent,
  { now, clock }: Moment,
  again?: Message<ReceivedEvent>,
): Promise<Outcome> {
  const scope = { practiceId: event.metadata.practiceId };
  const { requestId } = event.data;
  const [practice, request, { clinician, location }] = await Promise.all([
    getPractice(scope),
    getRequest(scope, requestId),
    getReferred(scope, event.data, []),
  ]);
  if (!practice) return silent('no-practice', again, now);
  if (!request?.applicant || stateAt(request, now) !== 'unconfirmed')
    return silent('out-of-date', again, now);
  const to = request.applicant.email;
  const wanted = { channel: 'email', recipient: { kind: 'applicant', id: requestId }, event } as const;
  const { email: mark } = await getMarks(practice, { email: to, phone: null });
  if (mark !== null) return heldBack(wanted, mark, again, now);
  const claimed = await claim(wanted, again, now);
  const send = async () => {
    const { link, secret, write } = newConfirmationLink(scope, { clock }, request);
    await transact([write]);
    const url = `${env('siteUrl')}/c#${formatLinkToken({ ...scope, linkId: link.id, secret })}`;
    const letter = writeLetter(confirmationLetter(practice, { request, clinician, location, url }));
    const [text, html] = [letterText(letter, practice), letterHtml(letter, practice)];
    return sendEmail({ to, practice, subject: letter.subject, text, html, now });
  };
  return deliver(claimed, send, now);
}
