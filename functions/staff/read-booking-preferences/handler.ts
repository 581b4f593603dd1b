import { api } from '../../../shared/runtime/api.ts';
import { readBookingPreferences } from './contract.ts';

/** Staff read how the practice's openings can be booked. */
export const handler = api(readBookingPreferences, async ({ actor: { practice } }) => ({
  preferences: practice.preferences,
  version: practice.preferencesVersion,
}));
