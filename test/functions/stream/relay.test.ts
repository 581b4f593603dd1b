import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { handler } from '../../../functions/stream/relay/handler.ts';
import { auditRow, newId } from '../../../shared/data/change.ts';
import { keys } from '../../../shared/data/keys.ts';
import { countDead } from '../../../shared/data/outbox.ts';
import { getItem, type Item, transact } from '../../../shared/data/table.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { eventDetail } from '../../../shared/domain/event.ts';
import { buses } from '../../../shared/gateway/bus.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { logLines, standingClock } from '../../support/clock.ts';
import { givenClient, givenPractice } from '../../support/given.ts';
import { eventRows } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const bus = mockClient(buses);
const taken = (count: number) => ({
  FailedEntryCount: 0,
  Entries: Array.from({ length: count }, () => ({ EventId: 'x' })),
});

beforeEach(() => {
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }) => taken(Entries.length));
});
afterEach(() => vi.unstubAllEnvs());

// The table's client finds its endpoint at its first call: before a test takes the variable away.
beforeAll(() => countDead());

/** AWS, which understands reports of partial failures, rather than the local engine. */
const onAws = () => vi.stubEnv('AWS_ENDPOINT_URL', undefined);

const recordOf = (
  row: Item,
  at: number,
  eventName: DynamoDBRecord['eventName'] = 'INSERT',
): DynamoDBRecord => ({
  eventName,
  dynamodb: {
    SequenceNumber: String(100 + at),
    NewImage: marshall(row, { removeUndefinedValues: true }) as NonNullable<
      DynamoDBRecord['dynamodb']
    >['NewImage'] & {},
  },
});

const stream = (rows: Item[]): DynamoDBStreamEvent => ({ Records: rows.map((row, at) => recordOf(row, at)) });

async function givenEvents(count: number): Promise<{ scope: Scope; rows: Item[] }> {
  const given = await givenPractice();
  for (let n = 0; n < count; n += 1) await givenClient(given);
  return { scope: given, rows: await eventRows(given) };
}

const calls = () => bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);
const published = () =>
  calls()
    .flat()
    .map(({ Detail }) => JSON.parse(Detail!).metadata.id);

const inOutbox = async (scope: Scope) =>
  (await eventRows(scope)).filter((row) => row.gsi1pk !== undefined).map((row) => row.sk);

test('[8.1] publishes new events, ten a call, and takes them out of the outbox', async () => {
  const { scope, rows } = await givenEvents(23);
  expect(await inOutbox(scope)).toHaveLength(23);
  expect(await handler(stream(rows))).toEqual({ batchItemFailures: [] });
  expect(calls().map((entries) => entries.length)).toEqual([10, 10, 3]);
  expect(published()).toEqual(rows.map((row) => row.sk));
  expect(await inOutbox(scope)).toEqual([]);
});

test('[8.1] publishes what the catalogue describes: source, type, time, and no personal data', async () => {
  const { rows } = await givenEvents(1);
  await handler(stream(rows));
  const [entry] = calls().flat();
  expect(entry).toMatchObject({
    Source: 'portico',
    DetailType: 'client.created.v1',
    EventBusName: process.env.BUS_NAME,
  });
  expect(entry!.Time?.toISOString()).toBe(rows[0]!.at);
  expect(eventDetail('client.created.v1').safeParse(JSON.parse(entry!.Detail!)).success).toBe(true);
  expect(entry!.Detail).not.toMatch(/Ann|mail\.example|audit|gsi/);
});

test('[8.1] passes over what is not for the bus: audit rows, updates, and what another region publishes', async () => {
  const { scope, rows } = await givenEvents(1);
  await transact([
    auditRow(scope, systemChange('test', 'request-1', Date.now(), Date.now), 'session-opened'),
  ]);
  const [audit] = (await eventRows(scope)).filter((row) => row.action !== undefined);
  const elsewhere = { ...rows[0]!, gsi1pk: String(rows[0]!.gsi1pk).replace('eu-west-2', 'us-east-1') };
  await handler({
    Records: [
      recordOf(audit!, 0),
      recordOf(elsewhere, 1),
      recordOf(rows[0]!, 2, 'MODIFY'),
      { eventName: 'REMOVE' },
    ],
  });
  expect(calls()).toEqual([]);
});

