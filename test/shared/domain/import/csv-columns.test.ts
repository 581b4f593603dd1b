import { describe, expect, test } from 'vitest';
import { csvColumns, kindOfHeader } from '../../../../shared/domain/import/csv-columns.ts';
import { delimiterOf } from '../../../../shared/domain/import/csv-delimiter.ts';

const problemOf = (...header: string[]) => {
  const found = kindOfHeader(header);
  if ('kind' in found) throw new Error(`Taken for a file of ${found.kind}.`);
  return found.problem;
};

describe('the header of a CSV file', () => {
  test.each(Object.entries(csvColumns))(
    '[8.3] tells a file of %s by its columns, in any order',
    (kind, columns) => {
      expect(kindOfHeader(columns.required)).toEqual({ kind });
      expect(kindOfHeader([...columns.optional, ...columns.required].reverse())).toEqual({ kind });
      expect(kindOfHeader(columns.required.map((name) => ` ${name} `))).toEqual({ kind });
    },
  );

  test('[8.3] names a column that such a file does not have', () => {
    const { line, field, reason } = problemOf('externalId', 'givenName', 'familyName', 'emial');
    expect([line, field]).toEqual([1, 'emial']);
    expect(reason).toContain('"emial"');
    expect(reason).toContain('emailConsent');
  });

  test('[8.3] names a column that is missing', () => {
    expect(problemOf('externalId', 'givenName', 'dateOfBirth').field).toBe('familyName');
    expect(problemOf('client', 'staff', 'startsAt', 'endsAt')).toEqual({
      line: 1,
      field: 'externalId',
      reason: 'A file of appointments needs the column "externalId".',
    });
  });

  test('[8.3] refuses a column that stands there twice', () => {
    expect(problemOf('externalId', 'givenName', 'familyName', 'email', 'email').field).toBe('email');
  });

  test('[8.3] refuses columns that fit several kinds of file', () => {
    expect(problemOf('externalId', 'name').field).toBe('header');
  });

  test('[8.3] repeats nothing of a first line that is no header: it may be a person', () => {
    const { field, reason } = problemOf('17', 'Marina', 'Okafor', '1948-03-27');
    expect(field).toBe('header');
    expect(reason).not.toMatch(/Marina|Okafor|1948/);
    expect(problemOf().field).toBe('header');
  });

  test.each([
    ['externalId,name,address', ','],
    ['externalId;name;address', ';'],
    ['externalId\tname\taddress', '\t'],
    ['externalId', ','],
  ])('[8.3] sees what parts the cells of %j', (line, delimiter) => {
    expect(delimiterOf(line)).toBe(delimiter);
  });
});
