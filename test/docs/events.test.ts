import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { eventData, eventDetail, eventTypes } from '../../shared/domain/event.ts';

const page = await readFile(new URL('../../docs/events.md', import.meta.url), 'utf8');

/** The example under each event's heading. */
const examples = new Map(
  [...page.matchAll(/^### (\S+)$[\s\S]*?^```json\n([\s\S]*?)^```$/gm)].map(([, type, json]) => [
    type!,
    JSON.parse(json!),
  ]),
);

test('[8.1] describes every event of the catalogue, and no other', () => {
  expect([...examples.keys()].toSorted()).toEqual([...eventTypes].toSorted());
});

test.each(eventTypes)('[8.1] shows an example of %s that the bus would publish, with every field', (type) => {
  const example = examples.get(type);
  expect(eventDetail(type).parse(example)).toEqual(example);
  expect(Object.keys(example.data).toSorted()).toEqual(Object.keys(eventData[type].shape).toSorted());
});

test('[8.1] explains every field of the metadata', () => {
  const { metadata } = eventDetail('client.created.v1').shape;
  const explained = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  expect(explained).toEqual(Object.keys(metadata.shape));
});
