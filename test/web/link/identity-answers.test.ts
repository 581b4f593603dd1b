import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../web/api/answer.ts';
import { checkAnswers, identityMistakes, refusedAnswers } from '../../../web/link/identity-answers.ts';
import { initial } from '../../../web/link/state.ts';
import { portal } from '../support/fake-practice.ts';

const { typed: nothing } = initial;
const whole = { ...nothing, day: '27', month: '3', year: '1948', postcode: ' ba1 5nb ' };
const refusal = (own: Partial<Problem>): Problem => ({ code: 'validation', status: 422, detail: '', ...own });

describe('the answers of the identity check', () => {
  it('[2.7] are sent once both are whole, the postcode as it was typed', () => {
    expect(checkAnswers(whole, portal(), '2026-11-20')).toEqual({
      answers: { dateOfBirth: '1948-03-27', postcode: 'ba1 5nb' },
    });
  });

  it('[2.7] each have a line of their own in the box, leading to the first field to mend', () => {
    const missing = checkAnswers(nothing, portal(), '2026-11-20');
    expect(identityMistakes(missing, portal())).toEqual({
      boxed: 'Check 2 answers',
      mistakes: [
        { text: 'Enter your date of birth', field: 'dob-day' },
        { text: 'Enter your postcode', field: 'postcode' },
      ],
    });
    const { mistakes } = identityMistakes(
      checkAnswers({ ...whole, year: '' }, portal(), '2026-11-20'),
      portal(),
    );
    expect(mistakes).toEqual([{ text: 'Date of birth needs a year', field: 'dob-year' }]);
  });

  it('[2.7] begin with the month and ask for a ZIP code in the United States', () => {
    const american = portal({ country: 'US' });
    expect(identityMistakes(checkAnswers(nothing, american, '2026-11-20'), american).mistakes).toEqual([
      { text: 'Enter your date of birth', field: 'dob-month' },
      { text: 'Enter your ZIP code', field: 'postcode' },
    ]);
  });

  it('[2.8] that do not match say so of both, and never which', () => {
    const refused = refusedAnswers(refusal({ code: 'identity-mismatch' }))!;
    expect(identityMistakes(refused, portal())).toEqual({
      boxed: 'Check 2 answers',
      mistakes: [
        { text: 'Those details do not match. Check both, or phone 020 7946 0018.', field: 'dob-day' },
      ],
    });
  });

  it('[8.2] show what the server says of a field beside that field', () => {
    const errors = [{ pointer: '/postcode', message: 'Use a shorter postcode.' }];
    expect(refusedAnswers(refusal({ errors }))).toEqual({ postcode: 'Use a shorter postcode.' });
    expect(refusedAnswers(refusal({ errors: [{ pointer: '/dateOfBirth', message: 'No.' }] }))).toEqual({
      date: { message: 'No.', parts: ['day', 'month', 'year'] },
    });
    expect(refusedAnswers(refusal({ code: 'busy' }))).toBeNull();
  });
});
