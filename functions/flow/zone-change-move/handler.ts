import { step } from '../../../shared/runtime/listen.ts';
import { zoneChangeMove } from './contract.ts';
import { moveSome } from './run.ts';

/** Appointments keep what the clock on the wall reads (product 1.1). */
export const handler = step(zoneChangeMove, async (input, change) => ({
  ...input,
  done: await moveSome(input, input.zoneChangeId, change),
}));
