import { expect, test } from 'vitest';
import { turnOf } from '../../../../shared/domain/import/order.ts';

const inOrder = [
  ['Location.ndjson', '{"resourceType":"Location"}'],
  ['services.csv', '\ufeff"externalId";"name";"durationMinutes"\r\nsvc-1;Physiotherapy;45'],
  ['Practitioner.ndjson', '{"resourceType": "Practitioner"}'],
  ['PractitionerRole.ndjson', '{"resourceType":"PractitionerRole","practitioner":{}}'],
  [
    'bundle.json',
    '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Organization"}},{"resource":{"resourceType":"Patient"}}]}',
  ],
  ['appointments.csv', 'externalId,client,staff,startsAt\n'],
  ['Encounter.ndjson', '{"resourceType":"Encounter"}'],
  ['empty.csv', ''],
] as const;

test('[8.3] of several files, what others refer to is imported first', () => {
  const turns = inOrder.map(([name, beginning]) => turnOf(name, beginning));
  expect(turns).toEqual([...turns].sort((one, other) => one - other));
  expect(new Set(turns).size).toBe(inOrder.length);
  expect(turnOf('notes.ndjson', '{"resourceType":"Observation"}')).toBe(turnOf('empty.csv', ''));
  expect(turnOf('notes.ndjson', 'nothing')).toBe(turnOf('empty.csv', ''));
});
