import { randomInt } from 'node:crypto';
import { engineApi } from './engine-api.ts';
import type { Ask, Question } from './http.ts';
import { pathOf } from './http.ts';

/**
 * Canaries: personal data that exist nowhere else, so that whoever finds one knows that it leaked. They may be
 * in the table, in uploads, in e-mails and texts, and in answers to those whom they are for; never in logs,
 * events, queues, the inputs and outputs of flows, addresses or error bodies.
 */

const letters = (count: number, of = 'abcdefghijklmnopqrstuvwxyz') =>
  Array.from({ length: count }, () => of[randomInt(of.length)]).join('');
const digits = (count: number) => letters(count, '0123456789');

/** A name like no other. */
export const canaryName = (): string => `Zq${letters(10)}`;
/** An e-mail address like no other. */
export const canaryEmail = (): string => `zq${letters(10)}@mail.example`;
/** A British mobile number that nobody else in these tests has. */
export const canaryPhone = (): string => `+447712${digits(6)}`;
/** A postcode of letters that no id has (Crockford's alphabet lacks them). */
export const canaryPostcode = (): string =>
  `${letters(2, 'ILOU')}${digits(1)} ${digits(1)}${letters(2, 'ILOU')}`;
/** A date of birth of another age. */
export const canaryDate = (): string =>
  `190${digits(1)}-0${randomInt(1, 10)}-${String(randomInt(1, 29)).padStart(2, '0')}`;

/** Every way in which a marker may be written: as it is, without spaces, in lower case, without +44. */
export function formsOf(marker: string): string[] {
  const bare = marker.replace(/\s/g, '');
  const forms = [marker, bare, bare.toLowerCase(), encodeURIComponent(marker), marker.replace(/^\+44/, '0')];
  return [...new Set(forms)];
}

/** One text and where it was read. */
export interface Reading {
  place: string;
  text: string;
}

/** A marker and where it was found. */
export interface Finding {
  place: string;
  marker: string;
}

/** Where markers are in some texts: nowhere, if all is well. */
export function findMarkers(markers: readonly string[], readings: readonly Reading[]): Finding[] {
  return readings.flatMap(({ place, text }) =>
    markers
      .filter((marker) => formsOf(marker).some((form) => text.includes(form)))
      .map((marker) => ({ place, marker })),
  );
}

interface LogPage {
  events: { message: string }[];
  nextToken?: string;
}

/** Everything that was logged since an instant, function by function. */
export async function readLogs(endpoint: string, since: number): Promise<Reading[]> {
  const readings: Reading[] = [];
  const { logGroups } = await engineApi<{ logGroups: { logGroupName: string }[] }>(
    endpoint,
    'logs',
    'DescribeLogGroups',
    {},
  );
  for (const { logGroupName } of logGroups) {
    let nextToken: string | undefined;
    do {
      const page = await engineApi<LogPage>(endpoint, 'logs', 'FilterLogEvents', {
        logGroupName,
        startTime: since,
        nextToken,
      }).catch(unlessGone<LogPage>({ events: [] }));
      readings.push(...page.events.map(({ message }) => ({ place: `log ${logGroupName}`, text: message })));
      nextToken = page.nextToken;
    } while (nextToken);
  }
  return readings;
}

/** What another test took away while we looked has nothing in it any more. */
const unlessGone =
  <T>(nothing: T) =>
  (error: Error): T => {
    if (/NonExistentQueue|does not exist|ResourceNotFound/.test(error.message)) return nothing;
    throw error;
  };

interface Queue {
  QueueUrl: string;
}
interface Messages {
  Messages?: { MessageId: string; ReceiptHandle: string; Body: string }[];
}

