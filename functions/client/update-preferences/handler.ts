import { changeConsent, getClient } from '../../../shared/data/client.ts';
import { clearEmailMark, getMarks } from '../../../shared/data/reach.ts';
import { changesBetween } from '../../../shared/domain/changes.ts';
import { consentAfter } from '../../../shared/domain/client.ts';
import { found } from '../../../shared/domain/decision.ts';
import { preferencesViewOf } from '../../../shared/domain/reach.ts';
import { takesTexts } from '../../../shared/gateway/phone-kind.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { updatePreferences } from './contract.ts';

/**
 * A client chooses what notices they get (product 6.1). Who wants e-mails again takes back a complaint too; an
 * address from which mail came back stays marked until it is corrected.
 */
export const handler = api(updatePreferences, async ({ actor, body, change, version }) => {
  const { practice } = actor;
  const client = found(await getClient(actor, actor.clientId));
  const marks = await getMarks(practice, client);
  const consent = consentAfter(client.consent, body.notices);
  const forgiven = consent.email && marks.email === 'complained' ? client.email : null;
  const next = await overVersion(
    {
      given: version,
      read: client.version,
      changes: changesBetween(client.consent, consent),
      race: 'client',
      reread: () => getClient(actor, actor.clientId),
    },
    async () => {
      const writes = forgiven === null ? [] : [clearEmailMark(practice, forgiven)];
      await changeConsent(actor, change, { client, consent, reason: 'preferences' }, writes);
    },
  );
  const left = forgiven !== null ? { ...marks, email: null } : marks;
  return preferencesViewOf({ ...client, consent, version: next }, left, takesTexts(client.phone));
});
