import { getImport, saveProgress } from '../../../shared/data/import.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { failed, isOver } from '../../../shared/domain/import/progress.ts';
import { step } from '../../../shared/runtime/listen.ts';
import { importFailed } from './contract.ts';

/** An import stopped for a reason of ours, not of the file's: its staff are told to send the file again. */
export const handler = step(importFailed, async (input, change) => {
  await decideAgain(async () => {
    const it = await getImport(input, input.importId);
    if (it && !isOver(it)) await saveProgress(input, it, failed(it, new Date(change.now).toISOString()), []);
  });
  return input;
});
