import { replaceFeed } from '../../../shared/data/calendar-feed.ts';
import { formatFeedToken } from '../../../shared/domain/token.ts';
import { api } from '../../../shared/runtime/api.ts';
import { env } from '../../../shared/runtime/env.ts';
import { replaceCalendarFeed } from './contract.ts';

/** A client gets a private address for their calendar, in place of the one they had (product 3.7). */
export const handler = api(replaceCalendarFeed, async ({ actor, change }) => {
  const { practiceId, clientId, access } = actor;
  const secret = await replaceFeed(actor, change, access);
  const url = `${env('siteUrl')}/v1/calendars/${formatFeedToken({ practiceId, clientId, secret })}`;
  return { url, webcalUrl: url.replace(/^https?:/, 'webcal:') };
});
