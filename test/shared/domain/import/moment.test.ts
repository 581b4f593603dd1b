import { describe, expect, test } from 'vitest';
import { instantOf, readMoment } from '../../../../shared/domain/import/moment.ts';

const at = (text: string, zone = 'Europe/London') => {
  const moment = readMoment(text);
  if (!moment) return null;
  const instant = instantOf(moment, zone);
  return 'at' in instant ? new Date(instant.at).toISOString() : instant.reason;
};

describe('times in files', () => {
  test.each([
    ['2026-11-24T09:00', '2026-11-24T09:00:00.000Z'],
    ['2026-07-24T09:00', '2026-07-24T08:00:00.000Z'],
    ['2026-07-24 09:00', '2026-07-24T08:00:00.000Z'],
    ['2026-07-24T09:00:30', '2026-07-24T08:00:30.000Z'],
    ['2026-07-24T09:00Z', '2026-07-24T09:00:00.000Z'],
    ['2026-07-24T09:00:00.000Z', '2026-07-24T09:00:00.000Z'],
    ['2026-07-24T09:00+05:45', '2026-07-24T03:15:00.000Z'],
    ['2026-07-24T09:00-0430', '2026-07-24T13:30:00.000Z'],
  ])('[8.3] reads %s as %s', (text, instant) => {
    expect(at(text)).toBe(instant);
  });

  test.each([
    '',
    '24/11/2026 09:00',
    '2026-11-24',
    '2026-02-30T09:00',
    '2026-13-01T09:00',
    '2026-11-24T24:00',
    '2026-11-24T09:60',
    '2026-11-24T09:00:60Z',
    '2026-11-24T9:00',
    '2026-11-24T09:00+15:00',
    '2026-11-24T09:00+01:60',
    '2026-11-24T09:00 Europe/London',
  ])('[8.3] takes %j for no time', (text) => {
    expect(readMoment(text)).toBeNull();
  });

  // 29 March 2026, 01:00 GMT: the clocks go from 01:00 to 02:00.
  test('[8.3] says of a local time that the clocks skip that there is none', () => {
    expect(at('2026-03-29T01:30')).toContain('skip');
    expect(at('2026-03-29T00:59')).toBe('2026-03-29T00:59:00.000Z');
    expect(at('2026-03-29T02:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(at('2026-03-29T01:30+00:00')).toBe('2026-03-29T01:30:00.000Z');
  });

  // 25 October 2026, 01:00 GMT: the clocks go from 02:00 back to 01:00.
  test('[8.3] wants an offset for a local time that happens twice', () => {
    expect(at('2026-10-25T01:30')).toContain('twice');
    expect(at('2026-10-25T02:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(at('2026-10-25T01:30+01:00')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25T01:30+00:00')).toBe('2026-10-25T01:30:00.000Z');
  });
});
