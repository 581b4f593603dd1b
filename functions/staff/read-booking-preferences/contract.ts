import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { bookingPreferences } from '../../../shared/domain/availability.ts';
import { practiceId } from '../../../shared/domain/id.ts';

export const readBookingPreferences = route({
  name: 'read-booking-preferences',
  area: 'practice',
  method: 'GET',
  path: '/v1/practices/{practiceId}/booking-preferences',
  summary: 'How openings can be booked: grid, notice, horizon, gaps, and who may book.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  result: z.object({ preferences: bookingPreferences, version: z.int() }),
  versioned: true,
  refusals: [],
  needs: ['table:read', 'table:write'],
});
