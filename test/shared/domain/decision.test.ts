import { expect, test } from 'vitest';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { allow, found, granted, Refused, refuse, refuseFields } from '../../../shared/domain/decision.ts';
import { givenClinician } from './given.ts';

const refusalOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return error instanceof Refused ? error.refusal : error;
  }
};

test('[8.2] a yes gives its value, and a no is thrown with all that the rule knows', () => {
  expect(granted(allow(7))).toBe(7);
  const no = refuse('window-closed', 'It is too late.', { phone: '020 7946 0018' });
  expect(refusalOf(() => granted(no))).toEqual({
    code: 'window-closed',
    detail: 'It is too late.',
    phone: '020 7946 0018',
  });
});

test('[8.2] fields that are wrong are named, and said in one sentence each', () => {
  const errors = [
    { pointer: '/name', code: 'too-small', message: 'Give a name.' },
    { pointer: '/zone', code: 'custom', message: 'Choose a zone.' },
  ];
  expect(refuseFields(errors)).toEqual({
    allowed: false,
    refusal: { code: 'validation', detail: 'Give a name. Choose a zone.', errors },
  });
});

test.each([[undefined], [null]])(
  '[1.2] what is %s is not there, or not yours: one answer for both',
  (nothing) => {
    expect(refusalOf(() => found(nothing))).toMatchObject({ code: 'not-found' });
    expect(found('record')).toBe('record');
  },
);

test('[4.1] what is archived is not there to be changed', () => {
  expect(inUse(givenClinician())).toEqual(givenClinician());
  expect(refusalOf(() => inUse(givenClinician({ archived: true })))).toMatchObject({ code: 'not-found' });
  expect(refusalOf(() => inUse(undefined))).toMatchObject({ code: 'not-found' });
});
