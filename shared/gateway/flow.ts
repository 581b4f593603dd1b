import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { RequestRound, RoundOutcome } from '../domain/request-round.ts';
import { env } from '../runtime/env.ts';

export const flows = new SFNClient({
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

/** Starts the state machine of a request, once a round (product 5.5). */
export const startRequest = (input: RequestRound): Promise<void> =>
  start(env('requestFlow'), `${input.requestId}-${input.round}`, input);

/**
 * Lets an execution that waits by a token go on. Says whether it waited: one that has gone on, ended or run out of
 * time is let be, and so is a token of a region that was lost.
 */
export async function resumeRequest(
  token: string,
  { practiceId, requestId, round, outcome }: ResumedRound,
): Promise<boolean> {
  const output = JSON.stringify({ practiceId, requestId, round, outcome });
  try {
    await flows.send(new SendTaskSuccessCommand({ taskToken: token, output }));
    return true;
  } catch (error) {
    if (gone.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}

type ResumedRound = Pick<RequestRound, 'practiceId' | 'requestId' | 'round'> & { outcome: RoundOutcome };

const gone = [TaskDoesNotExist, TaskTimedOut, InvalidToken];
