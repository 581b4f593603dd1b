import { step } from '../../../shared/runtime/listen.ts';
import { importChunk } from './contract.ts';
import { runChunk } from './run.ts';

/** Imports for some seconds from where the last chunk ended (product 8.3). */
export const handler = step(importChunk, async (input, change) => {
  const end = await runChunk(input, input.importId, change);
  return { ...input, done: end === 'over', frozen: end === 'frozen' };
});
