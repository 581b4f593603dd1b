import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { aws, engineAt, readSettings } from '../../infra/context.ts';
import { oidc, withDomain } from './synthesis.ts';

const local = engineAt('http://127.0.0.1:4566');

const read = (values: Record<string, unknown>, place = aws, region: string | undefined = 'eu-west-2') =>
  readSettings(
    new App({
      context: Object.fromEntries(Object.entries(values).map(([key, value]) => [`portico:${key}`, value])),
    }).node,
    place,
    region,
  );

describe('context values', () => {
  it('[9.1] takes one region from the CLI, or a list', () => {
    expect(read({ ...withDomain }).regions).toEqual(['eu-west-2']);
    expect(read({ ...withDomain, ...oidc, regions: 'us-east-1, eu-west-1' }).regions).toEqual([
      'us-east-1',
      'eu-west-1',
    ]);
    expect(read({ ...withDomain, ...oidc, regions: ['us-east-1', 'eu-west-1'] }).regions).toEqual([
      'us-east-1',
      'eu-west-1',
    ]);
  });

  it('[9.1] derives site, sender and zone from the domain', () => {
    expect(read(withDomain)).toMatchObject({
      siteUrl: 'https://portal.example.org',
      sender: 'no-reply@portal.example.org',
      domain: { name: 'portal.example.org', zoneName: 'portal.example.org', zoneId: 'Z0123456789ABC' },
    });
  });

  it.each([
    ['domian', { domian: 'portal.example.org' }, 'is not known'],
    ['domain', { domain: 'https://portal.example.org' }, 'must be a host name'],
    ['hostedZoneId', { domain: 'portal.example.org' }, 'is missing'],
    [
      'hostedZoneId',
      { domain: 'portal.example.org', hostedZoneId: 'example.org' },
      'must be the id of a hosted zone',
    ],
    ['sender', {}, 'is missing'],
    ['sender', { sender: 'portico' }, 'must be an e-mail address'],
    ['regions', { ...withDomain, regions: 'london' }, 'must be a list of regions'],
    ['regions', { ...withDomain, ...oidc, regions: 'eu-west-2,eu-west-2' }, 'must not name a region twice'],
    ['oidcIssuer', { ...withDomain, regions: 'eu-west-2,eu-west-1' }, 'is missing'],
    ['oidcClientIds', { ...withDomain, oidcIssuer: 'https://identity.example.org' }, 'is missing'],
    ['oidcIssuer', { ...withDomain, ...oidc, oidcIssuer: 'identity' }, 'must be an http(s) URL'],
  ])('[9.1] refuses a wrong %s by name', (key, values, why) => {
    expect(() => read(values)).toThrow(`Context value "portico:${key}" ${why}`);
  });

  it('[9.1] asks for a region where nothing names one', () => {
    expect(() =>
      readSettings(new App({ context: { 'portico:sender': 'a@example.org' } }).node, aws, undefined),
    ).toThrow('Context value "portico:regions" is missing');
  });

  it.each([
    ['siteUrl', { sender: 'a@example.org' }, 'is missing'],
    ['siteUrl', { sender: 'a@example.org', siteUrl: 'http://127.0.0.1:8080/' }, 'must be an origin'],
    ['domain', { ...withDomain, siteUrl: 'http://127.0.0.1:8080' }, 'is for AWS'],
  ])('[9.2] refuses a wrong %s on one machine by name', (key, values, why) => {
    expect(() => read(values, local)).toThrow(`Context value "portico:${key}" ${why}`);
  });
});
