import { findPracticeBySlug } from '../../../shared/data/practice.ts';
import { found } from '../../../shared/domain/decision.ts';
import { portalViewOf } from '../../../shared/domain/practice-view.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { readPortal } from './contract.ts';

/** The practice behind a web address; an old address leads on to the present one (product 1.1). */
export const handler = api(readPortal, async ({ params }) => {
  const { practice, current } = found(await findPracticeBySlug(params.slug));
  const portal = portalViewOf(practice);
  return current
    ? portal
    : new Reply(portal, { status: 308, headers: { location: `/v1/portals/${practice.slug}` } });
});
