import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { env } from '../runtime/env.ts';

const flows = new SFNClient({
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
});

/** Starts the state machine of an import. Its name is the import's id: asked twice, it runs once. */
export async function startImport(input: { practiceId: string; importId: string }): Promise<void> {
  try {
    await flows.send(
      new StartExecutionCommand({
        stateMachineArn: env('importFlow'),
        name: input.importId,
        input: JSON.stringify(input),
      }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}
