import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { handler as wait } from '../../../functions/flow/request-wait/handler.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { handler as relay } from '../../../functions/stream/relay/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { listBell } from '../../../shared/data/bell.ts';
import { getClient } from '../../../shared/data/client.ts';
import { shardOf } from '../../../shared/data/keys.ts';
import { getReminded } from '../../../shared/data/reminder.ts';
import { getOpenRequests, getRequest } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { holdOf } from '../../../shared/domain/request.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  type FaultyCall,
  type Outside,
  threeTimes,
  withEachFault,
  withFault,
} from '../../support/every-call.ts';
import { type GivenPractice, givenPractice, staffToken } from '../../support/given.ts';
import { hearing, quietSoFar, streamed, unpublished } from '../../support/hearing.ts';
import { inProcess as ask } from '../../support/http.ts';
import { eventRows, givenReachable } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';
import { asked, confirms } from '../../support/strangers.ts';

/** Every SDK call of a request's approval and of all that hear of it fails once before and once after it took effect. */

standingClock();
ownTable();

const MINUTE = 60_000;

const hear = hearing([
  'begin-request-round',
  'email-client',
  'email-staff',
  'end-request-round',
  'ring-bell',
  'schedule-reminder',
  'text-client',
]);

/** Each execution that has begun takes its first step, as the state machine tries it. */
async function takeFirstSteps({ executions }: Outside): Promise<void> {
  for (const [name, input] of executions) {
    const token = `token of ${name}`;
    await threeTimes(() => wait({ ...JSON.parse(input), token }, { awsRequestId: 'test' }));
  }
}

/**
 * A client asks, staff approve, and try again with the same key where they got an error; until all is quiet.
 * @param isEarly they approve before anybody has heard of the request
 */
async function story(fault: FaultyCall | null, isEarly: boolean) {
  itIs(monday);
  const all = await givenReachable({ practice: { booking: true } });
  const { given, client } = all;
  await quietSoFar(given);
  const request = await givenRequest(given, client);
  const approve = await approving(given, request.id, isEarly ? monday : monday + 18 * MINUTE);
  const outside = await withFault(fault, shardOf(given.practiceId), async (world) => {
    let heard = 0;
    const publish = async () => {
      const rows = await unpublished(given).catch(() => unpublished(given));
      await threeTimes(() => relay(streamed(rows) as never));
      heard = await hear(world, heard);
    };
    const minutes = async (...all: number[]) => {
      for (const minute of all) {
        itIs(monday + minute * MINUTE);
        await sweep({}).catch(() => undefined);
        heard = await hear(world, heard);
      }
    };
    if (!isEarly) {
      await publish();
      await takeFirstSteps(world);
      // What could not be told at once is told again while the request waits.
      await minutes(1, 18);
    }
    await threeTimes(approve);
    await publish();
    await minutes(20, 38);
    if (isEarly) await takeFirstSteps(world);
  });
  return { ...all, request, outside };
}

/** Staff who have signed in by an instant press *Approve*, and again with the same key where they got an error. */
async function approving(given: GivenPractice, requestId: string, at = monday): Promise<() => Promise<void>> {
  const token = await staffToken(given, given.manager, at);
  const params = { practiceId: given.practiceId, requestId };
  return async () => {
    const { status } = await ask(approveRequest, { token, params, headers: { 'idempotency-key': 'yes' } });
    if (status >= 500) throw new Error('try again');
  };
}

const types = [
  'request.opened.v1',
  'hold.placed.v1',
  'request.approved.v1',
  'hold.released.v1',
  'appointment.created.v1',
];

/** What must be true whatever failed; answers what is not. */
async function wrongs({
  given,
  client,
  request,
  outside,
}: Awaited<ReturnType<typeof story>>): Promise<string[]> {
  const stored = await getRequest(given, request.id);
  const sheets = await getSheets(given, request.staffId, [holdOf(request)]);
  const { requests: open } = await getOpenRequests(given, client.id);
  const { items: bell } = await listBell(given, given.clinician.id, { limit: 20 });
  const rows = (await eventRows(given)).filter(({ type }) => types.includes(String(type)));
  // Of the appointment that the client had before there is one more.
  const told = rows.filter(({ type, data }) => type !== 'appointment.created.v1' || isOf(stored, data));
  const idOf = (type: string) => String(told.find((row) => row.type === type)?.sk);
  const published = new Set(outside.bus.map(({ Detail }) => String(JSON.parse(Detail!).metadata.id)));
  const [opened, approved] = [
    `${idOf('request.opened.v1')} staff ${given.clinician.id}`,
    `${idOf('request.approved.v1')} client ${client.id}`,
  ];
  const { reminder } = await getReminded(given, String(stored?.appointmentId));
  const name = `${request.id}-1`;
  const count = (one: string) => outside.emails.filter((it) => it === one).length;
  return [
    ...(stored?.state === 'approved' && stored.version === 2 ? [] : [`${stored?.state}`]),
    ...(told.length === types.length ? [] : [`${told.map(({ type }) => type)}`]),
    ...told.filter(({ sk }) => !published.has(String(sk))).map(({ type }) => `lost ${type}`),
    ...(sheets.flatMap(({ taken }) => taken.map((it) => it.length)).join() === '2' ? [] : ['the sheet']),
    ...(open.length === 0 ? [] : ['still open']),
    ...[opened, approved]
      .filter((it) => ![1, 2].includes(count(it)))
      .map((it) => `${count(it)} e-mails ${it}`),
    ...outside.emails.filter((it) => it !== opened && it !== approved).map((it) => `stray e-mail ${it}`),
    ...(new Set(outside.texts).size === outside.texts.length ? [] : ['a text twice']),
    ...(bell.length === 1 ? [] : [`${bell.length} bells`]),
    ...(reminder ? [] : ['no reminder']),
    ...([...outside.executions.keys()].join() === name ? [] : ['executions']),
    ...(outcomes(outside).join() === `token of ${name} approved` ? [] : [`ended: ${outcomes(outside)}`]),
  ];
}

