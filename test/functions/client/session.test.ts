import { describe, expect, test } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { endSession } from '../../../functions/client/end-session/contract.ts';
import { readAppointment } from '../../../functions/client/read-appointment/contract.ts';
import { readMe } from '../../../functions/client/read-me/contract.ts';
import { newSecret } from '../../../shared/data/session.ts';
import { parseSessionToken } from '../../../shared/domain/token.ts';
import { cancelled, intercepting } from '../../support/calls.ts';
import { practiceChanged, rowsOf, settingsChanged } from '../../support/changed.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { lost } from '../../support/faults.ts';
import {
  clientToken,
  givenAccess,
  givenAppointment,
  givenClient,
  givenPractice,
  givenRemoved,
  staffToken,
} from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const minute = 60_000;
const hour = 60 * minute;
const siteUrl = process.env.SITE_URL ?? '';

async function givenVisitor(parts: Parameters<typeof givenPractice>[0] = {}) {
  const given = await givenPractice(parts);
  const client = await givenClient(given);
  return { given, client, token: await clientToken(given, client) };
}

const me = (token: string | undefined, headers: Record<string, string> = {}) =>
  inProcess(readMe, { ...(token !== undefined && { token }), headers });

const ended = { status: 401, body: { type: '/problems/session-ended' } };
const none = { status: 401, body: { type: '/problems/no-session' } };

describe('a request', () => {
  test('[1.4] without a session is asked to sign in', async () => {
    expect(await me(undefined)).toMatchObject(none);
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      'bearer x',
      `Bearer ${'x'.repeat(500)}`,
    ])
      expect(await me(undefined, { authorization })).toMatchObject(none);
  });

  test('[1.2] with a forged token is not let in, whichever part is forged', async () => {
    const { given, client, token } = await givenVisitor();
    const other = await givenVisitor();
    const neighbour = await givenClient(given);
    const [practice, subject, session, secret] = token.split('.') as [string, string, string, string];
    const theirs = other.token.split('.') as [string, string, string, string];
    const forged = [
      [practice, subject, session, newSecret()],
      [practice, subject, theirs[2], secret],
      [practice, neighbour.id, session, secret],
      [theirs[0], subject, session, secret],
      [theirs[0], theirs[1], session, secret],
      ['prac_01JD3Q6Z5W8N4T2R9YB7KXAMCE', subject, session, secret],
      [practice, given.clinician.id, session, secret],
      [practice, subject, session, `${secret}x`],
      [practice, subject, session],
    ];
    for (const parts of forged) expect((await me(parts.join('.'))).status).toBe(401);
    expect((await me(token)).status).toBe(200);
    expect(parseSessionToken(token)?.subject.id).toBe(client.id);
  });

  test('[1.2] with a session of staff is no request of a client', async () => {
    const { given } = await givenVisitor();
    expect(await me(await staffToken(given, given.admin))).toMatchObject(none);
    await givenRemoved(given, given.admin.id);
  });

  test('[8.2] leaves one log line, with ids and no token, name or address', async () => {
    const { given, client, token } = await givenVisitor();
    logLines.length = 0;
    await me(token);
    expect(logLines).toHaveLength(1);
    expect(JSON.parse(logLines[0]!)).toMatchObject({
      level: 'info',
      function: 'read-me',
      status: 200,
      caller: 'client',
      practiceId: given.practiceId,
    });
    for (const secret of [token.split('.')[3]!, client.givenName, client.email!, client.postcode!])
      expect(logLines[0]).not.toContain(secret);
  });
});

