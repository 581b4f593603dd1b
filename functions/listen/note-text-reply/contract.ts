import { listener } from '../../../shared/contract.ts';

export const noteTextReply = listener({
  name: 'note-text-reply',
  summary: 'Notes that somebody texted STOP, or START.',
  trigger: { on: 'text-reply' },
  timeoutSeconds: 15,
  needs: ['table:write'],
});
