import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contracts } from '../functions/index.ts';
import { folderOf } from '../shared/contract.ts';

/**
 * Where each function that nobody waits for is proved to lose nothing and to do nothing twice, whichever of its SDK
 * calls fails before or after it took effect. One that is new has no line here, and fails.
 */
const provedIn: Record<string, string> = {
  // flow
  'import-chunk': 'flow/every-call-fails',
  'import-failed': 'flow/every-call-fails',
  'request-expire': 'flow/every-call-fails',
  'request-wait': 'stream/approval-every-call-fails',
  'zone-change-check': 'flow/every-call-fails',
  'zone-change-failed': 'flow/every-call-fails',
  'zone-change-finish': 'flow/every-call-fails',
  'zone-change-freeze': 'flow/every-call-fails',
  'zone-change-move': 'flow/every-call-fails',
  // listen
  'begin-import': 'listen/every-call-fails',
  'begin-request-round': 'stream/approval-every-call-fails',
  'begin-zone-change': 'listen/every-call-fails',
  'email-client': 'stream/every-call-fails',
  'email-confirmation': 'listen/every-call-fails',
  'email-sign-in': 'listen/every-call-fails',
  'email-staff': 'stream/every-call-fails',
  'end-request-round': 'stream/approval-every-call-fails',
  'note-email-fate': 'stream/every-call-fails',
  'note-text-reply': 'stream/every-call-fails',
  'replay-events': 'listen/every-call-fails',
  'reschedule-reminders': 'stream/every-call-fails',
  'ring-bell': 'stream/every-call-fails',
  'schedule-reminder': 'stream/every-call-fails',
  'tend-waitlist': 'listen/waitlist-calls',
  'text-client': 'stream/every-call-fails',
  // stream
  relay: 'stream/every-call-fails',
  sweep: 'stream/every-call-fails',
};

const wordsOf = (file: string) =>
  readFileSync(join(import.meta.dirname, 'functions', `${file}.test.ts`), 'utf8');

describe('every function that nobody waits for', () => {
  const silent = contracts.filter(({ kind }) => kind !== 'route');

  test('[6.4] has a proof that no call of it can be lost', () => {
    expect(silent.map(({ name }) => name).toSorted()).toEqual(Object.keys(provedIn).toSorted());
  });

  test.each(silent.map((it) => [it.name, it] as const))('[6.4] %s is run by its proof', (name, contract) => {
    const words = wordsOf(provedIn[name]!);
    expect([`${folderOf(contract)}/handler.ts`, `'${name}'`].some((it) => words.includes(it))).toBe(true);
    expect(words).toMatch(/with(Each)?Fault\(/);
    expect(words).toMatch(/expect\(fired\)\.toBe/);
  });
});
