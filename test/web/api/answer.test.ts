import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../web/api/answer.ts';

const response = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

describe('what came of a call', () => {
  it('[8.2] is the value of a yes', async () => {
    const answer = await answerOf(async () => ({ data: { a: 1 }, response: response(200) }));
    expect(answer).toEqual({ ok: true, value: { a: 1 } });
  });

  it('[8.2] is the problem by its code, with what the rule knows', async () => {
    const error = { type: '/problems/taken', title: 'x', detail: 'Gone.', nearest: ['2026-11-26T14:30:00Z'] };
    const answer = await answerOf(async () => ({ error, response: response(409) }));
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'taken', status: 409, detail: 'Gone.', nearest: ['2026-11-26T14:30:00Z'] },
    });
  });

  it('[8.2] knows how long a busy server wants to be left alone', async () => {
    const error = { type: '/problems/busy', detail: 'Later.' };
    const answer = await answerOf(async () => ({ error, response: response(503, { 'retry-after': '2' }) }));
    expect(answer).toMatchObject({ problem: { code: 'busy', retryAfterSeconds: 2 } });
  });

  it.each([
    ['the page of a proxy', async () => ({ error: '<html>', response: response(502) })],
    ['a broken connection', async () => Promise.reject(new TypeError('fetch'))],
    ['a document of another kind', async () => ({ error: { type: 'about:blank' }, response: response(400) })],
  ])('[3.6] is no answer for %s', async (_, call) => {
    expect(await answerOf(call)).toEqual({
      ok: false,
      problem: { code: 'no-answer', status: 0, detail: '' },
    });
  });
});
