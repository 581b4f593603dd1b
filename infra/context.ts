import { readFileSync } from 'node:fs';
import type { Node } from 'constructs';
import * as z from 'zod';

/** What runs on one machine and what on AWS: everything in which the two deployments differ. */
export interface Place {
  /** Where AWS answers, if it is not AWS itself: an engine on this machine. */
  endpoint: string | undefined;
  /** Deletion protection, and resources that outlive their stack. */
  keepsData: boolean;
  /** Staff may sign in with a password at the API, for curl and tests; on AWS only at the hosted page. */
  passwordSignIn: boolean;
  /** Domain, CDN, firewall, site bucket, alarms, archive: no local engine runs these. */
  hasEdgeAndOperations: boolean;
  /** cdk-nag and AWS's own schemas look at the templates: seconds, for what the gate has looked at already. */
  checksTemplates: boolean;
}

export const aws: Place = {
  endpoint: undefined,
  keepsData: true,
  passwordSignIn: false,
  hasEdgeAndOperations: true,
  checksTemplates: true,
};

export const engineAt = (endpoint: string): Place => ({
  endpoint,
  keepsData: false,
  passwordSignIn: true,
  hasEdgeAndOperations: false,
  checksTemplates: false,
});

const hostname = z
  .string()
  .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a host name such as portal.example.org');
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const origin = url.refine(
  (it) => new URL(it).origin === it,
  'must be an origin, without a path or a slash at its end',
);
const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a list of regions such as eu-west-2,eu-west-1');
const regions = z.preprocess(
  (it) => (typeof it === 'string' ? it.split(',').map((one) => one.trim()) : it),
  z
    .array(region, 'must be a list of regions such as eu-west-2,eu-west-1')
    .min(1)
    .refine((all) => new Set(all).size === all.length, 'must not name a region twice'),
);

/** The context values that `cdk deploy -c portico:{key}={value}` takes, or cdk.json's `context`. */
const given = z.strictObject({
  regions: regions.optional().meta({
    description:
      'Where Portico runs; the first makes the table, the others get a replica. The CLI’s own region if absent.',
  }),
  domain: hostname.optional().meta({
    description:
      'The portal’s host name. Without it there is no site and no CDN: the API answers at its own URL.',
  }),
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]+$/, 'must be the id of a hosted zone, such as Z0123456789ABC')
    .optional()
    .meta({
      description: 'The Route 53 zone of the domain, where certificates are proven and names are written.',
    }),
  hostedZone: hostname
    .optional()
    .meta({ description: 'That zone’s name, where it is not the domain itself.' }),
  siteUrl: origin.optional().meta({
    description:
      'The origin that browsers see. Follows from the domain; given only by what serves the site on one machine.',
  }),
  sender: z.email('must be an e-mail address').optional().meta({
    description: 'From whom e-mails come. no-reply@ the domain if absent.',
  }),
  oidcIssuer: url.optional().meta({
    description: 'The identity provider of staff. Without it the stack makes a Cognito user pool.',
  }),
  oidcClientIds: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The audiences that provider signs for us, by comma.' }),
  oidcKeysUrl: url.optional().meta({ description: 'Its JWKS.' }),
  oidcTokenUrl: url.optional().meta({ description: 'Where it changes a code for tokens.' }),
  oidcAuthorizeUrl: url.optional().meta({ description: 'Its page on which staff sign in.' }),
  staffDomainPrefix: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/, 'must be 1-63 of a-z, 0-9 and hyphens')
    .optional()
    .meta({
      description: 'The first part of Cognito’s sign-in host name. portico-{account} if absent.',
    }),
  alarmAddress: z
    .email('must be an e-mail address')
    .optional()
    .meta({ description: 'Who is told of alarms.' }),
  version: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'What GET /v1/health says. The package’s version if absent.' }),
});

/** Where staff sign in, and whose tokens are taken. */
export interface StaffIdentity {
  issuer: string;
  /** The audiences, by comma. */
  clientIds: string;
  /** The JWKS. */
  keysUrl: string;
  /** Where a code is changed for tokens. */
  tokenUrl: string;
  /** The page on which they sign in. */
  authorizeUrl: string;
}

/** The portal's host name, and the Route 53 zone that its names and certificates are written in. */
export interface Domain {
  name: string;
  zoneId: string;
  zoneName: string;
}

export interface Settings {
  place: Place;
  /** The first holds the table; the others its replicas. */
  regions: readonly [string, ...string[]];
  domain: Domain | undefined;
  /** Undefined where it is the API's own URL, which is known only when that exists. */
  siteUrl: string | undefined;
  sender: string;
  oidc: StaffIdentity | undefined;
  staffDomainPrefix: string | undefined;
  alarmAddress: string | undefined;
  version: string;
}

/** The context value that is wrong, and why. */
export class ContextError extends Error {
  constructor(key: string, why: string) {
    super(
      `Context value "portico:${key}" ${why}. Give it as -c portico:${key}=… or in the "context" of cdk.json.`,
    );
    this.name = 'ContextError';
  }
}

const prefix = 'portico:';

/**
 * Reads and checks the context values `portico:…`. Refuses, by name, what is unknown, malformed, missing or
 * contradictory.
 * @param defaultRegion the region of the CLI's own configuration
 */
export function readSettings(node: Node, place: Place, defaultRegion: string | undefined): Settings {
  const all = node.getAllContext() as Record<string, unknown>;
  const ours = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  const parsed = given.safeParse(
    Object.fromEntries(ours.map(([key, value]) => [key.slice(prefix.length), value])),
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.code === 'unrecognized_keys') throw new ContextError(issue.keys[0] ?? '', 'is not known');
    throw new ContextError(String(issue?.path[0]), issue?.message ?? 'is wrong');
  }
  const it = parsed.data;
  const need = (key: keyof typeof it, why: string): string => {
    const value = it[key];
    if (typeof value !== 'string') throw new ContextError(key, `is missing: ${why}`);
    return value;
  };
  const regionList = it.regions ?? [defaultRegion ?? need('regions', 'there is no default region either')];
  if (place.endpoint !== undefined && it.domain)
    throw new ContextError('domain', 'is for AWS, not for a local engine');
  if (regionList.length > 1)
    need('oidcIssuer', 'a Cognito pool lives in one region, and several regions need one provider for staff');
  const domain = it.domain && {
    name: it.domain,
    zoneId: need('hostedZoneId', 'a domain needs the zone in which its names are written'),
    zoneName: it.hostedZone ?? it.domain,
  };
  const oidc = it.oidcIssuer && {
    issuer: it.oidcIssuer,
    clientIds: need('oidcClientIds', 'tokens of an issuer are taken for named audiences only'),
    keysUrl: need('oidcKeysUrl', 'tokens of an issuer are checked with its keys'),
    tokenUrl: need('oidcTokenUrl', 'a code is changed for tokens there'),
    authorizeUrl: need('oidcAuthorizeUrl', 'staff are sent there to sign in'),
  };
  return {
    place,
    regions: regionList as [string, ...string[]],
    domain: domain || undefined,
    siteUrl: domain
      ? `https://${domain.name}`
      : place.endpoint === undefined
        ? undefined
        : need('siteUrl', 'the API of a local engine does not serve the site'),
    sender: it.sender ?? (domain ? `no-reply@${domain.name}` : need('sender', 'e-mails come from somebody')),
    oidc: oidc || undefined,
    staffDomainPrefix: it.staffDomainPrefix,
    alarmAddress: it.alarmAddress,
    version: it.version ?? packageVersion(),
  };
}

const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;
