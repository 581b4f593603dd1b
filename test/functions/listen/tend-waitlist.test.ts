import { beforeEach, describe, expect, test } from 'vitest';
import { acceptOffer } from '../../../functions/client/accept-offer/contract.ts';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { leaveWaitlist } from '../../../functions/client/leave-waitlist/contract.ts';
import { refuseOffer } from '../../../functions/client/refuse-offer/contract.ts';
import { withdrawRequest } from '../../../functions/client/withdraw-request/contract.ts';
import { declineRequest } from '../../../functions/staff/decline-request/contract.ts';
import { deleteAppointment } from '../../../functions/staff/delete-appointment/contract.ts';
import { handOverAppointment } from '../../../functions/staff/hand-over-appointment/contract.ts';
import { moveAppointment } from '../../../functions/staff/move-appointment/contract.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { changePractice, getPractice } from '../../../shared/data/practice.ts';
import { table, transact } from '../../../shared/data/table.ts';
import { getOffer, getWaiting } from '../../../shared/data/waitlist.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { Offer } from '../../../shared/domain/waitlist.ts';
import { settingsChanged } from '../../support/changed.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { failing } from '../../support/faults.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenHours,
  givenPractice,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { tending, tendTo } from '../../support/tending.ts';
import { givenWaiting } from '../../support/waitlist.ts';

ownTable();
standingClock();

const HOUR = 3_600_000;
const at = (hours: number) => new Date(monday + hours * HOUR).toISOString();

interface Someone {
  client: Client;
  token: string;
  appointment: Appointment;
}

let given: GivenPractice;
let tend: () => Promise<void>;
/** Who asked first, for whose appointment of the fourth day an earlier time is wanted, and who asked next. */
let first: Someone;
let second: Someone;
/** Has what may come free, 50 hours on. */
let giver: Someone;

async function someone(hours: number): Promise<Someone> {
  const client = await givenClient(given);
  const token = await clientToken(given, client);
  return { client, token, appointment: await givenAppointment(given, client, { startsAt: at(hours) }) };
}

beforeEach(async () => {
  itIs(monday);
  given = await givenPractice({ booking: true });
  tend = tending(given);
  [first, second, giver] = [await someone(96), await someone(80), await someone(50)];
  await givenWaiting(given, first.appointment);
  itIs(monday + 1);
  await givenWaiting(given, second.appointment);
});

const cancel = ({ token, appointment }: Someone) =>
  ask(cancelAppointment, { token, params: { appointmentId: appointment.id }, body: {} });
const offerOf = async ({ appointment }: Someone): Promise<Offer | undefined> => {
  const { entry } = await getWaiting(given, appointment.id);
  return entry?.offer ? getOffer(given, entry.offer.id) : undefined;
};
const made = () => eventsOf(given, 'offer.made.v1');
/** Gives a time back and lets the listener do its work. */
async function frees(act: () => Promise<{ status: number }>) {
  expect((await act()).status).toBeLessThan(300);
  await tend();
}

