import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from '../../infra/local/project.ts';
import { readReport, type TestRun, testProjects } from './report.ts';

type State = 'built' | 'in part' | 'not yet';

export interface Rule {
  id: string;
  state: State;
}

/** The rules as docs/rules.md lists them, in its order; refuses a list that names one twice or none at all. */
export function readRules(text: string): Rule[] {
  const rules = [...text.matchAll(/^- \*\*(\d+\.\d+)\*\* (built|in part|not yet)\b/gm)].map(
    ([, id, state]): Rule => ({ id: id as string, state: state as State }),
  );
  const unmarked = [...text.matchAll(/^- \*\*(\d+\.\d+)\*\*/gm)].length - rules.length;
  if (rules.length === 0 || unmarked > 0)
    throw new Error(`docs/rules.md: ${unmarked} rules are marked neither built, in part nor not yet.`);
  const twice = rules.find(({ id }, at) => rules.findIndex((other) => other.id === id) !== at);
  if (twice) throw new Error(`docs/rules.md names ${twice.id} twice.`);
  return rules;
}

/** The rules that a title names: `[1.5] refuses…`, `[3.1] [9.3] shows…`. */
const named = (title: string) => [...title.matchAll(/\[(\d+\.\d+)\]/g)].map(([, id]) => id as string);

export interface Findings {
  /** How many tests passed, rule by rule. */
  passed: Map<string, number>;
  /** One line each; empty when all is well. */
  problems: string[];
}

/** Holds what ran against what is claimed: a rule that is built, be it in part, has a test, and it passed. */
export function compare(rules: readonly Rule[], runs: readonly Pick<TestRun, 'tests'>[]): Findings {
  const tests = runs.flatMap((run) => run.tests);
  const passed = new Map(rules.map(({ id }) => [id, 0]));
  const unknown = new Set<string>();
  for (const test of tests)
    for (const id of named(test.title)) {
      const count = passed.get(id);
      if (count === undefined) unknown.add(`"${test.title}" names ${id}, which docs/rules.md does not have.`);
      else if (test.passed) passed.set(id, count + 1);
    }
  const claims = rules.filter(({ id, state }) => state !== 'not yet' && passed.get(id) === 0);
  return {
    passed,
    problems: [
      ...claims.map(({ id, state }) => `${id} is marked ${state}, and no test that names it ran and passed.`),
      ...unknown,
    ],
  };
}

/** Chapter by chapter: each rule with the number of its tests. */
function table(rules: readonly Rule[], { passed }: Findings): string {
  const marks = { built: '', 'in part': '~', 'not yet': '-' } as const;
  const chapters = Map.groupBy(rules, ({ id }) => id.split('.')[0]);
  return [...chapters.values()]
    .map((chapter) =>
      chapter
        .map(({ id, state }) => `${marks[state]}${id}: ${passed.get(id)}`.padEnd(11))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

async function main() {
  const rules = readRules(await readFile(join(project, 'docs/rules.md'), 'utf8'));
  const runs = await Promise.all(testProjects.map(readReport));
  const findings = compare(
    rules,
    runs.filter((run) => run !== undefined),
  );
  for (const name of testProjects.filter((_, at) => runs[at] === undefined))
    findings.problems.unshift(`There is no report of the ${name} tests: "npm test" makes it.`);
  const count = (state: State) => rules.filter((rule) => rule.state === state).length;
  console.log(`Tests that passed, by rule (~ built in part, - not yet)\n\n${table(rules, findings)}\n`);
  console.log(`${count('built')} rules built, ${count('in part')} in part, ${count('not yet')} not yet.`);
  for (const problem of findings.problems) console.log(problem);
  if (findings.problems.length > 0) process.exitCode = 1;
}

if (import.meta.main) await main();
