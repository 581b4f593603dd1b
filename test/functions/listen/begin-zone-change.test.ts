import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { EventBridgeEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { handler } from '../../../functions/listen/begin-zone-change/handler.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';

const type = 'practice.zone-change-requested.v1';

it('[1.1] starts the flow of a change of zone under its own name, once a round', async () => {
  const flows = mockClient(SFNClient);
  flows.on(StartExecutionCommand).resolves({});
  const detail = fixtures[type];
  const { zoneChangeId } = detail.data;
  for (const round of [1, 2])
    await handler({
      'detail-type': type,
      detail: { ...detail, data: { ...detail.data, round } },
    } as EventBridgeEvent<typeof type, unknown>);
  const input = JSON.stringify({ practiceId: detail.metadata.practiceId, zoneChangeId });
  expect(flows.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => input)).toMatchObject([
    { name: `${zoneChangeId}-1`, input },
    { name: `${zoneChangeId}-2`, input },
  ]);
});
