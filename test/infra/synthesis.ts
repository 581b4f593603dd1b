import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, IPolicyValidationPlugin, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { contracts as registry } from '../../functions/index.ts';
import { buildApp } from '../../infra/app.ts';
import { aws, engineAt } from '../../infra/context.ts';
import type { Contract } from '../../shared/contract.ts';

export { registry };

/** Code of every function, so that templates can be made without bundling. */
const folder = mkdtempSync(join(tmpdir(), 'portico-infra-'));
writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => {};');
writeFileSync(join(folder, 'index.html'), '<!doctype html>');

// Where the CDK puts what it makes of each app: its assets once for all apps of a file, 22 MB of tools among them.
process.env.CDK_OUTDIR = mkdtempSync(join(tmpdir(), 'portico-infra-'));
afterAll(() => {
  for (const each of [folder, String(process.env.CDK_OUTDIR)]) rmSync(each, { recursive: true, force: true });
});

const shared = { codeOf: () => folder, site: folder, region: 'eu-west-2' } as const;

const context = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`portico:${key}`, value]));

export const oidc = {
  oidcIssuer: 'https://identity.example.org',
  oidcClientIds: 'portico',
  oidcKeysUrl: 'https://identity.example.org/keys',
  oidcTokenUrl: 'https://identity.example.org/token',
  oidcAuthorizeUrl: 'https://identity.example.org/authorize',
};

export const withDomain = { domain: 'portal.example.org', hostedZoneId: 'Z0123456789ABC' };

/** The app as for AWS, with context values by their names without the prefix. */
export const appOnAws = (
  contracts: readonly Contract[] = registry,
  values: Record<string, string> = withDomain,
  checks?: IPolicyValidationPlugin[],
): App => buildApp(contracts, { ...shared, place: aws, context: context(values), ...(checks && { checks }) });

/** The app as for an engine on this machine. */
export const appOnEngine = (contracts: readonly Contract[] = registry): App =>
  buildApp(contracts, {
    ...shared,
    place: engineAt('http://127.0.0.1:4566'),
    context: context({ siteUrl: 'http://127.0.0.1:8080', sender: 'no-reply@portico.example' }),
  });

export const stacksOf = (app: App): Stack[] =>
  app.node.children.filter((it): it is Stack => 'stackName' in it);

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
}

export interface StackTemplate {
  name: string;
  resources: Record<string, Resource>;
  /** Those of one type, by logical id. */
  ofType: (type: string) => [string, Resource][];
  /** The properties of the first of a type; refuses where there is none. */
  first: (type: string) => Record<string, unknown>;
  outputs: Record<string, { Value: unknown; Export?: { Name: string } }>;
}

/** The templates of an app, by the ids of its stacks. */
export class Templates extends Map<string, StackTemplate> {
  /** The template of that id; refuses where there is none. */
  of(id: string): StackTemplate {
    const found = this.get(id);
    if (!found) throw new Error(`There is no stack ${id}.`);
    return found;
  }
}

export function templatesOf(app: App): Templates {
  return new Templates(
    stacksOf(app).map((stack) => {
      const { Resources = {}, Outputs = {} } = Template.fromStack(stack).toJSON() as {
        Resources?: StackTemplate['resources'];
        Outputs?: StackTemplate['outputs'];
      };
      const ofType = (type: string) => Object.entries(Resources).filter(([, it]) => it.Type === type);
      const first = (type: string) => {
        const [found] = ofType(type);
        if (!found) throw new Error(`${stack.stackName} has no ${type}.`);
        return found[1].Properties;
      };
      return [
        stack.node.id,
        { name: stack.stackName, resources: Resources, ofType, first, outputs: Outputs },
      ];
    }),
  );
}

/** The function of a contract, and the template that it is in. */
export function functionOf(templates: ReadonlyMap<string, StackTemplate>, name: string) {
  for (const template of templates.values())
    for (const [id, resource] of template.ofType('AWS::Lambda::Function'))
      if (resource.Properties.FunctionName === name) return { id, resource, template };
  throw new Error(`There is no function ${name}.`);
}

/** The logical id that a value refers to, by Ref or GetAtt. */
export function referenceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const it = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return it.Ref ?? it['Fn::GetAtt']?.[0];
}
