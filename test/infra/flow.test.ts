import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Contract, flows, type Task, task } from '../../shared/contract.ts';
import { requestRound, roundBegunBy, roundOutcome } from '../../shared/domain/request-round.ts';
import { fixtures } from '../../shared/events/fixtures.ts';
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
  Retry?: { ErrorEquals: string[]; MaxAttempts: number }[];
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

describe('each state machine', () => {
  const all = templatesOf(appOnAws(registry)).of('Portico-Flow');
  const tasks = registry.filter((it): it is Task => it.kind === 'task');
  const machines = all
    .ofType('AWS::StepFunctions::StateMachine')
    .map(([, { Properties }]) => [String(Properties.StateMachineName), definitionOf(Properties)] as const);
  const steps = machines.flatMap(([machine, definition]) =>
    Object.entries(definition.States)
      .filter(([, { Type }]) => Type === 'Task')
      .map(([name, state]) => [name, { machine, definition, state }] as const),
  );

  it('[5.5] has each step of its contracts, and no other', () => {
    expect(machines.map(([name]) => name).toSorted()).toEqual(flows.map((it) => `portico-${it}`).toSorted());
    expect(steps.map(([name]) => name).toSorted()).toEqual(tasks.map(({ name }) => name).toSorted());
    for (const [name, { machine }] of steps)
      expect(machine).toBe(`portico-${tasks.find((it) => it.name === name)?.flow}`);
  });

  it.each(machines)('[5.5] %s goes only to states that it has, and to each of them', (_, definition) => {
    const { StartAt, States } = definition;
    const next = Object.values(States).flatMap((it) => [
      ...[it.Next, it.Default].filter((name) => name !== undefined),
      ...[...(it.Choices ?? []), ...(it.Catch ?? [])].map(({ Next }) => Next),
    ]);
    expect([...new Set([StartAt, ...next])].toSorted()).toEqual(Object.keys(States).toSorted());
  });

  it.each(steps)('[5.5] limits %s, tries it again, and catches whatever it ends with', (name, { state }) => {
    const task = tasks.find((it) => it.name === name)!;
    const isWaiting = state.Resource?.endsWith('.waitForTaskToken') === true;
    // One of the two, or the state would wait for 99,999,999 seconds.
    expect([state.TimeoutSeconds, state.TimeoutSecondsPath]).toEqual(
      isWaiting ? [undefined, expect.stringMatching(/^\$\.\w+$/)] : [task.timeoutSeconds + 5, undefined],
    );
    const [retry, ...more] = state.Retry ?? [];
    expect(more).toEqual([]);
    expect(retry?.MaxAttempts).toBeGreaterThanOrEqual(3);
    expect(retry?.ErrorEquals).toEqual([isWaiting ? 'States.TaskFailed' : 'States.ALL']);
    expect(state.Catch?.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], ResultPath: '$.error' });
  });

  it('[5.4] finds the seconds of its wait in whatever leads to it', () => {
    const waits = steps.filter(([, { state }]) => state.TimeoutSecondsPath !== undefined);
    expect(waits.map(([name]) => name)).toEqual(['request-wait']);
    const [, { state, definition }] = waits[0]!;
    const field = state.TimeoutSecondsPath!.slice(2);
    const begun = roundBegunBy(
      {
        type: 'request.opened.v1',
        ...fixtures['request.opened.v1'],
      },
      Date.parse('2026-11-16T10:00:00.000Z'),
    );
    const round = requestRound.parse(begun) as Record<string, unknown>;
    expect(definition.StartAt).toBe('request-wait');
    expect(round[field]).toSatisfy((it) => Number.isInteger(it) && (it as number) >= 1);
    // Back to it goes only what the step says that closes requests: it keeps what is left of the time.
    const expire = tasks.find(({ name }) => name === 'request-expire')!.output as z.ZodObject;
    expect(expire.parse({ ...round, outcome: 'waits' })).toMatchObject({ [field]: round[field] });
    expect(() => expire.parse({ ...round, [field]: undefined, outcome: 'waits' })).toThrow();
    expect(() => expire.parse({ ...round, [field]: 0, outcome: 'waits' })).toThrow();
    const back = definition.States['what became of it?']?.Choices?.filter(
      ({ Next }) => Next === 'request-wait',
    );
    expect(back?.map(({ StringEquals }) => StringEquals)).toEqual(['waits']);
    // Nobody who sends a token back can say that.
    expect(roundOutcome.options).not.toContain('waits');
  });
});
