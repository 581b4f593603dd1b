import {
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeRequest } from '../../../functions/client/change-request/contract.ts';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
import { handler as expire } from '../../../functions/flow/request-expire/handler.ts';
import { handler as wait } from '../../../functions/flow/request-wait/handler.ts';
import { handler as begin } from '../../../functions/listen/begin-request-round/handler.ts';
import { handler as end } from '../../../functions/listen/end-request-round/handler.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { getRequest } from '../../../shared/data/request.ts';
import { getParked } from '../../../shared/data/request-round.ts';
import { table } from '../../../shared/data/table.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { EventType } from '../../../shared/domain/event.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import type { RequestRound } from '../../../shared/domain/request-round.ts';
import { practiceChanged } from '../../support/changed.ts';
import { itIs, logLines, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { failing } from '../../support/faults.ts';
import {
  clientToken,
  type GivenPractice,
  givenClient,
  givenPractice,
  hoursFromNow,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';

/** The steps and listeners of a request's flow one by one, in whatever order they come. */

standingClock();
ownTable();

const flows = mockClient(SFNClient);
const context = { awsRequestId: 'test' };
const token = 'a-secret-token';

let given: GivenPractice;
let client: Client;
let request: AppointmentRequest;
let round: RequestRound;
beforeEach(async () => {
  flows.reset();
  flows.resolves({});
  given = await givenPractice({ booking: true });
  client = await givenClient(given);
  request = await givenRequest(given, client);
  const { id: requestId, deadline } = request;
  round = { practiceId: given.practiceId, requestId, round: 1, deadline, waitSeconds: 60 };
});
afterEach(() => expect(logLines.join()).not.toContain(token));

const approve = async () => {
  const params = { practiceId: given.practiceId, requestId: request.id };
  expect((await ask(approveRequest, { token: await staffToken(given, given.manager), params })).status).toBe(
    200,
  );
};
const undo = async () => {
  const params = { practiceId: given.practiceId, requestId: request.id };
  expect((await ask(undoDecision, { token: await staffToken(given, given.manager), params })).status).toBe(
    200,
  );
};
const move = async () => {
  const params = { requestId: request.id };
  const body = { startsAt: hoursFromNow(144) };
  expect((await ask(changeRequest, { token: await clientToken(given, client), params, body })).status).toBe(
    200,
  );
};
const waited = (token: string, of = round) => wait({ ...of, token }, context);

/** The last event of its type comes to a listener. */
const hear = async (listener: typeof begin, type: EventType) => {
  const event = (await eventsOf(given, type)).at(-1);
  await listener(heard(event as never) as never);
};
const started = () => flows.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => input);
/** With which token and outcome executions were resumed. */
const resumed = () =>
  flows
    .commandCalls(SendTaskSuccessCommand)
    .map(({ args: [{ input }] }) => [input.taskToken, JSON.parse(String(input.output))]);
const outcome = (outcome: string, of = 1) => ({
  practiceId: given.practiceId,
  requestId: request.id,
  round: of,
  outcome,
});

describe('a round', () => {
  test('[5.5] begins under the name of its request and number, with its deadline as seconds', async () => {
    await hear(begin, 'request.opened.v1');
    const input = { ...round, waitSeconds: 72 * 3600 };
    expect(started()).toMatchObject([{ name: `${request.id}-1`, input: JSON.stringify(input) }]);
    await move();
    await hear(begin, 'request.moved.v1');
    await approve();
    await undo();
    await hear(begin, 'request.undone.v1');
    expect(started().map((it) => it.name)).toEqual([1, 2, 3].map((it) => `${request.id}-${it}`));
  });

  test('[4.2] begins with an approval where nobody had to give one, and not where staff gave it', async () => {
    await approve();
    await hear(begin, 'request.approved.v1');
    expect(started()).toEqual([]);
    const [event] = await eventsOf(given, 'request.approved.v1');
    const byRule = { ...event, data: { ...event!.data, decidedBy: null } };
    await begin(heard(byRule as never) as never);
    expect(started()).toMatchObject([{ name: `${request.id}-1` }]);
  });

  test('[5.5] that waits is resumed by the event of its end, by its own token', async () => {
    expect(await waited(token)).toEqual({ waits: true });
    expect(resumed()).toEqual([]);
    await approve();
    await hear(end, 'request.approved.v1');
    expect(resumed()).toEqual([[token, outcome('approved')]]);
  });

  test('[5.5] that is tried again waits by the later token', async () => {
    await waited('an-earlier-token');
    await waited(token);
    await approve();
    await hear(end, 'request.approved.v1');
    expect(resumed()).toEqual([[token, outcome('approved')]]);
  });

  test('[5.5] misses no decision that came first: its own reading finds it', async () => {
    await approve();
    await hear(end, 'request.approved.v1');
    expect(resumed()).toEqual([]);
    expect(await waited(token)).toEqual({ waits: false });
    expect(resumed()).toEqual([[token, outcome('approved')]]);
  });

  test('[5.3] of which only is known that another has begun ends as renewed', async () => {
    await approve();
    await undo();
    expect(await waited(token)).toEqual({ waits: false });
    expect(resumed()).toEqual([[token, outcome('renewed')]]);
    expect(await waited('second', { ...round, round: 2 })).toEqual({ waits: true });
  });

  test('[5.3] is ended by what makes its request wait anew, the next one not', async () => {
    await waited(token);
    await move();
    await waited('second', { ...round, round: 2 });
    await hear(end, 'request.moved.v1');
    expect(resumed()).toEqual([[token, outcome('moved')]]);
    await approve();
    await undo();
    await hear(end, 'request.undone.v1');
    expect(resumed().at(-1)).toEqual(['second', outcome('undone', 2)]);
  });

  test('[5.4] does not end by its deadline before that is written', async () => {
    itIs(request.deadline);
    expect(await waited(token)).toEqual({ waits: true });
  });

  test('[5.4] is forgotten a fortnight after its deadline', async () => {
    await waited(token);
    const until = Date.parse(request.deadline) + 14 * 24 * 3_600_000;
    expect(await getParked(given, { requestId: request.id, round: 1 }, until - 1000)).toBe(token);
    expect(await getParked(given, { requestId: request.id, round: 1 }, until)).toBeUndefined();
  });

  test.each([TaskDoesNotExist, TaskTimedOut, InvalidToken])(
    '[5.5] that has gone on already is let be: %s',
    async (Gone) => {
      flows.on(SendTaskSuccessCommand).rejects(new Gone({ message: token, $metadata: {} }));
      await waited(token);
      await approve();
      await hear(end, 'request.approved.v1');
      expect(resumed()).toHaveLength(1);
      expect(logLines.at(-1)).toContain('"waited":false');
    },
  );

  test('[5.5] that could not be told of its end says so to its retries', async () => {
    flows.on(SendTaskSuccessCommand).rejects(new Error(token));
    await waited(token);
    await approve();
    await expect(hear(end, 'request.approved.v1')).rejects.toThrow();
    await expect(waited(token)).rejects.toThrow();
  });

  test.each(['before', 'after'] as const)(
    '[5.5] whose token was lost %s it was kept is waited for in the next try',
    async (when) => {
      const fired = await failing(table, when, async (fault) => {
        await expect(waited('lost')).rejects.toThrow();
        return fault.fired;
      });
      expect(fired).toBeGreaterThan(0);
      expect(await waited(token)).toEqual({ waits: true });
      expect(await getParked(given, { requestId: request.id, round: 1 }, Date.now())).toBe(token);
    },
  );
});

describe('the flow’s own deadline', () => {
  const error = { Error: 'States.Timeout', Cause: '' };
  const timedOut = (of: RequestRound = round) => expire({ ...of, error }, context);
  const state = async () => (await getRequest(given, request.id))?.state;

  test('[5.4] closes the request once', async () => {
    itIs(request.deadline);
    expect(await timedOut()).toMatchObject({ ...outcome('expired') });
    expect(await timedOut()).toMatchObject({ ...outcome('expired') });
    expect(await state()).toBe('expired');
    expect(await eventsOf(given, 'request.expired.v1')).toHaveLength(1);
  });

  test('[5.4] lets it wait where it came too early, for as long as is left', async () => {
    itIs(Date.parse(request.deadline) - 1_500);
    expect(await timedOut()).toEqual({ ...round, outcome: 'waits', waitSeconds: 2 });
    expect(await state()).toBe('pending');
  });

  test('[5.4] finds what was decided meanwhile', async () => {
    await approve();
    itIs(request.deadline);
    expect(await timedOut()).toMatchObject(outcome('approved'));
    const withdrawn = await givenRequest(given, client, { startsAt: hoursFromNow(100) });
    await ask(withdrawRequest, {
      token: await clientToken(given, client),
      params: { requestId: withdrawn.id },
    });
    const { id: requestId, deadline } = withdrawn;
    expect(await timedOut({ ...round, requestId, deadline })).toMatchObject({ outcome: 'withdrawn' });
  });

  test('[5.3] of an earlier round closes nothing', async () => {
    itIs(Date.parse(request.deadline) - 1_000);
    await move();
    itIs(request.deadline);
    expect(await timedOut()).toMatchObject(outcome('renewed'));
    expect(await state()).toBe('pending');
  });

  test('[5.4] is tried again while the practice’s writes are paused', async () => {
    await practiceChanged(given, { frozen: true });
    itIs(request.deadline);
    expect(await timedOut()).toMatchObject(outcome('paused'));
    expect(await state()).toBe('pending');
    await practiceChanged(given, { frozen: false });
    expect(await timedOut()).toMatchObject(outcome('expired'));
  });
});
