import { expect, test } from 'vitest';
import { handler as noteEmailFate } from '../../../functions/listen/note-email-fate/handler.ts';
import { handler as noteTextReply } from '../../../functions/listen/note-text-reply/handler.ts';
import { handler as rescheduleReminders } from '../../../functions/listen/reschedule-reminders/handler.ts';
import { handler as relay } from '../../../functions/stream/relay/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { listBell } from '../../../shared/data/bell.ts';
import { shardOf } from '../../../shared/data/keys.ts';
import { claimMessage } from '../../../shared/data/message.ts';
import { changePractice } from '../../../shared/data/practice.ts';
import { getMarks } from '../../../shared/data/reach.ts';
import { getReminded } from '../../../shared/data/reminder.ts';
import { transact } from '../../../shared/data/table.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';
import { matchReminder } from '../../../shared/runtime/reminders.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { emailEvent } from '../../support/email-event.ts';
import { eventsOf } from '../../support/events.ts';
import { type FaultyCall, threeTimes, withEachFault, withFault } from '../../support/every-call.ts';
import { hearing, quietSoFar, streamed, unpublished } from '../../support/hearing.ts';
import { eventRows, givenMove, givenReachable } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** By whom people are told and reminded. */
const hear = hearing(['email-client', 'email-staff', 'ring-bell', 'schedule-reminder', 'text-client']);

/** A client moves an appointment; what comes of it, until the reminder of it has gone out and all is quiet. */
async function story(fault: FaultyCall | null) {
  itIs(monday);
  const all = await givenReachable();
  await quietSoFar(all.given);
  const { event } = await givenMove(all.given, all.appointment);
  const rows = await unpublished(all.given);
  const due = Date.parse(event.data.startsAt) - 48 * HOUR;
  const outside = await withFault(fault, shardOf(all.given.practiceId), async (world) => {
    await threeTimes(() => relay(streamed(rows) as never));
    let heard = await hear(world, 0);
    const [first, second] = [monday + MINUTE, due + MINUTE];
    for (const instant of [first, first + 18 * MINUTE, due, second, second + 18 * MINUTE, due + HOUR]) {
      itIs(instant);
      await sweep({}).catch(() => undefined);
      heard = await hear(world, heard);
    }
  });
  const reminders = (await eventRows(all.given)).filter(({ type }) => type === 'appointment.reminder-due.v1');
  const { items: bell } = await listBell(all.given, all.given.clinician.id, { limit: 20 });
  return { ...all, event, outside, reminders, bell };
}

const count = (all: readonly string[], one: string) => all.filter((it) => it === one).length;

/** What must be true whatever failed; answers what is not. */
function wrongs({
  outside,
  event,
  reminders,
  bell,
  client,
  given,
}: Awaited<ReturnType<typeof story>>): string[] {
  const [reminder] = reminders;
  const ids = outside.bus.map(({ Detail }) => String(JSON.parse(Detail!).metadata.id));
  const wanted = [
    `${event.metadata.id} client ${client.id}`,
    `${event.metadata.id} staff ${given.clinician.id}`,
    `${reminder?.sk} client ${client.id}`,
  ];
  return [
    ...(reminders.length === 1 ? [] : [`${reminders.length} reminders`]),
    ...[event.metadata.id, String(reminder?.sk)].filter((id) => !ids.includes(id)).map((id) => `lost ${id}`),
    ...wanted.filter((it) => !outside.emails.includes(it)).map((it) => `no e-mail ${it}`),
    ...outside.emails.filter((it) => !wanted.includes(it)).map((it) => `stray e-mail ${it}`),
    ...wanted.filter((it) => count(outside.emails, it) > 2).map((it) => `too many e-mails ${it}`),
    ...outside.texts.filter((it) => count(outside.texts, it) > 1).map((it) => `text twice: ${it}`),
    ...(bell.length === 1 ? [] : [`${bell.length} bells`]),
  ];
}

/** Calls whose loss may lose a text: after them it may have gone out, so it is never sent again. */
const endsATextSaid = /^(Publish|TransactWriteItems MESSAGE\+RATE)/;

