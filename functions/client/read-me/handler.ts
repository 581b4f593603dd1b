import { getClientWithFeed } from '../../../shared/data/calendar-feed.ts';
import { found } from '../../../shared/domain/decision.ts';
import { portalViewOf } from '../../../shared/domain/practice-view.ts';
import { portalMode } from '../../../shared/domain/switches.ts';
import { api } from '../../../shared/runtime/api.ts';
import { readMe } from './contract.ts';

/** Who is signed in, and what the practice lets them do (product 1.3). */
export const handler = api(readMe, async ({ actor }) => {
  const { clientId, appointmentId, practice } = actor;
  const { client, feed } = await getClientWithFeed(actor, clientId);
  const { givenName } = found(client);
  const on = feed !== undefined && feed.hash !== null && feed.accessEpoch === actor.access.epoch;
  return {
    clientId,
    givenName,
    appointmentId,
    calendarFeed: appointmentId ? null : { on, since: feed && on ? feed.since : null },
    portal: portalViewOf(practice),
    may: portalMode(practice),
  };
});
