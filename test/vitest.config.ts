import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/** Tests that drive the site in a real browser, its API made up. */
const webTests = ['test/web/**/*.browser.test.ts'];

/** Tests that talk to a deployed portal. All others need nothing but themselves. */
const engineTests = ['functions', 'shared/data', 'shared/gateway', 'end-to-end'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

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
        },
      },
      {
        root,
        test: {
          name: 'engine',
          include: engineTests,
          globalSetup: 'test/support/engine.ts',
          setupFiles: 'test/support/environment.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    coverage: {
      include: ['shared/domain/**/*.ts'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { branches: 100 },
    },
  },
});
