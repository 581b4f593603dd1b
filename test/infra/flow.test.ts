import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Contract, task } from '../../shared/contract.ts';
import { roundOutcome } from '../../shared/domain/request-round.ts';
import { appOnAws, functionOf, type Resource, referenceOf, registry, templatesOf } from './synthesis.ts';

const step = (name: string) =>
  task({
    name,
    flow: 'import',
    summary: `The step ${name}.`,
    input: z.object({}),
    output: z.object({ done: z.boolean() }),
    timeoutSeconds: 60,
    needs: ['table:read'],
  }) as unknown as Contract;

const templates = templatesOf(appOnAws([step('import-chunk'), step('import-failed')]));

interface State {
  Type: string;
  Seconds?: number;
  TimeoutSeconds?: number;
  TimeoutSecondsPath?: string;
  Resource?: string;
  Parameters?: { Payload: Record<string, string> };
  Retry?: unknown[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Next?: string;
  Default?: string;
  Choices?: { Variable: string; BooleanEquals?: boolean; StringEquals?: string; Next: string }[];
}

interface Definition {
  StartAt: string;
  States: Record<string, State>;
}

const definitionOf = (machine: Resource['Properties']): Definition => {
  const parts = (machine.DefinitionString as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'arn')).join(''));
};

const flow = templates.of('Portico-Flow');
const machine = flow.first('AWS::StepFunctions::StateMachine');
const definition = definitionOf(machine);

describe('the import’s state machine', () => {
  it('[8.3] takes chunk after chunk until one says that all is done', () => {
    expect(definition.StartAt).toBe('import-chunk');
    const choice = definition.States[definition.States['import-chunk']?.Next ?? ''];
    expect(choice?.Choices).toEqual([
      { Variable: '$.done', BooleanEquals: true, Next: 'imported' },
      { Variable: '$.frozen', BooleanEquals: true, Next: 'until writes go on' },
    ]);
    expect(definition.States['until writes go on']).toMatchObject({ Type: 'Wait', Next: 'import-chunk' });
    expect(choice?.Default).toBe('import-chunk');
  });

  it('[8.3] limits, repeats and catches each step', () => {
    const tasks = Object.values(definition.States).filter((it) => it.Type === 'Task');
    expect(tasks).toHaveLength(2);
    for (const it of tasks) {
      expect(it.TimeoutSeconds).toBe(65);
      expect(it.Retry).toHaveLength(1);
      expect(it.Catch?.[0]?.ErrorEquals).toEqual(['States.ALL']);
    }
    expect(definition.States['import-chunk']?.Catch?.[0]?.Next).toBe('import-failed');
  });

  it('[8.3] may call its own steps and nothing else', () => {
    const [, role] = flow
      .ofType('AWS::IAM::Role')
      .find(([, one]) => JSON.stringify(one).includes('states.amazonaws.com')) as [string, Resource];
    const [{ PolicyDocument }] = role.Properties.Policies as [
      { PolicyDocument: { Statement: { Action: string; Resource: unknown[] }[] } },
    ];
    expect(PolicyDocument.Statement.map((it) => it.Action)).toEqual(['lambda:InvokeFunction']);
    const steps = ['import-chunk', 'import-failed'].map(
      (it) => functionOf(templates, `Portico-flow-${it}`).id,
    );
    expect(PolicyDocument.Statement[0]?.Resource.map(referenceOf)).toEqual(steps);
  });

  it('[9.3] logs what happened and never with what', () => {
    expect(machine.LoggingConfiguration).toMatchObject({
      IncludeExecutionData: false,
      Level: 'ALL',
    });
  });

  it('[8.3] is refused without one of its steps, by name', () => {
    expect(() => appOnAws([step('import-chunk')])).toThrow('"import-failed"');
  });
});

