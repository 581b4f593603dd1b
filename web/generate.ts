import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { contracts } from '../functions/index.ts';
import { openapiOf } from '../shared/runtime/openapi.ts';

/** Where the types of the API lie for the web; never committed. */
const file = fileURLToPath(new URL('./api.generated.d.ts', import.meta.url));

/** Writes the types of the web's client from the contracts, by way of the OpenAPI document that we serve. */
async function generate(): Promise<void> {
  const types = await openapiTypes(JSON.stringify(openapiOf(contracts)));
  await writeFile(file, `// Made from the contracts by web/generate.ts.\n${astToString(types)}`);
}

await generate();
