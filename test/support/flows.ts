import { inject, vi } from 'vitest';
import { getParked } from '../../shared/data/request-round.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import { env } from '../../shared/runtime/env.ts';
import { engineApi } from './engine-api.ts';

/** Executions of the requests' state machine, as Step Functions itself tells of them. */

interface Described {
  status: string;
  input: string;
  output?: string | null;
}

interface Happened {
  type: string;
  stateEnteredEventDetails?: { name: string };
  executionFailedEventDetails?: { error: string };
}

export const askFlows = <T>(operation: string, input: object) =>
  engineApi<T>(inject('portal').endpoint, 'flows', operation, input);

const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 45_000, interval: 100 });

/** The name by which one execution runs a round, and its address. */
const arnOf = (requestId: string, round: number) =>
  `${env('requestFlow').replace(':stateMachine:', ':execution:')}:${requestId}-${round}`;

/** One execution by its address: how it stands, and the names of the states that it has entered, in order. */
export async function executionAt(executionArn: string) {
  const [{ status, output }, { events }] = await Promise.all([
    askFlows<Described>('DescribeExecution', { executionArn }),
    askFlows<{ events: Happened[] }>('GetExecutionHistory', { executionArn }),
  ]);
  return {
    status,
    outcome: output ? (JSON.parse(output).outcome as string) : undefined,
    error: events.find((it) => it.executionFailedEventDetails)?.executionFailedEventDetails?.error,
    states: events.flatMap((it) => it.stateEnteredEventDetails?.name ?? []),
    /** All that its history holds, as text. */
    text: JSON.stringify(events),
    /** How often each task was tried and failed. */
    failures: events.filter(({ type }) => type === 'TaskFailed').length,
  };
}

export const executionOf = (requestId: string, round = 1) => executionAt(arnOf(requestId, round));

/** An execution once it has ended. */
export const ended = (executionArn: string) =>
  soon(async () => {
    const execution = await executionAt(executionArn);
    if (execution.status === 'RUNNING') throw new Error(`${executionArn} goes on: ${execution.states}`);
    return execution;
  });

export const endOf = (requestId: string, round = 1) => ended(arnOf(requestId, round));

/** The token of a round once its execution waits; another than `before` where that is given. */
export const parked = (scope: Scope, requestId: string, round = 1, before?: string): Promise<string> =>
  soon(async () => {
    const token = await getParked(scope, { requestId, round }, Date.now());
    if (token === undefined || token === before) throw new Error(`${requestId}-${round} does not wait.`);
    return token;
  });

/** The task that waits fails, as Step Functions says of one whose time is up, or whose function failed. */
export const taskFails = (taskToken: string, error: string) =>
  askFlows('SendTaskFailure', { taskToken, error, cause: 'a test' });
