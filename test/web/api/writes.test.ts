import { describe, expect, it } from 'vitest';
import type { Answer, Problem } from '../../../web/api/answer.ts';
import { createWrites } from '../../../web/api/writes.ts';

const done: Answer<string> = { ok: true, value: 'done' };
const refused = (code: string, status = 409, own: Partial<Problem> = {}): Answer<never> => ({
  ok: false,
  problem: { code, status, detail: '', ...own },
});
const silence = refused('no-answer', 0);

/** A server that answers what it is told, one a call, and what the sender did meanwhile. */
function given(...answers: Answer<string>[]) {
  const keys: string[] = [];
  const pauses: number[] = [];
  let silences = 0;
  let made = 0;
  const write = createWrites({
    newKey: () => `key-${++made}`,
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const send = async (key: string) => {
    keys.push(key);
    return answers.shift()!;
  };
  const press = (intention = 'change') => write(intention, send, () => silences++);
  return { press, keys, pauses, silences: () => silences };
}

describe('sending a write', () => {
  it('[3.6] tries again by itself where nothing came back, with the same key', async () => {
    const { press, keys, silences } = given(silence, silence, done);
    expect(await press()).toEqual(done);
    expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
    expect(silences()).toBe(2);
  });

  it('[3.6] gives up after three tries, and keeps the key for the next press', async () => {
    const { press, keys } = given(silence, silence, silence, done);
    expect(await press()).toEqual(silence);
    expect(await press()).toEqual(done);
    expect(new Set(keys)).toEqual(new Set(['key-1']));
  });

  it.each([
    ['a fault of the server', refused('internal', 500)],
    ['no network', refused('offline', 0)],
  ])('[3.6] does not try again by itself after %s, but keeps the key', async (_, answer) => {
    const { press, keys, pauses } = given(answer, done);
    expect(await press()).toEqual(answer);
    expect(pauses).toEqual([]);
    await press();
    expect(keys).toEqual(['key-1', 'key-1']);
  });

  it('[3.6] waits as long as a busy server asks, without alarm', async () => {
    const { press, pauses, silences } = given(refused('busy', 503, { retryAfterSeconds: 2 }), done);
    expect(await press()).toEqual(done);
    expect(pauses).toEqual([2000]);
    expect(silences()).toBe(0);
  });

  it('[3.6] takes a new key once the server has decided, and for another intention', async () => {
    const { press, keys } = given(refused('taken'), done, silence, silence, silence, done);
    await press();
    await press();
    await press();
    await press('another time');
    expect(keys).toEqual(['key-1', 'key-2', 'key-3', 'key-3', 'key-3', 'key-4']);
  });

  it('[3.6] sends once however often it is pressed', async () => {
    const { press, keys } = given(done);
    expect(await Promise.all([press(), press(), press()])).toEqual([done, done, done]);
    expect(keys).toHaveLength(1);
  });
});
