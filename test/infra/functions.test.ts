import { describe, expect, it } from 'vitest';
import { names } from '../../infra/names.ts';
import type { Contract, Need } from '../../shared/contract.ts';
import { appOnAws, functionOf, referenceOf, registry, type StackTemplate, templatesOf } from './synthesis.ts';

const templates = templatesOf(appOnAws());

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource?: unknown;
  NotResource?: unknown;
}

/** What each need is for, said once more: infra’s own list is not believed. */
const wanted: Record<Need, { actions: string[]; environment: string[] }> = {
  'table:read': {
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
    environment: ['TABLE_NAME'],
  },
  'table:write': {
    actions: [
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
    ],
    environment: ['TABLE_NAME'],
  },
  'bus:publish': { actions: ['events:PutEvents'], environment: ['BUS_NAME'] },
  'email:send': { actions: ['ses:SendRawEmail'], environment: ['SENDER_ADDRESS', 'EMAIL_EVENTS'] },
  'text:send': { actions: ['sns:Publish'], environment: [] },
  'uploads:presign': { actions: ['s3:PutObject'], environment: ['UPLOADS_BUCKET'] },
  'uploads:read': { actions: ['s3:GetObject'], environment: ['UPLOADS_BUCKET'] },
  'imports:run': { actions: ['states:StartExecution'], environment: ['IMPORT_FLOW_ARN'] },
  'zone-changes:run': { actions: ['states:StartExecution'], environment: ['ZONE_CHANGE_FLOW_ARN'] },
  'requests:run': { actions: ['states:StartExecution'], environment: ['REQUEST_FLOW_ARN'] },
  'requests:resume': { actions: ['states:SendTaskSuccess'], environment: [] },
  'identity:read': {
    actions: [],
    environment: [
      'STAFF_ISSUERS',
      'STAFF_AUDIENCES',
      'STAFF_KEYS_URL',
      'STAFF_TOKEN_URL',
      'STAFF_AUTHORIZE_URL',
    ],
  },
};

const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];
/** What a trigger brings along. */
const ofTrigger = (contract: Contract): string[] => {
  if (contract.kind !== 'listener') return [];
  const dead = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
  return contract.trigger.on === 'stream'
    ? [
        ...dead,
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ]
    : dead;
};

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]) as string[];

function statementsOf(template: StackTemplate, roleId: string): Statement[] {
  const role = template.resources[roleId]?.Properties.Policies as unknown as
    | { PolicyDocument: { Statement: Statement[] } }[]
    | undefined;
  const attached = template
    .ofType('AWS::IAM::Policy')
    .filter(([, it]) => list(it.Properties.Roles).some((one) => referenceOf(one) === roleId))
    .map(([, it]) => it.Properties.PolicyDocument as unknown as { Statement: Statement[] });
  return [...(role ?? []).map((it) => it.PolicyDocument), ...attached].flatMap((it) => it.Statement);
}

const roleOf = (contract: Contract) => {
  const { resource, template } = functionOf(templates, names.function(contract));
  return { template, roleId: referenceOf(resource.Properties.Role) ?? '' };
};

/** The contracts whose functions share a role with this one’s. */
const sharing = (contract: Contract) => {
  const { template, roleId } = roleOf(contract);
  return registry.filter((it) => {
    const other = roleOf(it);
    return other.template === template && other.roleId === roleId;
  });
};

