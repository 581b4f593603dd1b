import { ulid } from 'ulid';
import { beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { changeRequest } from '../../../functions/client/change-request/contract.ts';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
import { handler as begin } from '../../../functions/listen/begin-request-round/handler.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { keys } from '../../../shared/data/keys.ts';
import { getRequest } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { remove, transact } from '../../../shared/data/table.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { type AppointmentRequest, holdOf } from '../../../shared/domain/request.ts';
import { resumeRequest } from '../../../shared/gateway/flow.ts';
import { env } from '../../../shared/runtime/env.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { dealWith } from '../../../shared/runtime/overdue.ts';
import { serviceChanged, settingsChanged, staffChanged } from '../../support/changed.ts';
import { eventsOf } from '../../support/events.ts';
import { askFlows, ended, endOf, executionOf, parked, taskFails } from '../../support/flows.ts';
import {
  clientToken,
  type GivenPractice,
  givenClient,
  givenPractice,
  hoursFromNow,
  staffToken,
} from '../../support/given.ts';
import { overHttp } from '../../support/http.ts';
import { heard } from '../../support/notices.ts';
import { givenRequest } from '../../support/requests.ts';

/**
 * The flow as it is deployed: events, listeners and steps come by themselves, and how each execution ended is
 * asserted from its history.
 */

const ask = overHttp(inject('portal').apiUrl);

let given: GivenPractice;
let client: Client;
let request: AppointmentRequest;
beforeEach(async () => {
  given = await givenPractice({ booking: true });
  client = await givenClient(given);
});

/** A client's request whose execution waits. */
async function waiting(): Promise<string> {
  request = await givenRequest(given, client);
  return parked(given, request.id);
}

const byStaff = async (
  contract: typeof approveRequest | typeof declineRequest | typeof undoDecision,
): Promise<void> => {
  const token = await staffToken(given, given.manager);
  const params = { practiceId: given.practiceId, requestId: request.id };
  const { status, body } = await ask(contract as typeof approveRequest, { token, params, body: {} });
  expect([status, body.type]).toEqual([200, undefined]);
};

const byClient = async (contract: typeof withdrawRequest | typeof changeRequest, body: object = {}) => {
  const token = await clientToken(given, client);
  const { status } = await ask(contract as typeof changeRequest, {
    token,
    params: { requestId: request.id },
    body,
  });
  expect(status).toBe(200);
};

const stored = async () => (await getRequest(given, request.id))?.state;
const how = (outcome: string, ...before: string[]) => ({
  status: 'SUCCEEDED',
  outcome,
  states: ['request-wait', ...before, 'what became of it?', outcome],
});

/** What each way of ending a round takes; the deadline’s comes from the sweep, by a clock of its own. */
const ways = {
  approved: () => byStaff(approveRequest),
  declined: () => byStaff(declineRequest),
  withdrawn: () => byClient(withdrawRequest),
  expired: async () => {
    const change = systemChange('sweep', 'minute-1', Date.parse(request.deadline), Date.now);
    await dealWith({ practiceId: given.practiceId, requestId: request.id }, change);
  },
};
type Way = keyof typeof ways;
const all = Object.keys(ways) as Way[];
const staffs = ['approved', 'declined', 'expired'] as const satisfies Way[];

describe('the execution of a request', () => {
  test.each(all)('[5.5] waits, and ends when the request is %s', async (way) => {
    await waiting();
    expect(await executionOf(request.id)).toMatchObject({ status: 'RUNNING', states: ['request-wait'] });
    await ways[way]();
    expect(await endOf(request.id)).toMatchObject(how(way));
    expect(await stored()).toBe(way);
  });

  test('[9.3] holds ids in its history, and nothing of the person', async () => {
    client = await givenClient(given, { givenName: 'Zebulonia', familyName: 'Quackenbush' });
    await waiting();
    await byStaff(approveRequest);
    const { text } = await endOf(request.id);
    expect(text).toContain(request.id);
    for (const told of ['Zebulonia', 'Quackenbush', client.email, client.phone, client.postcode])
      expect(text).not.toContain(String(told));
  });

  test('[5.3] ends when the client moves the request, and another one waits for the new time', async () => {
    await waiting();
    await byClient(changeRequest, { startsAt: hoursFromNow(144) });
    expect(await endOf(request.id)).toMatchObject(how('moved'));
    await parked(given, request.id, 2);
    await byStaff(approveRequest);
    expect(await endOf(request.id, 2)).toMatchObject(how('approved'));
  });

  test('[5.3] of a decision that is taken back is another one, which ends by the next decision', async () => {
    await waiting();
    await byStaff(approveRequest);
    expect(await endOf(request.id)).toMatchObject(how('approved'));
    await byStaff(undoDecision);
    await parked(given, request.id, 2);
    await byStaff(declineRequest);
    expect(await endOf(request.id, 2)).toMatchObject(how('declined'));
  });

  test('[4.2] [5.5] of a time that is booked at once takes the same path, and is approved', async () => {
    given = await givenPractice({ booking: true, preferences: { approval: 'none' } });
    client = await givenClient(given);
    const body = { serviceId: given.service.id, startsAt: hoursFromNow(120) };
    const booked = await ask(createRequest, { token: await clientToken(given, client), body });
    expect(booked).toMatchObject({ status: 201, body: { state: 'approved' } });
    expect(await endOf(booked.body.id)).toMatchObject(how('approved'));
  });

  test('[5.5] runs once, however often its beginning is told', async () => {
    await waiting();
    const [opened] = await eventsOf(given, 'request.opened.v1');
    const again = () => begin(heard(opened as never) as never);
    await again();
    await again();
    await byStaff(approveRequest);
    expect(await endOf(request.id)).toMatchObject(how('approved'));
    await again();
    const { executions } = await askFlows<{ executions: { name: string }[] }>('ListExecutions', {
      stateMachineArn: env('requestFlow'),
    });
    expect(executions.filter(({ name }) => name.startsWith(request.id))).toHaveLength(1);
  });
});

describe('whatever changes meanwhile', () => {
  const changes: Record<string, () => Promise<void>> = {
    'the service is archived': () => serviceChanged(given, given.service, { archived: true }),
    'the clinician is not bookable any more': () =>
      staffChanged(given, given.clinician, { bookableOnline: false }),
    'the clinician has left': () => staffChanged(given, given.clinician, { archived: true }),
    'booking is off': () => settingsChanged(given, { onlineBooking: false }),
    'booking and portal are off': () => settingsChanged(given, { onlineBooking: false, clientPortal: false }),
  };

  test.each(Object.keys(changes))('[1.4] [5.5] %s: executions end as they would have', async (change) => {
    const requests = new Map<Way, AppointmentRequest>();
    for (const [at, way] of staffs.entries()) {
      const made = await givenRequest(given, await givenClient(given), { startsAt: hoursFromNow(120 + at) });
      requests.set(way, made);
    }
    for (const { id } of requests.values()) await parked(given, id);
    await changes[change]?.();
    for (const [way, made] of requests) {
      request = made;
      await ways[way]();
    }
    for (const [way, { id }] of requests) expect(await endOf(id)).toMatchObject(how(way));
  });
});

describe('the flow’s own deadline', () => {
  test('[5.4] closes the request, and whichever of it and the sweep comes first has done it', async () => {
    // As it is three days and a little later: only the clock of its making is another one.
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: now - 72 * 3_600_000 + 4_000 });
    request = await givenRequest(given, client);
    vi.useRealTimers();
    // The minute's sweep is not to come first.
    await transact([remove('deadline', keys.requestDeadline(given.practiceId, request.id))]);
    const token = await parked(given, request.id);
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Date.parse(request.deadline)), 10_000);
    expect(await stored()).toBe('pending');
    await taskFails(token, 'States.Timeout');
    expect(await endOf(request.id)).toMatchObject(how('expired', 'request-expire'));
    expect(await stored()).toBe('expired');
    const sheets = await getSheets(given, request.staffId, [holdOf(request)]);
    expect(sheets.flatMap(({ taken }) => taken)).toEqual([]);
    await ways.expired();
    const told = await eventsOf(given, 'request.expired.v1');
    expect(told).toMatchObject([{ metadata: { actor: 'system:request-expire' } }]);
  });

  test('[5.4] that comes too early waits on, and is resumed by the decision', async () => {
    const token = await waiting();
    await taskFails(token, 'States.Timeout');
    await parked(given, request.id, 1, token);
    expect(
      await resumeRequest(token, { ...given, requestId: request.id, round: 1, outcome: 'expired' }),
    ).toBe(false);
    await byStaff(approveRequest);
    expect(await endOf(request.id)).toMatchObject(
      how('approved', 'request-expire', 'what became of it?', 'request-wait'),
    );
  });
});

