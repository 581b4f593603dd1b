import style from 'swagger-ui-dist/swagger-ui.css' with { type: 'text' };
import script from 'swagger-ui-dist/swagger-ui-bundle.js' with { type: 'text' };
import { api, Reply } from '../../../shared/runtime/api.ts';
import { readDocsAsset } from './contract.ts';

const start = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#docs', deepLinking: true });`;

const assets = {
  'swagger-ui.css': { type: 'text/css', text: style },
  'swagger-ui.js': { type: 'text/javascript', text: script },
  'start.js': { type: 'text/javascript', text: start },
};

/** The documentation page's scripts and styles: from here, so that the page needs no other site. */
export const handler = api(readDocsAsset, async ({ params }) => {
  const { type, text } = assets[params.asset];
  return new Reply(text, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=3600' },
  });
});
