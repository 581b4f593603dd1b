import type { FieldProblem, RowRead } from '../../../../shared/domain/import/problem.ts';
import type { Reading } from '../../../../shared/domain/import/record.ts';

/** What a row is read with in tests: the numbers of Great Britain, on 22 November 2026. */
export const reading: Reading = {
  source: 'import',
  country: 'GB',
  phone: (text, country) => {
    const digits = text.replace(/\D/g, '');
    if (digits.length < 9) return null;
    return text.startsWith('+')
      ? `+${digits}`
      : `+${country === 'US' ? '1' : '44'}${digits.replace(/^0/, '')}`;
  },
  mayMakeAdmins: false,
  now: Date.parse('2026-11-22T12:00:00Z'),
};

/** The fields of the problems that keep a row out. */
export const rejectedFields = ({ problems }: RowRead<unknown>): string[] =>
  problems.filter(({ outcome }) => outcome === 'rejected').map(({ field }) => field);

/** The fields that a row went in without. */
export const remarkedFields = ({ problems }: RowRead<unknown>): string[] =>
  problems.filter(({ outcome }) => outcome === 'imported').map(({ field }) => field);

/** Everything that a problem says, for looking for what it must not say. */
export const allText = (problems: readonly FieldProblem[]): string => JSON.stringify(problems);
