import { beforeAll, expect, inject, test, vi } from 'vitest';
import { cancelAppointment } from '../../functions/client/cancel-appointment/contract.ts';
import { listBell } from '../../functions/staff/list-bell/contract.ts';
import { readReplay } from '../../functions/staff/read-replay/contract.ts';
import { startReplay } from '../../functions/staff/start-replay/contract.ts';
import { deployExample, readCounts } from '../../infra/local/example.ts';
import type { EventDetail } from '../../shared/domain/event.ts';
import { patternOf } from '../../shared/events/consumer.ts';
import { engineApi } from '../support/engine-api.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  hoursFromNow,
  staffToken,
} from '../support/given.ts';
import { overHttp } from '../support/http.ts';
import { emailsTo, givenCancellation, givenReachable, textsTo } from '../support/notices.ts';

const { endpoint, siteUrl } = inject('portal');
const ask = overHttp(siteUrl);

const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 45_000, interval: 250 });

beforeAll(() => deployExample(endpoint), 180_000);

/**
 * A queue that gets what the bus carries of one type in one practice; answers the details that came, each once:
 * what is not deleted from a queue is received again.
 */
async function givenEar(practiceId: string) {
  const name = `ear-${practiceId.toLowerCase().replace('_', '-')}`;
  const { QueueUrl } = await engineApi<{ QueueUrl: string }>(endpoint, 'queues', 'CreateQueue', {
    QueueName: name,
  });
  const { source, detailType, detail } = patternOf('appointment.cancelled.v1', { practiceIds: [practiceId] });
  const pattern = { source, 'detail-type': detailType, detail };
  const rule = { Name: name, EventBusName: 'portico' };
  await engineApi(endpoint, 'bus', 'PutRule', { ...rule, EventPattern: JSON.stringify(pattern) });
  const Arn = `arn:aws:sqs:eu-west-2:000000000000:${name}`;
  await engineApi(endpoint, 'bus', 'PutTargets', {
    Rule: name,
    EventBusName: 'portico',
    Targets: [{ Id: 'ear', Arn }],
  });
  const come = new Map<string, EventDetail>();
  return async () => {
    const { Messages = [] } = await engineApi<{ Messages?: { Body: string }[] }>(
      endpoint,
      'queues',
      'ReceiveMessage',
      { QueueUrl, MaxNumberOfMessages: 10 },
    );
    for (const { Body } of Messages) {
      const { detail: one } = JSON.parse(Body) as { detail: EventDetail };
      come.set(`${one.metadata.id} ${one.metadata.cause}`, one);
    }
    return [...come.values()];
  };
}

/** What an address, or a number, was told of cancelled appointments; a new one is told of as well. */
const mailsOfCancelling = async (address: string | null) =>
  (await emailsTo(address)).filter(({ subject }) => /cancelled/i.test(subject));
const textsOfCancelling = async (number: string | null) =>
  (await textsTo(number)).filter((text) => /cancelled/i.test(text));

const bellOf = async (given: GivenPractice) => {
  const token = await staffToken(given, given.clinician);
  return (await ask(listBell, { token, params: { practiceId: given.practiceId } })).body.items;
};

test('[8.1] another system counts a cancelled appointment once', async () => {
  const { given, client, appointment } = await givenReachable();
  const token = await clientToken(given, client, appointment);
  const params = { appointmentId: appointment.id };
  expect((await ask(cancelAppointment, { token, params, body: {} })).status).toBe(200);
  await soon(async () => expect((await readCounts(endpoint))[given.practiceId]).toBe(1));
});

test('[6.4] a replay comes over the bus again and nobody is told anything, nor is it counted twice', async () => {
  const { given, client, appointment } = await givenReachable();
  const heard = await givenEar(given.practiceId);
  // The feed waits for 15 seconds: this one's id was made before.
  const clock = () => Date.now() - 20_000;
  const { event } = await givenCancellation(given, appointment, { change: { clock } });
  await soon(async () => {
    expect((await heard()).map(({ metadata }) => metadata.cause)).toEqual(['client']);
    expect((await readCounts(endpoint))[given.practiceId]).toBe(1);
    expect(await mailsOfCancelling(client.email)).toHaveLength(1);
    expect(await textsOfCancelling(client.phone)).toHaveLength(1);
    expect(await mailsOfCancelling(given.clinician.email)).toHaveLength(1);
    expect(await bellOf(given)).toHaveLength(1);
  });

  const token = await staffToken(given, given.manager);
  const { body, status } = await ask(startReplay, {
    token,
    params: { practiceId: given.practiceId },
    body: {
      from: new Date(Date.now() - 600_000).toISOString(),
      to: new Date().toISOString(),
      types: ['appointment.cancelled.v1'],
    },
  });
  expect(status).toBe(202);
  const params = { practiceId: given.practiceId, replayId: body.id };
  await soon(async () =>
    expect((await ask(readReplay, { token, params })).body).toMatchObject({
      state: 'finished',
      published: 1,
    }),
  );
  await soon(async () =>
    expect((await heard()).map(({ metadata }) => [metadata.id, metadata.cause])).toEqual([
      [event.metadata.id, 'client'],
      [event.metadata.id, 'replay'],
    ]),
  );

  // What comes after it on the bus has been told: were the replay to be, it would have been by now.
  const other = await givenClient(given, {
    email: `later-${given.practiceId.toLowerCase()}@mail.example`,
    phone: null,
  });
  await givenCancellation(given, await givenAppointment(given, other, { startsAt: hoursFromNow(144) }));
  await soon(async () => {
    expect(await mailsOfCancelling(other.email)).toHaveLength(1);
    expect((await readCounts(endpoint))[given.practiceId]).toBe(2);
    expect(await bellOf(given)).toHaveLength(2);
    expect(await mailsOfCancelling(given.clinician.email)).toHaveLength(2);
  });
  expect(await mailsOfCancelling(client.email)).toHaveLength(1);
  expect(await textsOfCancelling(client.phone)).toHaveLength(1);
});
