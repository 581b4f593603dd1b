import { beforeEach, describe, expect, test } from 'vitest';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { keys } from '../../../shared/data/keys.ts';
import { changePractice, getPractice } from '../../../shared/data/practice.ts';
import { getOpenRequests, getRequest } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { getItem, put, table, transact } from '../../../shared/data/table.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { type AppointmentRequest, holdOf } from '../../../shared/domain/request.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { expireRequest } from '../../../shared/runtime/request-expiry.ts';
import { itIs, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { failing } from '../../support/faults.ts';
import {
  clientToken,
  type GivenPractice,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';

standingClock();
ownTable();

let given: GivenPractice;
let client: Client;
let request: AppointmentRequest;
let deadline: number;
beforeEach(async () => {
  given = await givenPractice({ booking: true });
  client = await givenClient(given);
  request = await givenRequest(given, client);
  deadline = Date.parse(request.deadline);
});

const stored = async () => (await getRequest(given, request.id))?.state;
const deadlineItem = () => getItem(keys.requestDeadline(given.practiceId, request.id));
const taken = async () =>
  (await getSheets(given, request.staffId, [holdOf(request)])).flatMap((sheet) => sheet.taken);
const expiredEvents = () => eventsOf(given, 'request.expired.v1');
const closeAt = (now: number) =>
  expireRequest(given, request.id, systemChange('sweep', 'minute-1', now, Date.now));

/** Staff who were in time: what they decide now is decided by an instant before the deadline. */
async function decide(contract: typeof approveRequest | typeof declineRequest) {
  itIs(deadline - 1);
  const token = await staffToken(given, given.manager);
  return ask(contract, { token, params: { practiceId: given.practiceId, requestId: request.id }, body: {} });
}

describe('a request that nobody decides', () => {
  test('[5.4] expires by the sweep at its deadline, no earlier: its time is free and its event tells', async () => {
    itIs(deadline - 1);
    await sweep({});
    expect(await stored()).toBe('pending');
    itIs(deadline);
    await sweep({});
    expect(await stored()).toBe('expired');
    expect(await taken()).toEqual([]);
    expect(await deadlineItem()).toBeUndefined();
    expect((await getOpenRequests(given, client.id)).requests).toEqual([]);
    const told = (await eventsOf(given)).map(({ type }) => type);
    expect(told).toEqual(expect.arrayContaining(['request.expired.v1', 'hold.released.v1']));
    const [event] = await expiredEvents();
    expect(event).toMatchObject({
      data: { requestId: request.id, clientId: client.id, state: 'expired' },
      metadata: { cause: 'system', sequence: 2 },
    });
  });

  test('[5.4] expires once, however many sweeps meet it at once or afterwards', async () => {
    itIs(deadline);
    await Promise.all([sweep({}), sweep({}), closeAt(deadline), closeAt(deadline)]);
    await sweep({});
    expect(await closeAt(deadline)).toBe('decided-before');
    expect(await expiredEvents()).toHaveLength(1);
    expect((await getRequest(given, request.id))?.version).toBe(2);
  });

  test('[5.4] never takes along what was booked over its lapsed hold', async () => {
    itIs(deadline);
    const other = await givenClient(given);
    const token = await clientToken(given, other);
    const booked = await ask(createRequest, {
      token,
      body: { serviceId: given.service.id, startsAt: request.startsAt },
    });
    expect(booked.status).toBe(201);
    const before = await taken();
    expect(before).toHaveLength(1);
    await sweep({});
    expect(await stored()).toBe('expired');
    expect(await taken()).toEqual(before);
  });

  test('[5.4] waits for the next minute while the practice is paused', async () => {
    const practice = (await getPractice(given))!;
    const version = practice.settingsVersion;
    await transact([changePractice(given, 'settingsVersion', version, { frozen: true })]);
    expect(await closeAt(deadline)).toBe('paused');
    expect(await deadlineItem()).toBeDefined();
  });

  test.each(['before', 'after'] as const)(
    '[5.4] is closed once although the connection broke %s the write took effect',
    async (when) => {
      itIs(deadline);
      const fired = await failing(
        table,
        when,
        async (fault) => {
          await closeAt(deadline).catch(() => undefined);
          return fault.fired;
        },
        { operation: 'TransactWrite', times: 4 },
      );
      expect(fired).toBeGreaterThan(0);
      await sweep({});
      expect(await stored()).toBe('expired');
      expect(await expiredEvents()).toHaveLength(1);
    },
  );
});

describe('a request that was decided', () => {
  test('[5.5] at the very moment of its expiry is decided, or has expired: one of both', async () => {
    const token = await staffToken(given, given.manager);
    const params = { practiceId: given.practiceId, requestId: request.id };
    // Both look at the same state: the approval by the instant before, the sweep by the deadline.
    const answers = await Promise.all([
      ask(approveRequest, { token, params, body: {} }),
      closeAt(deadline),
      closeAt(deadline),
    ]);
    const state = await stored();
    const types = (await eventsOf(given)).map(({ type }) => type);
    const ends = types.filter((type) => type === 'request.approved.v1' || type === 'request.expired.v1');
    expect(ends).toEqual([state === 'approved' ? 'request.approved.v1' : 'request.expired.v1']);
    expect(answers[0].status).toBe(state === 'approved' ? 200 : 409);
    expect(await taken()).toHaveLength(state === 'approved' ? 1 : 0);
  });

  test.each([approveRequest, declineRequest])('[5.4] does not expire any more: $name', async (contract) => {
    const { body } = await decide(contract);
    itIs(deadline);
    await sweep({});
    expect(await closeAt(deadline)).toBe('decided-before');
    expect(await stored()).toBe(body.state);
    expect(await expiredEvents()).toEqual([]);
  });

  test('[5.4] has a deadline that was left behind taken away', async () => {
    const left = await deadlineItem();
    await decide(declineRequest);
    await transact([put('deadline', { pk: left!.pk, sk: left!.sk } as never, left!, 'new')]);
    itIs(deadline);
    await sweep({});
    expect(await deadlineItem()).toBeUndefined();
    expect(await stored()).toBe('declined');
  });

  test('[5.3] and waits again runs out by its new deadline', async () => {
    await decide(declineRequest);
    const token = await staffToken(given, given.manager);
    await ask(undoDecision, { token, params: { practiceId: given.practiceId, requestId: request.id } });
    expect(await closeAt(deadline)).toBe('waits');
    const again = (await getRequest(given, request.id))!;
    expect(await closeAt(Date.parse(again.deadline))).toBe('expired');
    expect(await taken()).toEqual([]);
  });
});

test('[5.4] of a request that is not there any more the deadline goes', async () => {
  const other = { ...request, id: `${request.id.slice(0, -1)}${request.id.endsWith('0') ? '1' : '0'}` };
  const key = keys.requestDeadline(given.practiceId, other.id);
  await transact([put('deadline', key, { requestId: other.id }, 'new')]);
  expect(await expireRequest(given, other.id, systemChange('sweep', 'minute-1', deadline, Date.now))).toBe(
    'decided-before',
  );
  expect(await getItem(key)).toBeUndefined();
});
