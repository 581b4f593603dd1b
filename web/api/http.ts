import createClient from 'openapi-fetch';
import type { components, operations, paths } from '../api.generated.d.ts';

export type Schemas = components['schemas'];

/** What an operation answers with a yes. */
export type Json<Operation extends keyof operations> = operations[Operation]['responses'] extends {
  200: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

/** Site and API share one origin; the session is a cookie that scripts cannot read. */
export const http = createClient<paths>({ baseUrl: '', credentials: 'same-origin', cache: 'no-store' });
