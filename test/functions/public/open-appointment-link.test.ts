import { describe, expect, test } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { readAppointment } from '../../../functions/client/read-appointment/contract.ts';
import { openAppointmentLink } from '../../../functions/public/open-appointment-link/contract.ts';
import { getAppointment, putAppointment } from '../../../shared/data/appointment.ts';
import { listBell } from '../../../shared/data/bell.ts';
import { keys } from '../../../shared/data/keys.ts';
import { newAppointmentLink } from '../../../shared/data/link.ts';
import { newSecret } from '../../../shared/data/session.ts';
import { getItem, transact } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Client } from '../../../shared/domain/client.ts';
import { parseLinkToken } from '../../../shared/domain/token.ts';
import { barrier, cancelled, intercepting } from '../../support/calls.ts';
import { practiceChanged, rowsOf, settingsChanged, staffChanged } from '../../support/changed.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { givenAccess, givenAppointment, givenClient, givenPractice, linkToken } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { asked, comesBack, emailedTo } from '../../support/sign-in.ts';

ownTable();
standingClock();

const minute = 60_000;
const hour = 60 * minute;
const thursday = '2026-11-26T09:00:00.000Z';
const right = { dateOfBirth: '1948-03-27', postcode: 'SE23 2NF' };
const wrong = { dateOfBirth: '1948-03-28', postcode: 'SE23 2NF' };
const siteUrl = process.env.SITE_URL ?? '';

async function givenLinked(over: Partial<Client> = {}, parts: Parameters<typeof givenPractice>[0] = {}) {
  const given = await givenPractice(parts);
  const client = await givenClient(given, { ...right, ...over });
  const appointment = await givenAppointment(given, client, { startsAt: thursday });
  return { given, client, appointment, token: await linkToken(given, appointment) };
}

const open = (token: string, answers: object = {}, headers: Record<string, string> = {}) =>
  inProcess(openAppointmentLink, { body: { token, ...answers }, headers });

type Opened = Awaited<ReturnType<typeof open>>;

const told = ({ status, headers, body }: Opened) => ({
  status,
  retryAfter: headers['retry-after'],
  body: { ...body, requestId: '' },
});

const over = { status: 410, body: { type: '/problems/link-ended' } };
const mismatch = { status: 422, body: { type: '/problems/identity-mismatch' } };
const locked = { status: 429, body: { type: '/problems/identity-locked' } };
const signedIn = { status: 200, body: { outcome: 'session' } };

