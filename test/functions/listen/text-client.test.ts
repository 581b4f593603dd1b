import { expect, test } from 'vitest';
import { handler } from '../../../functions/listen/text-client/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import type { NoticeEvent } from '../../../shared/domain/notice.ts';
import { partsOf } from '../../../shared/domain/text-message.ts';
import { texts } from '../../../shared/gateway/text.ts';
import { itIs, logLines, standingClock } from '../../support/clock.ts';
import { failing, refused } from '../../support/faults.ts';
import { givenCancellation, givenMove, givenReachable, heard, textsTo } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const minutes = (count: number) => itIs(Date.now() + count * 60_000);
/** Lets the sweep run 1, 5, 15, 30, 59 and 120 minutes later, and after a day. */
const aWholeDay = async () => {
  for (const wait of [1, 4, 10, 15, 29, 61, 22 * 60]) {
    minutes(wait);
    await sweep({});
  }
};

test('[6.1] tells a client by text of a change, with old and new time in the zone of the place', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  expect(await textsTo(client.phone)).toEqual([
    'Test Practice: your appointment on Thu 19 Nov 2026, 10:00am (United Kingdom Time) has moved to Fri 20 Nov 2026, 10:00am (United Kingdom Time). Questions? Phone 020 7946 0999.',
  ]);
});

test('[3.4] never says of an appointment that has another place at the same time that it has moved', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  const data = { ...event.data, previousStartsAt: event.data.startsAt };
  await handler(heard({ ...event, data } as NoticeEvent));
  expect(await textsTo(client.phone)).toEqual([
    'Test Practice: your appointment stays on Fri 20 Nov 2026, 10:00am (United Kingdom Time), but something else about it has changed, such as its place or its length. Questions? Phone 020 7946 0999.',
  ]);
});

test('[6.1] tells a client by text of a cancellation', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenCancellation(given, appointment);
  await handler(heard(event));
  expect(await textsTo(client.phone)).toEqual([
    'Test Practice: your appointment on Thu 19 Nov 2026, 10:00am (United Kingdom Time) is cancelled. To book another, phone 020 7946 0999.',
  ]);
});

test('[6.3] names nobody in a text, which takes two parts at most whatever the practice is called', async () => {
  const { given, client, appointment } = await givenReachable({
    practice: {
      profile: { name: 'The “Łong” Practice of Möbius & Søn – '.repeat(3), zone: 'America/St_Johns' },
    },
    client: { givenName: 'Zebedee', familyName: 'Quux' },
  });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  const [text] = await textsTo(client.phone);
  expect(text).toContain('(Newfoundland Time)');
  expect(text).not.toMatch(/Zebedee|Quux|clinician/);
  expect(partsOf(text!)).toBe(2);
});

test('[6.4] sends one text however often the event arrives, and at once', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  await Promise.all(Array.from({ length: 5 }, () => handler(heard(event))));
  await handler(heard(event));
  await aWholeDay();
  expect(await textsTo(client.phone)).toHaveLength(1);
});

test('[6.4] sends one text where the answer of the service is dropped after it took the text', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  const fired = await failing(texts, 'after', async (fault) => {
    await handler(heard(event));
    await handler(heard(event));
    return fault.fired;
  });
  // Once: neither the SDK nor the second arrival asked again.
  expect(fired).toBe(1);
  await aWholeDay();
  await handler(heard(event));
  expect(await textsTo(client.phone)).toHaveLength(1);
});

test('[6.4] never sends a text again whose fate is unknown, though it did not go out', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  const fired = await failing(texts, 'before', async (fault) => {
    await handler(heard(event));
    return fault.fired;
  });
  expect(fired).toBe(1);
  await handler(heard(event));
  await aWholeDay();
  expect(await textsTo(client.phone)).toHaveLength(0);
});

test('[6.4] sends a text again that the service refused, within the hour', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  const throttled = { error: () => refused('ThrottledException', 429) };
  const fired = await failing(
    texts,
    'before',
    async (fault) => {
      await handler(heard(event));
      minutes(1);
      await sweep({});
      return fault.fired;
    },
    throttled,
  );
  expect(fired).toBe(2);
  minutes(1);
  await sweep({});
  expect(await textsTo(client.phone)).toHaveLength(0);
  minutes(1);
  await sweep({});
  await aWholeDay();
  expect(await textsTo(client.phone)).toHaveLength(1);
});

test('[6.4] gives a text up after an hour of refusals, and says so in the log', async () => {
  const { given, client, appointment } = await givenReachable();
  const { event } = await givenMove(given, appointment);
  await failing(
    texts,
    'before',
    async () => {
      await handler(heard(event));
      minutes(61);
      await sweep({});
    },
    { error: () => refused('InvalidParameterException') },
  );
  await aWholeDay();
  expect(await textsTo(client.phone)).toHaveLength(0);
  expect(logLines.filter((line) => line.includes('"alarm":"message-given-up"'))).toHaveLength(1);
});

test('[6.1] never tells of an older state after a newer one, in whatever order events arrive', async () => {
  const { given, client, appointment } = await givenReachable();
  const { after, event: moved } = await givenMove(given, appointment);
  const { event: gone } = await givenCancellation(given, after);
  await handler(heard(gone));
  await handler(heard(moved));
  expect(await textsTo(client.phone)).toEqual([expect.stringContaining('is cancelled')]);
});

test('[6.1] tells of a change and of the cancellation right after it, in order', async () => {
  const { given, client, appointment } = await givenReachable();
  const { after, event: moved } = await givenMove(given, appointment);
  const { event: gone } = await givenCancellation(given, after);
  await handler(heard(moved));
  await handler(heard(gone));
  expect(await textsTo(client.phone)).toEqual([
    expect.stringContaining('has moved to'),
    expect.stringContaining('is cancelled'),
  ]);
});

test.each(['import', 'replay'] as const)(
  '[6.4] sends nothing because of an event of cause %s',
  async (cause) => {
    const { given, client, appointment } = await givenReachable();
    const { event } = await givenMove(given, appointment, { change: { cause } });
    await handler(heard(event));
    expect(await textsTo(client.phone)).toEqual([]);
  },
);

test('[9.3] puts ids and outcomes into the log, and no number, name or words', async () => {
  const { given, client, appointment } = await givenReachable({ client: { givenName: 'Zebedee' } });
  const { event } = await givenMove(given, appointment);
  await failing(texts, 'before', () => handler(heard(event)));
  const log = logLines.join('');
  expect(log).toContain('"outcome":"unknown"');
  expect(log).toContain(event.metadata.id);
  expect(log).not.toMatch(/Zebedee|Test Practice|moved/);
  expect(log).not.toContain(client.phone);
});
