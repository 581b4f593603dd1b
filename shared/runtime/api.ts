import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';
import type { Caller, Route } from '../contract.ts';
import { type Change, keptAnswer, readKeptAnswer } from '../data/change.ts';
import { extendSession } from '../data/session.ts';
import type { ClientActor, PublicActor, StaffActor } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import { type Refusal, Refused } from '../domain/decision.ts';
import { type Identified, identify } from './actor.ts';
import { describeError, type LogFields, logLine } from './log.ts';
import { problemDocument, problems, refusalOf } from './problem.ts';
import { expectedVersion, noneMatches, readRequest } from './request.ts';

/** Everything that a handler may know; nothing else is within its reach. */
export interface Asked<C extends Route> {
  actor: ActorOf<C['caller']>;
  params: C['params'] extends z.ZodType ? z.infer<C['params']> : Record<string, never>;
  query: C['query'] extends z.ZodType ? z.infer<C['query']> : undefined;
  body: C['body'] extends z.ZodType ? z.infer<C['body']> : undefined;
  /** The instant of the request, epoch milliseconds. */
  now: number;
  /** Who and why, for everything that this request writes. */
  change: Change;
  /** The version that If-Match named, where the contract is versioned; a decision may have been sent without. */
  version: C['versioned'] extends 'when-sent' ? number | undefined : number;
  /** The appointment that the path names, read with the session, where the contract loads it. */
  appointment: C['loads'] extends 'appointment' ? Appointment : undefined;
  /** Whether the caller has this very version of what it asks for already (If-None-Match). */
  ifNoneMatch: (etag: string) => boolean;
  /** The page's origin, where a browser sent the request. */
  origin: string | undefined;
}

type ActorOf<C extends Caller> = C extends { kind: 'client' }
  ? ClientActor
  : C extends { kind: 'staff' }
    ? StaffActor
    : C extends { kind: 'public' }
      ? PublicActor
      : never;

/** What a handler gives besides its result, in the few routes that need it. */
export class Reply<T> {
  readonly result: T;
  readonly extra: { cookies?: string[]; headers?: Record<string, string>; status?: number };
  constructor(result: T, extra: Reply<T>['extra']) {
    this.result = result;
    this.extra = extra;
  }
}

type Handler<C extends Route> = (
  asked: Asked<C>,
) => Promise<z.input<C['result']> | Reply<z.input<C['result']>>>;

/** A request on its way through the stack. */
interface Passage extends middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  internal: { fields: LogFields; began: number };
}

let cold = true;

/** What each request's log line will say: middy hands its handler no more of the passage than the event. */
const noted = new WeakMap<APIGatewayProxyEventV2, LogFields>();

/**
 * The one stack of every route: log line → problems → request against the contract → actor → handler →
 * result against the contract. `clock` is the system's unless a test hands over another.
 */
export function api<C extends Route>(
  contract: C,
  handler: Handler<C>,
  clock: () => number = () => Date.now(),
) {
  const answer = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const now = clock();
    const sent = readRequest(contract, event);
    const version = expectedVersion(contract, event);
    const identified = await identify(contract, event, sent, now);
    Object.assign(noted.get(event) ?? {}, fieldsOf(identified));
    const { actor, session, appointment, idempotency } = identified;
    const kept = keptAnswer(identified.kept, now);
    if (kept && idempotency) return replay(contract, kept, idempotency.hash);

    const asked = {
      ...sent,
      actor,
      now,
      version,
      appointment,
      ifNoneMatch: (etag: string) => noneMatches(event.headers['if-none-match'], etag),
      origin: event.headers.origin,
      change: changeOf(event, identified, now, clock),
    } as unknown as Asked<C>;
    const extended = session && 'practiceId' in actor ? extendSession(actor, session, now) : undefined;
    // An idle limit that could not be put off fails nothing: what was asked may have been written already.
    const settled = extended?.catch((error) => Object.assign(noted.get(event) ?? {}, describeError(error)));
    try {
      return respond(contract, await handler(asked));
    } catch (error) {
      // Whatever went wrong here, the same request may have gone through beside it: then its answer counts.
      const winner = idempotency && (await readKeptAnswer(idempotency.key, clock()));
      if (!winner) throw error;
      return replay(contract, winner, idempotency.hash);
    } finally {
      await settled;
    }
  };
  return middy()
    .use(oneLine(contract))
    .use(asProblems())
    .handler(answer as never) as (
    event: APIGatewayProxyEventV2,
    context: Context,
  ) => Promise<APIGatewayProxyStructuredResultV2>;
}

