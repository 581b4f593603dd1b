import { readFile, writeFile } from 'node:fs/promises';
import { withExamples } from './page.ts';

const page = new URL('../../docs/events.md', import.meta.url);

await writeFile(page, withExamples(await readFile(page, 'utf8')));
