import { beforeEach, describe, expect, test } from 'vitest';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { changeRequest } from '../../../functions/client/change-request/contract.ts';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { moveAppointment } from '../../../functions/staff/move-appointment/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { getRequest } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { type AppointmentRequest, holdOf } from '../../../shared/domain/request.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { expireRequest } from '../../../shared/runtime/request-expiry.ts';
import { standingClock } from '../../support/clock.ts';
import { allReadFirst, inBetween } from '../../support/crowd.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { type Answer, inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';

ownTable();
standingClock();

type Decided = Answer<{ type?: string; detail?: string; state?: string; current?: unknown }>;

let given: GivenPractice;
let client: Client;
let request: AppointmentRequest;
/** Of two managers, and of the client. */
let tokens: { paula: string; omar: string; client: string };
let ids: { paula: string; omar: string };

beforeEach(async () => {
  given = await givenPractice({ booking: true });
  client = await givenClient(given);
  request = await givenRequest(given, client);
  const paula = await givenStaff(given, { roles: ['manager'], name: 'Paula Frost' });
  const omar = await givenStaff(given, { roles: ['admin'], name: 'Omar Vance' });
  ids = { paula: paula.id, omar: omar.id };
  tokens = {
    paula: await staffToken(given, paula),
    omar: await staffToken(given, omar),
    client: await clientToken(given, client),
  };
});

const ofStaff = () => ({ practiceId: given.practiceId, requestId: request.id });

/** What each of them may do at the same moment, each with a key of their own. */
const doing = {
  'Paula approves': () =>
    ask(approveRequest, {
      token: tokens.paula,
      params: ofStaff(),
      body: {},
      headers: { 'idempotency-key': 'paula-1' },
    }),
  'Omar approves': () =>
    ask(approveRequest, {
      token: tokens.omar,
      params: ofStaff(),
      body: {},
      headers: { 'idempotency-key': 'omar-1' },
    }),
  'Omar declines': () =>
    ask(declineRequest, {
      token: tokens.omar,
      params: ofStaff(),
      body: { note: 'Please phone us.' },
      headers: { 'idempotency-key': 'omar-2' },
    }),
  'the client withdraws': () =>
    ask(withdrawRequest, {
      token: tokens.client,
      params: { requestId: request.id },
      headers: { 'idempotency-key': 'client-1' },
    }),
} as const;
type Who = keyof typeof doing;

/** Routes answer with more than these tests look at. */
const taking = (who: Who) => doing[who] as () => Promise<Decided>;

const stateAfter = { approves: 'approved', declines: 'declined', withdraws: 'withdrawn' } as const;
const endOf = (who: Who) => stateAfter[who.split(' ').at(-1) as keyof typeof stateAfter];
const deciderOf = (who: Who) =>
  who.startsWith('Paula')
    ? { id: ids.paula, name: 'Paula Frost' }
    : who.startsWith('Omar')
      ? { id: ids.omar, name: 'Omar Vance' }
      : null;

const endings = async () =>
  (await eventsOf(given))
    .map(({ type }) => type)
    .filter((type) => /^request\.(approved|declined|withdrawn|expired)/.test(type));
const taken = async () =>
  (await getSheets(given, request.staffId, [holdOf(request)])).flatMap((sheet) => sheet.taken);

