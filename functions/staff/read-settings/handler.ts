import { api } from '../../../shared/runtime/api.ts';
import { readSettings } from './contract.ts';

/** Staff read what their practice has decided about appointments. */
export const handler = api(readSettings, async ({ actor: { practice } }) => ({
  settings: practice.settings,
  version: practice.settingsVersion,
  policyVersion: practice.policyVersion,
}));
