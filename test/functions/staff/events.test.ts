import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../../functions/listen/replay-events/handler.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { listEvents } from '../../../functions/staff/list-events/contract.ts';
import { readReplay } from '../../../functions/staff/read-replay/contract.ts';
import { startReplay } from '../../../functions/staff/start-replay/contract.ts';
import { encodeCursor } from '../../../shared/data/table.ts';
import type { EventDetail } from '../../../shared/domain/event.ts';
import { buses } from '../../../shared/gateway/bus.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { type GivenPractice, givenClient, givenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const bus = mockClient(buses);
const taken = (count: number) => ({
  FailedEntryCount: 0,
  Entries: Array.from({ length: count }, () => ({ EventId: 'x' })),
});
const allTaken = () => bus.on(PutEventsCommand).callsFake(({ Entries }) => taken(Entries.length));

let given: GivenPractice;
let params: { practiceId: string };
const token = () => staffToken(given, given.manager);

beforeEach(async () => {
  bus.reset();
  allTaken();
  given = await givenPractice();
  params = { practiceId: given.practiceId };
});

/** The details that went to the bus. */
const published = () =>
  bus
    .commandCalls(PutEventsCommand)
    .flatMap(({ args: [{ input }] }) => input.Entries ?? [])
    .map(({ Detail }) => JSON.parse(String(Detail)) as EventDetail);

/** Runs the listener on the newest event of a replay, as the bus would. */
async function hear(type: 'replay.started.v1' | 'replay.continued.v1') {
  const event = (await eventsOf(given, type)).at(-1)!;
  return handler(heard(event as never) as never);
}

const range = { from: '2026-11-16T00:00:00.000Z', to: '2026-11-17T00:00:00.000Z' };

describe('the feed', () => {
  test('[8.1] tells managers what happened 15 s ago and before, and goes on from there', async () => {
    await givenClient(given);
    const query = { limit: '1' };
    const early = await ask(listEvents, { params, token: await token(), query });
    expect(early).toMatchObject({ status: 200, body: { items: [], next: expect.any(String) } });
    itIs(monday + 15_000);
    expect((await ask(listEvents, { params, token: await token(), query })).body.items).toEqual([]);
    itIs(monday + 15_001);
    const { body } = await ask(listEvents, {
      params,
      token: await token(),
      query: { after: early.body.next },
    });
    const all = (await eventsOf(given)).map(({ type, ...detail }) => ({ type, detail }));
    expect(body.items).toEqual(all);
    expect(all.length).toBeGreaterThan(0);
  });

  test.each([encodeCursor('PRACTICE'), 'x', '../..', encodeCursor(`clnt_0${'0'.repeat(25)}`)])(
    '[8.1] refuses a cursor that is none: %s',
    async (after) => {
      expect(await ask(listEvents, { params, token: await token(), query: { after } })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '?after' }] },
      });
    },
  );

  test('[1.2] is for admins and managers, of this practice', async () => {
    const asClinician = await staffToken(given, given.clinician);
    expect((await ask(listEvents, { params, token: asClinician })).status).toBe(403);
    const other = await givenPractice();
    const stranger = await staffToken(other, other.manager);
    expect((await ask(listEvents, { params, token: stranger })).status).toBe(404);
  });
});

