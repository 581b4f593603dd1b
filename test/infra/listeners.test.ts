import { describe, expect, it } from 'vitest';
import { names } from '../../infra/names.ts';
import { type Contract, type Listener, listener } from '../../shared/contract.ts';
import { appOnAws, functionOf, referenceOf, registry, templatesOf } from './synthesis.ts';

const listeners = registry.filter((it): it is Listener => it.kind === 'listener');
// One that wants replays, which none in the registry may do: the rule for both is seen.
const withReplays = listener({
  name: 'count-replays',
  summary: 'Counts.',
  trigger: { on: 'events', events: ['appointment.changed.v1'], replays: true },
  timeoutSeconds: 10,
  needs: [],
}) as Contract;
const templates = templatesOf(appOnAws([...registry, withReplays]));

type Properties = Record<string, unknown>;

/** What wakes a listener, and its queue for what failed. */
function wiringOf(name: string) {
  const { id, template, resource } = functionOf(templates, name);
  const byTarget = (type: string, property: string) =>
    template.ofType(type).find(([, it]) => referenceOf(it.Properties[property]) === id)?.[1].Properties;
  const rule = template
    .ofType('AWS::Events::Rule')
    .map(([, it]) => it.Properties)
    .find((it) => referenceOf((it.Targets as { Arn: unknown }[])[0]?.Arn) === id);
  const isQueue = (value: unknown, queueName: string) =>
    template.resources[referenceOf(value) ?? '']?.Properties.QueueName === queueName;
  return {
    resource,
    rule,
    target: (rule?.Targets as Properties[] | undefined)?.[0] ?? {},
    retries: byTarget('AWS::Lambda::EventInvokeConfig', 'FunctionName') ?? {},
    source: byTarget('AWS::Lambda::EventSourceMapping', 'FunctionName') ?? {},
    isQueue,
  };
}

const alarms = templates
  .of('Portico-Operations')
  .ofType('AWS::CloudWatch::Alarm')
  .map(([, it]) => it.Properties);
const alarmOn = (name: string, value: string) =>
  alarms.find((it) =>
    (it.Dimensions as { Name: string; Value: unknown }[]).some(
      (one) => one.Name === name && one.Value === value,
    ),
  );

const byTopic = listeners.filter((it) => it.trigger.on === 'text-reply');
const byRule = listeners.filter((it) => it.trigger.on !== 'stream' && it.trigger.on !== 'text-reply');
const byStream = listeners.filter((it) => it.trigger.on === 'stream');

