import * as z from 'zod';
import { anyone, route } from '../../../shared/contract.ts';

export const readAsyncapi = route({
  name: 'read-asyncapi',
  area: 'docs',
  method: 'GET',
  path: '/v1/asyncapi.json',
  summary: 'The events on the bus as AsyncAPI 3.0.',
  caller: anyone,
  result: z.record(z.string(), z.unknown()),
  refusals: [],
  needs: [],
});
