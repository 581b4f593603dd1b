import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../infra/local/command.ts';
import { packEvents } from '../../../infra/local/events-package.ts';
import { programs, project } from '../../../infra/local/project.ts';
import { schemaOf } from '../../../shared/events/schema.ts';

let folder: string;
const installed = () => join(folder, 'node_modules/@portico/events');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-package-'));
  const tarball = await packEvents(folder);
  // As npm unpacks it, without asking a registry for anything.
  await mkdir(installed(), { recursive: true });
  const { code, output } = await run(['tar', '-xzf', tarball, '-C', installed(), '--strip-components=1'], {
    cwd: folder,
    env: process.env,
  });
  expect(code, output).toBe(0);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const program = (name: string, ...args: string[]) =>
  run([join(programs, name), ...args], { cwd: folder, env: process.env });

describe('the package for consumers', () => {
  test('[8.1] depends on nothing, and holds the schema of each event', async () => {
    const manifest = JSON.parse(await readFile(join(installed(), 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(await readFile(join(installed(), 'index.js'), 'utf8')).not.toMatch(/^import\b|\brequire\(/m);
    const schema = await readFile(join(installed(), 'schemas/appointment.cancelled.v1.json'), 'utf8');
    expect(JSON.parse(schema)).toEqual(schemaOf('appointment.cancelled.v1'));
  });

  test('[8.1] runs where Node does: guards, patterns, fixtures', async () => {
    await write(
      'run.mjs',
      `import { exampleOf, guardOf, patternOf } from '@portico/events';
       const is = guardOf('appointment.cancelled.v1');
       console.log(JSON.stringify([
         is(exampleOf('appointment.cancelled.v1')), is(exampleOf('appointment.changed.v1')),
         patternOf('appointment.cancelled.v1', { excludeReplays: true }),
       ]));`,
    );
    const { code, output } = await program('node', 'run.mjs');
    expect(code, output).toBe(0);
    expect(JSON.parse(output)).toEqual([
      true,
      false,
      {
        source: ['portico'],
        detailType: ['appointment.cancelled.v1'],
        detail: { metadata: { cause: [{ 'anything-but': ['replay'] }] } },
      },
    ]);
  });

  test('[8.1] has the types that the portal itself has, and a mistake of a consumer is one', async () => {
    await write(
      'consumer.mts',
      `import { type EventDetail, guardOf } from '@portico/events';
       import type * as own from '${join(project, 'shared/domain/event.ts')}';
       type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
       type All = { [T in own.EventType]: Same<EventDetail<T>, own.EventDetail<T>> };
       export const same: { [T in own.EventType]: true } = {} as All;
       const isChanged = guardOf('appointment.changed.v1');
       export function late(event: unknown): boolean {
         if (!isChanged(event)) return false;
         // @ts-expect-error: no such field.
         void event.detail.data.name;
         // @ts-expect-error: no such event.
         guardOf('appointment.vanished.v1');
         return event.detail.data.late;
       }`,
    );
    const options = {
      ...{ module: 'nodenext', target: 'es2024', strict: true, noEmit: true, skipLibCheck: true },
      ...{ allowImportingTsExtensions: true, types: [] },
    };
    await write('tsconfig.json', JSON.stringify({ compilerOptions: options, files: ['consumer.mts'] }));
    const { code, output } = await program(
      'node',
      join(project, 'node_modules/typescript/bin/tsc'),
      '-p',
      '.',
    );
    expect(code, output).toBe(0);
  }, 120_000);
});
