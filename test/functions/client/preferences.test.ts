import { expect, test } from 'vitest';
import { readPreferences } from '../../../functions/client/read-preferences/contract.ts';
import { updatePreferences } from '../../../functions/client/update-preferences/contract.ts';
import { getClient } from '../../../shared/data/client.ts';
import { getMarks, markEmail, noteTextMark } from '../../../shared/data/reach.ts';
import { transact } from '../../../shared/data/table.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { clientToken } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { givenReachable } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

async function givenSignedIn(parts: Parameters<typeof givenReachable>[0] = {}) {
  const all = await givenReachable(parts);
  const token = await clientToken(all.given, all.client);
  return {
    ...all,
    read: () => inProcess(readPreferences, { token }),
    choose: (notices: { email?: boolean; text?: boolean }, version: number) =>
      inProcess(updatePreferences, { token, version, body: { notices } }),
  };
}

test('[6.1] a client sees and chooses notices by e-mail and by text; what is left out stays', async () => {
  const { given, client, read, choose } = await givenSignedIn();
  const before = await read();
  expect(before.body).toEqual({
    notices: { email: true, text: true },
    reach: { email: 'ok', text: 'ok' },
    version: 1,
  });
  expect(before.headers.etag).toBe('"1"');
  const after = await choose({ text: false }, 1);
  expect([after.status, after.headers.etag]).toEqual([200, '"2"']);
  expect(after.body).toEqual({
    notices: { email: true, text: false },
    reach: { email: 'ok', text: 'no-consent' },
    version: 2,
  });
  expect(await read()).toMatchObject({ body: after.body });
  expect(await getClient(given, client.id)).toMatchObject({
    consent: { email: true, text: false },
    version: 2,
  });
  expect(await eventsOf(given, 'client.consent-changed.v1')).toMatchObject([
    { metadata: { sequence: 2, cause: 'client' }, data: { email: true, text: false, reason: 'preferences' } },
  ]);
});

test('[6.1] choosing what is chosen already changes nothing; a stale version is refused', async () => {
  const { given, choose } = await givenSignedIn();
  expect((await choose({ email: true }, 1)).body.version).toBe(1);
  expect((await choose({}, 1)).body.version).toBe(1);
  expect(await eventsOf(given, 'client.consent-changed.v1')).toEqual([]);
  await choose({ email: false }, 1);
  const stale = await choose({ email: true }, 1);
  expect([stale.status, stale.body.current]).toEqual([412, 2]);
});

test('[6.4] who wants e-mails again takes a complaint back; a bounce and STOP stay, and are shown', async () => {
  const { given, client, read, choose } = await givenSignedIn({
    client: { consent: { email: false, text: true } },
  });
  await transact([
    markEmail(given.practice, String(client.email), 'complained', Date.now()),
    noteTextMark(String(client.phone), 'stopped', Date.now()),
  ]);
  expect((await read()).body.reach).toEqual({ email: 'complained', text: 'stopped' });
  expect((await choose({ email: true }, 1)).body.reach).toEqual({ email: 'ok', text: 'stopped' });
  expect(await getMarks(given.practice, client)).toEqual({ email: null, text: 'stopped' });
  await transact([markEmail(given.practice, String(client.email), 'bounced', Date.now())]);
  await choose({ email: false }, 2);
  expect((await choose({ email: true }, 3)).body.reach.email).toBe('bounced');
});

test('[6.1] a client without address and number is told so', async () => {
  const { read } = await givenSignedIn({ client: { email: null, phone: null } });
  expect((await read()).body.reach).toEqual({ email: 'no-address', text: 'no-number' });
});
