import * as z from 'zod';
import { task } from '../../../shared/contract.ts';
import { importId, practiceId } from '../../../shared/domain/id.ts';

export const importChunk = task({
  name: 'import-chunk',
  flow: 'import',
  summary: 'Looks an uploaded file through, then imports some of its rows.',
  input: z.object({ practiceId, importId }),
  output: z.object({
    practiceId,
    importId,
    done: z.boolean().meta({ description: 'False: there is more, call again.' }),
    frozen: z.boolean().meta({ description: 'Nothing may be written at present: call again in a while.' }),
  }),
  timeoutSeconds: 300,
  needs: ['table:read', 'table:write', 'uploads:read'],
});