describe('a session', () => {
  test('[1.4] ends after 30 idle minutes, to the millisecond', async () => {
    const { token } = await givenVisitor();
    itIs(monday + 30 * minute);
    expect(await me(token)).toMatchObject(ended);
    itIs(monday + 30 * minute - 1);
    expect((await me(token)).status).toBe(200);
  });

  test('[1.4] is put off by use, at most once in five minutes', async () => {
    const { token } = await givenVisitor();
    const writes = async (at: number) => {
      const made: string[] = [];
      itIs(at);
      await intercepting(
        ({ operation }, pass) => {
          if (operation !== 'BatchGetItem' && operation !== 'GetItem') made.push(operation);
          return pass();
        },
        () => me(token),
      );
      return made;
    };
    expect(await writes(monday + 5 * minute - 1)).toEqual([]);
    expect(await writes(monday + 5 * minute)).toEqual(['UpdateItem']);
    expect(await writes(monday + 9 * minute)).toEqual([]);
    itIs(monday + 35 * minute - 1);
    expect((await me(token)).status).toBe(200);
  });

  test('[1.4] ends after twelve hours however it is used', async () => {
    const { token } = await givenVisitor();
    for (let at = monday; at < monday + 12 * hour; at += 25 * minute) {
      itIs(at);
      expect((await me(token)).status).toBe(200);
    }
    itIs(monday + 12 * hour - 1);
    expect((await me(token)).status).toBe(200);
    itIs(monday + 12 * hour);
    expect(await me(token)).toMatchObject(ended);
  });

  test('[3.6] that could not be put off fails nothing that was asked', async () => {
    const { given, client, token } = await givenVisitor();
    const appointment = await givenAppointment(given, client);
    itIs(monday + 10 * minute);
    const answer = await intercepting(
      async ({ operation }, pass) => {
        if (operation === 'UpdateItem') throw lost();
        return pass();
      },
      () => inProcess(cancelAppointment, { params: { appointmentId: appointment.id }, token, body: {} }),
    );
    expect(answer).toMatchObject({ status: 200, body: { statusKind: 'cancelled' } });
  });

  test('[1.4] is gone with the next request once its owner signs out; their other one lives on', async () => {
    const { given, client, token } = await givenVisitor();
    const elsewhere = await clientToken(given, client);
    const answer = await inProcess(endSession, { token });
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(answer.cookies).toEqual([expect.stringMatching(/^portico-client=; Max-Age=0; Path=\/; HttpOnly/)]);
    expect(await me(token)).toMatchObject(ended);
    expect(await inProcess(endSession, { token })).toMatchObject(ended);
    expect((await me(elsewhere)).status).toBe(200);
  });

  test('[1.4] is signed out of even while its idle limit is being put off', async () => {
    const { token } = await givenVisitor();
    itIs(monday + 10 * minute);
    let tries = 0;
    const answer = await intercepting(
      async ({ operation }, pass) => {
        if (operation !== 'TransactWriteItems') return pass();
        tries += 1;
        if (tries === 1) throw cancelled(['TransactionConflict']);
        return pass();
      },
      () => inProcess(endSession, { token }),
    );
    expect([answer.status, tries]).toEqual([204, 2]);
    expect(await me(token)).toMatchObject(ended);
  });
});

describe('the switches', () => {
  test('[1.4] portal off: every session dies at the next request, with the practice’s message', async () => {
    const { given, client, token } = await givenVisitor({
      settings: { clientPortal: true, onlineBooking: true },
    });
    const appointment = await givenAppointment(given, client);
    await settingsChanged(given, { clientPortal: false });
    const off = {
      status: 403,
      body: {
        type: '/problems/portal-off',
        detail: 'The client portal is switched off. Please contact Test Practice on 020 7946 0999.',
        phone: '020 7946 0999',
      },
    };
    const params = { appointmentId: appointment.id };
    expect(await me(token)).toMatchObject(off);
    expect(await inProcess(readAppointment, { params, token })).toMatchObject(off);
    expect(await inProcess(cancelAppointment, { params, token, body: {} })).toMatchObject(off);
    itIs(monday + 13 * hour);
    expect(await me(token)).toMatchObject(off);

    itIs(monday);
    await settingsChanged(given, { clientPortal: true });
    expect(await me(token)).toMatchObject(ended);
    expect((await me(await clientToken(given, client))).status).toBe(200);
  });

  test('[1.4] both off: the message of booking is the one, here too', async () => {
    const { given, token } = await givenVisitor();
    await settingsChanged(given, {
      clientPortal: false,
      onlineBooking: false,
      offMessages: { portal: 'Portal: {practice}.', booking: 'Booking: {practice}, {phone}.' },
    });
    expect(await me(token)).toMatchObject({
      status: 403,
      body: { type: '/problems/booking-off', detail: 'Booking: Test Practice, 020 7946 0999.' },
    });
    await settingsChanged(given, { onlineBooking: true });
    expect(await me(token)).toMatchObject({
      status: 403,
      body: { type: '/problems/portal-off', detail: 'Portal: Test Practice.' },
    });
  });

  test('[1.3] booking off, portal on: viewing, changing and cancelling stay', async () => {
    const { given, client, token } = await givenVisitor();
    await settingsChanged(given, { onlineBooking: false });
    const params = { appointmentId: (await givenAppointment(given, client)).id };
    expect((await inProcess(readAppointment, { params, token })).status).toBe(200);
    const body = { startsAt: '2026-11-26T10:00:00Z' };
    expect((await inProcess(changeAppointment, { params, token, body })).status).toBe(200);
    expect((await inProcess(cancelAppointment, { params, token, body: {} })).status).toBe(200);
  });

  test('[1.4] decide before anything is looked at: a forged session learns the same', async () => {
    const { given, client } = await givenVisitor();
    await settingsChanged(given, { clientPortal: false });
    const forged = `${given.practiceId}.${client.id}.sess_01JD3Q6Z5W8N4T2R9YB7KXAMCE.${newSecret()}`;
    expect((await me(forged)).status).toBe(403);
  });
});

