import { join } from 'node:path';

/** The project's folder. */
export const project = join(import.meta.dirname, '../..');

/** Where the programs of its packages are, the pinned Node 24 among them. */
export const programs = join(project, 'node_modules/.bin');

/** The one region of a machine; its name has no meaning there. */
export const region = 'eu-west-2';

/** All that a program needs to reach the engine, and nothing that could reach an AWS account instead. */
export const engineEnvironment = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});
