import { findUnsubscribing } from '../../../shared/data/unsubscription.ts';
import { found } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { unsubscribedPage, unsubscribePage } from '../../../shared/runtime/unsubscription-page.ts';
import { readUnsubscription } from './contract.ts';

/** Whoever follows the link at the foot of an e-mail is asked first (product 6.4); the portal may be off. */
export const handler = api(readUnsubscription, async ({ params }) => {
  const { practice, client } = found(await findUnsubscribing(params.token));
  return client.consent.email ? unsubscribePage(practice) : unsubscribedPage(practice);
});
