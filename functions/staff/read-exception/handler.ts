import { getException } from '../../../shared/data/availability.ts';
import { getStaff } from '../../../shared/data/catalogue.ts';
import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readException } from './contract.ts';

/** Staff read what a clinician has on one date instead of the weekly hours. */
export const handler = api(readException, async ({ actor, params: { staffId, date } }) => {
  const [clinician, exception] = await Promise.all([
    getStaff(actor, staffId),
    getException(actor, staffId, date),
  ]);
  found(clinician);
  return exception;
});
