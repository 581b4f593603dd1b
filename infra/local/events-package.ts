import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { schemas } from '../../shared/events/schema.ts';
import { declarationsOf } from '../../shared/events/typescript.ts';
import { run } from './command.ts';
import { programs, project } from './project.ts';

/** The package that consumers install: `@portico/events`, of JavaScript and types, with nothing behind it. */

const source = join(project, 'shared/events/consumer.ts');

/** A major version of the catalogue's code; its events carry versions of their own. */
const version = '1.0.0';

const manifest = {
  name: '@portico/events',
  version,
  description: 'Types, guards, rule patterns and examples of the events of Portico.',
  license: 'UNLICENSED',
  type: 'module',
  sideEffects: false,
  exports: {
    '.': { types: './index.d.ts', default: './index.js' },
    './schemas/*': './schemas/*',
  },
};

/** Writes the package into a folder, which is emptied first. */
export async function buildEventsPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'schemas'), { recursive: true });
  await build({
    entryPoints: [source],
    outfile: join(folder, 'index.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    logLevel: 'warning',
  });
  const catalogue = schemas();
  const { outputText } = ts.transpileDeclaration(await readFile(source, 'utf8'), { fileName: source });
  const files = {
    'package.json': JSON.stringify(manifest, null, 2),
    'details.d.ts': declarationsOf(catalogue),
    // Beside it stand types made of the schemas, rather than the ones that need zod and the rest.
    'index.d.ts': withOwnTypes(outputText),
    ...Object.fromEntries(
      Object.entries(catalogue).map(([type, schema]) => [
        `schemas/${type}.json`,
        JSON.stringify(schema, null, 2),
      ]),
    ),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), `${text}\n`);
}

const withOwnTypes = (declarations: string): string =>
  declarations
    .replace("from '../domain/event.ts'", "from './details.js'")
    .replace(
      /import \{ fixtures \} from '.\/fixtures.ts';/,
      '/** One event of each type. */\ndeclare const fixtures: { [T in EventType]: EventDetail<T> };',
    );

/** Makes the tarball that `npm install` takes; gives its path. */
export async function packEvents(folder: string): Promise<string> {
  const content = join(folder, 'events');
  await buildEventsPackage(content);
  const { code, output } = await run(['npm', 'pack', content, '--pack-destination', folder, '--silent'], {
    cwd: folder,
    env: { ...process.env, PATH: `${programs}:${process.env.PATH}` },
  });
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  return join(folder, `portico-events-${version}.tgz`);
}

if (import.meta.main) {
  const folder = join(project, '.portico', 'events-package');
  console.log(`npm install ${relative(process.cwd(), await packEvents(folder))}`);
}