/** The bus refuses one event, and takes all others. */
const refusing = (id: unknown) =>
  bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: { Detail: string }[] }) => {
    const answers = Entries.map(({ Detail }) =>
      JSON.parse(Detail).metadata.id === id ? { ErrorCode: 'ThrottlingException' } : { EventId: 'x' },
    );
    return { FailedEntryCount: answers.filter((it) => 'ErrorCode' in it).length, Entries: answers };
  });

test('[8.1] on AWS reports exactly the events that the bus did not take', async () => {
  const { scope, rows } = await givenEvents(12);
  onAws();
  refusing(rows[3]!.sk);
  expect(await handler(stream(rows))).toEqual({ batchItemFailures: [{ itemIdentifier: '103' }] });
  expect(await inOutbox(scope)).toEqual([rows[3]!.sk]);
});

test('[8.1] on an engine that ignores such reports fails the whole batch, and doing it again publishes the rest', async () => {
  const { scope, rows } = await givenEvents(12);
  refusing(rows[3]!.sk);
  await expect(handler(stream(rows))).rejects.toThrow('1 records of the stream must come again');
  expect(await inOutbox(scope)).toEqual([rows[3]!.sk]);
  bus.on(PutEventsCommand).callsFake(({ Entries }) => taken(Entries.length));
  await handler(stream(rows));
  expect(await inOutbox(scope)).toEqual([]);
});

test('[8.1] loses nothing where the bus does not answer: every event of that call comes again', async () => {
  const { scope, rows } = await givenEvents(12);
  onAws();
  bus
    .on(PutEventsCommand)
    .rejectsOnce(new Error('down'))
    .callsFake(({ Entries }) => taken(Entries.length));
  const { batchItemFailures } = await handler(stream(rows));
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
    rows.slice(0, 10).map((_, at) => String(100 + at)),
  );
  expect(await inOutbox(scope)).toEqual(rows.slice(0, 10).map((row) => row.sk));
});

test.each([
  ['of an unknown type', { type: 'appointment.vanished.v1' }, 'unknown type'],
  ['without what the catalogue asks for', { data: { clientId: 'Anna' } }, 'invalid: data.clientId'],
  [
    'that holds more than the catalogue knows',
    { data: { clientId: newId('client', 0), name: 'Anna' } },
    'invalid: data',
  ],
  ['too large for the bus', { correlationId: 'x'.repeat(256 * 1024) }, 'too large: 262'],
])('[8.1] buries an event %s, aloud, and publishes those around it', async (_, broken, reason) => {
  const { scope, rows } = await givenEvents(3);
  const before = await countDead();
  const bad: Item = { ...rows[1]!, ...broken };
  expect(await handler(stream([rows[0]!, bad, rows[2]!]))).toEqual({ batchItemFailures: [] });
  expect(published()).toEqual([rows[0]!.sk, rows[2]!.sk]);
  const stored = await getItem({ pk: String(bad.pk), sk: String(bad.sk) });
  expect(stored).toMatchObject({
    gsi1pk: keys.outbox('eu-west-2', 'dead'),
    deadReason: expect.stringContaining(reason),
    deadAt: new Date().toISOString(),
  });
  expect(await countDead()).toBe(before + 1);
  expect(
    logLines.some((line) => line.includes('"alarm":"event-dead"') && line.includes(String(bad.sk))),
  ).toBe(true);
  expect(logLines.join('')).not.toContain('Anna');
  expect(scope.practiceId).toBe(String(bad.pk).split('#')[1]);
});

test('[8.1] keeps each call under 256 KB', async () => {
  const { rows } = await givenEvents(8);
  const large = rows.map((row) => ({ ...row, correlationId: 'ü'.repeat(40_000) }));
  await handler(stream(large));
  const bytes = calls().map((entries) =>
    entries.reduce((sum, { Detail }) => sum + Buffer.byteLength(Detail!), 0),
  );
  expect(calls().map((entries) => entries.length)).toEqual([3, 3, 2]);
  expect(Math.max(...bytes)).toBeLessThan(256 * 1024);
});
