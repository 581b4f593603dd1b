import { expect, test } from 'vitest';
import { handler as noteReply } from '../../../functions/listen/note-text-reply/handler.ts';
import { handler as textClient } from '../../../functions/listen/text-client/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { keys } from '../../../shared/data/keys.ts';
import { getMessage, listDeliveries } from '../../../shared/data/message.ts';
import { getMarks } from '../../../shared/data/reach.ts';
import { put, transact } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { mostTexts } from '../../../shared/domain/text-limit.ts';
import { texts } from '../../../shared/gateway/text.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { failing, refused } from '../../support/faults.ts';
import { type GivenPractice, givenAppointment, givenClient } from '../../support/given.ts';
import { givenMove, givenReachable, heard, textsTo } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

/** A text that came in, as AWS End User Messaging hands it to the topic. */
const reply = (from: string | null, messageBody: string, at = monday) =>
  noteReply({
    Records: [
      {
        Sns: {
          MessageId: 'message-1',
          Timestamp: new Date(at).toISOString(),
          Message: JSON.stringify({
            originationNumber: from,
            destinationNumber: '+447700900999',
            messageKeyword: 'KEYWORD_1',
            messageBody,
            inboundMessageId: 'inbound-1',
            previousPublishedMessageId: 'previous-1',
          }),
        },
      },
    ],
  } as never);

/** Moves an appointment some times, with a text each; answers what it has become. */
async function moveTold(given: GivenPractice, before: Appointment, times = 1): Promise<Appointment> {
  let present = before;
  for (let time = 0; time < times; time += 1) {
    const { after, event } = await givenMove(given, present);
    await textClient(heard(event));
    present = after;
  }
  return present;
}

const held = async (given: GivenPractice) =>
  (await listDeliveries(given, Date.now(), { limit: 20 })).items
    .filter(({ state }) => state === 'not-sent')
    .map(({ reason }) => reason);

test('[6.4] STOP ends the texts of every practice to a number, START lets them begin again', async () => {
  const one = await givenReachable();
  const two = await givenReachable({ client: { phone: one.client.phone } });
  await reply(one.client.phone, 'Stop.');
  const moved = await moveTold(one.given, one.appointment);
  await moveTold(two.given, two.appointment);
  expect(await textsTo(one.client.phone)).toEqual([]);
  expect([await held(one.given), await held(two.given)]).toEqual([['stopped'], ['stopped']]);
  expect((await getMarks(one.given.practice, one.client)).text).toBe('stopped');
  await reply(one.client.phone, 'START', monday + 1);
  await moveTold(one.given, moved);
  expect(await textsTo(one.client.phone)).toHaveLength(1);
});

test('[6.4] of STOP and START that come the wrong way round the later one counts, however often they come', async () => {
  const { given, client } = await givenReachable();
  await reply(client.phone, 'STOP', monday + 60_000);
  await reply(client.phone, 'START', monday);
  await reply(client.phone, 'STOP', monday + 60_000);
  expect((await getMarks(given.practice, client)).text).toBe('stopped');
});

test('[6.4] other texts end nothing, and neither words nor numbers are in a log', async () => {
  const { given, client } = await givenReachable();
  await reply(client.phone, 'I feel much better, thank you');
  await reply(null, 'STOP');
  await noteReply({
    Records: [{ Sns: { MessageId: 'm', Timestamp: '2026-11-16T10:00:00Z', Message: 'STOP' } }],
  } as never);
  expect((await getMarks(given.practice, client)).text).toBeNull();
  expect(logLines.join('')).not.toMatch(/better|\+4477/);
});

test('[6.4] a number gets three texts of a practice in a day, then what is not sent is noted', async () => {
  const { given, client, appointment } = await givenReachable();
  const moved = await moveTold(given, appointment, 5);
  expect(await textsTo(client.phone)).toHaveLength(3);
  expect(await held(given)).toEqual(['too-many', 'too-many']);
  // Somebody else of the practice still gets theirs, and so does this one tomorrow.
  const other = await givenClient(given, { phone: '+447700900777' });
  await moveTold(given, await givenAppointment(given, other, { startsAt: '2026-11-30T10:00:00.000Z' }));
  itIs(monday + 24 * 3_600_000);
  await moveTold(given, moved);
  expect(await textsTo(client.phone)).toHaveLength(4);
  expect(await held(given)).toHaveLength(2);
});

test('[6.4] a text that arrives again counts once', async () => {
  const { given, client, appointment } = await givenReachable();
  const { after, event } = await givenMove(given, appointment);
  for (let time = 0; time < 4; time += 1) await textClient(heard(event));
  await moveTold(given, after, 2);
  expect(await textsTo(client.phone)).toHaveLength(3);
});

test('[6.4] a practice sends so many texts a day and no more, to whomever', async () => {
  const { given, client, appointment } = await givenReachable();
  const day = new Date(monday).toISOString().slice(0, 10);
  const counted = { count: mostTexts.ofPractice - 1 };
  await transact([put('counter', keys.rate(given.practiceId, 'text', day), counted, 'new')]);
  await moveTold(given, appointment, 2);
  expect(await textsTo(client.phone)).toHaveLength(1);
  expect(await held(given)).toEqual(['too-many']);
});

test('[6.4] a landline gets no text, and staff see why', async () => {
  const { given, client, appointment } = await givenReachable({ client: { phone: '+442079460999' } });
  await moveTold(given, appointment);
  expect(await textsTo(client.phone)).toEqual([]);
  expect(await held(given)).toEqual(['not-mobile']);
});

test.each([
  ['stopped', () => Object.assign(refused('OptedOutException'), { message: 'Phone number is opted out' })],
  [
    'unreachable',
    () => Object.assign(refused('InvalidParameterException'), { message: 'Invalid parameter: PhoneNumber' }),
  ],
] as const)('[6.4] what the service refuses for good, as %s, is not tried again', async (reason, error) => {
  const { given, client, appointment } = await givenReachable();
  const { after, event } = await givenMove(given, appointment);
  const fired = await failing(
    texts,
    'before',
    async (fault) => {
      await textClient(heard(event));
      itIs(monday + 5 * 60_000);
      await sweep({});
      return fault.fired;
    },
    { error },
  );
  expect(fired).toBe(1);
  expect((await getMarks(given.practice, client)).text).toBe(reason);
  const recipient = { kind: 'client', id: client.id } as const;
  const message = await getMessage(given, event.metadata.id, { channel: 'text', recipient });
  expect(message).toMatchObject({ state: 'held-back', reason });
  await moveTold(given, after);
  expect(await textsTo(client.phone)).toEqual([]);
  expect(await held(given)).toEqual([reason, reason]);
});
