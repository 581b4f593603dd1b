import { describe, expect, test } from 'vitest';
import { decideReplay, isReplayed } from '../../../shared/domain/replay.ts';

const settled = Date.parse('2026-11-16T10:00:00.000Z');

describe('the range of a replay', () => {
  test.each([
    ['ends where it was asked to', '2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', undefined],
    ['may be 31 days', '2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', undefined],
    ['ends where the feed ends', '2026-11-16T00:00:00.000Z', '2026-11-17T00:00:00.000Z', settled],
  ])('[8.1] %s', (_, from, to, end) => {
    const value = { from, to: end === undefined ? to : new Date(end).toISOString() };
    expect(decideReplay({ from, to }, settled)).toEqual({ allowed: true, value });
  });

  test.each([
    ['/to', 'order', '2026-11-02T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    ['/to', 'order', '2026-11-02T00:00:00.000Z', '2026-11-02T00:00:00.000Z'],
    ['/to', 'too-long', '2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.001Z'],
    ['/from', 'too-late', '2026-11-16T10:00:00.000Z', '2026-11-16T10:00:01.000Z'],
  ])('[8.1] is refused at %s as %s: %s to %s', (pointer, code, from, to) => {
    expect(decideReplay({ from, to }, settled)).toMatchObject({
      allowed: false,
      refusal: { code: 'validation', errors: [{ pointer, code }] },
    });
  });
});

test.each([
  [null, 'appointment.changed.v1', true],
  [['appointment.changed.v1'], 'appointment.changed.v1', true],
  [['appointment.changed.v1'], 'appointment.cancelled.v1', false],
  [null, 'replay.started.v1', false],
  [['replay.finished.v1'], 'replay.finished.v1', false],
] as const)('[8.1] of %j a replay publishes %s: %s', (types, type, is) => {
  expect(isReplayed({ types: types && [...types] }, type)).toBe(is);
});
