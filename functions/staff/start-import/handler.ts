import { auditRow, commit, newId } from '../../../shared/data/change.ts';
import { putImport } from '../../../shared/data/import.ts';
import { Refused } from '../../../shared/domain/decision.ts';
import { formatOf, importViewOf, newImport } from '../../../shared/domain/import/progress.ts';
import { uploadKey } from '../../../shared/domain/import/upload.ts';
import { signUpload } from '../../../shared/gateway/uploads.ts';
import { api } from '../../../shared/runtime/api.ts';
import { startImport } from './contract.ts';

/** A manager begins to bring the practice's records over (product 8.3). */
export const handler = api(startImport, async ({ actor, body, change, now }) => {
  const format = formatOf(body.fileName);
  if (format === null)
    throw new Refused({
      code: 'import-rejected',
      detail: 'Name the file by what it holds: .csv, or for FHIR R4 .ndjson or .json.',
      errors: [
        { pointer: '/fileName', code: 'format', message: 'ends in none of .csv, .ndjson, .jsonl, .json' },
      ],
    });
  const begun = newImport({
    ...body,
    id: newId('import', change.clock()),
    format,
    startedBy: actor.staffId,
    mayMakeAdmins: actor.roles.includes('admin'),
    createdAt: new Date(now).toISOString(),
  });
  const upload = await signUpload(uploadKey(actor.practiceId, begun.id), begun.bytes, now);
  const answer = { import: importViewOf(begun), upload };
  const audit = auditRow(actor, change, 'import.started', { note: begun.id });
  await commit(actor, change, { writes: [putImport(actor, begun, 'new'), audit], happenings: [], answer });
  return answer;
});