describe('listeners', () => {
  it('[8.1] hears something at all', () => {
    expect(byRule.length).toBeGreaterThan(0);
    expect(byStream).toHaveLength(1);
  });

  it.each(byRule.map((it) => [it.name, it] as const))(
    '[8.1] %s has bounded retries, and a queue for what the bus or the function gives up',
    (_, it) => {
      const { target, retries, isQueue } = wiringOf(names.function(it));
      const queue = names.deadLetters(it);
      expect(target.RetryPolicy).toMatchObject({
        MaximumRetryAttempts: expect.any(Number),
        MaximumEventAgeInSeconds: expect.any(Number),
      });
      expect(isQueue((target.DeadLetterConfig as { Arn: unknown }).Arn, queue)).toBe(true);
      expect(retries).toMatchObject({ MaximumRetryAttempts: it.trigger.on === 'minute' ? 0 : 2 });
      const { OnFailure } = retries.DestinationConfig as { OnFailure: { Destination: unknown } };
      expect(isQueue(OnFailure.Destination, queue)).toBe(true);
    },
  );

  it.each(listeners.map((it) => [it.name, it] as const))(
    '[8.1] %s has an alarm for crashes and one for its queue, which tell somebody',
    (_, it) => {
      for (const alarm of [
        alarmOn('FunctionName', names.function(it)),
        alarmOn('QueueName', names.deadLetters(it)),
      ])
        expect(alarm?.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Alarms/) }]);
    },
  );

  it.each(listeners.filter((it) => it.trigger.on === 'events').map((it) => [it.name, it] as const))(
    '[6.4] %s hears no replays',
    (_, it) => {
      const { rule } = wiringOf(names.function(it));
      expect(rule?.EventPattern).toEqual({
        source: ['portico'],
        'detail-type': it.trigger.on === 'events' ? it.trigger.events : [],
        detail: { metadata: { cause: [{ 'anything-but': ['replay'] }] } },
      });
      expect(rule?.EventBusName).toBe('portico');
    },
  );

  it('[8.1] lets a listener hear replays that says so', () => {
    expect(wiringOf(names.function(withReplays)).rule?.EventPattern).toEqual({
      source: ['portico'],
      'detail-type': ['appointment.changed.v1'],
    });
  });

  it('[8.3] wakes the listener on uploads by files of our bucket alone', () => {
    const it = listeners.find((one) => one.trigger.on === 'upload');
    if (!it) return;
    const { rule } = wiringOf(names.function(it));
    expect(rule?.EventBusName).toBeUndefined();
    expect(JSON.stringify(rule?.EventPattern)).toContain('portico-uploads-');
  });

  it('[6.4] wakes the listener on what becomes of e-mails by AWS’s own events alone', () => {
    const told = listeners.filter((it) => it.trigger.on === 'email-fate');
    expect(told).toHaveLength(1);
    const { rule } = wiringOf(names.function(told[0]!));
    // Nobody but AWS can put events of such a source on a bus; SES puts them on the account's default one.
    expect(rule?.EventPattern).toEqual({
      source: ['aws.ses'],
      'detail-type': ['Email Bounced', 'Email Complaint Received'],
    });
    expect(rule?.EventBusName).toBeUndefined();
  });

  it('[6.4] takes texts from the topic that AWS alone, for this account, publishes to; what fails is kept', () => {
    expect(byTopic).toHaveLength(1);
    const { id, template } = functionOf(templates, names.function(byTopic[0]!));
    const subscription = template.first('AWS::SNS::Subscription');
    expect(subscription.Protocol).toBe('lambda');
    expect(referenceOf(subscription.Endpoint)).toBe(id);
    expect(subscription.RedrivePolicy).toBeDefined();
    const policy = JSON.stringify(template.first('AWS::SNS::TopicPolicy'));
    expect(policy).toContain('sms-voice.amazonaws.com');
    expect(policy).toContain('aws:SourceAccount');
    expect(policy).toContain('aws:SecureTransport');
  });

  it('[8.1] reads from the stream only event rows that want publishing, and gives up in the end', () => {
    for (const it of byStream) {
      const { source, isQueue } = wiringOf(names.function(it));
      expect(source).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 3600,
      });
      const { Filters } = source.FilterCriteria as { Filters: { Pattern: string }[] };
      expect(Filters.map((one) => JSON.parse(one.Pattern))).toEqual([
        {
          eventName: ['INSERT'],
          dynamodb: {
            Keys: { pk: { S: [{ prefix: 'EVENTS#' }] } },
            NewImage: { gsi1pk: { S: [{ exists: true }] } },
          },
        },
      ]);
      const { OnFailure } = source.DestinationConfig as { OnFailure: { Destination: unknown } };
      expect(isQueue(OnFailure.Destination, names.deadLetters(it))).toBe(true);
      expect(alarms.map((one) => one.AlarmName)).toContain(`Portico-${it.name}-behind`);
    }
  });

  it('[8.1] notices when the work of each minute stands still', () => {
    const minute = listeners.filter((it) => it.trigger.on === 'minute');
    expect(minute.length).toBeGreaterThan(0);
    for (const it of minute)
      expect(alarms.find((one) => one.AlarmName === `Portico-${it.name}-still`)).toMatchObject({
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      });
  });
});
