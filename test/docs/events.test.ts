import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { eventDetail, events, eventTypes } from '../../shared/domain/event.ts';
import { fixtures } from '../../shared/events/fixtures.ts';
import { documented, withExamples } from '../../shared/events/page.ts';

const page = await readFile(new URL('../../docs/events.md', import.meta.url), 'utf8');

test('[8.1] describes every event of the catalogue, and no other', () => {
  expect(documented(page).toSorted()).toEqual([...eventTypes].toSorted());
});

test('[8.1] shows the example of each event that consumers test with (npm run events writes them)', () => {
  expect(page).toBe(withExamples(page));
});

test.each(eventTypes)('[8.1] has an example of %s that the bus would publish, with every field', (type) => {
  const example = fixtures[type];
  expect(eventDetail(type).parse(example)).toEqual(example);
  expect(Object.keys(example.data).toSorted()).toEqual(Object.keys(events[type].data.shape).toSorted());
});

test('[8.1] has an example of each event with an id of its own', () => {
  expect(new Set(Object.values(fixtures).map(({ metadata }) => metadata.id)).size).toBe(eventTypes.length);
});

test('[8.1] explains every field of the metadata', () => {
  const { metadata } = eventDetail('client.created.v1').shape;
  const explained = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  expect(explained).toEqual(Object.keys(metadata.shape));
});
