import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { exitWhenTold, run } from '../../infra/local/command.ts';
import { programs, project } from '../../infra/local/project.ts';
import { readReport, reportOf, stepOf, type TestProject, tally, testProjects } from './report.ts';
import { checkTemplates } from './templates.ts';

interface Outcome {
  ok: boolean;
  /** Shown when it is not; empty where it has been shown as it came. */
  output: string;
}

interface Step {
  name: string;
  work: () => Promise<Outcome>;
}

/** The functions as they are deployed, here by two test runs and for the templates. */
const bundles = join(project, '.portico/bundles');

const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` };

/** Runs a command with a folder of its own for what it would leave in the system's temporary one; it goes with it. */
async function command(line: string, isShown = false): Promise<Outcome> {
  const [program = '', ...args] = line.split(' ');
  const folder = await mkdtemp(join(tmpdir(), 'portico-gate-'));
  const how = { cwd: project, env: { ...env, TMPDIR: folder } };
  const show = (text: string) => isShown && process.stdout.write(text);
  const { code, output } = await run([join(programs, program), ...args], how, show, folder);
  return { ok: code === 0, output: isShown ? '' : output };
}

const step = (name: string, line: string): Step => ({ name, work: () => command(line) });

/** The import law, which a tool that reads nothing would pass as well. */
const importLaw: Step = {
  name: 'import law',
  work: async () => {
    const { ok, output } = await command('depcruise infra functions shared web test');
    const [, modules, dependencies] = /\((\d+) modules, (\d+) dependencies cruised\)/.exec(output) ?? [];
    const hasRead = Number(modules) > 0 && Number(dependencies) > 0;
    return { ok: ok && hasRead, output: hasRead || !ok ? output : `It read no modules.\n${output}` };
  },
};

/** How much of a test run that failed is shown after the failures themselves: its summary and the coverage. */
const LAST_LINES = 40;

/** Rule tests carry the coverage of the rules; those against the engine take minutes and tell how they go. */
const tests = (name: TestProject): Step => ({
  name: stepOf(name),
  work: async () => {
    const isShown = name === 'engine';
    const { ok, output } = await command(
      `vitest run --config test/vitest.config.ts --project ${name} --reporter=default --reporter=json --outputFile.json=${reportOf(name)}${name === 'unit' ? ' --coverage' : ''}`,
      isShown,
    );
    if (ok) return { ok, output };
    const { failures = [] } = (await readReport(name)) ?? {};
    return { ok, output: [...failures, ...output.trimEnd().split('\n').slice(-LAST_LINES)].join('\n') };
  },
});

/** What else is made once: by itself each deployment would make it, in a quarter of a minute. */
const bundled: Step = {
  name: 'bundles',
  work: async () => {
    const [{ bundle }, { contracts }] = await Promise.all([
      import('../../infra/bundle.ts'),
      import('../../functions/index.ts'),
    ]);
    await rm(bundles, { recursive: true, force: true });
    await bundle(contracts, bundles);
    process.env.PORTICO_BUNDLES = env.PORTICO_BUNDLES = bundles;
    return { ok: true, output: '' };
  },
};

const generated = step('types of the API', 'node web/generate.ts');

const quick: Step[] = [
  step('types', 'tsc -p . --incremental --tsBuildInfoFile .portico/types.tsbuildinfo'),
  step('format and lint', 'biome ci --colors=off'),
  step('dead code', 'knip'),
  importLaw,
];

const failed: string[] = [];

/** Does one step, tells how it went, and what it said if it failed. */
async function take({ name, work }: Step) {
  const startedAt = performance.now();
  const { ok, output } = await work().catch((error: Error) => ({ ok: false, output: error.message }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  if (ok) return;
  failed.push(name);
  if (output !== '') console.log(`\n${output.trimEnd()}\n`);
}

/** Takes steps in their order, two at a time. */
async function takeAll(steps: readonly Step[]) {
  const left = [...steps];
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) await take(next);
  };
  await Promise.all([lane(), lane()]);
}

/** The whole gate; `check` is its quick part, without tests and templates. */
async function gate(isQuick: boolean) {
  const startedAt = performance.now();
  await mkdir(join(project, '.portico'), { recursive: true });
  // Not committed, and the others read it.
  await take(generated);
  if (isQuick) await takeAll(quick);
  else {
    await Promise.all(testProjects.map((name) => rm(reportOf(name), { force: true })));
    await take(bundled);
    // The longest first, beside all others.
    const templates: Step = { name: 'templates', work: checkTemplates };
    await takeAll([tests('proofs'), ...quick, templates, tests('unit'), tests('web')]);
    // Alone: what they measure and wait for should not suffer from the others.
    await take(tests('engine'));
    await take({ name: 'rules', work: () => command('node test/support/rules.ts', true) });
  }
  const count = isQuick
    ? { passed: quick.length + 1 - failed.length, failed: failed.length, skipped: 0 }
    : tally(
        failed,
        Object.fromEntries(await Promise.all(testProjects.map(async (it) => [it, await readReport(it)]))),
      );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`\n${failed.length === 0 ? 'All is well' : `Failed: ${failed.join(', ')}`} (${seconds} s)`);
  if (count.skipped > 0) console.log(`${count.skipped} tests were skipped`);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

exitWhenTold();
await gate(process.argv[2] === 'check');
