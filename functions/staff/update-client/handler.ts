import { getAllOf } from '../../../shared/data/catalogue.ts';
import { assignClinicians, getClient, getClientWithAccess } from '../../../shared/data/client.ts';
import { clientRecordOf, decideAssigned } from '../../../shared/domain/client-record.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { updateClient } from './contract.ts';

/** A manager assigns a client to clinicians (product 4.2); appointments and requests stay with whom they are. */
export const handler = api(updateClient, async ({ actor, params: { clientId }, body, change, version }) => {
  const [people, staff] = await Promise.all([getClientWithAccess(actor, clientId), getAllOf(actor, 'staff')]);
  const { client, access } = found(people);
  const { clinicianIds } = body;
  const changes = granted(decideAssigned(client, clinicianIds, staff));
  const reread = () => getClient(actor, clientId);
  const next = await overVersion(
    { given: version, read: client.version, changes, race: 'client', reread },
    () => assignClinicians(actor, change, client, clinicianIds),
  );
  return clientRecordOf({ ...client, clinicianIds, version: next }, access);
});
