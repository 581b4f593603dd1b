import { expect, test } from 'vitest';
import { e164 } from '../../../shared/gateway/phone.ts';

test.each([
  ['020 7946 0018', 'GB', '+442079460018'],
  ['07700 900123', 'GB', '+447700900123'],
  ['+44 (0)20 7946 0018', 'US', '+442079460018'],
  ['555-810-7203', 'US', '+15558107203'],
  ['(555) 810-7203', 'US', '+15558107203'],
  ['+351 21 000 0000', 'XX', '+351210000000'],
])('[8.3] reads %s in %s as %s', (text, country, number) => {
  expect(e164(text, country)).toBe(number);
});

test.each([
  ['', 'GB'],
  ['12', 'GB'],
  ['unknown', 'GB'],
  ['020 7946 0018', 'XX'],
  ['020 7946 0018 ext. 5', 'GB'],
  ['ring the bell 020 7946 0018', 'GB'],
  ['+0 123 456 789', 'GB'],
])('[8.3] takes %j in %s for no number', (text, country) => {
  expect(e164(text, country)).toBeNull();
});
