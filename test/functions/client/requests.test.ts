import type { Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { handler } from '../../../functions/client/cancel-appointment/handler.ts';
import { getAppointment } from '../../../shared/data/appointment.ts';
import { intercepting } from '../../support/calls.ts';
import { logLines, standingClock } from '../../support/clock.ts';
import { clientToken, givenAppointment, givenClient, givenPractice } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

async function givenOwn() {
  const given = await givenPractice();
  const client = await givenClient(given);
  const { id: appointmentId } = await givenAppointment(given, client);
  return { given, token: await clientToken(given, client), params: { appointmentId } };
}

type Own = Awaited<ReturnType<typeof givenOwn>>;

/** Sends a body just as it is. */
const send = ({ token, params }: Own, body: string, headers: Record<string, string> = {}) =>
  inProcess(cancelAppointment, { params, token, body, headers });

const isUntouched = async ({ given, params }: Own) =>
  expect(await getAppointment(given, params.appointmentId)).toMatchObject({ version: 1 });

describe('a body', () => {
  test.each([
    { what: 'broken JSON', body: '{"policyVersion": 1', status: 400, type: 'malformed' },
    { what: 'no JSON', body: 'policyVersion=1', status: 400, type: 'malformed' },
    { what: 'JSON with a BOM and an unknown field', body: '\ufeff{"x":1}', status: 400, type: 'malformed' },
    { what: 'a list', body: '[]', status: 400, type: 'malformed' },
    { what: 'a text', body: '"yes"', status: 400, type: 'malformed' },
    { what: 'a number', body: '1', status: 400, type: 'malformed' },
    { what: 'a field of the wrong type', body: '{"policyVersion":"1"}', status: 400, type: 'malformed' },
    { what: 'an unknown field', body: '{"reason":"ill"}', status: 400, type: 'malformed' },
    { what: 'a prototype', body: '{"__proto__":{"policyVersion":1}}', status: 400, type: 'malformed' },
    { what: 'a value that cannot be', body: '{"policyVersion":-1}', status: 422, type: 'validation' },
    { what: 'a number beyond all numbers', body: '{"policyVersion":1e999}', status: 400, type: 'malformed' },
    {
      what: 'a megabyte',
      body: JSON.stringify({ x: 'x'.repeat(1024 ** 2) }),
      status: 413,
      type: 'too-large',
    },
    { what: 'one byte too many', body: `${' '.repeat(256 * 1024 - 1)}{}`, status: 413, type: 'too-large' },
    {
      what: 'too many bytes in few characters',
      body: JSON.stringify({ x: '€'.repeat(100_000) }),
      status: 413,
      type: 'too-large',
    },
    {
      what: 'very deep JSON',
      body: `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      status: 400,
      type: 'malformed',
    },
  ])('[8.2] of $what is answered with $status and changes nothing', async ({ body, status, type }) => {
    const own = await givenOwn();
    const answer = await send(own, body);
    expect(answer).toMatchObject({ status, body: { type: `/problems/${type}`, status } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    await isUntouched(own);
  });

  test('[8.2] with an unknown field is refused by its name', async () => {
    const own = await givenOwn();
    expect((await send(own, '{"reason":"ill","a/b~c":1}')).body.errors).toEqual([
      { pointer: '/reason', code: 'unknown-field', message: 'reason is not a field here.' },
      { pointer: '/a~1b~0c', code: 'unknown-field', message: 'a/b~c is not a field here.' },
    ]);
  });

  test('[8.2] of just the largest size is read', async () => {
    const own = await givenOwn();
    expect((await send(own, `${' '.repeat(256 * 1024 - 2)}{}`)).status).toBe(200);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'multipart/form-data',
    '',
  ])('[8.2] of another type than JSON is refused: %j', async (type) => {
    const own = await givenOwn();
    expect(await send(own, '{}', { 'content-type': type })).toMatchObject({
      status: 415,
      body: { type: '/problems/unsupported-media-type' },
    });
    await isUntouched(own);
  });

  test.each(['application/json; charset=utf-8', 'APPLICATION/JSON'])(
    '[8.2] of type %s is JSON',
    async (type) => {
      expect((await send(await givenOwn(), '{}', { 'content-type': type })).status).toBe(200);
    },
  );

  test('[8.2] may be left out where every field may', async () => {
    const { token, params } = await givenOwn();
    expect((await inProcess(cancelAppointment, { params, token })).status).toBe(200);
  });

  /** The event of a body that the gateway handed over encoded. */
  const encoded = async ({ token, params }: Own, bytes: Buffer) =>
    handler(
      {
        version: '2.0',
        routeKey: 'POST',
        rawPath: '/',
        rawQueryString: '',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        requestContext: { requestId: 'request', http: { method: 'POST' } } as never,
        pathParameters: params,
        isBase64Encoded: true,
        body: bytes.toString('base64'),
      },
      {} as Context,
    );

  test('[8.2] that the gateway encoded is the same body', async () => {
    expect((await encoded(await givenOwn(), Buffer.from('{}'))).statusCode).toBe(200);
    expect((await encoded(await givenOwn(), Buffer.from('{"x":1}'))).statusCode).toBe(400);
  });

  test('[8.2] that is no UTF-8 is malformed', async () => {
    const own = await givenOwn();
    expect((await encoded(own, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).statusCode).toBe(400);
    await isUntouched(own);
  });
});

describe('an answer', () => {
  test('[8.2] names its request, and is kept by nobody on the way', async () => {
    const own = await givenOwn();
    const answer = await send(own, '{"x":1}');
    expect(answer.headers).toMatchObject({
      'x-request-id': answer.body.requestId,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect((await send(own, '{}')).headers['x-request-id']).toMatch(/^test-/);
  });

  test('[8.2] to an error of ours says nothing of it; the log says where it was', async () => {
    const own = await givenOwn();
    const answer = await intercepting(
      async ({ operation }, pass) => {
        if (operation === 'TransactWriteItems') throw new RangeError('secret of Rosa Quill');
        return pass();
      },
      () => send(own, '{}'),
    );
    expect(answer).toMatchObject({ status: 500, body: { type: '/problems/internal' } });
    expect(JSON.stringify(answer)).not.toContain('Rosa');
    expect(logLines.join('')).not.toContain('Rosa');
    expect(JSON.parse(logLines.at(-1)!)).toMatchObject({ level: 'error', status: 500, error: 'RangeError' });
  });

  test.each([
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'TransactionConflictException',
  ])('[8.2] while the table is busy is 503 with Retry-After: %s', async (name) => {
    const own = await givenOwn();
    const answer = await intercepting(
      async () => {
        throw Object.assign(new Error('slow down'), { name });
      },
      () => send(own, '{}'),
    );
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/busy' } });
    expect(answer.headers['retry-after']).toBe('2');
  });
});
