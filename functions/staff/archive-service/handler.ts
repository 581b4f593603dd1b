import { getService } from '../../../shared/data/catalogue.ts';
import { preferencesUnchanged } from '../../../shared/data/practice.ts';
import { inUse } from '../../../shared/domain/catalogue.ts';
import { decideServiceArchival } from '../../../shared/domain/catalogue-rules.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { replaceEntry } from '../../../shared/runtime/entry.ts';
import { archiveService } from './contract.ts';

/** A manager takes a service out of use; appointments keep what they had (product 4.1). */
export const handler = api(archiveService, async ({ actor, params: { serviceId }, change, version }) => {
  const { preferences, preferencesVersion } = actor.practice;
  const before = inUse(await getService(actor, serviceId));
  const after = granted(decideServiceArchival(before, preferences));
  const writes = [preferencesUnchanged(actor, preferencesVersion)];
  await replaceEntry(actor, change, 'service', { given: version, before, after, writes });
  return undefined;
});
