import { listener } from '../../../shared/contract.ts';

export const emailSignIn = listener({
  name: 'email-sign-in',
  summary: 'Sends the link and the code that somebody asked for, if there is anybody at that address.',
  trigger: { on: 'events', events: ['sign-in.requested.v1'], replays: false },
  timeoutSeconds: 30,
  needs: ['table:read', 'table:write', 'email:send'],
});
