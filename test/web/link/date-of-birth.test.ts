import { describe, expect, it } from 'vitest';
import { partsInOrder, readDateOfBirth } from '../../../web/link/date-of-birth.ts';

const today = '2026-11-20';
const read = (day: string, month: string, year: string) => readDateOfBirth({ day, month, year }, today);

describe('a date of birth in three boxes', () => {
  it.each([
    ['27', '3', '1948'],
    ['27', '03', '1948'],
    ['27', 'Mar', '1948'],
    ['27', 'march', '1948'],
    ['27', 'MARC.', '1948'],
    ['27th', '3', '1948'],
    ['27.', '3', '1948'],
    [' 27 ', ' 3 ', ' 1948 '],
    ['２７', '３', '１９４８'],
  ])('[2.7] reads %s / %s / %s as 27 March 1948', (day, month, year) => {
    expect(read(day, month, year)).toEqual({ date: '1948-03-27' });
  });

  it.each([
    ['jun', '1950-06-01'],
    ['jul', '1950-07-01'],
    ['sept', '1950-09-01'],
    ['12', '1950-12-01'],
  ])('[2.7] takes the month %s', (month, date) => {
    expect(read('1', month, '1950')).toEqual({ date });
  });

  it('[2.7] takes 29 February of a leap year, and today', () => {
    expect(read('29', '2', '2000')).toEqual({ date: '2000-02-29' });
    expect(read('20', '11', '2026')).toEqual({ date: today });
  });

  it.each([
    ['', '', '', 'Enter your date of birth', ['day', 'month', 'year']],
    ['27', '3', '', 'Date of birth needs a year', ['year']],
    ['27', '', '', 'Date of birth needs a month and a year', ['month', 'year']],
    ['', '3', '1948', 'Date of birth needs a day', ['day']],
    ['32', '3', '1948', 'Day must be a number from 1 to 31', ['day']],
    ['0', '3', '1948', 'Day must be a number from 1 to 31', ['day']],
    ['x', '3', '1948', 'Day must be a number from 1 to 31', ['day']],
    ['27', '13', '1948', 'Month must be a number from 1 to 12, or a name like March', ['month']],
    ['27', '0', '1948', 'Month must be a number from 1 to 12, or a name like March', ['month']],
    ['27', 'ma', '1948', 'Month must be a number from 1 to 12, or a name like March', ['month']],
    ['27', 'Mart', '1948', 'Month must be a number from 1 to 12, or a name like March', ['month']],
    ['27', '3', '48', 'Year must have 4 numbers, like 1948', ['year']],
    ['27', '3', '0198', 'Year must be 1875 or later', ['year']],
    ['31', '2', '1948', 'Date of birth must be a real date', ['day', 'month', 'year']],
    ['29', '2', '1900', 'Date of birth must be a real date', ['day', 'month', 'year']],
    ['21', '11', '2026', 'Date of birth must be in the past', ['year']],
  ])('[2.7] says of "%s" "%s" "%s": %s', (day, month, year, message, parts) => {
    expect(read(day, month, year)).toEqual({ message, parts });
  });

  it('[2.7] puts the boxes in the order of the country', () => {
    expect(partsInOrder('GB')).toEqual(['day', 'month', 'year']);
    expect(partsInOrder('DE')).toEqual(['day', 'month', 'year']);
    expect(partsInOrder('US')).toEqual(['month', 'day', 'year']);
  });
});
