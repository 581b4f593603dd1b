import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { handler as beginImport } from '../../../functions/listen/begin-import/handler.ts';
import { handler as beginZoneChange } from '../../../functions/listen/begin-zone-change/handler.ts';
import { handler as emailSignIn } from '../../../functions/listen/email-sign-in/handler.ts';
import { handler as replayEvents } from '../../../functions/listen/replay-events/handler.ts';
import { startReplay } from '../../../functions/staff/start-replay/contract.ts';
import { listDue } from '../../../shared/data/due.ts';
import { shardOf } from '../../../shared/data/keys.ts';
import { uploadKey } from '../../../shared/domain/import/upload.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { dealWith } from '../../../shared/runtime/overdue.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { threeTimes, withEachFault } from '../../support/every-call.ts';
import { lost } from '../../support/faults.ts';
import { givenAccess, givenClient, givenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { givenUpload } from '../../support/imports.ts';
import { givenReachable, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { askedAt, requestsTold } from '../../support/sign-in.ts';

/** Every SDK call of the listeners that tell nobody of appointments fails once before and once after it took effect. */

standingClock();
ownTable();

const MINUTE = 60_000;

test('[2.9] an e-mail to sign in with goes out, whichever call of its sending is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    itIs(monday);
    const { given, client } = await givenReachable();
    await givenAccess(given, client.id, { state: 'active' });
    await askedAt(given, String(client.email));
    const [told] = await requestsTold(given);
    return {
      shard: shardOf(given.practiceId),
      work: () => emailSignIn(told as never),
      // Of one whose fate is unknown the minute's sweep takes care.
      afterwards: async () => {
        itIs(monday + 16 * MINUTE);
        const change = systemChange('test', 'test', Date.now(), Date.now);
        const due = await listDue(shardOf(given.practiceId), Date.now(), { limit: 100 }).catch(
          () => undefined,
        );
        const { items } = due ?? (await listDue(shardOf(given.practiceId), Date.now(), { limit: 100 }));
        for (const one of items) await dealWith(one, change).catch(() => dealWith(one, change));
      },
      wrong: async ({ emails }) =>
        emails.length === 1 || emails.length === 2 ? [] : [`${emails.length} e-mails`],
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(6);
}, 300_000);

test('[8.1] a replay puts every event on the bus, whichever of its calls is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    itIs(monday);
    const given = await givenPractice();
    await givenClient(given);
    const before = await eventsOf(given);
    itIs(monday + MINUTE);
    const body = { from: '2026-11-16T00:00:00.000Z', to: '2026-11-17T00:00:00.000Z' };
    const token = await staffToken(given, given.manager);
    await ask(startReplay, { params: { practiceId: given.practiceId }, token, body });
    const [started] = await eventsOf(given, 'replay.started.v1');
    return {
      work: () => replayEvents(heard(started as never) as never),
      wrong: async ({ bus }) => {
        const ids = bus.map(({ Detail }) => JSON.parse(String(Detail)).metadata.id);
        const finished = await eventsOf(given, 'replay.finished.v1');
        return [
          ...before.filter(({ metadata }) => !ids.includes(metadata.id)).map(({ type }) => `lost ${type}`),
          ...(finished.length === 1 ? [] : [`${finished.length} ends`]),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(4);
}, 300_000);

/** State machines in this process, which run an execution of a name once; the first call of them is lost. */
function machines(when: 'before' | 'after') {
  const executions: string[] = [];
  let fired = 0;
  const flows = mockClient(SFNClient);
  flows.on(StartExecutionCommand).callsFake(({ name }) => {
    const isFirst = fired === 0;
    if (isFirst) fired += 1;
    if (isFirst && when === 'before') throw lost();
    if (executions.includes(name)) throw new ExecutionAlreadyExists({ message: 'there', $metadata: {} });
    executions.push(name);
    if (isFirst) throw lost();
    return {};
  });
  return { executions, fired: () => fired, done: () => flows.restore() };
}

test.each(['before', 'after'] as const)(
  '[8.3] a flow begins once, though the call that starts it is lost %s it took effect',
  async (when) => {
    const given = await givenPractice();
    const { id } = await givenUpload(
      given,
      'clients.csv',
      'externalId,givenName,familyName\nc1,Marina,Okafor\n',
    );
    const detail = fixtures['practice.zone-change-requested.v1'];
    const uploaded = {
      id: 'upload-1',
      detail: { object: { key: uploadKey(given.practiceId, id), size: 1 } },
    };
    const zone = { 'detail-type': 'practice.zone-change-requested.v1', detail };
    for (const [name, work] of [
      [id, () => beginImport(uploaded as never)],
      [`${detail.data.zoneChangeId}-${detail.data.round}`, () => beginZoneChange(zone as never)],
    ] as const) {
      const flows = machines(when);
      await threeTimes(work);
      expect([flows.executions, flows.fired()]).toEqual([[name], 1]);
      flows.done();
    }
  },
);

test('[8.3] an import begins, whichever call before that is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const given = await givenPractice();
    const { id } = await givenUpload(
      given,
      'clients.csv',
      'externalId,givenName,familyName\nc1,Marina,Okafor\n',
    );
    const flows = mockClient(SFNClient);
    flows.on(StartExecutionCommand).resolves({});
    const uploaded = {
      id: 'upload-1',
      detail: { object: { key: uploadKey(given.practiceId, id), size: 1 } },
    };
    return {
      work: () => beginImport(uploaded as never),
      wrong: async () => {
        const begun = flows.commandCalls(StartExecutionCommand).length;
        flows.restore();
        return begun > 0 ? [] : ['not begun'];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
});