/** Logs one line an invocation, whatever became of it. */
function oneLine(contract: Route): middy.MiddlewareObj {
  const line = (request: middy.Request) => {
    const { internal, event, response } = request as Passage;
    const status = response?.statusCode ?? 500;
    logLine(status >= 500 ? 'error' : 'info', {
      function: contract.name,
      requestId: event.requestContext.requestId,
      status,
      milliseconds: Math.round(performance.now() - internal.began),
      cold,
      ...internal.fields,
    });
    cold = false;
  };
  return {
    before: (request) => {
      const { event, internal } = request as Passage;
      const fields: LogFields = {};
      noted.set(event, fields);
      Object.assign(internal, { fields, began: performance.now() });
    },
    after: line,
    onError: line,
  };
}

/** Turns whatever was thrown into a problem document, and puts the request's id on every answer. */
function asProblems(): middy.MiddlewareObj {
  const stamp = (request: middy.Request) => {
    const { event, response } = request as Passage;
    if (response) response.headers = { ...response.headers, 'x-request-id': event.requestContext.requestId };
  };
  return {
    after: stamp,
    onError: (request) => {
      const { event, internal } = request as Passage;
      const refusal = refusalOf(request.error);
      if (refusal.code === 'internal' || refusal.code === 'busy')
        Object.assign(internal.fields, describeError(request.error));
      internal.fields.refusal = refusal.code;
      request.response = problemAnswer(refusal, event.requestContext.requestId);
      stamp(request);
    },
  };
}

const answerHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

function problemAnswer(refusal: Refusal, requestId: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: problems[refusal.code].status,
    headers: {
      ...answerHeaders,
      'content-type': 'application/problem+json',
      ...(refusal.retryAfterSeconds !== undefined && { 'retry-after': String(refusal.retryAfterSeconds) }),
    },
    body: JSON.stringify(problemDocument(refusal, requestId)),
  };
}

function respond(contract: Route, given: unknown): APIGatewayProxyStructuredResultV2 {
  const { result, extra } =
    given instanceof Reply ? given : { result: given, extra: {} as Reply<unknown>['extra'] };
  const checked: unknown = contract.result.parse(result);
  const headers: Record<string, string> = { ...answerHeaders, ...extra.headers };
  if (contract.versioned && checked && typeof checked === 'object' && 'version' in checked)
    headers.etag = `"${checked.version}"`;
  const statusCode = extra.status ?? contract.status ?? 200;
  const cookies = extra.cookies ? { cookies: extra.cookies } : {};
  if (statusCode === 204 || checked === undefined) return { statusCode, headers, ...cookies };
  headers['content-type'] ??= contract.mediaType ?? 'application/json';
  const body = contract.mediaType && typeof checked === 'string' ? checked : JSON.stringify(checked);
  return { statusCode, headers, body, ...cookies };
}

function replay(
  contract: Route,
  kept: { hash: string; answer: unknown },
  hash: string,
): APIGatewayProxyStructuredResultV2 {
  if (kept.hash !== hash)
    throw new Refused({
      code: 'idempotency-key-reused',
      detail: 'This Idempotency-Key was used for another request. Choose a new one.',
    });
  const again = respond(contract, kept.answer ?? undefined);
  return { ...again, headers: { ...again.headers, 'idempotency-replayed': 'true' } };
}

function changeOf(
  event: APIGatewayProxyEventV2,
  { actor, idempotency }: Identified,
  now: number,
  clock: () => number,
): Change {
  const by = actor.kind === 'client' ? actor.clientId : actor.kind === 'staff' ? actor.staffId : '';
  return {
    now,
    clock,
    cause: actor.kind === 'client' || actor.kind === 'staff' ? actor.kind : 'system',
    actor: by ? `${actor.kind}:${by}` : actor.kind,
    correlationId: event.requestContext.requestId,
    ...(idempotency && { idempotency }),
  };
}

function fieldsOf({ actor, session }: Identified): LogFields {
  if (!('practiceId' in actor)) return { caller: actor.kind };
  return { caller: actor.kind, practiceId: actor.practiceId, sessionId: session?.id };
}
