import { readFile, writeFile } from 'node:fs/promises';
import { withExamples } from './page.ts';
import { release } from './released.ts';
import { schemas } from './schema.ts';

/** Brings up to date what is written of the catalogue: the examples in the docs, and the record of schemas. */

const page = new URL('../../docs/events.md', import.meta.url);

const { refused, added } = await release(schemas());
for (const type of added) console.log(`Released: ${type}`);
for (const { type, why } of refused) console.error(`${type} ${why}. Another shape is another version.`);
if (refused.length > 0) process.exitCode = 1;
else await writeFile(page, withExamples(await readFile(page, 'utf8')));
