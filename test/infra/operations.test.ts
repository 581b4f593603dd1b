import { describe, expect, it } from 'vitest';
import { names } from '../../infra/names.ts';
import { flows } from '../../shared/contract.ts';
import { eventTypes } from '../../shared/domain/event.ts';
import { appOnAws, registry, templatesOf, withDomain } from './synthesis.ts';

const templates = templatesOf(appOnAws(registry, { ...withDomain, alarmAddress: 'operations@example.org' }));
const operations = templates.of('Portico-Operations');
const edge = templates.of('Portico-Edge');
const portal = templates.of('Portico-Portal');

describe('operations', () => {
  it('[9.1] has an alarm for the crashes of each function, which goes to whoever was named', () => {
    const alarms = operations.ofType('AWS::CloudWatch::Alarm').map(([, it]) => it.Properties);
    const watched = alarms
      .filter((it) => it.MetricName === 'Errors')
      .flatMap((it) => (it.Dimensions as { Value: string }[]).map((one) => one.Value));
    expect(watched.sort()).toEqual(registry.map(names.function).sort());
    expect(alarms.every((it) => (it.AlarmActions as unknown[]).length === 1)).toBe(true);
    expect(operations.first('AWS::SNS::Subscription')).toMatchObject({
      Protocol: 'email',
      Endpoint: 'operations@example.org',
    });
  });

  it('[5.5] has an alarm for each flow that fails', () => {
    const alarms = operations.ofType('AWS::CloudWatch::Alarm').map(([, it]) => it.Properties);
    const failed = alarms.filter((it) => it.MetricName === 'ExecutionsFailed');
    const machines = failed.map((it) => JSON.stringify(it.Dimensions).match(/stateMachine:([\w-]+)/)?.[1]);
    expect(machines.sort()).toEqual(flows.map((flow) => `portico-${flow}`).sort());
    expect(failed.every((it) => it.Threshold === 1)).toBe(true);
  });

  it('[8.1] has an alarm for each line in which a listener calls for a person', () => {
    const filters = operations.ofType('AWS::Logs::MetricFilter').map(([, it]) => it.Properties);
    expect(filters.map((it) => it.LogGroupName).sort()).toEqual(['/portico/listen', '/portico/stream']);
    const alarmed = operations.ofType('AWS::CloudWatch::Alarm').map(([, it]) => it.Properties.MetricName);
    for (const it of filters) {
      expect(it.FilterPattern).toBe('{ $.alarm = "*" }');
      const [{ MetricName }] = it.MetricTransformations as [{ MetricName: string }];
      expect(alarmed).toContain(MetricName);
    }
  });

  it('[8.1] keeps the events of the bus for replays', () => {
    expect(operations.first('AWS::Events::Archive')).toMatchObject({
      EventPattern: { source: ['portico'] },
      RetentionDays: 90,
    });
  });

  it('[8.1] publishes the schema of each event', () => {
    const schemas = operations.ofType('AWS::EventSchemas::Schema').map(([, it]) => it.Properties);
    expect(schemas.map((it) => it.SchemaName).sort()).toEqual([...eventTypes].sort());
    for (const { Content } of schemas)
      expect(JSON.parse(String(Content))).toMatchObject({ type: 'object', required: ['metadata', 'data'] });
  });

  it('[9.1] refers to nothing but the API, so that it stands in no update’s way', () => {
    const imports = new Set(JSON.stringify(operations.resources).match(/"Fn::ImportValue":"[^"]+"/g));
    expect([...imports].every((it) => it.includes('Api'))).toBe(true);
    expect(imports.size).toBe(1);
  });
});

describe('the edge', () => {
  const config = edge.first('AWS::CloudFront::Distribution').DistributionConfig as Record<string, unknown>;

  it('[9.1] serves site and API at one origin, behind a firewall, by TLS 1.2', () => {
    expect(config).toMatchObject({
      Aliases: ['portal.example.org'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
      WebACLId: { 'Fn::GetAtt': [expect.stringMatching(/^Firewall/), 'Arn'] },
    });
    const behaviours = config.CacheBehaviors as { PathPattern: string; AllowedMethods: string[] }[];
    expect(behaviours.map((it) => it.PathPattern)).toEqual(['/v1/*', '/docs*', '/problems/*']);
    for (const it of behaviours) expect(it.AllowedMethods).toContain('PATCH');
  });

  it('[9.1] finds the API at the name that its region gave it, its only door', () => {
    const origins = (config.Origins as { DomainName: unknown }[]).map((it) => it.DomainName);
    expect(origins).toContain('api-eu-west-2.portal.example.org');
    expect(portal.first('AWS::ApiGatewayV2::DomainName').DomainName).toBe('api-eu-west-2.portal.example.org');
    expect(portal.first('AWS::ApiGatewayV2::Api').DisableExecuteApiEndpoint).toBe(true);
  });

  it('[9.1] is not made without a domain: the API then answers at its own address', () => {
    const bare = templatesOf(appOnAws(registry, { sender: 'no-reply@example.org' }));
    expect(bare.has('Portico-Edge')).toBe(false);
    const { first, outputs } = bare.of('Portico-Portal');
    expect(first('AWS::ApiGatewayV2::Api').DisableExecuteApiEndpoint).toBe(false);
    expect(JSON.stringify(outputs.SiteUrl)).toContain('.execute-api.eu-west-2.');
  });

  it('[2.7] logs neither addresses nor paths of people', () => {
    expect(config.Logging).toBeUndefined();
    const { Format } = portal.first('AWS::ApiGatewayV2::Stage').AccessLogSettings as { Format: string };
    const logged = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(logged).toContain('$context.routeKey');
    expect(logged.filter((it) => /path|query|sourceIp|userAgent|header/i.test(it))).toEqual([]);
  });
});
