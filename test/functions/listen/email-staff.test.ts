import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { handler } from '../../../functions/listen/email-staff/handler.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { getStaff, putStaff } from '../../../shared/data/catalogue.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Staff } from '../../../shared/domain/catalogue.ts';
import { emails } from '../../../shared/gateway/email.ts';
import { itIs, logLines, standingClock } from '../../support/clock.ts';
import { failing } from '../../support/faults.ts';
import { type GivenPractice, givenRemoved, givenStaff } from '../../support/given.ts';
import { emailsTo, givenCancellation, givenMove, givenReachable, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const address = () => `${ulid().toLowerCase()}@staff.example`;

/** The clinician of the practice with an address of their own and these notices. */
async function givenClinician(given: GivenPractice, notices: Staff['notices']): Promise<Staff> {
  const before = await getStaff(given, given.clinician.id);
  const clinician = { ...before!, email: address(), notices, version: before!.version + 1 };
  await transact([putStaff(given, clinician, { version: before!.version })]);
  return clinician;
}

test('[6.2] tells a clinician of a change of their own appointment: name, times, clinician', async () => {
  const { given, appointment } = await givenReachable({
    client: { givenName: 'Anna', familyName: 'Marlow' },
  });
  const clinician = await givenClinician(given, { own: true, all: false });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  const [email, ...more] = await emailsTo(clinician.email);
  expect(more).toEqual([]);
  expect(email!.subject).toBe('Appointment moved to Fri 20 Nov 2026, 10:00am (United Kingdom Time)');
  for (const words of [
    'Client: Anna Marlow',
    'New time: Friday 20 November 2026, 10:00am (United Kingdom Time)',
    'Old time: Thursday 19 November 2026, 10:00am (United Kingdom Time)',
    'Clinician: Sam Staff',
  ])
    expect(email!.text).toContain(words);
  expect(email!.text + email!.html).not.toMatch(/Therapy|\{\{|\/a#/);
});

test('[3.3] tells of a cancellation, and to refund a paid one by hand', async () => {
  const { given, appointment } = await givenReachable({ paid: true });
  const clinician = await givenClinician(given, { own: true, all: false });
  const { event } = await givenCancellation(given, appointment);
  await handler(heard(event));
  const [email] = await emailsTo(clinician.email);
  expect(email!.subject).toBe('Appointment on Thu 19 Nov 2026, 10:00am (United Kingdom Time) cancelled');
  expect(email!.text).toContain('Payment: Paid: refund by hand');
});

test('[6.2] tells each user once: own and all, all alone, and none of the others', async () => {
  const { given, appointment } = await givenReachable();
  const clinician = await givenClinician(given, { own: true, all: true });
  const manager = await givenStaff(given, {
    roles: ['manager'],
    email: address(),
    notices: { own: false, all: true },
  });
  const colleague = await givenStaff(given, {
    roles: ['clinician'],
    email: address(),
    notices: { own: true, all: false },
  });
  const gone = await givenStaff(given, {
    roles: ['admin'],
    email: address(),
    notices: { own: true, all: true },
  });
  await givenRemoved(given, gone.id);
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  await handler(heard(event));
  const sent = async (member: Staff) => (await emailsTo(member.email)).length;
  expect(await Promise.all([clinician, manager, colleague, gone].map(sent))).toEqual([1, 1, 0, 0]);
});

test('[6.2] tells staff nothing while the portal is off', async () => {
  const { given, appointment } = await givenReachable({ practice: { settings: { clientPortal: false } } });
  const clinician = await givenClinician(given, { own: true, all: true });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  expect(await emailsTo(clinician.email)).toEqual([]);
});

test.each(['staff', 'import', 'replay'] as const)(
  '[6.2] tells staff nothing of what came by %s',
  async (cause) => {
    const { given, appointment } = await givenReachable();
    const clinician = await givenClinician(given, { own: true, all: true });
    const { event } = await givenMove(given, appointment, { change: { cause } });
    await handler(heard(event));
    expect(await emailsTo(clinician.email)).toEqual([]);
  },
);

test('[6.4] loses no e-mail to staff: one whose fate is unknown goes out again, the others do not', async () => {
  const { given, appointment } = await givenReachable();
  const clinician = await givenClinician(given, { own: true, all: false });
  const admin = await givenStaff(given, {
    roles: ['admin'],
    email: address(),
    notices: { own: false, all: true },
  });
  const { event } = await givenMove(given, appointment);
  const fired = await failing(
    emails,
    'before',
    async (fault) => {
      await handler(heard(event));
      return fault.fired;
    },
    { times: 1 },
  );
  expect(fired).toBe(1);
  const counts = async () =>
    (await Promise.all([clinician, admin].map(({ email }) => emailsTo(email)))).map((it) => it.length);
  expect((await counts()).toSorted()).toEqual([0, 1]);
  itIs(Date.now() + 15 * 60_000);
  await sweep({});
  expect(await counts()).toEqual([1, 1]);
});

test('[6.4] sends nothing again to a user who has chosen otherwise meanwhile', async () => {
  const { given, appointment } = await givenReachable();
  const clinician = await givenClinician(given, { own: true, all: false });
  const { event } = await givenMove(given, appointment);
  await failing(emails, 'before', () => handler(heard(event)));
  await givenRemoved(given, clinician.id);
  itIs(Date.now() + 15 * 60_000);
  await sweep({});
  expect(await emailsTo(clinician.email)).toEqual([]);
});

test('[9.3] puts counts into the log, and no name or address', async () => {
  const { given, appointment } = await givenReachable({ client: { givenName: 'Zebedee' } });
  const clinician = await givenClinician(given, { own: true, all: false });
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  const log = logLines.join('');
  expect(log).toContain('"sent":1');
  expect(log).not.toMatch(/Zebedee|staff\.example/);
  expect(log).not.toContain(clinician.name);
});
