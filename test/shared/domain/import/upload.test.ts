import { expect, test } from 'vitest';
import { importOfUpload, uploadKey } from '../../../../shared/domain/import/upload.ts';

const practiceId = 'prac_01JD3Q6Z5W8N4T2R9YB7KXAMCE';
const importId = 'imp_01JD3Q6Z5W8N4T2R9YB7KXAMCF';

test('[8.3] an uploaded file belongs to the import whose key it has, and no other file to any', () => {
  expect(importOfUpload(uploadKey(practiceId, importId))).toEqual({ practiceId, importId });
  for (const key of [
    '',
    'imports',
    `imports/${practiceId}`,
    `imports/${practiceId}/`,
    `imports/${importId}/${practiceId}`,
    `imports/${practiceId}/${importId}/more`,
    `files/${practiceId}/${importId}`,
  ])
    expect(importOfUpload(key)).toBeNull();
});
