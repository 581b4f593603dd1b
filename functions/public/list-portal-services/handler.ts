import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { findPracticeBySlug } from '../../../shared/data/practice.ts';
import { bookableServices } from '../../../shared/domain/booking-view.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideStranger, strangersService } from '../../../shared/domain/stranger.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listPortalServices } from './contract.ts';

/** What people can ask for who have not signed in (product 4.2, 5.1). */
export const handler = api(listPortalServices, async ({ params }) => {
  const { practice } = found(await findPracticeBySlug(params.slug));
  granted(decideStranger(practice));
  const catalogue = await getCatalogue({ practiceId: practice.id });
  const items = bookableServices(catalogue, practice, {
    services: ({ id }) => strangersService(practice, id).allowed,
  });
  return { items, next: null };
});
