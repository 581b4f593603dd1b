import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/** Tests that drive the site in a real browser, its API made up. */
const webTests = ['test/web/**/*.browser.test.ts'];

/** Tests that talk to a deployed portal. All others need nothing but themselves. */
const engineTests = ['functions', 'shared/data', 'shared/gateway', 'end-to-end'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

/**
 * Those among them that ask everything of everything: half of all the minutes, spent on work and not on waiting.
 * They measure nothing, so they may run beside other work, with a portal of their own.
 */
const proofs = [
  'end-to-end/authorisation-matrix',
  'end-to-end/hostile-input',
  'functions/booking-model',
  'functions/listed-is-bookable',
  'functions/listen/waitlist-calls',
  'functions/**/*every-call-fails',
].map((name) => `test/${name}.test.ts`);

/** What every test against a deployed portal begins with. */
const withPortal = {
  globalSetup: 'test/support/engine.ts',
  setupFiles: 'test/support/environment.ts',
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...webTests, ...engineTests],
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'web',
          include: webTests,
          globalSetup: 'test/web/support/site.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // As long as the browser waits for an element: a write that is sent again pauses for a second by itself.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      { root, test: { ...withPortal, name: 'proofs', include: proofs } },
      { root, test: { ...withPortal, name: 'engine', include: engineTests, exclude: proofs } },
    ],
    coverage: {
      include: ['shared/domain/**/*.ts'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { branches: 100 },
    },
  },
});
