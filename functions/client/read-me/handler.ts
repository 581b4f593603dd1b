import { getClient } from '../../../shared/data/client.ts';
import { found } from '../../../shared/domain/decision.ts';
import { portalViewOf } from '../../../shared/domain/practice-view.ts';
import { portalMode } from '../../../shared/domain/switches.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readMe } from './contract.ts';

/** Who is signed in, and what the practice lets them do (product 1.3). */
export const handler = api(readMe, async ({ actor }) => {
  const { clientId, appointmentId, practice } = actor;
  const { givenName } = found(await getClient(actor, clientId));
  return {
    clientId,
    givenName,
    appointmentId,
    portal: portalViewOf(practice),
    may: portalMode(practice),
  };
});
