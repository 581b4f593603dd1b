import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it, vi } from 'vitest';
import {
  appOnAws,
  appOnEngine,
  oidc,
  registry,
  stacksOf,
  type Templates,
  templatesOf,
  withDomain,
} from './synthesis.ts';

const app = appOnAws();
const templates = templatesOf(app);
const onEngine = templatesOf(appOnEngine());

const isOnlyOnAws = (id: string) => id === 'Portico-Edge' || id === 'Portico-Operations';

describe('stacks', () => {
  it('[9.1] holds fewer than 400 resources in each', () => {
    const sizes = [...templates].map(([id, it]) => [id, Object.keys(it.resources).length] as const);
    expect(sizes.filter(([, size]) => size >= 400)).toEqual([]);
  });

  it('[9.2] leaves out on one machine what no local engine runs, and nothing else', () => {
    const expected = [...templates.keys()].filter((id) => !isOnlyOnAws(id));
    expect([...onEngine.keys()]).toEqual(expected);
    expect([...templates.keys()].filter(isOnlyOnAws)).toEqual(['Portico-Operations', 'Portico-Edge']);
  });

  it('[9.1] makes the table, the bus and the API before the functions that name them', () => {
    const earlier = (stack: Stack): string[] =>
      stack.dependencies.flatMap((it) => [it.node.id, ...earlier(it)]);
    const early = ['Portico-Portal', 'Portico-Data', 'Portico-Operations', 'Portico-Edge'];
    const functions = stacksOf(app).filter((it) => !early.includes(it.node.id));
    expect(functions.length).toBeGreaterThan(3);
    for (const stack of functions)
      expect(earlier(stack)).toEqual(expect.arrayContaining(['Portico-Portal', 'Portico-Data']));
  });

  it('[9.1] exports the same values whoever reads them, so that no update waits for a reader', () => {
    const exported = (all: Templates) =>
      [...all.values()].flatMap((it) => Object.values(it.outputs).flatMap((one) => one.Export?.Name ?? []));
    const withoutReaders = templatesOf(appOnAws(registry.filter((it) => it.kind === 'task')));
    expect(exported(withoutReaders).sort()).toEqual(exported(templates).sort());
    expect(exported(templates)).toHaveLength(4);
  });

  it('[9.1] makes each region whole, with one table and one edge', () => {
    const regions = templatesOf(
      appOnAws(registry, { ...withDomain, ...oidc, regions: 'eu-west-2,eu-west-1' }),
    );
    const [home, other] = [...regions.keys()].reduce<[string[], string[]]>(
      (sides, id) => {
        sides[id.endsWith('-eu-west-1') ? 1 : 0].push(id);
        return sides;
      },
      [[], []],
    );
    expect(other).toEqual(home.filter((id) => id !== 'Portico-Edge').map((id) => `${id}-eu-west-1`));
    const tables = [...regions].filter(([, it]) => it.ofType('AWS::DynamoDB::GlobalTable').length > 0);
    expect(tables.map(([id]) => id)).toEqual(['Portico-Data']);
  });

  it('[9.2] tells local tools what they need to know', () => {
    expect(Object.keys(onEngine.of('Portico-Portal').outputs)).toEqual(
      expect.arrayContaining([
        ...['ApiId', 'ApiUrl', 'SiteUrl', 'BusName', 'TableName', 'UploadsBucket', 'ImportFlowArn'],
        ...['SenderAddress', 'StaffIssuer', 'StaffClientId', 'StaffPoolId', 'StaffKeysUrl', 'StaffTokenUrl'],
        'StaffAuthorizeUrl',
      ]),
    );
  });
});

describe('what looks at the templates', () => {
  // The gate synthesises the whole app with both; here it is seen that they bite.
  it('[9.1] lets nothing pass that cdk-nag objects to', () => {
    // AWS's schemas take half a minute of a busy machine and are not what is asked.
    vi.stubEnv('CDK_VALIDATION', 'false');
    const careless = appOnAws([], withDomain, [new AwsSolutionsChecks()]);
    new Bucket(new Stack(careless, 'Careless'), 'Bucket');
    expect(() => careless.synth()).toThrow('AwsSolutions-S10');
    vi.unstubAllEnvs();
  });
});

describe('staff identity', () => {
  const client = (all: Templates) => all.of('Portico-Portal').first('AWS::Cognito::UserPoolClient');
  const pools = (all: Templates) => all.of('Portico-Portal').ofType('AWS::Cognito::UserPool');

  it('[1.2] takes a code with PKCE at the hosted page on AWS, and a password on one machine alone', () => {
    const flows = (all: Templates) => client(all).ExplicitAuthFlows as string[];
    expect(flows(templates)).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    expect(flows(onEngine)).toContain('ALLOW_USER_PASSWORD_AUTH');
    expect(client(templates)).toMatchObject({
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://portal.example.org/staff'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('[1.2] wants a second factor of staff on AWS, and lets nobody register alone', () => {
    expect(templates.of('Portico-Portal').first('AWS::Cognito::UserPool')).toMatchObject({
      MfaConfiguration: 'ON',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
  });

  it('[1.2] makes no user pool where another provider is given', () => {
    const other = templatesOf(appOnAws(registry, { ...withDomain, ...oidc }));
    expect(pools(templates)).toHaveLength(1);
    expect(pools(other)).toEqual([]);
    expect(other.of('Portico-Portal').outputs.StaffIssuer?.Value).toBe('https://identity.example.org');
  });
});