/** What lies in every queue but one, without taking it away: whatever failed lies there. */
export async function readQueues(endpoint: string, but: string): Promise<Reading[]> {
  const { QueueUrls = [] } = await engineApi<{ QueueUrls?: string[] }>(endpoint, 'queues', 'ListQueues', {});
  const read: Reading[] = [];
  for (const QueueUrl of QueueUrls.filter((url) => !url.endsWith(`/${but}`))) {
    const seen = new Set<string>();
    for (let fresh = true; fresh; ) {
      const { Messages = [] } = await engineApi<Messages>(endpoint, 'queues', 'ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
      }).catch(unlessGone<Messages>({}));
      const found = Messages.filter(({ MessageId }) => !seen.has(MessageId));
      for (const { MessageId, Body } of found) {
        seen.add(MessageId);
        read.push({ place: `queue ${QueueUrl.split('/').at(-1)}`, text: Body });
      }
      fresh = found.length > 0;
    }
  }
  return read;
}

/** A queue to which the bus sends all events of one practice, until it is closed. */
export async function tapBus(endpoint: string, bus: string, practiceId: string) {
  const name = `tap-${letters(12)}`;
  const { QueueUrl } = await engineApi<Queue>(endpoint, 'queues', 'CreateQueue', { QueueName: name });
  const rule = { Name: name, EventBusName: bus };
  const pattern = { detail: { metadata: { practiceId: [practiceId] } } };
  await engineApi(endpoint, 'bus', 'PutRule', { ...rule, EventPattern: JSON.stringify(pattern) });
  const Arn = `arn:aws:sqs:eu-west-2:000000000000:${name}`;
  await engineApi(endpoint, 'bus', 'PutTargets', {
    Rule: name,
    EventBusName: bus,
    Targets: [{ Id: 'tap', Arn }],
  });
  const kept: Reading[] = [];
  return {
    name,
    /** All events until now. */
    async read(): Promise<Reading[]> {
      for (;;) {
        const receive = { QueueUrl, MaxNumberOfMessages: 10 };
        const { Messages = [] } = await engineApi<Messages>(endpoint, 'queues', 'ReceiveMessage', receive);
        if (Messages.length === 0) return kept;
        for (const { Body, ReceiptHandle } of Messages) {
          kept.push({ place: 'bus', text: Body });
          await engineApi(endpoint, 'queues', 'DeleteMessage', { QueueUrl, ReceiptHandle });
        }
      }
    },
    async close(): Promise<void> {
      await engineApi(endpoint, 'bus', 'RemoveTargets', { Rule: name, EventBusName: bus, Ids: ['tap'] });
      await engineApi(endpoint, 'bus', 'DeleteRule', rule);
      await engineApi(endpoint, 'queues', 'DeleteQueue', { QueueUrl });
    },
  };
}

/** What went into, through and out of the executions of a flow that are about a practice. */
export async function readFlow(
  endpoint: string,
  stateMachineArn: string,
  practiceId: string,
): Promise<Reading[]> {
  const { executions } = await engineApi<{ executions: { executionArn: string }[] }>(
    endpoint,
    'flows',
    'ListExecutions',
    { stateMachineArn },
  );
  const readings: Reading[] = [];
  for (const { executionArn } of executions) {
    const described = await engineApi<{ input: string }>(endpoint, 'flows', 'DescribeExecution', {
      executionArn,
    });
    if (!described.input.includes(practiceId)) continue;
    const history = await engineApi<object>(endpoint, 'flows', 'GetExecutionHistory', { executionArn });
    readings.push({ place: 'flow', text: JSON.stringify([described, history]) });
  }
  return readings;
}

/** Asks as `ask` does, and keeps each address and each error's answer: neither may hold anything personal. */
export function recording(ask: Ask): { ask: Ask; readings: Reading[] } {
  const readings: Reading[] = [];
  return {
    readings,
    ask: async (route, question: Question = {}) => {
      const query = new URLSearchParams(question.query).toString();
      const path = pathOf(route, question.params);
      readings.push({ place: `address of ${route.name}`, text: `${path}?${query}` });
      const answer = await ask(route, question);
      if (answer.status >= 300)
        readings.push({
          place: `error of ${route.name}`,
          text: JSON.stringify([answer.headers, answer.body]),
        });
      return answer;
    },
  };
}
