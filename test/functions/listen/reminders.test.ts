import { expect, test } from 'vitest';
import { handler as reschedule } from '../../../functions/listen/reschedule-reminders/handler.ts';
import { handler as schedule } from '../../../functions/listen/schedule-reminder/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { eventOfRow } from '../../../shared/data/event-row.ts';
import { changePractice, getPractice } from '../../../shared/data/practice.ts';
import { getReminded, listReminders } from '../../../shared/data/reminder.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import type { ClientNotices } from '../../../shared/domain/settings.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { givenAppointment, givenClient, givenPractice } from '../../support/given.ts';
import { eventRows, givenCancellation, givenMove, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(monday + hours * HOUR).toISOString();

/** Gives every event of a practice to the listeners, as the bus would; the newest first where it is said. */
async function hear(scope: Scope, { newestFirst = false } = {}): Promise<void> {
  const rows = (await eventRows(scope)).filter((row) => row.type !== undefined).map(eventOfRow);
  for (const event of newestFirst ? rows.toReversed() : rows) {
    if (/^appointment\.(?!reminder)/.test(event.type)) await schedule(heard(event as never) as never);
    if (event.type === 'settings.changed.v1') await reschedule(heard(event as never) as never);
  }
}

const dueOf = async (scope: Scope, appointmentId: string) =>
  (await getReminded(scope, appointmentId)).reminder?.dueAt;

const remindersDue = (scope: Scope) => eventsOf(scope, 'appointment.reminder-due.v1');

/** Lets the sweep run at an instant, some hours from the beginning of the test. */
async function sweepAt(hours: number): Promise<void> {
  itIs(monday + hours * HOUR);
  await sweep({});
}

async function givenBooked(startsInHours: number, reminder: Partial<ClientNotices['reminder']> = {}) {
  const given = await givenPractice();
  await change(given, reminder);
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client, { startsAt: inHours(startsInHours) });
  return { given, client, appointment };
}

/** The practice reminds in another way from now on. */
async function change(scope: Scope, reminder: Partial<ClientNotices['reminder']>): Promise<void> {
  const practice = await getPractice(scope);
  if (!practice) throw new Error('No such practice.');
  const notices = { ...practice.settings.notices };
  notices.reminder = { ...notices.reminder, ...reminder };
  const settings = { ...practice.settings, notices };
  await transact([changePractice(scope, 'settingsVersion', practice.settingsVersion, { settings })]);
}

/** The event by which the settings page tells that the hours changed. */
const hoursChanged = (scope: Scope) =>
  reschedule(
    heard({
      type: 'settings.changed.v1',
      metadata: {
        id: 'evt_01JD3Q6Z5W8N4T2R9YB7KXAMC4',
        practiceId: scope.practiceId,
        occurredAt: new Date().toISOString(),
        aggregate: { type: 'settings', id: scope.practiceId },
        sequence: 2,
        actor: 'staff:staff_01JD3Q6Z5W8N4T2R9YB7KXAMCE',
        cause: 'staff',
        correlationId: 'request-1',
        region: 'eu-west-2',
        test: false,
      },
      data: { settingsVersion: 2, changed: ['/notices/reminder/hoursBefore'] },
    } as never) as never,
  );

test('[6.1] tells of a reminder once, at the hour of the setting, however many sweeps meet it', async () => {
  const { given, appointment } = await givenBooked(72);
  await hear(given);
  expect(await dueOf(given, appointment.id)).toBe(inHours(24));
  await sweepAt(23.9);
  expect(await remindersDue(given)).toEqual([]);
  itIs(monday + 24 * HOUR);
  await Promise.all([sweep({}), sweep({}), sweep({})]);
  await sweepAt(25);
  expect(await remindersDue(given)).toMatchObject([
    {
      metadata: { sequence: 1, cause: 'system', actor: 'system:sweep', test: false },
      data: { appointmentId: appointment.id, clientId: appointment.clientId, startsAt: inHours(72) },
    },
  ]);
});

test('[6.1] moves with its appointment, whatever the order in which events arrive', async () => {
  const { given, appointment } = await givenBooked(72);
  const { after } = await givenMove(given, appointment, { hours: 24 });
  await hear(given, { newestFirst: true });
  await hear(given);
  expect(await dueOf(given, appointment.id)).toBe(inHours(48));
  await sweepAt(24);
  expect(await remindersDue(given)).toEqual([]);
  await sweepAt(48);
  expect(await remindersDue(given)).toMatchObject([
    { metadata: { sequence: 2 }, data: { startsAt: after.startsAt } },
  ]);
});

test('[6.1] reminds again of the new time of an appointment that was moved after its reminder', async () => {
  const { given, appointment } = await givenBooked(72);
  await hear(given);
  await sweepAt(24);
  await givenMove(given, appointment, { hours: 72 });
  await hear(given);
  await sweepAt(96);
  expect((await remindersDue(given)).map(({ data }) => data)).toMatchObject([
    { startsAt: inHours(72) },
    { startsAt: inHours(144) },
  ]);
});