describe('a link', () => {
  test('[2.7] says at first only that an identity check is needed, and changes nothing', async () => {
    const { given, client, token } = await givenLinked();
    const writes: string[] = [];
    const answer = await intercepting(
      ({ operation }, pass) => {
        if (operation !== 'BatchGetItem') writes.push(operation);
        return pass();
      },
      () => open(token),
    );
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'needed', needed: 'identity-check' } });
    expect(writes).toEqual([]);
    expect(answer.cookies).toEqual([]);
    const text = JSON.stringify(answer.body);
    for (const personal of [client.givenName, client.id, thursday, given.clinician.name, 'sess_'])
      expect(text).not.toContain(personal);
  });

  test('[2.7] opens its appointment to whoever knows date of birth and postcode', async () => {
    const { given, client, appointment, token } = await givenLinked();
    const { status, body, cookies } = await open(token, right);
    expect([status, cookies]).toEqual([200, []]);
    expect(body).toMatchObject({
      outcome: 'session',
      appointmentId: appointment.id,
      idleUntil: new Date(monday + 30 * minute).toISOString(),
      endsAt: new Date(monday + 12 * hour).toISOString(),
    });
    const session = (body as { token: string }).token;
    const params = { appointmentId: appointment.id };
    expect((await inProcess(readAppointment, { params, token: session })).status).toBe(200);
    expect(await rowsOf(given)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'signed-in',
          note: 'appointment-link',
          actor: `client:${client.id}`,
          cause: 'client',
        }),
      ]),
    );
  });

  test('[2.7] is not used up: it opens again, also after the appointment was moved', async () => {
    const { appointment, token } = await givenLinked();
    const first = await open(token, right);
    const session = (first.body as { token: string }).token;
    const params = { appointmentId: appointment.id };
    const body = { startsAt: '2026-12-08T10:00:00Z' };
    expect((await inProcess(changeAppointment, { params, token: session, body })).status).toBe(200);
    itIs('2026-12-08T11:00:00Z');
    expect(await open(token, right)).toMatchObject(signedIn);
  });

  test('[2.7] keeps the session in a cookie that no script reads, for our own pages alone', async () => {
    const { token } = await givenLinked();
    expect(await open(token, { ...right, keep: 'cookie' })).toMatchObject({
      status: 403,
      body: { type: '/problems/origin' },
    });
    const answer = await open(token, { ...right, keep: 'cookie' }, { origin: siteUrl });
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'session', token: null } });
    expect(answer.cookies).toEqual([
      expect.stringMatching(/^portico-client=prac_\S+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    const overTls = siteUrl.replace('http:', 'https:');
    process.env.SITE_URL = overTls;
    const secure = await open(token, { ...right, keep: 'cookie' }, { origin: overTls });
    process.env.SITE_URL = siteUrl;
    expect(secure.cookies).toEqual([expect.stringMatching(/^__Host-portico-client=.*; Secure$/)]);
  });

  test('[2.7] is for a client without portal access too', async () => {
    const { given, client, token } = await givenLinked();
    expect((await getItem(keys.access(given.practiceId, client.id)))?.state).toBe('none');
    expect(await open(token, right)).toMatchObject(signedIn);
  });

  test('[2.8] compares postcodes without case, spaces and hyphens', async () => {
    const { token } = await givenLinked();
    for (const postcode of ['se232nf', ' SE23-2NF ', 's e 2 3 2 n f'])
      expect(await open(token, { ...right, postcode })).toMatchObject(signedIn);
  });

  test.each<[object, string, number]>([
    [{ dateOfBirth: right.dateOfBirth }, '/postcode', 422],
    [{ postcode: right.postcode }, '/postcode', 422],
    [{ ...right, dateOfBirth: '27/03/1948' }, '/dateOfBirth', 422],
    [{ ...right, dateOfBirth: '1948-02-30' }, '/dateOfBirth', 422],
    [{ ...right, postcode: '' }, '/postcode', 422],
    [{ ...right, postcode: 'x'.repeat(17) }, '/postcode', 422],
    [{ ...right, name: 'Rosa' }, '/name', 400],
    [{ token: 5 }, '/token', 400],
  ])('[8.2] refuses answers by their field: %j', async (answers, pointer, status) => {
    const { token } = await givenLinked();
    expect(await open(token, answers)).toMatchObject({ status, body: { errors: [{ pointer }] } });
  });
});