/** The same machine, but the step that closes a request is not there: an execution that has come to its deadline. */
async function withoutItsStep() {
  const { definition, roleArn } = await askFlows<{ definition: string; roleArn: string }>(
    'DescribeStateMachine',
    { stateMachineArn: env('requestFlow') },
  );
  const broken = JSON.parse(definition);
  broken.StartAt = 'request-expire';
  broken.States['request-expire'].Parameters.FunctionName += '-that-is-not-there';
  const { stateMachineArn } = await askFlows<{ stateMachineArn: string }>('CreateStateMachine', {
    name: `broken-${ulid()}`,
    definition: JSON.stringify(broken),
    roleArn,
  });
  const { executionArn } = await askFlows<{ executionArn: string }>('StartExecution', {
    stateMachineArn,
    input: '{}',
  });
  return { stateMachineArn, executionArn };
}

test('[5.5] a step that fails is tried again, then the flow fails; the request is decided all the same', async () => {
  const other = await withoutItsStep();
  const token = await waiting();
  // Each try has a token of its own on AWS; here they share the first one's.
  await vi.waitFor(
    async () => {
      const { status, failures } = await executionOf(request.id);
      if (status === 'RUNNING') await taskFails(token, 'Lambda.Unknown').catch(() => undefined);
      expect([status, failures]).toEqual(['FAILED', 4]);
    },
    { timeout: 45_000, interval: 250 },
  );
  const stopped = { status: 'FAILED', error: 'RequestFlowFailed', failures: 4 };
  expect(await executionOf(request.id)).toMatchObject({ ...stopped, states: ['request-wait', 'stopped'] });
  expect(await ended(other.executionArn)).toMatchObject({
    ...stopped,
    states: ['request-expire', 'stopped'],
  });
  await askFlows('DeleteStateMachine', { stateMachineArn: other.stateMachineArn });
  expect(await stored()).toBe('pending');
  await byStaff(approveRequest);
  expect(await stored()).toBe('approved');
});
