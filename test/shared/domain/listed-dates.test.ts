import { expect, test } from 'vitest';
import { datesAround, listedDates } from '../../../shared/domain/listed-dates.ts';

const now = Date.parse('2026-11-17T09:00:00.000Z');

test('[4.3] times near a wanted one are looked for a week either side of it', () => {
  expect(datesAround('2026-11-24T10:00:00.000Z')).toEqual({ from: '2026-11-17', to: '2026-12-02' });
});

test('[4.3] times are listed from today at the place for a month, unless other dates are asked for', () => {
  const lateInTheEvening = Date.parse('2026-11-24T23:30:00Z');
  expect(listedDates({}, 'Europe/London', lateInTheEvening)).toEqual({
    allowed: true,
    value: { from: '2026-11-24', to: '2026-12-25' },
  });
  expect(listedDates({}, 'Europe/Berlin', lateInTheEvening)).toMatchObject({ value: { from: '2026-11-25' } });
  const asked = { from: '2026-12-01', to: '2026-12-03' };
  expect(listedDates(asked, 'Europe/London', now)).toEqual({ allowed: true, value: asked });
});

test('[4.3] dates out of order are refused by name', () => {
  expect(listedDates({ from: '2026-12-03', to: '2026-12-01' }, 'Europe/London', now)).toMatchObject({
    refusal: { code: 'validation', errors: [{ pointer: '?to' }] },
  });
});
