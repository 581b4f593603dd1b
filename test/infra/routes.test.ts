import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { names } from '../../infra/names.ts';
import { anyStaff, type Contract, folderOf, type Route, route } from '../../shared/contract.ts';
import { appOnAws, functionOf, referenceOf, registry, type StackTemplate, templatesOf } from './synthesis.ts';

const routes = registry.filter((it): it is Route => it.kind === 'route');
const templates = templatesOf(appOnAws());

const keyOf = ({ method, path }: Route) => (path === '$default' ? '$default' : `${method} ${path}`);

/** What answers a route key: the name of the function behind its integration, if API Gateway may call it. */
function answererOf(all: ReadonlyMap<string, StackTemplate>, key: string): string | undefined {
  for (const template of all.values()) {
    const found = template
      .ofType('AWS::ApiGatewayV2::Route')
      .find(([, it]) => it.Properties.RouteKey === key);
    if (!found) continue;
    const target = found[1].Properties.Target as { 'Fn::Join': [string, [string, unknown]] };
    const integration = template.resources[referenceOf(target['Fn::Join'][1][1]) ?? ''];
    const handler = referenceOf(integration?.Properties.IntegrationUri) ?? '';
    const mayBeCalled = template
      .ofType('AWS::Lambda::Permission')
      .some(
        ([, it]) =>
          it.Properties.Principal === 'apigateway.amazonaws.com' &&
          referenceOf(it.Properties.FunctionName) === handler,
      );
    return mayBeCalled ? (template.resources[handler]?.Properties.FunctionName as string) : undefined;
  }
  return undefined;
}

describe('routes', () => {
  it('[8.2] answers each route by a function of its own, which the API may call', () => {
    const answered = Object.fromEntries(routes.map((it) => [keyOf(it), answererOf(templates, keyOf(it))]));
    expect(answered).toEqual(Object.fromEntries(routes.map((it) => [keyOf(it), names.function(it)])));
    expect(new Set(Object.values(answered)).size).toBe(routes.length);
  });

  it('[8.2] answers a path that is none of ours by a function too', () => {
    expect(answererOf(templates, '$default')).toBe('Portico-public-answer-unknown');
  });

  it('[1.2] leaves who may call to the functions: no route has an authorizer', () => {
    const all = [...templates.values()];
    expect(all.flatMap((it) => it.ofType('AWS::ApiGatewayV2::Authorizer'))).toEqual([]);
    const types = all
      .flatMap((it) => it.ofType('AWS::ApiGatewayV2::Route'))
      .map(([, it]) => it.Properties.AuthorizationType);
    expect(types).toEqual(routes.map(() => 'NONE'));
  });

  it('[8.2] answers within ten seconds, before the API gives up', () => {
    const slow = routes.filter(
      (it) => functionOf(templates, names.function(it)).resource.Properties.Timeout !== 10,
    );
    expect(slow).toEqual([]);
  });

  it('[9.1] makes a new route of its contract alone', () => {
    const lending = route({
      name: 'lend-umbrella',
      area: 'umbrellas',
      method: 'POST',
      path: '/v1/practices/{practiceId}/umbrellas',
      summary: 'Staff lend an umbrella.',
      caller: anyStaff,
      result: z.undefined(),
      refusals: [],
      needs: ['table:write'],
    }) as unknown as Contract;
    expect(answererOf(templates, 'POST /v1/practices/{practiceId}/umbrellas')).toBeUndefined();
    const more = templatesOf(appOnAws([...registry, lending]));
    expect(answererOf(more, 'POST /v1/practices/{practiceId}/umbrellas')).toBe('Portico-staff-lend-umbrella');
    expect(more.get('Portico-Staff-Umbrellas')?.ofType('AWS::Lambda::Function')).toHaveLength(1);
    const alarms = more.get('Portico-Operations')?.ofType('AWS::CloudWatch::Alarm') ?? [];
    expect(alarms.map(([, it]) => it.Properties.AlarmName)).toContain('Portico-lend-umbrella-errors');
  });

  it('[9.1] finds the folder of each contract with its handler', () => {
    const functions = join(import.meta.dirname, '../../functions');
    const missing = registry.filter((it) => !existsSync(join(functions, folderOf(it), 'handler.ts')));
    expect(missing.map(folderOf)).toEqual([]);
  });
});
