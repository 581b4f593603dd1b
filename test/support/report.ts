import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { project } from '../../infra/local/project.ts';

/** The projects of test/vitest.config.ts; each run writes a report of its own. */
export const testProjects = ['unit', 'web', 'proofs', 'engine'] as const;
export type TestProject = (typeof testProjects)[number];

/** Where the report of a test run is, in vitest's JSON form. */
export const reportOf = (name: TestProject) => join(project, `.portico/test-report-${name}.json`);

export interface TestRun {
  passed: number;
  /** Tests, and files that could not be run at all. */
  failed: number;
  skipped: number;
  tests: { title: string; passed: boolean }[];
  /** Each failure in two lines: the file and the test, then what it said first. */
  failures: string[];
}

interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

const brief = (file: string, title: string, message = '') =>
  `${relative(project, file)}: ${title}\n    ${message.split('\n', 4).join('\n    ')}`;

/** What a run's report says, or undefined if there was no such run. */
export async function readReport(name: TestProject): Promise<TestRun | undefined> {
  const text = await readFile(reportOf(name), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { testResults }: Report = JSON.parse(text);
  const all = testResults.flatMap((file) => file.assertionResults);
  const count = (status: string) => all.filter((test) => test.status === status).length;
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: count('passed'),
    failed: count('failed') + brokenFiles.length,
    skipped: all.length - count('passed') - count('failed'),
    tests: all.map(({ title, status }) => ({ title, passed: status === 'passed' })),
    failures: [
      ...brokenFiles.map((file) => brief(file.name, 'could not be run', file.message)),
      ...testResults.flatMap((file) =>
        file.assertionResults
          .filter(({ status }) => status === 'failed')
          .map((test) => brief(file.name, test.title, test.failureMessages[0])),
      ),
    ],
  };
}

/** The step of the gate that runs these tests. */
export const stepOf = (name: TestProject) => `tests: ${name}`;

/**
 * The numbers of the closing line: tests, and one more failure for each step of the gate that failed without a
 * test doing so (a static one; a test run by its coverage, or before it began).
 */
export function tally(
  failedSteps: readonly string[],
  runs: Partial<Record<TestProject, TestRun | undefined>>,
): { passed: number; failed: number; skipped: number } {
  const all = Object.values(runs).filter((run) => run !== undefined);
  const sum = (what: 'passed' | 'failed' | 'skipped') => all.reduce((total, run) => total + run[what], 0);
  const told = testProjects.filter((name) => (runs[name]?.failed ?? 0) > 0).map(stepOf);
  return {
    passed: sum('passed'),
    failed: sum('failed') + failedSteps.filter((step) => !told.includes(step)).length,
    skipped: sum('skipped'),
  };
}
