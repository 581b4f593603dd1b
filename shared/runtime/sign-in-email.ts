import { getLink } from '../data/link.ts';
import type { Message } from '../data/message.ts';
import { getPractice } from '../data/practice.ts';
import { armSignIn, findAddress } from '../data/sign-in.ts';
import { decideAgain, transact } from '../data/table.ts';
import { letterHtml, letterText } from '../domain/letter-layout.ts';
import { mayComeByLink } from '../domain/person.ts';
import type { Practice } from '../domain/practice.ts';
import { type SignInEvent, signInLimits, signInWorthTrying } from '../domain/sign-in.ts';
import { signInLetter } from '../domain/sign-in-letter.ts';
import { formatLinkToken } from '../domain/token.ts';
import { sendEmail } from '../gateway/email.ts';
import { NotSent } from '../gateway/sending.ts';
import { writeLetter } from '../gateway/wording.ts';
import { claim, deliver, type Moment, type Outcome, silent } from './delivery.ts';
import { env } from './env.ts';
import { peopleOf } from './sign-in.ts';

/**
 * How the e-mail of a sign-in goes out (product 2.9): the route that was asked knows nobody; here the people of
 * the address are looked up, and the secrets made at the moment of sending. An e-mail whose fate is unknown is
 * sent again with new ones. It was asked for, so it waits for no consent to notices.
 */

/** The newest request of an address that an event tells of, and whom to write to; nobody for an older one. */
async function wantedBy(practice: Practice, linkId: string) {
  const scope = { practiceId: practice.id };
  const address = await findAddress(scope, linkId);
  const { signIn } = address ?? {};
  if (!address || signIn?.id !== linkId) return undefined;
  const { way } = signIn;
  if (way.kind === 'portal') return { address, signIn, people: await peopleOf(practice, address) };
  // The holder of an appointment's link may have no portal access at all (product 2.7).
  const { link } = await getLink(scope, way.linkId);
  const clientIds = address.clientIds.filter((id) => id === link?.clientId);
  return { address, signIn, people: await peopleOf(practice, { ...address, clientIds }, mayComeByLink) };
}

/** Makes new secrets and the e-mail that holds them. Throws `NotSent` where a newer request came in between. */
async function written(practice: Practice, linkId: string, to: string, now: number) {
  const scope = { practiceId: practice.id };
  const { secret, code } = await decideAgain(async () => {
    const { hmac, signIn } = (await findAddress(scope, linkId)) ?? {};
    if (!hmac || signIn?.id !== linkId) throw new NotSent(new Error('A newer request came in between.'));
    const made = armSignIn(scope, practice, { hmac, signIn }, { now });
    await transact([made.write]);
    return made;
  });
  const token = secret && formatLinkToken({ ...scope, linkId, secret });
  const link = token && `${env('siteUrl')}/p/${practice.slug}/in#${token}`;
  const letter = writeLetter(signInLetter(practice, { code, link, minutes: signInLimits.minutes }));
  const [text, html] = [letterText(letter, practice), letterHtml(letter, practice)];
  return { to, practice, subject: letter.subject, text, html, now };
}

/** Sends the link and the code that somebody asked for, if there is anybody; nobody waits longer than half an hour. */
export async function emailSignIn(
  event: SignInEvent,
  { now }: Moment,
  again?: Message<SignInEvent>,
): Promise<Outcome> {
  const practice = await getPractice({ practiceId: event.metadata.practiceId });
  if (!practice) return silent('no-practice', again, now);
  if (!practice.settings.clientPortal) return silent('notice-off', again, now);
  const { linkId } = event.data;
  const wanted = await wantedBy(practice, linkId);
  if (!wanted || now - Date.parse(event.metadata.occurredAt) >= signInWorthTrying)
    return silent('out-of-date', again, now);
  const [person] = wanted.people;
  if (!person) return silent('no-recipient', again, now);
  const recipient = { kind: 'client', id: person.client.id } as const;
  const claimed = await claim({ channel: 'email', recipient, event }, again, now);
  return deliver(
    claimed,
    async () => sendEmail(await written(practice, linkId, person.client.email, now)),
    now,
  );
}
