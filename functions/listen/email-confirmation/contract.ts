import { listener } from '../../../shared/contract.ts';

export const emailConfirmation = listener({
  name: 'email-confirmation',
  summary: 'Sends a stranger who asks for a time the e-mail with the button that confirms the address.',
  trigger: { on: 'events', events: ['request.received.v1'], replays: false },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write', 'email:send'],
});
