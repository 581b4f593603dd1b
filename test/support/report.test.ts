import { describe, expect, it } from 'vitest';
import { tally } from './report.ts';

const run = (passed: number, failed: number, skipped = 0) => ({
  passed,
  failed,
  skipped,
  tests: [],
  failures: [],
});

describe('the closing line', () => {
  it('counts the tests of all runs', () => {
    expect(tally([], { unit: run(10, 0, 1), engine: run(5, 0, 2) })).toEqual({
      passed: 15,
      failed: 0,
      skipped: 3,
    });
  });

  it('counts failed tests, and not their step as well', () => {
    expect(tally(['tests: unit'], { unit: run(10, 2) })).toMatchObject({ passed: 10, failed: 2 });
  });

  it('counts each static step that failed', () => {
    expect(tally(['types', 'rules'], { unit: run(10, 0) })).toMatchObject({ passed: 10, failed: 2 });
  });

  it('counts a run that failed though none of its tests did, or that never came to them', () => {
    const runs = { unit: run(10, 0), engine: undefined };
    expect(tally(['tests: unit', 'tests: engine'], runs)).toMatchObject({ passed: 10, failed: 2 });
  });
});
