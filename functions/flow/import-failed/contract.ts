import * as z from 'zod';
import { task } from '../../../shared/contract.ts';
import { importId, practiceId } from '../../../shared/domain/id.ts';

export const importFailed = task({
  name: 'import-failed',
  flow: 'import',
  summary: 'Records that an import stopped; what is in stays, and the same file may be sent again.',
  input: z.object({ practiceId, importId }),
  output: z.object({ practiceId, importId }),
  timeoutSeconds: 15,
  needs: ['table:read', 'table:write'],
});