test('[6.4] every SDK call fails once before and once after it took effect: no event is lost, no e-mail, and no text goes twice', async () => {
  const clean = await story(null);
  expect(wrongs(clean)).toEqual([]);
  expect([clean.outside.emails.length, clean.outside.texts.length]).toEqual([3, 2]);
  // Where the sweep looks for others it finds nothing: once is enough.
  const calls = clean.outside.calls.filter((call) => !/-ELSEWHERE \d+$/.test(call) || call.endsWith(' 1'));
  const kinds = [...new Set(calls.map((call) => call.replace(/ \d+$/, '')))];
  expect(kinds).toEqual(
    expect.arrayContaining([
      'PutEvents',
      'SendRawEmail',
      'Publish',
      'UpdateItem EVENTS',
      'Query OUTBOX',
      'Query DUE',
      'TransactWriteItems REMINDER',
      'TransactWriteItems REMINDER+EVENTS',
      'TransactWriteItems MESSAGE',
      'TransactWriteItems MESSAGE+RATE',
      'TransactWriteItems BELL',
    ]),
  );
  const found: string[] = [];
  let fired = 0;
  for (const call of calls)
    for (const when of ['before', 'after'] as const) {
      const told = await story({ call, when });
      fired += told.outside.fired;
      const wrong = wrongs(told);
      const texts = told.outside.texts.length;
      if (texts !== 2 && !endsATextSaid.test(call)) wrong.push(`${texts} texts`);
      found.push(...wrong.map((it) => `${call}, ${when}: ${it}`));
    }
  expect(found).toEqual([]);
  expect(fired).toBe(calls.length * 2);
}, 900_000);

test('[6.4] so do those of noting a complaint: consent ends once, and the address is marked', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const all = await givenReachable();
    const { event } = await givenMove(all.given, all.appointment);
    const recipient = { kind: 'client', id: all.client.id } as const;
    await claimMessage({ channel: 'email', recipient, event }, monday);
    return {
      work: () => noteEmailFate(emailEvent('Complaint', event, all.client.email)),
      wrong: async () => {
        const told = await eventsOf(all.given, 'client.consent-changed.v1');
        const { email } = await getMarks(all.given.practice, all.client);
        return told.length === 1 && email === 'complained' ? [] : [`${told.length} events, ${email}`];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(4);
}, 300_000);

test('[6.4] so do those of noting STOP', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, client } = await givenReachable();
    const Message = JSON.stringify({ originationNumber: client.phone, messageBody: 'STOP' });
    const Sns = { MessageId: 'm', Timestamp: new Date(monday).toISOString(), Message };
    return {
      work: () => noteTextReply({ Records: [{ Sns }] } as never),
      wrong: async () => {
        const { text } = await getMarks(given.practice, client);
        return text === 'stopped' ? [] : [String(text)];
      },
    };
  });
  expect(found).toEqual([]);
  expect([calls, fired]).toEqual([1, 2]);
}, 300_000);

test('[1.12] so do those of moving every reminder of a practice', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, appointment } = await givenReachable();
    const heard = { sequence: appointment.version, at: monday };
    await matchReminder(given, appointment.id, heard, monday);
    const notices = { ...given.practice.settings.notices };
    notices.reminder = { ...notices.reminder, hoursBefore: 24 };
    const settings = { ...given.practice.settings, notices };
    await transact([changePractice(given, 'settingsVersion', 1, { settings })]);
    const { metadata } = fixtures['settings.changed.v1'];
    const told = {
      'detail-type': 'settings.changed.v1',
      detail: {
        metadata: { ...metadata, practiceId: given.practiceId },
        data: { settingsVersion: 2, changed: ['/notices/reminder/hoursBefore'] },
      },
    };
    return {
      work: () => rescheduleReminders(told as never),
      wrong: async () => {
        const { reminder } = await getReminded(given, appointment.id);
        const wanted = new Date(Date.parse(appointment.startsAt) - 24 * HOUR).toISOString();
        return reminder?.dueAt === wanted ? [] : [String(reminder?.dueAt)];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(4);
}, 300_000);