describe('a link that has stopped', () => {
  const stopped: Record<string, () => Promise<string>> = {
    'is unknown': async () => {
      const { token } = await givenLinked();
      const { practiceId } = parseLinkToken(token)!;
      return `${practiceId}.link_01JD3Q6Z5W8N4T2R9YB7KXAMCE.${newSecret()}`;
    },
    'has another secret': async () => {
      const { token } = await givenLinked();
      return `${token.split('.').slice(0, 2).join('.')}.${newSecret()}`;
    },
    'is of another practice': async () => {
      const [one, other] = [await givenLinked(), await givenLinked()];
      return [other.given.practiceId, ...one.token.split('.').slice(1)].join('.');
    },
    'is of no practice': async () =>
      `prac_01JD3Q6Z5W8N4T2R9YB7KXAMCE.link_01JD3Q6Z5W8N4T2R9YB7KXAMCE.${newSecret()}`,
    'is no link': async () => 'nonsense',
    'is past the end of its appointment': async () => {
      const { token, appointment } = await givenLinked();
      itIs(Date.parse(appointment.endsAt) + 24 * hour);
      return token;
    },
    'is of a cancelled appointment': async () => {
      const { token, appointment } = await givenLinked();
      const session = ((await open(token, right)).body as { token: string }).token;
      await inProcess(cancelAppointment, {
        params: { appointmentId: appointment.id },
        token: session,
        body: {},
      });
      return token;
    },
    'is of a client who is disabled': async () => {
      const { token, given, client } = await givenLinked();
      await givenAccess(given, client.id, { state: 'disabled', epoch: 1 });
      return token;
    },
    'is of before the client was disabled and invited again': async () => {
      const { token, given, client } = await givenLinked();
      await givenAccess(given, client.id, { state: 'invited', epoch: 1 });
      return token;
    },
    'is of somebody who has died': async () => (await givenLinked({ deceased: true })).token,
    'is of an appointment that went to another client': async () => {
      const { token, given, appointment } = await givenLinked();
      const { id: clientId } = await givenClient(given, right);
      const given2: Appointment = { ...appointment, clientId, version: 2 };
      await transact([putAppointment(given, given2, { version: 1 })]);
      return token;
    },
    'is of an appointment that is gone': async () => {
      const { given, client, appointment } = await givenLinked();
      const nowhere = { ...appointment, id: 'appt_01JD3Q6Z5W8N4T2R9YB7KXAMCE' };
      const { link, secret, write } = newAppointmentLink(given, { clock: () => monday }, nowhere, {
        epoch: 0,
      });
      await transact([write]);
      expect(link.clientId).toBe(client.id);
      return `${given.practiceId}.${link.id}.${secret}`;
    },
  };

  test.each(Object.keys(stopped))(
    '[2.8] says no more than that, whatever is answered: it %s',
    async (why) => {
      const token = await stopped[why]!();
      const answers = [await open(token), await open(token, right), await open(token, wrong)].map(told);
      expect(answers).toMatchObject([over, over, over]);
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const unknown = told(await open('nonsense'));
      expect(answers[0]).toEqual(unknown);
    },
  );

  test('[2.7] works to the last millisecond of the 24 hours after the appointment', async () => {
    const { token, appointment } = await givenLinked();
    itIs(Date.parse(appointment.endsAt) + 24 * hour - 1);
    expect(await open(token, right)).toMatchObject(signedIn);
  });
});

describe('the portal’s switch', () => {
  test('[1.4] off: the link is refused with the message, and works again when it is on', async () => {
    const { token, given } = await givenLinked();
    await settingsChanged(given, { clientPortal: false, onlineBooking: true });
    const off = { status: 403, body: { type: '/problems/portal-off', phone: given.practice.phone } };
    expect(await open(token)).toMatchObject(off);
    const answers = [await open(token, right), await open(token, wrong)].map(told);
    expect(answers).toMatchObject([off, off]);
    expect(answers[0]).toEqual(answers[1]);
    const forged = `${token.split('.').slice(0, 2).join('.')}.${newSecret()}`;
    expect(told(await open(forged, right))).toEqual(answers[0]);
    await settingsChanged(given, { clientPortal: true });
    expect(await open(token, right)).toMatchObject(signedIn);
  });

  test('[1.4] off with booking off: the booking message, and no guess was counted', async () => {
    const { token, given } = await givenLinked();
    await settingsChanged(given, { clientPortal: false, onlineBooking: false });
    for (let n = 0; n < 6; n += 1)
      expect(await open(token, wrong)).toMatchObject({
        status: 403,
        body: { type: '/problems/booking-off' },
      });
    await settingsChanged(given, { clientPortal: true });
    expect(await open(token, right)).toMatchObject(signedIn);
  });

  test('[9.1] of a practice elsewhere is looked up there', async () => {
    const { token, given } = await givenLinked();
    await practiceChanged(given, { homeRegion: 'eu-central-1' });
    expect(await open(token)).toMatchObject({ status: 421, body: { home: 'eu-central-1' } });
  });
});

