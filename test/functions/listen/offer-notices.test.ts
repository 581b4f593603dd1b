import { beforeEach, expect, test } from 'vitest';
import { handler as email } from '../../../functions/listen/email-client/handler.ts';
import { handler as text } from '../../../functions/listen/text-client/handler.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { NoticeEvent } from '../../../shared/domain/notice.ts';
import { itIs, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { type GivenPractice, givenAppointment, hoursFromNow } from '../../support/given.ts';
import { emailsTo, givenReachable, heard, textsTo } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenOffer, givenWaiting } from '../../support/waitlist.ts';

standingClock();
ownTable();

let given: GivenPractice;
let client: Client;
let appointment: Appointment;
beforeEach(async () => {
  ({ given, client } = await givenReachable({ client: { givenName: 'Anna' } }));
  appointment = await givenAppointment(given, client, { startsAt: hoursFromNow(96) });
  await givenWaiting(given, appointment);
});

/** The listeners hear of the offer, twice, as the bus may give it to them. */
async function hear(cause?: 'import' | 'replay'): Promise<void> {
  const [event] = await eventsOf(given, 'offer.made.v1');
  const metadata = { ...event!.metadata, ...(cause && { cause }) };
  const arrived = heard({ ...event, metadata } as unknown as NoticeEvent) as never;
  for (const listener of [email, text, email, text]) await listener(arrived);
}

test('[4.5] an offer is told once by e-mail, with its link, and once by text, with time and end', async () => {
  await givenOffer(given, appointment, hoursFromNow(50));
  await hear();
  const [offered, ...more] = await emailsTo(client.email);
  expect(more).toEqual([]);
  expect(offered!.subject).toMatch(/ has come free$/);
  for (const words of ['Hello Anna,', 'has come free at', 'You can take it until', '/a#'])
    expect(offered!.text).toContain(words);
  expect(await textsTo(client.phone)).toEqual([
    expect.stringMatching(/ has come free\. You can take it online until .*\(United Kingdom Time\)\./),
  ]);
});

test('[4.5] an offer that is over by then is not told any more', async () => {
  const offer = await givenOffer(given, appointment, hoursFromNow(50));
  itIs(Date.parse(offer.until));
  await hear();
  expect(await emailsTo(client.email)).toEqual([]);
  expect(await textsTo(client.phone)).toEqual([]);
});

test.each(['import', 'replay'] as const)('[6.4] an offer is told to nobody by %s', async (cause) => {
  await givenOffer(given, appointment, hoursFromNow(50));
  await hear(cause);
  expect(await emailsTo(client.email)).toEqual([]);
  expect(await textsTo(client.phone)).toEqual([]);
});