describe('what functions may do', () => {
  it.each(registry.map((it) => [names.function(it), it] as const))(
    '[9.1] lets %s do what it needs and nothing else',
    (_, contract) => {
      const { template, roleId } = roleOf(contract);
      const allowed = statementsOf(template, roleId).flatMap((it) => list(it.Action));
      const expected = [
        ...logging,
        ...contract.needs.flatMap((need) => wanted[need].actions),
        ...sharing(contract).flatMap(ofTrigger),
      ];
      expect(new Set(allowed)).toEqual(new Set(expected));
    },
  );

  it('[9.1] grants nothing by wildcard, and reaches one table, one bus, one bucket', () => {
    const statements = [...templates].flatMap(([, template]) =>
      [
        ...new Set(registry.filter((it) => roleOf(it).template === template).map((it) => roleOf(it).roleId)),
      ].flatMap((roleId) => statementsOf(template, roleId)),
    );
    expect(statements.flatMap((it) => list(it.Action)).filter((action) => action.includes('*'))).toEqual([]);
    // Listing streams knows no resource.
    const everywhere = statements.filter((it) => list(it.Resource).includes('*'));
    expect(everywhere.map((it) => it.Action)).toEqual(['dynamodb:ListStreams']);
    const elsewhere = statements.filter((it) => it.NotResource !== undefined);
    expect(elsewhere.every((it) => it.Action === 'sns:Publish')).toBe(true);
  });

  it('[9.1] has one role for functions of a stack with equal needs', () => {
    const roles = new Map<string, Set<string>>();
    for (const contract of registry) {
      const { template, roleId } = roleOf(contract);
      const key = `${template.name} ${[...contract.needs].sort().join()}`;
      roles.set(key, (roles.get(key) ?? new Set()).add(roleId));
    }
    expect([...roles.values()].every((it) => it.size === 1)).toBe(true);
    expect(new Set([...roles].map(([key, ids]) => `${key.split(' ')[0]} ${[...ids][0]}`)).size).toBe(
      roles.size,
    );
  });

  it.each(registry.map((it) => [names.function(it), it] as const))(
    '[9.1] tells %s the names of what it needs, and no secret',
    (_, contract) => {
      const { resource } = functionOf(templates, names.function(contract));
      const { Variables } = resource.Properties.Environment as unknown as {
        Variables: Record<string, unknown>;
      };
      const expected = [
        'SITE_URL',
        'PORTICO_VERSION',
        ...contract.needs.flatMap((need) => wanted[need].environment),
      ];
      expect(new Set(Object.keys(Variables))).toEqual(new Set(expected));
    },
  );
});

describe('every function', () => {
  const functions = registry.map((it) => functionOf(templates, names.function(it)).resource.Properties);

  it('[9.1] runs on Node 24 and arm64, and writes JSON lines to the log group of its stack', () => {
    const logs = registry.map((it) => {
      const { resource, template } = functionOf(templates, names.function(it));
      const { LogFormat, LogGroup } = resource.Properties.LoggingConfig as unknown as Record<string, unknown>;
      return [
        LogFormat,
        template.resources[referenceOf(LogGroup) ?? '']?.Properties.LogGroupName ===
          `/portico/${template.name.slice(8).toLowerCase()}`,
      ];
    });
    expect(new Set(functions.map((it) => `${it.Runtime} ${it.Architectures} ${it.MemorySize}`))).toEqual(
      new Set(['nodejs24.x arm64 512']),
    );
    expect(logs).toEqual(registry.map(() => ['JSON', true]));
  });

  it('[9.1] has a name of at most 64 characters, and a queue’s at most 80', () => {
    expect(registry.map(names.function).filter((it) => it.length > 64)).toEqual([]);
    expect(registry.map(names.deadLetters).filter((it) => it.length > 80)).toEqual([]);
    expect(new Set(registry.map(names.function)).size).toBe(registry.length);
  });

  it('[9.1] is described in the 256 characters that Lambda takes', () => {
    expect(registry.filter((it) => it.summary.length > 256).map((it) => it.name)).toEqual([]);
  });

  it('[9.3] keeps every log for a while and none for ever', () => {
    const groups = [...templates.values()].flatMap((it) => it.ofType('AWS::Logs::LogGroup'));
    expect(groups.length).toBeGreaterThan(0);
    expect(groups.filter(([, it]) => it.Properties.RetentionInDays !== 90)).toEqual([]);
  });
});
