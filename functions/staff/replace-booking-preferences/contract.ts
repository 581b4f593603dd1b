import * as z from 'zod';
import { managers, route } from '../../../shared/contract.ts';
import { bookingPreferences } from '../../../shared/domain/availability.ts';
import { practiceId } from '../../../shared/domain/id.ts';

export const replaceBookingPreferences = route({
  name: 'replace-booking-preferences',
  area: 'practice',
  method: 'PUT',
  path: '/v1/practices/{practiceId}/booking-preferences',
  summary: 'Replaces the booking preferences over the version that was read.',
  caller: managers,
  params: z.object({ practiceId }),
  body: bookingPreferences,
  result: z.object({ preferences: bookingPreferences, version: z.int() }),
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});
