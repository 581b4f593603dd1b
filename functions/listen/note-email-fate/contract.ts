import { listener } from '../../../shared/contract.ts';

export const noteEmailFate = listener({
  name: 'note-email-fate',
  summary: 'Notes that an e-mail came back, or that its reader called it unwanted.',
  trigger: { on: 'email-fate' },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write'],
});
