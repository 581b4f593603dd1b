import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
import { handler as email } from '../../../functions/listen/email-client/handler.ts';
import { handler as emailStaff } from '../../../functions/listen/email-staff/handler.ts';
import { handler as ring } from '../../../functions/listen/ring-bell/handler.ts';
import { handler as text } from '../../../functions/listen/text-client/handler.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { listBell } from '../../../functions/staff/list-bell/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { getStaff, putStaff } from '../../../shared/data/catalogue.ts';
import { changePractice, getPractice } from '../../../shared/data/practice.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { NoticeEvent } from '../../../shared/domain/notice.ts';
import { noticeEvents } from '../../../shared/domain/notice.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import type { ClientNotices } from '../../../shared/domain/settings.ts';
import { staffNoticeEvents } from '../../../shared/domain/staff-notice.ts';
import { itIs, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { clientToken, type GivenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { emailsTo, givenReachable, heard, textsTo } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';

standingClock();
ownTable();

let given: GivenPractice;
let client: Client;
let request: AppointmentRequest;
beforeEach(async () => {
  ({ given, client } = await givenReachable({ practice: { booking: true }, client: { givenName: 'Anna' } }));
  request = await givenRequest(given, client);
  told = new Set((await eventsOf(given)).map(({ metadata }) => metadata.id));
});

/** Events that the listeners have heard already. */
let told: Set<string>;

/** The listeners hear what happened since, twice, as the bus may give it to them. */
async function hear(): Promise<void> {
  const news = (await eventsOf(given)).filter(({ metadata }) => !told.has(metadata.id));
  for (const event of news) {
    told.add(event.metadata.id);
    if (!(noticeEvents as readonly string[]).includes(event.type)) continue;
    const arrived = heard(event as unknown as NoticeEvent) as never;
    for (const listener of [email, text, email, text]) await listener(arrived);
  }
}

async function decide(
  contract: typeof approveRequest | typeof declineRequest | typeof undoDecision,
  body: object = {},
): Promise<void> {
  itIs(Date.now() + 60_000);
  const token = await staffToken(given, given.manager);
  const params = { practiceId: given.practiceId, requestId: request.id };
  const { status } = await ask(contract as typeof declineRequest, { token, params, body });
  expect(status).toBe(200);
  await hear();
}

async function switchOff(...names: (keyof ClientNotices)[]): Promise<void> {
  const practice = (await getPractice(given))!;
  const notices = { ...practice.settings.notices };
  for (const name of names) notices[name] = { ...notices[name], email: false, text: false } as never;
  const settings = { ...practice.settings, notices };
  await transact([changePractice(given, 'settingsVersion', practice.settingsVersion, { settings })]);
}

const sent = async () => (await emailsTo(client.email)).map(({ subject }) => subject);

test('[1.12] [5.3] tells of an approval once, as a confirmation with a link, and not of its appointment again', async () => {
  await decide(approveRequest);
  const [confirmed, ...more] = await emailsTo(client.email);
  expect(more).toEqual([]);
  expect(confirmed!.subject).toBe(
    'Your appointment on Sat 21 Nov 2026, 10:00am (United Kingdom Time) is confirmed',
  );
  for (const words of ['Hello Anna,', 'With: Sam Staff', 'The invitation in this e-mail', '/a#'])
    expect(confirmed!.text).toContain(words);
  expect(await textsTo(client.phone)).toEqual([expect.stringContaining('is confirmed')]);
});

test('[1.12] tells nothing of an approval where that notice is off', async () => {
  await switchOff('requestConfirmed');
  await decide(approveRequest);
  expect(await sent()).toEqual([]);
  expect(await textsTo(client.phone)).toEqual([]);
});

test('[5.3] e-mails the note of a decline as it was written, also where that notice is off', async () => {
  await switchOff('requestDeclined');
  await decide(declineRequest, { note: 'We are full, {{firstName}}: <b>phone</b> us.' });
  const [declined, ...more] = await emailsTo(client.email);
  expect(more).toEqual([]);
  expect(declined!.subject).toContain('was declined');
  expect(declined!.text).toContain('We are full, {{firstName}}: <b>phone</b> us.');
  expect(declined!.html).toContain('&lt;b&gt;phone');
  expect(declined!.text).not.toMatch(/\/a#/);
  expect(await textsTo(client.phone)).toEqual([]);
});

test('[1.12] tells nothing of a decline without a note where that notice is off', async () => {
  await switchOff('requestDeclined');
  await decide(declineRequest);
  expect(await sent()).toEqual([]);
});

test('[1.12] [5.3] tells of an answer that is taken back, and nothing of the appointment that goes with it', async () => {
  await decide(approveRequest);
  await decide(undoDecision);
  await decide(declineRequest);
  await decide(undoDecision);
  const [confirmed, undone, declined, again, ...more] = await emailsTo(client.email);
  expect(more).toEqual([]);
  expect([confirmed, declined].map((it) => it!.subject)).toEqual([
    expect.stringContaining('is confirmed'),
    expect.stringContaining('was declined'),
  ]);
  for (const it of [undone, again]) {
    expect(it!.subject).toContain('is open again');
    expect(it!.text).toContain('You will hear from us as soon as it is decided.');
  }
  expect(undone!.text).toContain('takes the appointment out of your calendar');
  expect(again!.text).not.toContain('calendar');
  expect(await textsTo(client.phone)).toHaveLength(3);
});

test('[5.4] tells a client that nobody decided in time, whatever is switched off', async () => {
  await switchOff('requestDeclined', 'requestConfirmed', 'requestUndone');
  itIs(request.deadline);
  await sweep({});
  await hear();
  expect(await sent()).toEqual([expect.stringContaining('has run out')]);
});

test('[5.4] tells a client that their request is withdrawn, whatever is switched off', async () => {
  await switchOff('requestDeclined', 'requestConfirmed', 'requestUndone');
  const params = { requestId: request.id };
  const withdrawn = await ask(withdrawRequest, { token: await clientToken(given, client), params });
  expect(withdrawn.status).toBe(200);
  await hear();
  expect(await sent()).toEqual([expect.stringContaining('is withdrawn')]);
  expect(await textsTo(client.phone)).toEqual([]);
});

/** The clinician of the practice has an address of their own and wants no notices. */
async function givenDeafClinician(): Promise<string> {
  const before = (await getStaff(given, given.clinician.id))!;
  const address = `${ulid().toLowerCase()}@staff.example`;
  const notices = { own: false, all: false };
  const after = { ...before, email: address, notices, version: before.version + 1 };
  await transact([putStaff(given, after, { version: before.version })]);
  return address;
}

/** The staff's listeners hear everything that ever happened, twice. */
async function staffHear(): Promise<void> {
  for (const event of await eventsOf(given)) {
    if (!(staffNoticeEvents as readonly string[]).includes(event.type)) continue;
    const arrived = heard(event as unknown as NoticeEvent) as never;
    for (const listener of [emailStaff, ring, emailStaff, ring]) await listener(arrived);
  }
}

test('[5.2] [5.4] tells the clinician by e-mail and bell of a request, and that it ran out', async () => {
  const address = await givenDeafClinician();
  await staffHear();
  itIs(request.deadline);
  await sweep({});
  await staffHear();
  const [asked, gone, ...more] = await emailsTo(address);
  expect(more).toEqual([]);
  expect(asked!.subject).toBe('New request for Sat 21 Nov 2026, 10:00am (United Kingdom Time)');
  expect(asked!.text).toContain('Client: Anna');
  expect(asked!.text).toContain('Answer by: Thursday 19 November 2026, 10:00am (United Kingdom Time)');
  expect(gone!.subject).toContain('has run out');
  const token = await staffToken(given, given.clinician);
  const { body } = await ask(listBell, { token, params: { practiceId: given.practiceId } });
  expect(body.unread).toBe(2);
  expect(body.items).toMatchObject([
    { kind: 'request-expired', requestId: request.id },
    { kind: 'request-opened', requestId: request.id, clinician: { id: given.clinician.id } },
  ]);
});
