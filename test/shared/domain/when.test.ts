import { describe, expect, test } from 'vitest';
import { clockText, dateText, shortWhenText, whenText, zoneText } from '../../../shared/domain/when.ts';

const london = { zone: 'Europe/London', country: 'GB' };
const newYork = { zone: 'America/New_York', country: 'US' };

test.each([
  [london, '2026-11-24T09:00:00.000Z', 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)'],
  [london, '2026-07-24T23:30:00Z', 'Saturday 25 July 2026, 12:30am (United Kingdom Time)'],
  [newYork, '2026-11-24T17:05:00Z', 'Tuesday, November 24, 2026, 12:05pm (Eastern Time)'],
  [{ ...newYork, country: 'GB' }, '2026-11-25T01:00:00Z', 'Tuesday 24 November 2026, 8:00pm (Eastern Time)'],
  [
    { zone: 'Asia/Kathmandu', country: 'NP' },
    '2026-11-24T09:00:00Z',
    'Tuesday 24 November 2026, 2:45pm (Nepal Time)',
  ],
])('[6.3] %j reads with weekday, date, time and zone by name', (place, instant, text) => {
  expect(whenText(instant, place)).toBe(text);
});

test.each([
  [london, 'Tue 24 Nov 2026, 9:00am (United Kingdom Time)'],
  [newYork, 'Tue, Nov 24, 2026, 4:00am (Eastern Time)'],
])('[6.3] a text message says the same in few characters', (place, text) => {
  expect(shortWhenText('2026-11-24T09:00:00.000Z', place)).toBe(text);
});

test('[6.3] the date is that of the place', () => {
  expect(dateText('2026-11-24T23:30:00Z', { zone: 'Pacific/Auckland', country: 'NZ' })).toBe(
    'Wednesday 25 November 2026',
  );
  expect(clockText('2026-11-24T23:30:00Z', { zone: 'Pacific/Auckland', country: 'NZ' })).toBe('12:30pm');
});

describe('hours that the clocks repeat', () => {
  test.each([
    // London, 25 October 2026: 02:00 BST becomes 01:00 GMT at 01:00Z.
    ['2026-10-24T23:59:00Z', '12:59am', 'United Kingdom Time'],
    ['2026-10-25T00:00:00Z', '1:00am', 'United Kingdom Time, UTC+1'],
    ['2026-10-25T00:59:00Z', '1:59am', 'United Kingdom Time, UTC+1'],
    ['2026-10-25T01:00:00Z', '1:00am', 'United Kingdom Time, UTC+0'],
    ['2026-10-25T01:59:59Z', '1:59am', 'United Kingdom Time, UTC+0'],
    ['2026-10-25T02:00:00Z', '2:00am', 'United Kingdom Time'],
    // 29 March 2026: 01:00 GMT becomes 02:00 BST at 01:00Z; nothing is repeated.
    ['2026-03-29T00:59:00Z', '12:59am', 'United Kingdom Time'],
    ['2026-03-29T01:00:00Z', '2:00am', 'United Kingdom Time'],
  ])('[6.3] %s is %s in %s', (instant, clock, zone) => {
    expect(clockText(instant, london)).toBe(clock);
    expect(zoneText(instant, london)).toBe(zone);
  });

  test.each([
    ['2026-11-01T05:30:00Z', { zone: 'America/New_York', country: 'US' }, 'Eastern Time, UTC-4'],
    ['2026-11-01T06:30:00Z', { zone: 'America/New_York', country: 'US' }, 'Eastern Time, UTC-5'],
    // Lord Howe goes back by half an hour.
    ['2026-04-04T14:45:00Z', { zone: 'Australia/Lord_Howe', country: 'AU' }, 'Lord Howe Time, UTC+11'],
    ['2026-04-04T15:15:00Z', { zone: 'Australia/Lord_Howe', country: 'AU' }, 'Lord Howe Time, UTC+10:30'],
  ])('[6.3] %s in %j shows its offset', (instant, place, zone) => {
    expect(zoneText(instant, place)).toBe(zone);
  });
});

test('[6.3] a zone without a name for the whole year has that of the day', () => {
  expect(zoneText('2026-11-24T09:00:00Z', { zone: 'UTC', country: 'GB' })).toBe('Coordinated Universal Time');
});