describe('wrong answers', () => {
  test('[2.8] never say which part was wrong', async () => {
    const { token } = await givenLinked();
    const answers = [
      await open(token, wrong),
      await open(token, { ...right, postcode: 'SE23 2NG' }),
      await open(token, { dateOfBirth: '1900-01-01', postcode: 'nowhere' }),
    ].map(told);
    expect(answers).toMatchObject([mismatch, mismatch, mismatch]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('[2.8] lock the link for an hour at the fifth, the right answer too, to the millisecond', async () => {
    const { token, given } = await givenLinked();
    for (let n = 1; n <= 4; n += 1) expect(await open(token, wrong)).toMatchObject(mismatch);
    const fifth = await open(token, wrong);
    expect(fifth).toMatchObject({
      ...locked,
      body: { ...locked.body, until: new Date(monday + hour).toISOString(), phone: given.practice.phone },
    });
    expect(fifth.headers['retry-after']).toBe('3600');
    itIs(monday + hour - 1);
    expect(await open(token, right)).toMatchObject(locked);
    itIs(monday + hour);
    expect(await open(token, right)).toMatchObject(signedIn);
  });

  test('[2.8] are not counted while it is locked, so that nobody can prolong it', async () => {
    const { token } = await givenLinked();
    for (let n = 1; n <= 5; n += 1) await open(token, wrong);
    itIs(monday + hour - minute);
    for (let n = 1; n <= 7; n += 1) expect(await open(token, wrong)).toMatchObject(locked);
    itIs(monday + hour);
    expect(await open(token, right)).toMatchObject(signedIn);
  });

  test('[2.8] are forgotten after a right one', async () => {
    const { token } = await givenLinked();
    for (let round = 0; round < 2; round += 1) {
      for (let n = 1; n <= 4; n += 1) expect(await open(token, wrong)).toMatchObject(mismatch);
      expect(await open(token, right)).toMatchObject(signedIn);
    }
  });

  test('[2.8] leave other ways in open: a new link works while the old one is locked', async () => {
    const { token, given, appointment } = await givenLinked();
    for (let n = 1; n <= 5; n += 1) await open(token, wrong);
    expect(await open(await linkToken(given, appointment), right)).toMatchObject(signedIn);
  });

  test('[2.8] about one client are ten a day over all links, until the UTC day ends', async () => {
    const { token, given, client, appointment } = await givenLinked();
    const other = await givenAppointment(given, client, { startsAt: '2026-11-27T09:00:00.000Z' });
    const links = [token, await linkToken(given, appointment), await linkToken(given, other)];
    for (let n = 0; n < 9; n += 1) expect(await open(links[n % 3]!, wrong)).toMatchObject(mismatch);
    const tenth = await open(links[0]!, wrong);
    expect(tenth).toMatchObject({ ...locked, body: { until: '2026-11-17T00:00:00.000Z' } });
    for (const link of [...links, await linkToken(given, appointment)])
      expect(await open(link, right)).toMatchObject(locked);
    itIs('2026-11-16T23:59:59.999Z');
    expect(await open(links[1]!, right)).toMatchObject(locked);
    itIs('2026-11-17T00:00:00.000Z');
    expect(await open(links[1]!, right)).toMatchObject(signedIn);
  });

  test('[2.8] about one client say nothing of another', async () => {
    const { token, given } = await givenLinked();
    const neighbour = await givenClient(given, right);
    const theirs = await linkToken(
      given,
      await givenAppointment(given, neighbour, { startsAt: '2026-11-27T09:00:00.000Z' }),
    );
    for (let n = 1; n <= 5; n += 1) await open(token, wrong);
    expect(await open(theirs, right)).toMatchObject(signedIn);
  });

  test('[2.8] leave no answer in any log line', async () => {
    const { token } = await givenLinked();
    await open(token, wrong);
    await open(token, right);
    for (const secret of [token.split('.')[2]!, wrong.dateOfBirth, right.dateOfBirth, 'SE23', 'Ann'])
      expect(logLines.join('')).not.toContain(secret);
  });
});

describe('guesses at once', () => {
  test('[2.8] are all counted: of twenty no more than four learn that they were wrong', async () => {
    const { token, client, given } = await givenLinked();
    const everybody = barrier(20);
    const answers = await intercepting(
      async ({ operation }, pass) => {
        if (operation === 'TransactWriteItems') await everybody.wait();
        return pass();
      },
      () => Promise.all(Array.from({ length: 20 }, () => open(token, wrong).finally(everybody.leave))),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(4);
    expect(statuses.every((status) => [422, 429, 503].includes(status))).toBe(true);
    const today = keys.rate(given.practiceId, `identity#${client.id}`, '2026-11-16');
    expect((await getItem(today))?.count).toBe(5);
  });

  test('[2.8] give the right one no free try: it counts only in its turn', async () => {
    const { token } = await givenLinked();
    let answer: Promise<Opened> | undefined;
    // The right answer has been compared; before it is written down, five wrong ones are.
    const late = await intercepting(
      async ({ operation, input }, pass) => {
        const signsIn = operation === 'TransactWriteItems' && JSON.stringify(input).includes('SESSION#');
        if (signsIn && !answer) {
          answer = open(token, wrong);
          await answer;
          for (let n = 2; n <= 5; n += 1) await open(token, wrong);
        }
        return pass();
      },
      () => open(token, right),
    );
    expect(late).toMatchObject(locked);
  });

  test('[2.8] about one client over several links give the right one no free try either', async () => {
    const { token, given, appointment } = await givenLinked();
    const links = [await linkToken(given, appointment), await linkToken(given, appointment)];
    let begun = false;
    const late = await intercepting(
      async ({ operation, input }, pass) => {
        const signsIn = operation === 'TransactWriteItems' && JSON.stringify(input).includes('SESSION#');
        if (signsIn && !begun) {
          begun = true;
          for (let n = 0; n < 10; n += 1) await open(links[n % 2]!, wrong);
        }
        return pass();
      },
      () => open(token, right),
    );
    expect(late).toMatchObject(locked);
  });

  test('[2.8] that cannot be counted are not answered', async () => {
    const { token } = await givenLinked();
    const answer = await intercepting(
      async ({ operation, input }, pass) => {
        if (operation !== 'TransactWriteItems') return pass();
        throw cancelled((input.TransactItems as unknown[]).map(() => 'TransactionConflict'));
      },
      () => open(token, wrong),
    );
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/busy' } });
  });
});

describe('a record without date of birth or postcode', () => {
  test.each<[string, Partial<Client>]>([
    ['date of birth', { dateOfBirth: null }],
    ['postcode', { postcode: null }],
    ['both', { dateOfBirth: null, postcode: null }],
    ['a postcode of zeros', { postcode: '000 000' }],
  ])(
    '[2.8] tells its holder to phone, and the clinician which record to complete, once: %s',
    async (_, missing) => {
      const { token, given, client, appointment } = await givenLinked(missing);
      const answers = [await open(token, right), await open(token, wrong)].map(told);
      expect(answers).toMatchObject([
        { status: 409, body: { type: '/problems/details-missing', phone: given.practice.phone } },
        { status: 409 },
      ]);
      expect(answers[0]).toEqual(answers[1]);
      const bell = await listBell(given, given.clinician.id, { limit: 10 });
      expect(bell.items).toMatchObject([
        { kind: 'details-missing', clientId: client.id, appointmentId: appointment.id, read: false },
      ]);
      expect((await listBell(given, given.admin.id, { limit: 10 })).items).toEqual([]);
    },
  );

  test('[2.8] tells every admin and manager where the clinician has left: somebody must complete it', async () => {
    const { token, given, client } = await givenLinked({ postcode: null });
    await staffChanged(given, given.clinician, { archived: true });
    expect((await open(token, right)).status).toBe(409);
    const entry = [{ kind: 'details-missing', clientId: client.id }];
    for (const { id } of [given.admin, given.manager])
      expect((await listBell(given, id, { limit: 10 })).items).toMatchObject(entry);
    expect((await listBell(given, given.clinician.id, { limit: 10 })).items).toEqual([]);
  });

  test('[2.8] tells staff once even where many ask at once, and again on another day', async () => {
    const { token, given } = await givenLinked({ postcode: null });
    await Promise.all(Array.from({ length: 8 }, () => open(token, right)));
    expect((await listBell(given, given.clinician.id, { limit: 10 })).items).toHaveLength(1);
    itIs(monday + 24 * hour);
    await open(token, right);
    expect((await listBell(given, given.clinician.id, { limit: 10 })).items).toHaveLength(2);
  });

  test('[2.8] is not a guess: nothing is counted and nothing is locked', async () => {
    const { token } = await givenLinked({ postcode: null });
    for (let n = 0; n < 7; n += 1) expect((await open(token, wrong)).status).toBe(409);
  });

  test('[2.8] is told to nobody whose link has stopped', async () => {
    const { token, given, appointment } = await givenLinked({ postcode: null });
    itIs(Date.parse(appointment.endsAt) + 24 * hour);
    expect(await open(token, right)).toMatchObject(over);
    expect((await listBell(given, given.clinician.id, { limit: 10 })).items).toEqual([]);
  });
});

test('[3.2] a link lets its holder move and cancel that appointment, and then ends', async () => {
  const { token, given, appointment } = await givenLinked();
  const session = ((await open(token, right)).body as { token: string }).token;
  const params = { appointmentId: appointment.id };
  const body = { startsAt: '2026-12-01T10:00:00Z' };
  expect((await inProcess(changeAppointment, { params, token: session, body })).status).toBe(200);
  expect((await inProcess(cancelAppointment, { params, token: session, body: {} })).status).toBe(200);
  expect(await getAppointment(given, appointment.id)).toMatchObject({ version: 3, statusKind: 'cancelled' });
  expect(await open(token, right)).toMatchObject(over);
  expect((await inProcess(readAppointment, { params, token: session })).status).toBe(200);
});

describe('with the identity check off, a link', () => {
  const off = { settings: { signIn: { identityCheck: false, emailed: false } } };
  const own = () => ({ email: `own-${newSecret().slice(0, 12).toLowerCase()}@mail.example` });
  const codeNeeded = { status: 200, body: { outcome: 'needed', needed: 'code' } };

  test('[1.11] asks for a code that it sends to the client, with no portal access at all', async () => {
    const { given, client, appointment, token } = await givenLinked(own(), off);
    expect(await open(token)).toMatchObject(codeNeeded);
    const { code, token: link } = await emailedTo(given, String(client.email));
    expect(link).toBe('');
    const answer = await open(token, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(answer).toMatchObject({
      status: 200,
      body: { outcome: 'session', appointmentId: appointment.id },
    });
    const session = (answer.body as { token: string }).token;
    const params = { appointmentId: appointment.id };
    expect((await inProcess(readAppointment, { params, token: session })).status).toBe(200);
    expect((await getItem(keys.access(given.practiceId, client.id)))?.state).toBe('none');
    expect(await open(token, { code })).toMatchObject({
      status: 422,
      body: { type: '/problems/code-mismatch' },
    });
  });

  test('[1.11] takes no code of another link, nor one of five wrong tries', async () => {
    const { given, client, token } = await givenLinked(own(), off);
    const second = await givenAppointment(given, client, { startsAt: '2026-11-27T09:00:00.000Z' });
    const another = await linkToken(given, second);
    await open(another);
    const { code } = await emailedTo(given, String(client.email));
    for (let time = 0; time < 5; time += 1)
      expect((await open(token, { code })).body.type).toBe('/problems/code-mismatch');
    expect((await open(another, { code })).body.type).toBe('/problems/code-mismatch');
  });

  test('[1.11] gives a code that does not sign in to the portal', async () => {
    const { given, client, token } = await givenLinked(own(), {
      settings: { signIn: { identityCheck: false, emailed: true } },
    });
    await givenAccess(given, client.id, { state: 'active' });
    await open(token);
    const email = String(client.email);
    const { code } = await emailedTo(given, email);
    expect((await comesBack(given, { method: 'code', email, code })).status).toBe(422);
    expect(await open(token, { code })).toMatchObject(signedIn);
  });

  test('[1.11] of a client without an address says to phone, and tells staff', async () => {
    const { given, client, token } = await givenLinked({ email: null }, off);
    expect(await open(token)).toMatchObject({ status: 409, body: { type: '/problems/details-missing' } });
    const { items } = await listBell(given, given.clinician.id, { limit: 10 });
    expect(items).toMatchObject([{ kind: 'details-missing', clientId: client.id }]);
  });

  test('[2.9] of a sign-in is none to an appointment, nor the other way round', async () => {
    const { given, client, token } = await givenLinked(own());
    await givenAccess(given, client.id, { state: 'active' });
    const link = await asked(given, String(client.email));
    expect(await open(link.token)).toMatchObject(over);
    expect((await comesBack(given, { method: 'link', token })).status).toBe(410);
  });
});
