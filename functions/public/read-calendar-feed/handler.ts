import { listAppointmentsSince } from '../../../shared/data/appointment.ts';
import { getFeed } from '../../../shared/data/calendar-feed.ts';
import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { sameSecret } from '../../../shared/data/table.ts';
import { feedReaches, isFeedOpen } from '../../../shared/domain/calendar-feed.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { requirePortal } from '../../../shared/domain/switches.ts';
import { parseFeedToken } from '../../../shared/domain/token.ts';
import { calendarTag, feedCalendar } from '../../../shared/gateway/calendar.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { requireHome } from '../../../shared/runtime/home.ts';
import { readCalendarFeed } from './contract.ts';

const aDay = 86_400_000;

/**
 * A client's own calendar reads their appointments (product 3.7), cancelled ones too, so that they leave it. It
 * stops with the portal and revives with it; an address that is dead, or of somebody disabled, is not there.
 */
export const handler = api(readCalendarFeed, async ({ params, now, ifNoneMatch }) => {
  const token = found(parseFeedToken(params.token));
  const read = await getFeed(token, token.clientId);
  const practice = found(read.practice);
  requireHome(practice, false);
  granted(requirePortal(practice));
  const { client, access, feed } = {
    client: found(read.client),
    access: found(read.access),
    feed: found(read.feed),
  };
  if (!sameSecret(feed.hash ?? '', token.secret) || !isFeedOpen(feed, client, access)) found(undefined);

  const since = now - feedReaches.days * aDay;
  const [appointments, catalogue] = await Promise.all([
    listAppointmentsSince(token, client.id, since, feedReaches.appointments),
    getCatalogue(token),
  ]);
  const content = feedCalendar({ appointments, practice, catalogue, now });
  const etag = calendarTag(content);
  // Asked each time: a switch that is off, or a new address, counts from the next reading on.
  const headers = { etag, 'cache-control': 'private, no-cache' };
  return ifNoneMatch(etag) ? new Reply('', { status: 304, headers }) : new Reply(content, { headers });
});
