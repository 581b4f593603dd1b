import { inject } from 'vitest';
import { functionEnvironment } from '../../infra/local/deploy.ts';
import { engineEnvironment } from '../../infra/local/project.ts';

const { endpoint, outputs } = inject('portal');

// Modules of shared/data and shared/gateway find in a test what they find in a function.
Object.assign(process.env, engineEnvironment(endpoint), functionEnvironment(outputs));