describe('the state machine of a change of zone', () => {
  const all = templatesOf(appOnAws(registry)).of('Portico-Flow');
  const machines = all.ofType('AWS::StepFunctions::StateMachine').map(([, it]) => it.Properties);
  const changing = machines.find((it) => it.StateMachineName === 'portico-zone-change');
  const { StartAt, States } = definitionOf(changing as Resource['Properties']);
  const nextOf = (name: string) => States[name]?.Next ?? '';

  it('[1.1] freezes, waits longer than any write takes, checks, moves and finishes', () => {
    expect(StartAt).toBe('zone-change-freeze');
    const wait = States[nextOf('zone-change-freeze')];
    // A write ends within ten seconds.
    expect(wait).toMatchObject({ Type: 'Wait', Next: 'zone-change-check' });
    expect(wait?.Seconds).toBeGreaterThan(10);
    expect(States[nextOf('zone-change-check')]).toMatchObject({
      Choices: [{ Variable: '$.goesOn', BooleanEquals: true, Next: 'zone-change-move' }],
      Default: 'refused',
    });
    expect(States[nextOf('zone-change-move')]).toMatchObject({
      Choices: [{ Variable: '$.done', BooleanEquals: true, Next: 'zone-change-finish' }],
      Default: 'zone-change-move',
    });
  });

  it('[1.1] says of each step that fails for good that it did, after trying for minutes', () => {
    const tasks = Object.entries(States).filter(([, it]) => it.Type === 'Task');
    expect(tasks).toHaveLength(5);
    for (const [name, it] of tasks) {
      expect(it.TimeoutSeconds).toBeGreaterThan(0);
      expect(it.Retry).toMatchObject([{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 6 }]);
      const next = name === 'zone-change-failed' ? 'stopped unsaid' : 'zone-change-failed';
      expect(it.Catch?.[0]).toMatchObject({ ErrorEquals: ['States.ALL'], Next: next });
    }
    expect(States[nextOf('zone-change-failed')]?.Type).toBe('Fail');
  });
});

describe('the state machine of a request', () => {
  const all = templatesOf(appOnAws(registry)).of('Portico-Flow');
  const machines = all.ofType('AWS::StepFunctions::StateMachine').map(([, it]) => it.Properties);
  const ofRequests = machines.find((it) => it.StateMachineName === 'portico-request');
  const { StartAt, States } = definitionOf(ofRequests as Resource['Properties']);
  const wait = States['request-wait'];
  const expire = States['request-expire'];

  it('[5.4] waits for a token, until the deadline that it was started with', () => {
    expect(StartAt).toBe('request-wait');
    expect(wait).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSecondsPath: '$.waitSeconds',
    });
    expect(wait?.TimeoutSeconds).toBeUndefined();
    expect(wait?.Parameters?.Payload).toEqual({
      'practiceId.$': '$.practiceId',
      'requestId.$': '$.requestId',
      'round.$': '$.round',
      'deadline.$': '$.deadline',
      'waitSeconds.$': '$.waitSeconds',
      'token.$': '$$.Task.Token',
    });
  });

  it('[5.4] closes the request itself once its time is up, which is no failure to try again', () => {
    expect(wait?.Retry).toMatchObject([{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 3 }]);
    expect(wait?.Catch).toMatchObject([
      { ErrorEquals: ['States.Timeout'], Next: 'request-expire' },
      { ErrorEquals: ['States.ALL'], Next: 'stopped' },
    ]);
    expect(expire?.TimeoutSeconds).toBeGreaterThan(30);
    expect(expire?.Retry).toMatchObject([{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }]);
    expect(expire?.Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'stopped' }]);
    expect(States.stopped?.Type).toBe('Fail');
  });

  it('[5.5] ends well by every outcome there is, waits on where it must, and fails by any other', () => {
    expect([wait?.Next, expire?.Next]).toEqual(['what became of it?', 'what became of it?']);
    const { Choices = [], Default } = States['what became of it?'] as State;
    expect(Default).toBe('stopped');
    const next: Record<string, string> = Object.fromEntries(Choices.map((it) => [it.StringEquals, it.Next]));
    const { waits, paused, ...ends } = next;
    expect(waits).toBe('request-wait');
    expect(States[String(paused)]).toMatchObject({ Type: 'Wait', Seconds: 60, Next: 'request-expire' });
    expect(Object.keys(ends).sort()).toEqual([...roundOutcome.options].sort());
    for (const [outcome, state] of Object.entries(ends))
      expect([state, States[state]?.Type]).toEqual([outcome, 'Succeed']);
  });

  it('[9.3] logs what happened and never with what: a token is a secret', () => {
    expect(ofRequests?.LoggingConfiguration).toMatchObject({ IncludeExecutionData: false, Level: 'ALL' });
  });
});
