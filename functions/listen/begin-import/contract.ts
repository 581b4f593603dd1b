import { listener } from '../../../shared/contract.ts';

export const beginImport = listener({
  name: 'begin-import',
  summary: 'A file has been uploaded: its import begins.',
  trigger: { on: 'upload' },
  timeoutSeconds: 15,
  needs: ['table:read', 'imports:run'],
});
