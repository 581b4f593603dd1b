import { expect, test } from 'vitest';
import { handler as wait } from '../../../functions/flow/request-wait/handler.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { handler as relay } from '../../../functions/stream/relay/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { listBell } from '../../../shared/data/bell.ts';
import { shardOf } from '../../../shared/data/keys.ts';
import { getReminded } from '../../../shared/data/reminder.ts';
import { getOpenRequests, getRequest } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { holdOf } from '../../../shared/domain/request.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { type FaultyCall, type Outside, threeTimes, withFault } from '../../support/every-call.ts';
import { staffToken } from '../../support/given.ts';
import { hearing, quietSoFar, streamed, unpublished } from '../../support/hearing.ts';
import { inProcess as ask } from '../../support/http.ts';
import { eventRows, givenReachable } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';

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

/** A client asks, staff approve, and try again with the same key where they got an error; until all is quiet. */
async function story(fault: FaultyCall | null, isEarly: boolean) {
  itIs(monday);
  const all = await givenReachable({ practice: { booking: true } });
  const { given, client } = all;
  await quietSoFar(given);
  const request = await givenRequest(given, client);
  const token = await staffToken(given, given.manager);
  const params = { practiceId: given.practiceId, requestId: request.id };
  const headers = { 'idempotency-key': 'yes' };
  const outside = await withFault(fault, shardOf(given.practiceId), async (world) => {
    let heard = 0;
    const publish = async () => {
      const rows = await unpublished(given).catch(() => unpublished(given));
      await threeTimes(() => relay(streamed(rows) as never));
      heard = await hear(world, heard);
    };
    if (!isEarly) {
      await publish();
      await takeFirstSteps(world);
    }
    await threeTimes(async () => {
      const { status } = await ask(approveRequest, { token, params, headers });
      if (status >= 500) throw new Error('try again');
    });
    await publish();
    for (const minutes of [1, 18, 40]) {
      itIs(monday + minutes * MINUTE);
      await sweep({}).catch(() => undefined);
      heard = await hear(world, heard);
    }
    if (isEarly) await takeFirstSteps(world);
  });
  return { ...all, request, outside };
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
  const wanted = [
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
    ...wanted.filter((it) => count(it) < 1 || count(it) > 2).map((it) => `${count(it)} e-mails ${it}`),
    ...outside.emails.filter((it) => !wanted.includes(it)).map((it) => `stray e-mail ${it}`),
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

test.each([
  ['comes to its execution', false],
  ['comes before its execution waits', true],
])(
  '[5.5] [6.4] an approval that %s: whichever call is lost, nothing is lost and nothing happens twice',
  async (_, isEarly) => {
    const clean = await story(null, isEarly);
    expect(await wrongs(clean)).toEqual([]);
    expect([clean.outside.emails.length, clean.outside.texts.length]).toEqual([2, 1]);
    // Where the sweep looks for others it finds nothing: once is enough.
    const calls = clean.outside.calls.filter((call) => !/-ELSEWHERE \d+$/.test(call) || call.endsWith(' 1'));
    const kinds = [...new Set(calls.map((call) => call.replace(/ \d+$/, '')))];
    console.log(calls.length, kinds);
    expect(kinds).toEqual(
      expect.arrayContaining(['PutEvents', 'SendRawEmail', 'Publish', 'StartExecution', 'SendTaskSuccess']),
    );
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
    expect(found).toEqual([]);
    expect(fired).toBe(calls.length * 2);
  },
  900_000,
);
