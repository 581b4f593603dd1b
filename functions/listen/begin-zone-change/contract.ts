import { listener } from '../../../shared/contract.ts';

export const beginZoneChange = listener({
  name: 'begin-zone-change',
  summary: 'A change of zone was asked for, or is to go on: its flow begins.',
  trigger: { on: 'events', events: ['practice.zone-change-requested.v1'], replays: false },
  timeoutSeconds: 15,
  needs: ['zone-changes:run'],
});
