import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The site: everything in files of its own, so that its Content-Security-Policy needs no exception. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [preact()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // A small file would become a data: address in the style sheet, which the policy forbids.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, for browsers that do not run the rest either.
    modulePreload: { polyfill: false },
  },
});