describe('a freed time', () => {
  test('[4.5] goes to the first who asked, then to the next, and to nobody once more', async () => {
    await frees(() => cancel(giver));
    const one = (await offerOf(first))!;
    expect(one).toMatchObject({ startsAt: at(50), state: 'open' });
    expect(await offerOf(second)).toBeUndefined();
    await frees(() => ask(refuseOffer, { token: first.token, params: { offerId: one.id } }));
    expect(await offerOf(first)).toBeUndefined();
    const two = (await offerOf(second))!;
    expect(two).toMatchObject({ startsAt: at(50), freedStartsAt: at(50) });
    itIs(Date.parse(two.until));
    await sweep({});
    await tend();
    expect(await made()).toHaveLength(2);
    expect(await offerOf(first)).toBeUndefined();
  });

  test('[4.5] that is taken frees the time before, which goes to the next', async () => {
    await frees(() => cancel(giver));
    const one = (await offerOf(first))!;
    await frees(() => ask(acceptOffer, { token: first.token, params: { offerId: one.id } }));
    // 96 hours on is later than what the second has, so that is offered to nobody.
    expect(await offerOf(second)).toBeUndefined();
    const third = await someone(120);
    await givenWaiting(given, third.appointment);
    const late = await someone(100);
    await frees(() => cancel(late));
    expect(await offerOf(third)).toMatchObject({ startsAt: at(100) });
  });

  test('[4.5] goes on to the next where the one who was asked leaves', async () => {
    await frees(() => cancel(giver));
    const { entryId } = (await offerOf(first))!;
    await frees(() => ask(leaveWaitlist, { token: first.token, params: { entryId } }));
    expect(await offerOf(second)).toMatchObject({ startsAt: at(50) });
  });

  test('[4.5] is offered whatever freed it: a request withdrawn, declined, or not answered in time', async () => {
    const { token } = await someone(110);
    const book = async (hours: number) =>
      (await ask(createRequest, { token, body: { serviceId: given.service.id, startsAt: at(hours) } })).body;
    const request = await book(60);
    await frees(() => ask(withdrawRequest, { token, params: { requestId: request.id } }));
    expect((await made()).map(({ data }) => (data as { startsAt: string }).startsAt)).toEqual([at(60)]);
    const again = await book(62);
    const staff = await staffToken(given, given.manager);
    const params = { practiceId: given.practiceId, requestId: again.id };
    await frees(() => ask(declineRequest, { token: staff, params, body: {} }));
    expect(await offerOf(second)).toMatchObject({ startsAt: at(62) });
  });

  test('[4.5] is offered where staff move, delete or hand over the appointment that had it', async () => {
    const staff = await staffToken(given, given.manager);
    const params = { practiceId: given.practiceId, appointmentId: giver.appointment.id };
    await frees(() => ask(moveAppointment, { token: staff, params, body: { startsAt: at(54) } }));
    expect(await offerOf(first)).toMatchObject({ startsAt: at(50) });
    const offers = { roles: ['clinician' as const], bookableOnline: true, serviceIds: [given.service.id] };
    const other = await givenStaff(given, offers);
    await givenHours(given, other.id, [{ weekday: 3, start: '00:00', end: '24:00' }]);
    await frees(() => ask(handOverAppointment, { token: staff, params, body: { staffId: other.id } }));
    expect(await offerOf(second)).toMatchObject({ startsAt: at(54) });
  });

  test('[4.5] is offered once, however often and by however many its event is heard', async () => {
    await cancel(giver);
    const [event] = await eventsOf(given, 'appointment.cancelled.v1');
    await Promise.all([tendTo(event!), tendTo(event!), tendTo(event!)]);
    await tendTo(event!);
    expect(await made()).toHaveLength(1);
    // Its offer refused, the event that comes late still leads to no second one.
    const one = (await offerOf(first))!;
    await ask(refuseOffer, { token: first.token, params: { offerId: one.id } });
    await tendTo(event!);
    expect(await made()).toHaveLength(1);
  });

  test('[4.5] is offered to nobody by a replay, while the portal is off, or while the practice is paused', async () => {
    await cancel(giver);
    const [event] = await eventsOf(given, 'appointment.cancelled.v1');
    await tendTo({ ...event!, metadata: { ...event!.metadata, cause: 'replay' } });
    const { settingsVersion } = (await getPractice(given))!;
    await transact([changePractice(given, 'settingsVersion', settingsVersion, { frozen: true })]);
    await tendTo(event!);
    await transact([changePractice(given, 'settingsVersion', settingsVersion + 1, { frozen: false })]);
    await settingsChanged(given, { clientPortal: false });
    await tendTo(event!);
    expect(await made()).toEqual([]);
    await settingsChanged(given, { clientPortal: true });
    await tendTo(event!);
    expect(await made()).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)(
    '[4.5] is offered once although the connection broke %s the write took effect',
    async (when) => {
      await cancel(giver);
      const [event] = await eventsOf(given, 'appointment.cancelled.v1');
      const fired = await failing(
        table,
        when,
        async (fault) => {
          await tendTo(event!).catch(() => undefined);
          return fault.fired;
        },
        { operation: 'TransactWrite', times: 4 },
      );
      expect(fired).toBeGreaterThan(0);
      await tendTo(event!);
      expect(await made()).toHaveLength(1);
    },
  );
});

describe('waiting', () => {
  const stateOf = async ({ appointment }: Someone) => {
    const { entry } = await getWaiting(given, appointment.id);
    return entry && { state: entry.state, ended: entry.ended };
  };

  test('[4.5] ends with its appointment, whose offer goes to the next', async () => {
    await frees(() => cancel(giver));
    const one = (await offerOf(first))!;
    await frees(() => cancel(first));
    expect(await stateOf(first)).toEqual({ state: 'ended', ended: 'called-off' });
    expect(await getOffer(given, one.id)).toMatchObject({ state: 'withdrawn' });
    expect(await offerOf(second)).toMatchObject({ startsAt: at(50) });
    const refused = await ask(acceptOffer, { token: first.token, params: { offerId: one.id } });
    expect(refused.body.type).toBe('/problems/offer-over');
  });

  test('[4.5] ends where staff delete it or move it to an earlier time, and goes on at a later one', async () => {
    const staff = await staffToken(given, given.manager);
    const of = ({ appointment }: Someone) => ({
      practiceId: given.practiceId,
      appointmentId: appointment.id,
    });
    await frees(() => ask(moveAppointment, { token: staff, params: of(first), body: { startsAt: at(98) } }));
    expect(await stateOf(first)).toEqual({ state: 'waiting', ended: null });
    expect((await getWaiting(given, first.appointment.id)).entry).toMatchObject({ startsAt: at(98) });
    await frees(() => ask(moveAppointment, { token: staff, params: of(first), body: { startsAt: at(97) } }));
    expect(await stateOf(first)).toEqual({ state: 'ended', ended: 'moved-earlier' });
    await frees(() => ask(deleteAppointment, { token: staff, params: of(second) }));
    expect(await stateOf(second)).toEqual({ state: 'ended', ended: 'called-off' });
    expect(await eventsOf(given, 'waitlist.ended.v1')).toHaveLength(2);
  });
});