const isOf = (request: { appointmentId: string | null } | undefined, data: unknown) =>
  (data as { appointmentId: string }).appointmentId === request?.appointmentId;

const outcomes = ({ resumed }: Outside) =>
  [...resumed].map(([token, output]) => `${token} ${JSON.parse(output).outcome}`);

/** Calls whose loss may lose a text: after them it may have gone out, so it is never sent again. */
const endsATextSaid = /^(Publish|TransactWriteItems MESSAGE\+RATE)/;

/** Loses each of the calls in turn, before and after it took effect. */
async function loseEach(calls: readonly string[], isEarly: boolean) {
  const found: string[] = [];
  let fired = 0;
  for (const call of calls)
    for (const when of ['before', 'after'] as const) {
      const told = await story({ call, when }, isEarly);
      fired += told.outside.fired;
      const wrong = await wrongs(told);
      if (told.outside.texts.length !== 1 && !endsATextSaid.test(call)) wrong.push('no text');
      found.push(...wrong.map((it) => `${call}, ${when}: ${it}`));
    }
  return { found, fired };
}

const kindOf = (call: string) => call.replace(/ \d+$/, '');

test('[5.5] [6.4] whichever call of an approval is lost, nothing is lost and nothing happens twice', async () => {
  const clean = await story(null, false);
  expect(await wrongs(clean)).toEqual([]);
  expect([clean.outside.emails.length, clean.outside.texts.length]).toEqual([2, 1]);
  // Where the sweep looks for others it finds nothing: once is enough.
  const calls = clean.outside.calls.filter((call) => !/-ELSEWHERE \d+$/.test(call) || call.endsWith(' 1'));
  expect(calls.map(kindOf)).toEqual(
    expect.arrayContaining([
      'TransactWriteItems REQUEST+SHEET+OPEN+APPT+EVENTS+IDEMPOTENCY',
      'PutEvents',
      'UpdateItem EVENTS',
      'StartExecution',
      'TransactWriteItems REQUEST',
      'SendTaskSuccess',
      'TransactWriteItems BELL',
      'TransactWriteItems MESSAGE',
      'SendRawEmail',
      'TransactWriteItems MESSAGE+RATE',
      'Publish',
      'TransactWriteItems REMINDER',
    ]),
  );
  const { found, fired } = await loseEach(calls, false);
  expect(found).toEqual([]);
  expect(fired).toBe(calls.length * 2);
}, 900_000);

test('[5.5] nor where it came before the flow waited, whichever call of the flow is lost', async () => {
  const clean = await story(null, true);
  expect(await wrongs(clean)).toEqual([]);
  const ofFlow = /^(StartExecution|SendTaskSuccess|TransactWriteItems REQUEST|GetItem REQUEST) \d+$/;
  const calls = clean.outside.calls.filter((call) => ofFlow.test(call));
  expect(new Set(calls.map(kindOf)).size).toBe(4);
  const { found, fired } = await loseEach(calls, true);
  expect(found).toEqual([]);
  expect(fired).toBe(calls.length * 2);
}, 300_000);

test('[5.3] a stranger becomes one client by an approval, whichever call of it is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    itIs(monday);
    const given = await givenPractice({ booking: true });
    const { body } = await confirms(await asked(given, { email: `${ulid().toLowerCase()}@mail.example` }));
    expect(body.state).toBe('pending');
    const [opened] = await eventsOf(given, 'request.opened.v1');
    const { requestId } = opened!.data as { requestId: string };
    return {
      work: await approving(given, requestId),
      wrong: async () => {
        const told = (await eventsOf(given)).map(({ type }) => type);
        const once = ['client.created.v1', 'appointment.created.v1', 'request.approved.v1'];
        const request = await getRequest(given, requestId);
        return [
          ...once.filter((type) => told.filter((it) => it === type).length !== 1),
          ...((await getClient(given, String(request?.clientId)))?.familyName === 'Finch'
            ? []
            : ['no client']),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(6);
}, 300_000);
