import { handler as emailConfirmation } from '../../functions/listen/email-confirmation/handler.ts';
import { confirmRequest } from '../../functions/public/confirm-request/contract.ts';
import { requestAppointment } from '../../functions/public/request-appointment/contract.ts';
import { eventsOf } from './events.ts';
import { type GivenPractice, hoursFromNow } from './given.ts';
import { inProcess as ask } from './http.ts';
import { emailsTo, heard } from './notices.ts';

/** Asking for a time without signing in, as people do it: fill in the form, read the e-mail, press Confirm. */

/** What somebody types of themselves; the address is one's own in each test. */
export const aStranger = (over: object = {}) => ({
  givenName: 'Nora',
  familyName: 'Finch',
  email: 'nora@mail.example',
  phone: '020 7946 0123',
  dateOfBirth: '1988-04-09',
  postcode: 'se1 0zz',
  ...over,
});

/** A stranger sends the form, for a time five days on unless it is said. */
export const asks = (given: GivenPractice, over: object = {}, headers: Record<string, string> = {}) =>
  ask(requestAppointment, {
    params: { slug: given.practice.slug },
    body: { serviceId: given.service.id, startsAt: hoursFromNow(120), ...aStranger(), ...over },
    headers,
  });

/** What the bus hands on of strangers' requests, oldest first. */
export const received = async (given: GivenPractice) =>
  (await eventsOf(given, 'request.received.v1')).map(
    (event) => heard(event as never) as never as Parameters<typeof emailConfirmation>[0],
  );

/** The token of a confirmation e-mail's button. */
export const tokenIn = (text: string): string => /http:\/\/\S+\/c#(\S+)/.exec(text)?.[1] ?? '';

/** Somebody asks, and the token of the e-mail that they get. */
export async function asked(
  given: GivenPractice,
  over: { email?: string; startsAt?: string; givenName?: string; staffId?: string } = {},
): Promise<string> {
  const before = new Set((await received(given)).map(({ detail }) => JSON.stringify(detail)));
  const { status, body } = await asks(given, over);
  if (status !== 202) throw new Error(`The form was refused: ${JSON.stringify(body)}`);
  const told = (await received(given)).find(({ detail }) => !before.has(JSON.stringify(detail)));
  if (told) await emailConfirmation(told);
  return tokenIn((await emailsTo(over.email ?? aStranger().email)).at(-1)?.text ?? '');
}

/** Somebody presses Confirm. */
export const confirms = (token: string, more: object = {}) =>
  ask(confirmRequest, { body: { token, ...more } });
