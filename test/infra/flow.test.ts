import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Contract, task } from '../../shared/contract.ts';
import { appOnAws, functionOf, type Resource, referenceOf, templatesOf } from './synthesis.ts';

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
  TimeoutSeconds?: number;
  Retry?: unknown[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Next?: string;
  Default?: string;
  Choices?: { Variable: string; BooleanEquals: boolean; Next: string }[];
}

const flow = templates.of('Portico-Flow');
const machine = flow.first('AWS::StepFunctions::StateMachine');
const parts = (machine.DefinitionString as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
const definition = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'arn')).join('')) as {
  StartAt: string;
  States: Record<string, State>;
};

describe('the import’s state machine', () => {
  it('[8.3] takes chunk after chunk until one says that all is done', () => {
    expect(definition.StartAt).toBe('import-chunk');
    const choice = definition.States[definition.States['import-chunk']?.Next ?? ''];
    expect(choice?.Choices).toEqual([{ Variable: '$.done', BooleanEquals: true, Next: 'imported' }]);
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
