import { getHours } from '../../../shared/data/availability.ts';
import { getStaff } from '../../../shared/data/catalogue.ts';
import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readHours } from './contract.ts';

/** Staff read when a clinician works in an ordinary week. */
export const handler = api(readHours, async ({ actor, params: { staffId } }) => {
  const [clinician, hours] = await Promise.all([getStaff(actor, staffId), getHours(actor, staffId)]);
  found(clinician);
  return hours;
});
