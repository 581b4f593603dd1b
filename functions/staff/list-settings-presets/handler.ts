import { applyPreset, presets } from '../../../shared/domain/presets.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listSettingsPresets } from './contract.ts';

/** Staff see what each preset would make of their practice's settings; saving one is a replacement like any other. */
export const handler = api(listSettingsPresets, async ({ actor: { practice } }) => ({
  items: presets.map((preset) => {
    const { id, name, description } = preset;
    return { id, name, description, ...applyPreset(practice, preset) };
  }),
  next: null,
  settingsVersion: practice.settingsVersion,
  preferencesVersion: practice.preferencesVersion,
}));
