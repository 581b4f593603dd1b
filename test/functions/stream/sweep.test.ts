import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { handler } from '../../../functions/stream/sweep/handler.ts';
import { shardOf } from '../../../shared/data/keys.ts';
import { bury } from '../../../shared/data/outbox.ts';
import { buses } from '../../../shared/gateway/bus.ts';
import { itIs, logLines, standingClock } from '../../support/clock.ts';
import { type GivenPractice, givenClient, givenPractice } from '../../support/given.ts';
import { eventRows } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const bus = mockClient(buses);
const takes = () =>
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
    FailedEntryCount: 0,
    Entries: Entries.map(() => ({ EventId: 'x' })),
  }));

beforeEach(async () => {
  bus.reset();
  takes();
  // What an earlier test left, so that each begins with nothing to do.
  itIs(Date.now() + 86_400_000);
  await handler({});
  bus.resetHistory();
  logLines.length = 0;
});

const published = () =>
  bus
    .commandCalls(PutEventsCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .map(({ Detail }) => JSON.parse(Detail!).metadata.id);

const seconds = (count: number) => itIs(Date.now() + count * 1_000);
const rowsOf = async (given: GivenPractice) => (await eventRows(given)).map((row) => row.sk);

test('[8.1] publishes after 30 seconds what the stream left behind, once', async () => {
  const given = await givenPractice();
  await givenClient(given);
  seconds(30);
  await handler({});
  expect(published()).toEqual([]);
  seconds(1);
  await handler({});
  expect(published()).toEqual(await rowsOf(given));
  await handler({});
  expect(published()).toHaveLength(1);
});

test('[8.1] looks after every shard of the outbox, and after more than a page', async () => {
  const shards = new Set<number>();
  const expected: unknown[] = [];
  while (shards.size < 8) {
    const given = await givenPractice();
    if (shards.has(shardOf(given.practiceId))) continue;
    shards.add(shardOf(given.practiceId));
    for (let n = shards.size === 1 ? 105 : 1; n > 0; n -= 1) await givenClient(given);
    expected.push(...(await rowsOf(given)));
  }
  seconds(31);
  await handler({});
  expect(published().toSorted()).toEqual(expected.toSorted());
});

test('[8.1] keeps what the bus does not take for the next minute', async () => {
  const given = await givenPractice();
  await givenClient(given);
  seconds(31);
  bus.on(PutEventsCommand).rejects(new Error('down'));
  await handler({});
  takes();
  bus.resetHistory();
  await handler({});
  expect(published()).toEqual(await rowsOf(given));
});

test('[8.1] says each minute in the log that there are dead events, until somebody has looked', async () => {
  const given = await givenPractice();
  await givenClient(given);
  const [row] = await eventRows(given);
  await bury(row!, 'unknown type', Date.now());
  seconds(60);
  await handler({});
  expect(published()).toEqual([]);
  expect(logLines.filter((line) => line.includes('"alarm":"event-dead"'))).toHaveLength(1);
});
