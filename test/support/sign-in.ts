import { handler as emailSignIn } from '../../functions/listen/email-sign-in/handler.ts';
import { openSession } from '../../functions/public/open-session/contract.ts';
import { requestSignIn } from '../../functions/public/request-sign-in/contract.ts';
import { addressHmac } from '../../shared/data/client.ts';
import { eventOfRow } from '../../shared/data/event-row.ts';
import { getAddress } from '../../shared/data/sign-in.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { NoticeEvent } from '../../shared/domain/notice.ts';
import type { GivenPractice } from './given.ts';
import { inProcess } from './http.ts';
import { emailsTo, eventRows, heard } from './notices.ts';

/** Signing in by e-mail as people do it: ask, read the e-mail, come back with what it holds. */

/** Somebody asks for an e-mail at a practice. */
export const askedAt = (given: GivenPractice, email: string) =>
  inProcess(requestSignIn, { params: { slug: given.practice.slug }, body: { email } });

/** The events by which requests are told of, oldest first, as the bus hands them on. */
export const requestsTold = async (scope: Scope) =>
  (await eventRows(scope))
    .filter((row) => row.type === 'sign-in.requested.v1')
    .map((row) => heard(eventOfRow(row) as unknown as NoticeEvent));

/** What one e-mail holds. */
export const secretsIn = (text: string): { token: string; code: string } => ({
  token: /http:\/\/\S+\/p\/[a-z0-9-]+\/in#(\S+)/.exec(text)?.[1] ?? '',
  code: /^\d{6}$/m.exec(text)?.[0] ?? '',
});

/** The listener hears of the newest request, and the e-mail that it sends is read. */
export async function emailedTo(given: GivenPractice, email: string) {
  // Events of one millisecond have no order: the newest request is the one that the address has.
  const { signIn } = await getAddress(given, addressHmac(given.practice, email));
  const told = (await requestsTold(given)).find(({ detail }) =>
    JSON.stringify(detail).includes(`${signIn?.id}`),
  );
  await emailSignIn(told as Parameters<typeof emailSignIn>[0]);
  return secretsIn((await emailsTo(email)).at(-1)?.text ?? '');
}

/** Somebody asks, and reads the link and the code that they get. */
export async function asked(given: GivenPractice, email: string) {
  await askedAt(given, email);
  return emailedTo(given, email);
}

/** Somebody comes back with a link, or with a code, and perhaps answers. */
export const comesBack = (given: GivenPractice, body: object, headers: Record<string, string> = {}) =>
  inProcess(openSession, { params: { slug: given.practice.slug }, body, headers });