describe('a replay', () => {
  /** Three clients of this morning, and a manager who asks an hour later. */
  async function givenReplay(body: object = range) {
    for (let n = 0; n < 3; n += 1) await givenClient(given);
    itIs(monday + 3_600_000);
    return ask(startReplay, { params, token: await token(), body });
  }
  const read = async (replayId: string) =>
    (await ask(readReplay, { params: { ...params, replayId }, token: await token() })).body;

  test('[8.1] puts each event on the bus again: same id, same data, marked as a replay', async () => {
    const { status, body } = await givenReplay();
    expect(status).toBe(202);
    expect(body).toMatchObject({
      state: 'running',
      from: range.from,
      to: new Date(monday + 3_600_000 - 15_000).toISOString(),
      published: 0,
    });
    const before = (await eventsOf(given)).filter(({ type }) => !type.startsWith('replay.'));
    await hear('replay.started.v1');
    expect(published()).toEqual(
      before.map(({ metadata, data }) => ({ metadata: { ...metadata, cause: 'replay' }, data })),
    );
    expect(before.length).toBeGreaterThanOrEqual(3);
    expect(await read(body.id)).toMatchObject({ state: 'finished', published: before.length });
    expect(await eventsOf(given, 'replay.finished.v1')).toMatchObject([
      { data: { replayId: body.id, published: before.length }, metadata: { sequence: 2 } },
    ]);
  });

  test('[8.1] publishes nothing more when its event comes again', async () => {
    await givenReplay();
    await hear('replay.started.v1');
    const count = published().length;
    await hear('replay.started.v1');
    expect(published()).toHaveLength(count);
  });

  test('[8.1] of named types leaves out the others', async () => {
    await givenReplay({ ...range, types: ['appointment.cancelled.v1'] });
    await hear('replay.started.v1');
    expect(published()).toEqual([]);
    expect(await eventsOf(given, 'replay.finished.v1')).toHaveLength(1);
  });

  test('[8.1] goes on where it was when the bus did not take a page', async () => {
    const { body } = await givenReplay();
    bus.reset();
    bus.on(PutEventsCommand).rejectsOnce(new Error('down'));
    await expect(hear('replay.started.v1')).rejects.toThrow('did not take');
    expect(await read(body.id)).toMatchObject({ state: 'running', published: 0 });
    allTaken();
    await hear('replay.started.v1');
    expect(await read(body.id)).toMatchObject({ state: 'finished' });
  });

  test('[8.1] is one at a time, until it is finished', async () => {
    await givenReplay();
    const again = async () => ask(startReplay, { params, token: await token(), body: range });
    expect(await again()).toMatchObject({ status: 409, body: { type: '/problems/replay-running' } });
    await hear('replay.started.v1');
    expect((await again()).status).toBe(202);
  });

  test('[8.1] is begun once, however often it is asked for with the same key', async () => {
    await givenReplay({ ...range, types: ['client.created.v1'] });
    await hear('replay.started.v1');
    const asked = {
      params,
      token: await token(),
      body: range,
      headers: { 'idempotency-key': 'once' },
    };
    const [first, second] = [await ask(startReplay, asked), await ask(startReplay, asked)];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toEqual(first.body);
    expect(await eventsOf(given, 'replay.started.v1')).toHaveLength(2);
  });

  test('[9.3] is in the audit log with who asked for what', async () => {
    await givenReplay();
    const { body } = await ask(listAudit, { params, token: await token() });
    expect(body.items).toContainEqual(
      expect.objectContaining({
        what: 'replay.started.v1',
        actor: `staff:${given.manager.id}`,
        after: expect.objectContaining({ from: range.from, types: null }),
      }),
    );
  });

  test.each([
    [{ ...range, to: range.from }, 422, '/to'],
    [{ ...range, from: '2026-01-01T00:00:00.000Z' }, 422, '/to'],
    [{ ...range, types: [] }, 422, '/types'],
    [{ ...range, types: ['client.created.v1', 'client.created.v1'] }, 422, '/types'],
    [{ ...range, types: ['client.vanished.v1'] }, 422, '/types/0'],
    [{ ...range, from: 'yesterday' }, 422, '/from'],
    [{ ...range, from: undefined }, 400, '/from'],
    [{ ...range, practiceId: 'x' }, 400, '/practiceId'],
  ])('[8.1] of %j is refused: %s at %s', async (body, status, pointer) => {
    expect(await ask(startReplay, { params, token: await token(), body })).toMatchObject({
      status,
      body: { errors: [{ pointer }] },
    });
  });

  test('[1.2] of another practice is not there', async () => {
    const { body } = await givenReplay();
    const other = await givenPractice();
    const answer = await ask(readReplay, {
      params: { practiceId: other.practiceId, replayId: body.id },
      token: await staffToken(other, other.manager),
    });
    expect(answer.status).toBe(404);
  });
});
