import { api } from '../../../shared/runtime/api.ts';
import { htmlPage } from '../../../shared/runtime/page.ts';
import { readDocs } from './contract.ts';

/** The page to read and try this API. */
export const handler = api(readDocs, async () =>
  htmlPage(
    'Portico API',
    '<div id="docs"></div><script src="/docs/swagger-ui.js"></script><script src="/docs/start.js"></script>',
    '<link rel="stylesheet" href="/docs/swagger-ui.css">',
  ),
);
