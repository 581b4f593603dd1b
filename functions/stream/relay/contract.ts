import { listener } from '../../../shared/contract.ts';

export const relay = listener({
  name: 'relay',
  summary: 'Puts each new event of the table on the bus.',
  trigger: { on: 'stream' },
  timeoutSeconds: 60,
  needs: ['table:write', 'bus:publish'],
});
