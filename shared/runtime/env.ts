/** What infra tells every function; nothing else is read from the environment. */
const names = {
  table: 'TABLE_NAME',
  bus: 'BUS_NAME',
  uploads: 'UPLOADS_BUCKET',
  region: 'AWS_REGION',
  siteUrl: 'SITE_URL',
  sender: 'SENDER_ADDRESS',
  emailEvents: 'EMAIL_EVENTS',
  importFlow: 'IMPORT_FLOW_ARN',
  zoneChangeFlow: 'ZONE_CHANGE_FLOW_ARN',
  requestFlow: 'REQUEST_FLOW_ARN',
  staffIssuers: 'STAFF_ISSUERS',
  staffAudiences: 'STAFF_AUDIENCES',
  staffKeysUrl: 'STAFF_KEYS_URL',
  staffTokenUrl: 'STAFF_TOKEN_URL',
  staffAuthorizeUrl: 'STAFF_AUTHORIZE_URL',
  version: 'PORTICO_VERSION',
} as const;

/** The value of one setting, or an error that says which one is missing and who sets it. */
export function env(name: keyof typeof names): string {
  const value = process.env[names[name]];
  if (value === undefined || value === '')
    throw new Error(`${names[name]} is not set: infra/portal-function.ts gives it to each function.`);
  return value;
}

/**
 * Whether functions run on another engine than AWS, which ignores reports of partial batch failures and would
 * drop those records (docs/operations.md). Every such engine is told its
 * endpoint by the SDK's own variable, which AWS never sets.
 */
export const ignoresPartialFailures = (): boolean => Boolean(process.env.AWS_ENDPOINT_URL);
