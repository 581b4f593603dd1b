import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { endCalendarFeed } from '../../../functions/client/end-calendar-feed/contract.ts';
import { readMe } from '../../../functions/client/read-me/contract.ts';
import { replaceCalendarFeed } from '../../../functions/client/replace-calendar-feed/contract.ts';
import { readCalendarFeed } from '../../../functions/public/read-calendar-feed/contract.ts';
import { keys } from '../../../shared/data/keys.ts';
import { getItem } from '../../../shared/data/table.ts';
import { settingsChanged } from '../../support/changed.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  givenAccess,
  givenAppointment,
  givenClient,
  givenPractice,
} from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const aDay = 86_400_000;

async function givenSubscriber() {
  const given = await givenPractice();
  const client = await givenClient(given);
  await givenAccess(given, client.id, { state: 'active' });
  return { given, client, token: await clientToken(given, client) };
}

const newAddress = async (token: string) => {
  const { body } = await inProcess(replaceCalendarFeed, { token });
  return { ...body, feed: String(body.url).split('/v1/calendars/')[1]! };
};

const read = (feed: string, headers: Record<string, string> = {}) =>
  inProcess(readCalendarFeed, { params: { token: feed }, headers });

/** What a calendar program finds: id and status of each entry. */
const entriesIn = (content: string) =>
  new ICAL.Component(ICAL.parse(content))
    .getAllSubcomponents('vevent')
    .map((event) => [event.getFirstPropertyValue('uid'), event.getFirstPropertyValue('status')]);

test('[3.7] a client subscribes to all their appointments to come, those of 90 days, and cancelled ones', async () => {
  const { given, client, token } = await givenSubscriber();
  const at = (days: number) => new Date(monday + days * aDay).toISOString();
  const old = await givenAppointment(given, client, { startsAt: at(-91), status: 'attended' });
  const recent = await givenAppointment(given, client, { startsAt: at(-89), status: 'attended' });
  const next = await givenAppointment(given, client, { startsAt: at(3) });
  const off = await givenAppointment(given, client, { startsAt: at(4), status: 'cancelled' });
  await givenAppointment(given, await givenClient(given), { startsAt: at(5) });
  const { url, webcalUrl, feed } = await newAddress(token);
  expect(url).toMatch(/^http:\/\/.+\/v1\/calendars\/prac_\w+\.clnt_\w+\.[\w-]{43}$/);
  expect(webcalUrl).toBe(String(url).replace('http:', 'webcal:'));
  const { status, headers, body } = await read(feed);
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'text/calendar; charset=utf-8',
    'private, no-cache',
  ]);
  expect(entriesIn(String(body))).toEqual([
    [recent.id, 'CONFIRMED'],
    [next.id, 'CONFIRMED'],
    [off.id, 'CANCELLED'],
  ]);
  expect(body).not.toContain(old.id);
  for (const clinical of ['Therapy', client.givenName, client.familyName])
    expect(body).not.toContain(`${clinical}\r`);
});

test('[3.7] is told that nothing has changed, by the tag of what it has', async () => {
  const { given, client, token } = await givenSubscriber();
  const { feed } = await newAddress(token);
  const first = await read(feed);
  const tag = first.headers.etag!;
  itIs(monday + 3_600_000);
  for (const has of [tag, `"other", W/${tag}`]) {
    const again = await read(feed, { 'if-none-match': has });
    expect([again.status, again.body, again.headers.etag]).toEqual([304, '', tag]);
  }
  await givenAppointment(given, client);
  expect((await read(feed, { 'if-none-match': tag })).status).toBe(200);
});

test('[3.7] a new address ends the old one, with an event each; only a hash is kept', async () => {
  const { given, client, token } = await givenSubscriber();
  const [one, two] = [await newAddress(token), await newAddress(token)];
  expect([(await read(one.feed)).status, (await read(two.feed)).status]).toEqual([404, 200]);
  const me = async () => (await inProcess(readMe, { token })).body.calendarFeed;
  expect(await me()).toEqual({ on: true, since: new Date(monday).toISOString() });
  for (let time = 0; time < 2; time++) expect((await inProcess(endCalendarFeed, { token })).status).toBe(204);
  expect([(await read(two.feed)).status, await me()]).toEqual([404, { on: false, since: null }]);
  const events = await eventsOf(given, 'client.calendar-feed-changed.v1');
  expect(events.map(({ metadata, data }) => [metadata.sequence, data]).toSorted()).toEqual([
    [1, { clientId: client.id, on: true }],
    [2, { clientId: client.id, on: true }],
    [3, { clientId: client.id, on: false }],
  ]);
  const stored = JSON.stringify(await getItem(keys.calendarFeed(given.practiceId, client.id)));
  const said = stored + JSON.stringify(events) + logLines.join('');
  for (const { feed } of [one, two]) expect(said).not.toContain(feed.split('.')[2]!);
});

test('[3.7] stops with the portal, with its message, and revives with it', async () => {
  const { given, token } = await givenSubscriber();
  const { feed } = await newAddress(token);
  await settingsChanged(given, { clientPortal: false, onlineBooking: true });
  expect(await read(feed)).toMatchObject({ status: 403, body: { type: '/problems/portal-off' } });
  await settingsChanged(given, { clientPortal: true });
  expect((await read(feed)).status).toBe(200);
});

test('[2.5] of a client who is disabled is not there, nor once they are invited again', async () => {
  const { given, client, token } = await givenSubscriber();
  const { feed } = await newAddress(token);
  await givenAccess(given, client.id, { state: 'disabled', epoch: 1 });
  expect((await read(feed)).status).toBe(404);
  await givenAccess(given, client.id, { state: 'invited', epoch: 1 });
  expect((await read(feed)).status).toBe(404);
});

test('[3.7] of another secret, client or practice is not there, and says no more', async () => {
  const [one, two] = [await givenSubscriber(), await givenSubscriber()];
  const { feed } = await newAddress(one.token);
  await newAddress(two.token);
  const [practice, client, secret] = feed.split('.');
  const none = [
    [practice, client, `${'A'.repeat(42)}A`],
    [practice, two.client.id, secret],
    [two.given.practiceId, two.client.id, secret],
    [two.given.practiceId, client, secret],
  ].map((parts) => parts.join('.'));
  const answers = await Promise.all([...none, 'x', `${feed}.ics`].map((each) => read(each)));
  for (const { status, body } of answers)
    expect([status, (body as { type?: string }).type]).toEqual([404, '/problems/not-found']);
});

test('[3.7] at once, two new addresses leave one that works', async () => {
  const { token } = await givenSubscriber();
  const addresses = await Promise.all([1, 2, 3].map(() => newAddress(token)));
  const answers = await Promise.all(addresses.map(({ feed }) => read(feed)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
});

test('[3.7] is nothing for whoever came by an appointment’s link', async () => {
  const { given, client } = await givenSubscriber();
  const byLink = await clientToken(given, client, await givenAppointment(given, client));
  expect((await inProcess(replaceCalendarFeed, { token: byLink })).status).toBe(403);
  expect((await inProcess(readMe, { token: byLink })).body.calendarFeed).toBeNull();
});
