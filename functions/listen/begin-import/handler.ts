import { getImport } from '../../../shared/data/import.ts';
import { importOfUpload } from '../../../shared/domain/import/upload.ts';
import { startImport } from '../../../shared/gateway/flow.ts';
import { onUpload } from '../../../shared/runtime/listen.ts';
import { beginImport } from './contract.ts';

/** Starts the flow of an import that waits for this file; a file that nobody waits for is left alone. */
export const handler = onUpload(beginImport, async ({ key }) => {
  const named = importOfUpload(key);
  const waiting = named && (await getImport(named, named.importId));
  if (waiting?.state === 'waiting') await startImport(named as NonNullable<typeof named>);
});
