import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import { handler as email } from '../../../functions/listen/email-client/handler.ts';
import { handler as emailStaff } from '../../../functions/listen/email-staff/handler.ts';
import { handler as ring } from '../../../functions/listen/ring-bell/handler.ts';
import { handler as text } from '../../../functions/listen/text-client/handler.ts';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { listBell } from '../../../functions/staff/list-bell/contract.ts';
import { listDeliveries } from '../../../functions/staff/list-deliveries/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { getMarks } from '../../../shared/data/reach.ts';
import type { NoticeEvent } from '../../../shared/domain/notice.ts';
import { noticeEvents } from '../../../shared/domain/notice.ts';
import { staffNoticeEvents } from '../../../shared/domain/staff-notice.ts';
import { noteEmailFate } from '../../../shared/runtime/email-fates.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { type GivenPractice, givenClient, givenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { emailsTo, heard, textsTo } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { aStranger, asked, confirms } from '../../support/strangers.ts';

standingClock();
ownTable();

let given: GivenPractice;
let address: string;
let requestId: string;
/** Events that the listeners have heard already. */
let told: Set<string>;
beforeEach(async () => {
  given = await givenPractice({ booking: true });
  address = `${ulid().toLowerCase()}@mail.example`;
  await confirmed();
});

/** Somebody has asked with the form, and confirmed the address. */
async function confirmed() {
  told = new Set((await eventsOf(given)).map(({ metadata }) => metadata.id));
  await confirms(await asked(given, { email: address }));
  const opened = (await eventsOf(given, 'request.opened.v1')).at(-1);
  requestId = (opened!.data as { requestId: string }).requestId;
}

/** The listeners hear what happened since, twice, as the bus may give it to them. */
async function hear(): Promise<void> {
  for (const event of await eventsOf(given)) {
    if (told.has(event.metadata.id)) continue;
    told.add(event.metadata.id);
    const arrived = heard(event as unknown as NoticeEvent) as never;
    if ((noticeEvents as readonly string[]).includes(event.type))
      for (const listener of [email, text, email, text]) await listener(arrived);
    if ((staffNoticeEvents as readonly string[]).includes(event.type))
      for (const listener of [emailStaff, ring, emailStaff, ring]) await listener(arrived);
  }
}

async function decide(
  contract: typeof approveRequest | typeof declineRequest | typeof undoDecision,
  body = {},
) {
  itIs(Date.now() + 60_000);
  const token = await staffToken(given, given.manager);
  const params = { practiceId: given.practiceId, requestId };
  expect((await ask(contract as typeof declineRequest, { token, params, body })).status).toBe(200);
  await hear();
}

/** What came to the address after the e-mail with the button. */
const answers = async () => (await emailsTo(address)).slice(1);

test('[5.2] the clinician hears of a stranger by name, by e-mail and in the bell list', async () => {
  await hear();
  const [mail] = await emailsTo(given.clinician.email);
  expect(mail!.text).toContain('Client: Nora Finch (new)');
  expect(mail!.subject).not.toContain('Nora');
  const token = await staffToken(given, given.clinician);
  const { body } = await ask(listBell, { token, params: { practiceId: given.practiceId } });
  expect(body.items).toMatchObject([
    { kind: 'request-opened', requestId, client: { id: null, name: 'Nora Finch' } },
  ]);
});

test('[5.3] a stranger reads that it is declined, with the note, and that it is open again; by e-mail alone', async () => {
  await decide(declineRequest, { note: 'We are full.' });
  await decide(undoDecision);
  const [declined, undone, ...more] = await answers();
  expect(more).toEqual([]);
  expect(declined!.subject).toContain('was declined');
  for (const words of ['Hello Nora,', 'We are full.']) expect(declined!.text).toContain(words);
  expect(declined!.text).not.toContain('unsubscri');
  expect(undone!.subject).toContain('is open again');
  expect(await textsTo('+442079460123')).toEqual([]);
  const token = await staffToken(given, given.manager);
  const { body } = await ask(listDeliveries, { token, params: { practiceId: given.practiceId } });
  expect(body.items.filter(({ recipient }) => recipient.kind === 'applicant')).toMatchObject([
    { recipient: { id: requestId }, about: 'request.undone.v1', state: 'sent' },
    { recipient: { id: requestId }, about: 'request.declined.v1', state: 'sent' },
    { recipient: { id: requestId }, about: 'request.received.v1', state: 'sent' },
  ]);
});

test('[5.4] a stranger reads that nobody answered in time', async () => {
  await hear();
  itIs(monday + 72 * 3_600_000);
  await sweep({});
  await hear();
  expect((await answers()).map(({ subject }) => subject)).toEqual([expect.stringContaining('has run out')]);
});

test('[5.3] a stranger who is approved is a client from then on, told once, with a link', async () => {
  await decide(approveRequest);
  const [approved, ...more] = await answers();
  expect(more).toEqual([]);
  expect(approved!.subject).toContain('is confirmed');
  for (const words of ['/a#', '/v1/unsubscriptions/']) expect(approved!.text).toContain(words);
  await decide(undoDecision);
  expect((await answers()).map(({ subject }) => subject).at(-1)).toContain('is open again');
});

test('[5.3] a client who used the form is answered there, whatever notices they agreed to', async () => {
  given = await givenPractice({ booking: true });
  const { dateOfBirth } = aStranger();
  await givenClient(given, { email: address, dateOfBirth, consent: { email: false, text: false } });
  await confirmed();
  const before = (await emailsTo(address)).length;
  await decide(declineRequest);
  expect((await emailsTo(address)).slice(before).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('was declined'),
  ]);
});

test('[6.4] an address from which the answer comes back is noted', async () => {
  await decide(declineRequest);
  const [event] = await eventsOf(given, 'request.declined.v1');
  const change = systemChange('test', 'test', Date.now(), Date.now);
  const recipient = { kind: 'applicant', id: requestId } as const;
  const fate = { practiceId: given.practiceId, eventId: event!.metadata.id, recipient, to: address };
  expect(await noteEmailFate({ ...fate, fate: 'bounced' }, change)).toBe('bounced');
  expect((await getMarks(given.practice, { email: address, phone: null })).email).toBe('bounced');
});
