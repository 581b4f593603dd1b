import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { bookingPreferences } from '../../../shared/domain/availability.ts';
import { fieldChange } from '../../../shared/domain/field-change.ts';
import { practiceId } from '../../../shared/domain/id.ts';
import { pageOf } from '../../../shared/domain/practice-view.ts';
import { settings } from '../../../shared/domain/settings.ts';

const preset = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().meta({ description: 'All that it sets, in words.' }),
  settings: settings.meta({ description: 'The document as it would be.' }),
  preferences: bookingPreferences.meta({ description: 'The document as it would be.' }),
  changes: z.object({
    settings: z.array(fieldChange).meta({ description: 'Empty: nothing to save there.' }),
    preferences: z.array(fieldChange),
  }),
});

export const listSettingsPresets = route({
  name: 'list-settings-presets',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/settings/presets',
  summary:
    'Presets of settings, each with the documents as they would be for this practice, ready to be saved.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  result: z.object({
    ...pageOf(preset).shape,
    settingsVersion: z.int().meta({ description: 'For If-Match when the settings are saved.' }),
    preferencesVersion: z.int().meta({ description: 'For If-Match when the preferences are saved.' }),
  }),
  refusals: [],
  needs: ['table:read', 'table:write'],
});