describe('of two who decide at the same moment', () => {
  const pairs: [Who, Who][] = [
    ['Paula approves', 'Omar approves'],
    ['Paula approves', 'Omar declines'],
    ['Paula approves', 'the client withdraws'],
    ['Omar declines', 'the client withdraws'],
  ];
  test.each(pairs.flatMap((pair) => [pair, pair, pair.toReversed() as typeof pair]))(
    '[5.5] one does and the other is told who did: %s, %s',
    async (one, other) => {
      const answers = await allReadFirst([taking(one), taking(other)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const winner = answers[0]!.status === 200 ? one : other;
      const loser = answers.find(({ status }) => status === 409)!;
      const decider = deciderOf(winner);
      expect(answers.find(({ status }) => status === 200)?.body.state).toBe(endOf(winner));
      expect(loser.body).toMatchObject({
        type: '/problems/already-decided',
        current: { state: endOf(winner), decidedBy: decider?.id ?? null, version: 2 },
      });
      // Who decided is staff's to know by name; a client is told what became of it.
      const byName = decider !== null && loser !== answers[[one, other].indexOf('the client withdraws')];
      if (byName) expect(loser.body.detail).toContain(`It was decided by ${decider.name}.`);
      else expect(loser.body.detail).not.toContain('decided by');

      expect((await getRequest(given, request.id))?.state).toBe(endOf(winner));
      expect(await endings()).toEqual([`request.${endOf(winner)}.v1`]);
      expect(await taken()).toHaveLength(endOf(winner) === 'approved' ? 1 : 0);
      const created = (await eventsOf(given)).filter(({ type }) => type === 'appointment.created.v1');
      expect(created).toHaveLength(endOf(winner) === 'approved' ? 1 : 0);
    },
  );

  test.each(['Paula approves', 'Omar declines', 'the client withdraws'] as const)(
    '[5.5] the sweep is one, and one of both is done: %s',
    async (who) => {
      // Both look at the same state: the one by the instant before the deadline, the sweep by the deadline itself.
      const change = systemChange('sweep', 'minute-1', Date.parse(request.deadline), Date.now);
      const [answer, became] = await allReadFirst<Decided | string>([
        taking(who),
        () => expireRequest(given, request.id, change),
      ]);
      const hasExpired = became === 'expired';
      const state = hasExpired ? 'expired' : endOf(who);
      expect((answer as Decided).status).toBe(hasExpired ? 409 : 200);
      if (hasExpired)
        expect((answer as Decided).body).toMatchObject({
          type: '/problems/already-decided',
          current: { state: 'expired', decidedBy: null },
        });
      else expect(became).toBe('decided-before');
      expect((await getRequest(given, request.id))?.state).toBe(state);
      expect(await endings()).toEqual([`request.${state}.v1`]);
      expect(await taken()).toHaveLength(state === 'approved' ? 1 : 0);
    },
  );
});

describe('whoever reads the thing itself before another’s change, and the day sheets after it', () => {
  test('[5.5] is told who decided, never that the time is taken', async () => {
    expect(await inBetween(taking('Omar approves'), taking('Paula approves'))).toMatchObject({
      status: 409,
      body: {
        type: '/problems/already-decided',
        detail: expect.stringContaining('It was decided by Paula Frost.'),
        current: { state: 'approved', decidedBy: ids.paula },
      },
    });
  });

  test('[5.3] is told that the request is at that time already', async () => {
    const startsAt = new Date(Date.parse(request.startsAt) + 2 * 3_600_000).toISOString();
    const move = () =>
      ask(changeRequest, { token: tokens.client, params: { requestId: request.id }, body: { startsAt } });
    expect(await inBetween(move, move)).toMatchObject({
      status: 409,
      body: { type: '/problems/unchanged' },
    });
  });

  test('[3.2] is told that the appointment is at that time already', async () => {
    const { id, startsAt: start } = await givenAppointment(given, client);
    const startsAt = new Date(Date.parse(start) + 2 * 3_600_000).toISOString();
    const byClient = () =>
      ask(changeAppointment, { token: tokens.client, params: { appointmentId: id }, body: { startsAt } });
    const params = { practiceId: given.practiceId, appointmentId: id };
    const byStaff = () => ask(moveAppointment, { token: tokens.paula, params, body: { startsAt } });
    const unchanged = { status: 409, body: { type: '/problems/unchanged' } };
    expect(await inBetween(byClient, byStaff)).toMatchObject(unchanged);
    const later = new Date(Date.parse(start) + 4 * 3_600_000).toISOString();
    const again = () => ask(moveAppointment, { token: tokens.paula, params, body: { startsAt: later } });
    expect(await inBetween(again, again)).toMatchObject(unchanged);
  });
});

test('[5.3] of an approval and a move of the request at the same moment both may be done, one after the other', async () => {
  const startsAt = new Date(Date.parse(request.startsAt) + 2 * 3_600_000).toISOString();
  const [approval, move] = (await allReadFirst<Decided>([
    taking('Paula approves'),
    () =>
      ask(changeRequest, {
        token: tokens.client,
        params: { requestId: request.id },
        body: { startsAt },
      }) as Promise<Decided>,
  ])) as [Decided, Decided];
  expect(approval.status).toBe(200);
  expect([200, 409]).toContain(move.status);
  const after = (await getRequest(given, request.id))!;
  expect(after).toMatchObject({
    state: 'approved',
    startsAt: move.status === 200 ? startsAt : request.startsAt,
  });
});

test('[5.5] of two who take one decision back one does, and the other is told that it waits', async () => {
  await taking('Paula approves')();
  const undo = (token: string, key: string) => () =>
    ask(undoDecision, { token, params: ofStaff(), headers: { 'idempotency-key': key } }) as Promise<Decided>;
  const answers = await allReadFirst([undo(tokens.paula, 'paula-2'), undo(tokens.omar, 'omar-3')]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    type: '/problems/not-undoable',
    current: { state: 'pending' },
  });
  const undone = (await eventsOf(given)).filter(({ type }) => type === 'request.undone.v1');
  expect(undone).toHaveLength(1);
});
