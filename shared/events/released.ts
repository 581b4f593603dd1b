import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Breach, breaches, unreleased } from './compatibility.ts';
import type { JsonSchema } from './schema.ts';

/** The record of what consumers may build on: a file for each released type, which never changes again. */
const record = join(import.meta.dirname, 'released');

const ending = '.json';

/** The released schemas, by type. */
export async function readReleased(folder = record): Promise<Record<string, JsonSchema>> {
  const files = (await readdir(folder)).filter((it) => it.endsWith(ending)).toSorted();
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [
        file.slice(0, -ending.length),
        JSON.parse(await readFile(join(folder, file), 'utf8')) as JsonSchema,
      ]),
    ),
  );
}

/** Adds to the record what is new in the catalogue; where a released type has changed, it writes nothing. */
export async function release(
  current: Readonly<Record<string, JsonSchema>>,
  folder = record,
): Promise<{ refused: Breach[]; added: string[] }> {
  await mkdir(folder, { recursive: true });
  const released = await readReleased(folder);
  const refused = breaches(released, current);
  const added = refused.length > 0 ? [] : unreleased(released, current);
  for (const type of added)
    await writeFile(join(folder, type + ending), `${JSON.stringify(current[type], null, 2)}\n`);
  return { refused, added };
}
