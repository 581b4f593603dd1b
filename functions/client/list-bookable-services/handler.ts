import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { getClient } from '../../../shared/data/client.ts';
import { bookableServices } from '../../../shared/domain/booking-view.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideAsking } from '../../../shared/domain/feature.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listBookableServices } from './contract.ts';

/** What a client can ask an appointment for, and with whom (product 4.2). */
export const handler = api(listBookableServices, async ({ actor }) => {
  granted(decideAsking(actor));
  const [catalogue, client] = await Promise.all([getCatalogue(actor), getClient(actor, actor.clientId)]);
  const assigned = found(client).clinicianIds ?? [];
  const items = bookableServices(catalogue, actor.practice, { assigned, services: () => true });
  return { items, next: null };
});
