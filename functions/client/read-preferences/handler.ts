import { getClient } from '../../../shared/data/client.ts';
import { getMarks } from '../../../shared/data/reach.ts';
import { found } from '../../../shared/domain/decision.ts';
import { preferencesViewOf } from '../../../shared/domain/reach.ts';
import { takesTexts } from '../../../shared/gateway/phone-kind.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readPreferences } from './contract.ts';

/** A client sees what notices they get, and whether they arrive (product 6.1, 6.4). */
export const handler = api(readPreferences, async ({ actor }) => {
  const client = found(await getClient(actor, actor.clientId));
  const marks = await getMarks(actor.practice, client);
  return preferencesViewOf(client, marks, takesTexts(client.phone));
});
