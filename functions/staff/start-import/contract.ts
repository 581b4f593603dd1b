import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { instant } from '../../../shared/domain/appointment.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { importView, LARGEST_FILE } from '../../../shared/domain/import/progress.ts';
import { DEFAULT_SOURCE, importSource } from '../../../shared/domain/import/source.ts';

export const startImport = route({
  name: 'start-import',
  area: 'imports',
  method: 'POST',
  path: '/v1/practices/{practiceId}/imports',
  summary: 'Begins an import of a CSV or FHIR R4 file; answers where to put the file.',
  caller: managers,
  params: z.object({ practiceId }),
  body: z.strictObject({
    fileName: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ examples: ['clients.csv', 'Patient.ndjson'] }),
    bytes: z
      .int()
      .min(1, 'The file is empty.')
      .max(LARGEST_FILE, 'A file may have 256 MiB: split it.')
      .meta({ description: 'The size of the file: exactly so much can be uploaded.' }),
    source: importSource.default(DEFAULT_SOURCE).meta({
      description: 'The system that the file comes from: ids of two systems are never the same record.',
    }),
  }),
  result: z.object({
    import: importView,
    upload: z.object({
      url: z.string(),
      method: z.literal('PUT'),
      headers: z.record(z.string(), z.string()),
      expiresAt: instant,
    }),
  }),
  status: 201,
  idempotent: true,
  refusals: ['import-rejected'],
  needs: ['table:read', 'table:write', 'uploads:presign'],
});
