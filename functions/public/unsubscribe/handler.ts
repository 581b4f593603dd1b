import { changeConsent } from '../../../shared/data/client.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { findUnsubscribing } from '../../../shared/data/unsubscription.ts';
import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { requireHome } from '../../../shared/runtime/home.ts';
import { unsubscribedPage } from '../../../shared/runtime/unsubscription-page.ts';
import { unsubscribe } from './contract.ts';

/** A client wants no more e-mails: it always works, with the portal off too, and once is enough (product 6.4). */
export const handler = api(unsubscribe, ({ params, change }) =>
  decideAgain(async () => {
    const { practice, client } = found(await findUnsubscribing(params.token));
    requireHome(practice, true);
    const by = { ...change, cause: 'client' as const, actor: `client:${client.id}` };
    const consent = { ...client.consent, email: false };
    if (client.consent.email)
      await changeConsent({ practiceId: practice.id }, by, { client, consent, reason: 'unsubscribed' });
    return unsubscribedPage(practice);
  }),
);