describe('a client’s access', () => {
  test('[2.1] that is disabled ends their sessions at once, and nobody else’s', async () => {
    const { given, client, token } = await givenVisitor();
    const neighbour = await clientToken(given, await givenClient(given));
    await givenAccess(given, client.id, { state: 'disabled' });
    expect(await me(token)).toMatchObject(ended);
    expect((await me(neighbour)).status).toBe(200);
  });

  test('[2.1] of a later epoch does not revive an older session', async () => {
    const { given, client, token } = await givenVisitor();
    await givenAccess(given, client.id, { state: 'active', epoch: 1 });
    expect(await me(token)).toMatchObject(ended);
    expect((await me(await clientToken(given, client))).status).toBe(200);
  });
});

describe('a cookie', () => {
  const cookie = (token: string) => ({ cookie: `theme=dark; portico-client=${token}; other=1` });

  test('[8.2] carries a session on our own pages', async () => {
    const { token } = await givenVisitor();
    expect((await me(undefined, cookie(token))).status).toBe(200);
    expect((await me(undefined, { cookie: `portico-staff=${token}` })).status).toBe(401);
    expect((await me(undefined, { cookie: `xportico-client=${token}` })).status).toBe(401);
  });

  test('[2.7] writes only where the page is ours', async () => {
    const { given, client, token } = await givenVisitor();
    const params = { appointmentId: (await givenAppointment(given, client)).id };
    const cancel = (headers: Record<string, string>) =>
      inProcess(cancelAppointment, { params, body: {}, headers: { ...cookie(token), ...headers } });
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${siteUrl}.evil` },
    ])
      expect(await cancel(headers as Record<string, string>)).toMatchObject({
        status: 403,
        body: { type: '/problems/origin' },
      });
    expect((await cancel({ origin: siteUrl })).status).toBe(200);
  });

  test('[2.7] is passed over where a bearer token is given', async () => {
    const { given, client, token } = await givenVisitor();
    const params = { appointmentId: (await givenAppointment(given, client)).id };
    const headers = cookie('worth.nothing');
    expect((await inProcess(cancelAppointment, { params, body: {}, token, headers })).status).toBe(200);
  });
});

describe('a practice at home elsewhere', () => {
  test('[9.1] is answered there, not here', async () => {
    const { given, token } = await givenVisitor();
    await practiceChanged(given, { homeRegion: 'eu-central-1' });
    expect(await me(token)).toMatchObject({
      status: 421,
      body: { type: '/problems/wrong-region', home: 'eu-central-1' },
    });
  });

  test('[9.1] is read but not written while it is being moved', async () => {
    const { given, client, token } = await givenVisitor();
    const params = { appointmentId: (await givenAppointment(given, client)).id };
    await practiceChanged(given, { frozen: true });
    const answer = await inProcess(cancelAppointment, { params, token, body: {} });
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/frozen' } });
    expect(answer.headers['retry-after']).toBe('60');
    expect((await inProcess(readAppointment, { params, token })).status).toBe(200);
  });
});

describe('signing out everywhere', () => {
  const everywhere = (token: string) => inProcess(endSession, { token, query: { all: 'true' } });

  test('[2.9] ends every session of the person, those by a link too, and nobody else’s', async () => {
    const { given, client, token } = await givenVisitor();
    const appointment = await givenAppointment(given, client);
    const byLink = await clientToken(given, client, appointment);
    const second = await clientToken(given, client);
    const other = await clientToken(given, await givenClient(given));
    expect((await everywhere(token)).status).toBe(204);
    const answers = await Promise.all([token, second, byLink, other].map((one) => me(one)));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200]);
    expect(await rowsOf(given)).toContainEqual(
      expect.objectContaining({ action: 'signed-out-everywhere', actor: `client:${client.id}` }),
    );
  });

  test('[2.7] by a link ends what that link opened, and no more', async () => {
    const { given, client, token } = await givenVisitor();
    const appointment = await givenAppointment(given, client);
    const [one, two] = [
      await clientToken(given, client, appointment),
      await clientToken(given, client, appointment),
    ];
    await everywhere(one);
    const answers = await Promise.all([one, two, token].map((each) => me(each)));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
  });
});