test('[6.1] dies with its appointment, even where nobody told the sweep', async () => {
  const { given, appointment } = await givenBooked(72);
  await hear(given);
  const other = await givenAppointment(given, { id: appointment.clientId }, { startsAt: inHours(74) });
  await hear(given);
  await givenCancellation(given, appointment);
  await hear(given);
  expect(await dueOf(given, appointment.id)).toBeNull();
  // Of this one no listener hears.
  await givenCancellation(given, other);
  await sweepAt(30);
  expect(await remindersDue(given)).toEqual([]);
  expect((await listReminders(given, monday, { limit: 10 })).items).toEqual([]);
});

test('[6.1] gets none that is made inside its hours, nor one that an import brings of the past', async () => {
  const { given, appointment } = await givenBooked(30);
  await hear(given);
  expect((await getReminded(given, appointment.id)).reminder).toBeUndefined();
  await givenAppointment(given, { id: appointment.clientId }, { startsAt: inHours(-30) });
  await hear(given);
  await sweepAt(29);
  expect(await remindersDue(given)).toEqual([]);
});

test('[6.1] reminds of an appointment that an import brought, and of nothing because of a replay', async () => {
  const { given, appointment } = await givenBooked(72);
  const [event] = await eventsOf(given, 'appointment.created.v1');
  const as = (cause: string) =>
    schedule(heard({ ...event, metadata: { ...event!.metadata, cause } } as never) as never);
  await as('replay');
  expect(await dueOf(given, appointment.id)).toBeUndefined();
  await as('import');
  expect(await dueOf(given, appointment.id)).toBe(inHours(24));
});

test('[6.1] tells late rather than never, but not of what has begun', async () => {
  const { given } = await givenBooked(72);
  await hear(given);
  await sweepAt(71.9);
  expect(await remindersDue(given)).toHaveLength(1);
  const { given: other } = await givenBooked(172);
  await hear(other);
  await sweepAt(172);
  expect(await remindersDue(other)).toEqual([]);
});

test('[1.12] fewer hours put reminders off', async () => {
  const { given, appointment } = await givenBooked(72);
  await hear(given);
  await change(given, { hoursBefore: 24 });
  // Even where the listener was not told: the sweep looks at the setting.
  await sweepAt(24);
  expect(await remindersDue(given)).toEqual([]);
  expect(await dueOf(given, appointment.id)).toBe(inHours(48));
  await sweepAt(48);
  expect(await remindersDue(given)).toHaveLength(1);
});

test('[1.12] more hours bring reminders forward, over more than a page of them; what is overdue goes at once', async () => {
  const { given, client, appointment } = await givenBooked(60, { hoursBefore: 24 });
  for (let n = 1; n <= 27; n += 1) await givenAppointment(given, client, { startsAt: inHours(100 + n) });
  await hear(given);
  await change(given, { hoursBefore: 72 });
  await hoursChanged(given);
  await hoursChanged(given);
  expect(await dueOf(given, appointment.id)).toBe(inHours(-12));
  const { items } = await listReminders(given, monday, { limit: 100 });
  const dues = await Promise.all(items.map((id) => dueOf(given, id)));
  expect(dues).toEqual([inHours(-12), ...Array.from({ length: 27 }, (_, n) => inHours(29 + n))]);
  await sweepAt(0.1);
  expect(await remindersDue(given)).toMatchObject([{ data: { appointmentId: appointment.id } }]);
});

test('[1.12] another setting leaves reminders as they are', async () => {
  const { given, appointment } = await givenBooked(72);
  await hear(given);
  await change(given, { hoursBefore: 24 });
  const [event] = await eventsOf(given, 'appointment.created.v1');
  const metadata = { ...event!.metadata, aggregate: { type: 'settings', id: given.practiceId } };
  const told = {
    type: 'settings.changed.v1',
    metadata,
    data: { settingsVersion: 2, changed: ['/clientPortal'] },
  };
  await reschedule(heard(told as never) as never);
  expect(await dueOf(given, appointment.id)).toBe(inHours(24));
});

test('[1.12] a practice that does not remind has none, and those that are to come once it does again', async () => {
  const { given, client } = await givenBooked(72, { email: false, text: false });
  await givenAppointment(given, client, { startsAt: inHours(80) });
  await hear(given);
  await sweepAt(25);
  expect(await remindersDue(given)).toEqual([]);
  await change(given, { email: true });
  await sweepAt(33);
  expect(await remindersDue(given)).toMatchObject([{ data: { startsAt: inHours(80) } }]);
});

test('[1.12] looks after every one of many that fall due at the same instant', async () => {
  const given = await givenPractice();
  const clients = await Promise.all(Array.from({ length: 3 }, () => givenClient(given)));
  for (let n = 0; n < 3; n += 1) {
    const startsAt = inHours(72);
    const clinician = n === 0 ? given.clinician : n === 1 ? given.admin : given.manager;
    await givenAppointment(given, clients[n]!, { startsAt, clinician });
  }
  await hear(given);
  await sweepAt(24);
  expect(await remindersDue(given)).toHaveLength(3);
});
