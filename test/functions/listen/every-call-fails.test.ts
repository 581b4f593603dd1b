import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { handler as beginImport } from '../../../functions/listen/begin-import/handler.ts';
import { handler as beginZoneChange } from '../../../functions/listen/begin-zone-change/handler.ts';
import { handler as emailConfirmation } from '../../../functions/listen/email-confirmation/handler.ts';
import { handler as emailSignIn } from '../../../functions/listen/email-sign-in/handler.ts';
import { handler as replayEvents } from '../../../functions/listen/replay-events/handler.ts';
import { startReplay } from '../../../functions/staff/start-replay/contract.ts';
import { shardOf } from '../../../shared/data/keys.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import { uploadKey } from '../../../shared/domain/import/upload.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { threeTimes, withEachFault } from '../../support/every-call.ts';
import { lost } from '../../support/faults.ts';
import { givenAccess, givenClient, givenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { givenUpload } from '../../support/imports.ts';
import { minuteOf } from '../../support/minute.ts';
import { givenReachable, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { askedAt, requestsTold } from '../../support/sign-in.ts';
import { asks, confirms, received, tokenIn } from '../../support/strangers.ts';

/** Every SDK call of the listeners that tell nobody of appointments fails once before and once after it took effect. */

standingClock();
ownTable();

const MINUTE = 60_000;

/** Of an e-mail whose fate is unknown the minute's sweep takes care. */
async function sweptLater(scope: Scope): Promise<void> {
  itIs(monday + 16 * MINUTE);
  await threeTimes(() => minuteOf(scope));
}

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
      afterwards: () => sweptLater(given),
      wrong: async ({ emails }) =>
        emails.length === 1 || emails.length === 2 ? [] : [`${emails.length} e-mails`],
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(6);
}, 300_000);

test('[5.1] so does the one by which a stranger confirms a request, and each button that goes out works', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    itIs(monday);
    const given = await givenPractice({ booking: true });
    await asks(given, { email: `${ulid().toLowerCase()}@mail.example` });
    const [told] = await received(given);
    return {
      shard: shardOf(given.practiceId),
      work: () => emailConfirmation(told!),
      afterwards: () => sweptLater(given),
      wrong: async ({ letters }) => {
        const states: unknown[] = [];
        for (const letter of letters) states.push((await confirms(tokenIn(unfolded(letter)))).body.state);
        return [
          ...(letters.length === 1 || letters.length === 2 ? [] : [`${letters.length} e-mails`]),
          ...states.filter((state) => state !== 'pending').map((state) => `a button came to ${state}`),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(8);
}, 300_000);

/** Lines of an e-mail as they were before it was folded (RFC 2045). */
const unfolded = (letter: string) => letter.replaceAll('=\r\n', '');

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
