import { reachable } from '../../../shared/data/table.ts';
import { api } from '../../../shared/runtime/api.ts';
import { env } from '../../../shared/runtime/env.ts';
import { readHealth } from './contract.ts';

/** Whether this region answers and reaches its table. */
export const handler = api(readHealth, async () => ({
  region: env('region'),
  version: env('version'),
  table: (await reachable()) ? ('reachable' as const) : ('unreachable' as const),
}));
