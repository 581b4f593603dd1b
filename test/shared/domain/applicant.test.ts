import { describe, expect, test } from 'vitest';
import { clientsLike, decideApplicant, writtenApplicant } from '../../../shared/domain/applicant.ts';
import { givenClient, givenPractice } from './given.ts';

const now = Date.parse('2026-11-22T23:30:00.000Z');
const written = {
  givenName: 'Nora',
  familyName: 'Finch',
  email: 'nora@mail.example',
  phone: '020 7946 0123',
  dateOfBirth: '1988-04-09',
  postcode: 'se10zz',
};
const phone = '+442079460123';

describe('what a stranger types', () => {
  test('[5.1] is kept as records hold it', () => {
    expect(decideApplicant(written, phone, givenPractice(), now)).toEqual({
      allowed: true,
      value: { ...written, phone, postcode: 'SE1 0ZZ' },
    });
  });

  test.each([
    ['no number', {}, null, 'GB', 'Europe/London', ['/phone']],
    ['no postcode of the country', { postcode: '10001' }, phone, 'GB', 'Europe/London', ['/postcode']],
    [
      'a postcode longer than a record holds',
      { postcode: '12 34 56 78 90' },
      phone,
      'BR',
      'America/Bahia',
      ['/postcode'],
    ],
    ['a birthday tomorrow', { dateOfBirth: '2026-11-23' }, phone, 'GB', 'Europe/London', ['/dateOfBirth']],
    ['a birthday today', { dateOfBirth: '2026-11-22' }, phone, 'GB', 'Europe/London', []],
    [
      'a birthday where it is tomorrow already',
      { dateOfBirth: '2026-11-23' },
      phone,
      'NZ',
      'Pacific/Auckland',
      ['/postcode'],
    ],
    ['120 years', { dateOfBirth: '1906-11-22' }, phone, 'GB', 'Europe/London', []],
    ['a day more', { dateOfBirth: '1906-11-21' }, phone, 'GB', 'Europe/London', ['/dateOfBirth']],
    [
      'nothing right',
      { postcode: '?', dateOfBirth: '0001-01-01' },
      null,
      'GB',
      'Europe/London',
      ['/phone', '/dateOfBirth', '/postcode'],
    ],
  ] as const)('[5.1] has each field named that cannot be: %s', (_, over, number, country, zone, pointers) => {
    const practice = givenPractice({ country, zone });
    const more = country === 'NZ' ? { postcode: '0' } : {};
    const decision = decideApplicant({ ...written, ...over, ...more }, number, practice, now);
    expect(decision.allowed ? [] : decision.refusal.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test.each([
    ['a name', 'Nora-Jané O’Neil', true],
    ['a name of two lines', 'Nora\nFinch', false],
    ['a name with half a character', 'Nora\ud800', false],
  ])('[5.1] may be %s', (_, givenName, allowed) => {
    expect(writtenApplicant.safeParse({ ...written, givenName }).success).toBe(allowed);
  });
});

describe('who a stranger may be', () => {
  const is = (over: object) => ({
    client: givenClient({ email: written.email, dateOfBirth: '1988-04-09', ...over }),
  });
  const named = (givenName: string) => is({ givenName, id: givenName });
  test.each([
    ['the client of that address and date of birth, whatever their name', [named('Rosa')], ['Rosa']],
    ['not somebody with another date of birth', [is({ dateOfBirth: '1988-04-10' })], []],
    ['not somebody with another address', [is({ email: 'rosa@mail.example' })], []],
    ['not somebody without one', [is({ email: null })], []],
    ['whose address is written with capitals', [is({ email: 'Nora@Mail.example', id: 'Cap' })], ['Cap']],
    ['not somebody who has died', [is({ deceased: true })], []],
    ['of twins the one of that first name', [named('Otto'), named('Nora Jane')], ['Nora Jane']],
    ['of twins either, where the first name is neither’s', [named('Otto'), named('Ada')], ['Otto', 'Ada']],
  ])('[2.10] is %s', (_, people, ids) => {
    expect(clientsLike(people, written).map(({ client }) => client.id)).toEqual(ids);
  });
});
