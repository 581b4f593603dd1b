import { getAllOf } from '../../../shared/data/catalogue.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideStatusName } from '../../../shared/domain/status-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { renameStatus } from './contract.ts';

/** A manager calls a status something else; appointments that have it are called so from then on. */
export const handler = api(renameStatus, async ({ actor, params: { statusId }, body, change, version }) => {
  const statuses = await getAllOf(actor, 'statuses');
  const before = found(statuses.find(({ id }) => id === statusId));
  granted(decideStatusName(statuses, before, body.name));
  const after = { ...before, name: body.name };
  return replaceEntry(actor, change, 'status', { given: version, before, after });
});
