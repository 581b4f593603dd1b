import { describe, expect, it } from 'vitest';
import { compare, type Rule, readRules } from './rules.ts';

const run = (...tests: [title: string, passed: boolean][]) => ({
  passed: 0,
  failed: 0,
  skipped: 0,
  tests: tests.map(([title, passed]) => ({ title, passed })),
});

const rules: Rule[] = [
  { id: '1.5', state: 'built' },
  { id: '1.9', state: 'not yet' },
  { id: '3.1', state: 'in part' },
];

describe('the list of rules', () => {
  it('is read from its lines, boundaries beneath them left out', () => {
    const text =
      '# Rules\n\n- **1.5** built — Windows.\n  - **1.6** built — no.\n- **1.9** not yet — Switches.\n- **3.1** in part — A list.\n';
    expect(readRules(text)).toEqual(rules);
  });

  it('is refused when a rule has no state, is there twice, or there is none', () => {
    expect(() => readRules('- **1.5** done — Windows.\n')).toThrow('1 rules are marked neither');
    expect(() => readRules('- **1.5** built — a\n- **1.5** built — b\n')).toThrow('names 1.5 twice');
    expect(() => readRules('')).toThrow();
  });
});

describe('rules held against what ran', () => {
  it('is content when each that is built, or in part, has a test that passed', () => {
    const { problems, passed } = compare(rules, [
      run(['[1.5] refuses', true], ['[1.5] allows', true]),
      run(['[3.1] lists', true]),
    ]);
    expect(problems).toEqual([]);
    expect(Object.fromEntries(passed)).toEqual({ '1.5': 2, '1.9': 0, '3.1': 1 });
  });

  it('misses one whose only test failed or was skipped', () => {
    const { problems } = compare(rules, [run(['[1.5] refuses', false], ['[3.1] lists', true])]);
    expect(problems).toEqual(['1.5 is marked built, and no test that names it ran and passed.']);
  });

  it('counts a title that names several for each of them', () => {
    expect(compare(rules, [run(['[1.5] [3.1] does both', true])]).problems).toEqual([]);
  });

  it('does not know a rule that the list lacks', () => {
    const { problems } = compare(rules, [run(['[1.5] [3.1] a', true], ['[9.9] b', true])]);
    expect(problems).toEqual(['"[9.9] b" names 9.9, which docs/rules.md does not have.']);
  });
});
