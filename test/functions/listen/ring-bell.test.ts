import { expect, test } from 'vitest';
import { handler } from '../../../functions/listen/ring-bell/handler.ts';
import { listBell } from '../../../shared/data/bell.ts';
import { itIs, standingClock } from '../../support/clock.ts';
import { type GivenPractice, givenRemoved, givenStaff } from '../../support/given.ts';
import { givenCancellation, givenMove, givenReachable, heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const bellOf = async (given: GivenPractice, member: { id: string }) =>
  (await listBell(given, member.id, { limit: 20 })).items;

test('[3.3] puts a change by a client into the bell list of the clinician, once, at its own time', async () => {
  const { given, client, appointment } = await givenReachable();
  const { after, event } = await givenMove(given, appointment);
  itIs(Date.now() + 3_600_000);
  await Promise.all([handler(heard(event)), handler(heard(event))]);
  await handler(heard(event));
  expect(await bellOf(given, given.clinician)).toEqual([
    {
      id: event.metadata.id.replace('evt_', 'bell_'),
      kind: 'appointment-changed',
      at: event.metadata.occurredAt,
      clientId: client.id,
      appointmentId: appointment.id,
      startsAt: after.startsAt,
      previousStartsAt: appointment.startsAt,
      zone: 'Europe/London',
      late: false,
      refundByHand: false,
      read: false,
    },
  ]);
});

test('[3.3] rings whatever a user chose to get by e-mail, and those who run the practice if they chose all', async () => {
  const { given, appointment } = await givenReachable({ paid: true });
  const deaf = { own: false, all: false };
  const clinician = await givenStaff(given, { roles: ['clinician'], notices: deaf });
  const owner = await givenStaff(given, {
    roles: ['admin', 'clinician'],
    notices: { own: false, all: true },
  });
  const { event } = await givenCancellation(given, { ...appointment, staffId: clinician.id });
  await handler(heard(event));
  expect(await bellOf(given, clinician)).toMatchObject([
    { kind: 'appointment-cancelled', refundByHand: true },
  ]);
  expect(await bellOf(given, owner)).toHaveLength(1);
  expect(await bellOf(given, given.admin)).toHaveLength(0);
});

test('[3.3] rings every admin and manager for an appointment whose clinician has left', async () => {
  const { given, appointment } = await givenReachable();
  await givenRemoved(given, given.clinician.id);
  const { event } = await givenMove(given, appointment);
  await handler(heard(event));
  expect(await bellOf(given, given.clinician)).toHaveLength(0);
  expect(await bellOf(given, given.admin)).toHaveLength(1);
  expect(await bellOf(given, given.manager)).toHaveLength(1);
});

test('[3.3] puts each change in the list, the newest first, also when one followed the other at once', async () => {
  const { given, appointment } = await givenReachable();
  const { after, event: moved } = await givenMove(given, appointment);
  itIs(Date.now() + 1);
  const { event: gone } = await givenCancellation(given, after);
  await handler(heard(gone));
  await handler(heard(moved));
  expect((await bellOf(given, given.clinician)).map(({ kind }) => kind)).toEqual([
    'appointment-cancelled',
    'appointment-changed',
  ]);
});

test.each(['staff', 'import', 'replay'] as const)(
  '[3.3] does not ring for what came by %s',
  async (cause) => {
    const { given, appointment } = await givenReachable();
    const { event } = await givenMove(given, appointment, { change: { cause } });
    await handler(heard(event));
    expect(await bellOf(given, given.clinician)).toEqual([]);
  },
);
