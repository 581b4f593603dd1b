import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { breaches, unreleased } from '../../../shared/events/compatibility.ts';
import { readReleased, release } from '../../../shared/events/released.ts';
import { type JsonSchema, schemas } from '../../../shared/events/schema.ts';

const folders: string[] = [];
const givenFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'released-'));
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

interface ObjectSchema extends JsonSchema {
  properties: Record<string, ObjectSchema>;
  required: string[];
  enum: string[];
}

const type = 'appointment.cancelled.v1';

/** The catalogue, with one event as somebody changed it. */
function changed(change: (parts: { metadata: ObjectSchema; data: ObjectSchema }) => void) {
  const catalogue = structuredClone(schemas());
  const { metadata, data } = (catalogue[type] as ObjectSchema).properties;
  change({ metadata: metadata!, data: data! });
  return catalogue;
}

describe('the gate', () => {
  test('[8.1] nothing that is released has changed: another shape is another version', async () => {
    expect(breaches(await readReleased(), schemas())).toEqual([]);
  });

  test('[8.1] every event is released: `npm run events` adds what is new', async () => {
    expect(unreleased(await readReleased(), schemas())).toEqual([]);
  });
});

describe('the record of released schemas', () => {
  test.each<[string, Parameters<typeof changed>[0], string]>([
    ['a field removed', ({ data }) => delete data.properties.paid, '/properties/data/properties/paid'],
    [
      'a field added',
      ({ data }) => Object.assign(data.properties, { room: { type: 'string' } }),
      '/properties/data/properties/room',
    ],
    ['a field that must be there', ({ data }) => data.required.push('room'), '/properties/data/required'],
    ['a field that may be missing', ({ data }) => data.required.pop(), '/properties/data/required'],
    [
      'another value of an enumeration',
      ({ data }) => data.properties.statusKind!.enum.push('arrived'),
      '/properties/data/properties/statusKind/enum',
    ],
    [
      'another type',
      ({ data }) => Object.assign(data.properties.late!, { type: 'string' }),
      '/properties/data/properties/late/type',
    ],
    [
      'other metadata',
      ({ metadata }) => Object.assign(metadata.properties, { tenant: { type: 'string' } }),
      '/properties/metadata/properties/tenant',
    ],
    [
      'an aggregate of another type',
      ({ metadata }) => Object.assign(metadata.properties.aggregate!.properties.type!, { const: 'visit' }),
      '/properties/metadata/properties/aggregate/properties/type/const',
    ],
  ])('[8.1] shows %s, and the command writes nothing', async (_, change, pointer) => {
    const folder = await givenFolder();
    await release(schemas(), folder);
    const before = await readReleased(folder);
    const { refused, added } = await release({ ...changed(change), 'visit.begun.v1': {} }, folder);
    expect(refused.map(({ type: of }) => of)).toContain(type);
    expect(refused.map(({ why }) => why)).toContain(`differs at ${pointer}`);
    expect(added).toEqual([]);
    expect(await readReleased(folder)).toEqual(before);
  });

  test('[8.1] shows a type that is gone', () => {
    const { [type]: gone, ...rest } = schemas();
    expect(breaches({ [type]: gone! }, rest)).toEqual([
      { type, why: 'is released and no longer in the catalogue' },
    ]);
  });

  test('[8.1] takes a new type, and a new version of one that it has', async () => {
    const folder = await givenFolder();
    await release(schemas(), folder);
    const next = { ...schemas(), 'visit.begun.v1': { type: 'object' }, 'appointment.cancelled.v2': {} };
    expect(unreleased(await readReleased(folder), next)).toHaveLength(2);
    expect(await release(next, folder)).toEqual({
      refused: [],
      added: ['visit.begun.v1', 'appointment.cancelled.v2'],
    });
    expect(await readReleased(folder)).toEqual(next);
  });

  test('[8.1] is a file each, which a second release leaves as it is', async () => {
    const folder = await givenFolder();
    await release(schemas(), folder);
    const [first] = await readdir(folder);
    const text = await readFile(join(folder, first!), 'utf8');
    expect(await release(schemas(), folder)).toEqual({ refused: [], added: [] });
    expect(await readFile(join(folder, first!), 'utf8')).toBe(text);
  });

  test('[8.1] holds what is binding alone: no example, and no library’s spelling of a date', () => {
    const text = JSON.stringify(schemas());
    expect(text).not.toContain('"examples"');
    expect(text).toContain('"format":"date-time"');
    expect(text).not.toMatch(/"format":"[a-z-]+","pattern"|"pattern":"[^"]+","format"/);
  });
});
