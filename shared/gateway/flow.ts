import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { env } from '../runtime/env.ts';

const flows = new SFNClient({
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
});

/** Starts one execution of a state machine: asked twice with the same name, it runs once. */
async function start(stateMachineArn: string, name: string, input: object): Promise<void> {
  try {
    await flows.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}

/** Starts the state machine of an import, once. */
export const startImport = (input: { practiceId: string; importId: string }): Promise<void> =>
  start(env('importFlow'), input.importId, input);

/** Starts the state machine of a change of zone, once a round. */
export const startZoneChange = (
  input: { practiceId: string; zoneChangeId: string },
  round: number,
): Promise<void> => start(env('zoneChangeFlow'), `${input.zoneChangeId}-${round}`, input);
