import { beforeEach, describe, expect, test } from 'vitest';
import { acceptOffer } from '../../../functions/client/accept-offer/contract.ts';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { createRequest } from '../../../functions/client/create-request/contract.ts';
import { joinWaitlist } from '../../../functions/client/join-waitlist/contract.ts';
import { leaveWaitlist } from '../../../functions/client/leave-waitlist/contract.ts';
import { listAppointments } from '../../../functions/client/list-appointments/contract.ts';
import { listWaitlist } from '../../../functions/client/list-waitlist/contract.ts';
import { refuseOffer } from '../../../functions/client/refuse-offer/contract.ts';
import { deleteAppointment } from '../../../functions/staff/delete-appointment/contract.ts';
import { listPracticeWaitlist } from '../../../functions/staff/list-practice-waitlist/contract.ts';
import { handler as sweep } from '../../../functions/stream/sweep/handler.ts';
import { getAppointment } from '../../../shared/data/appointment.ts';
import { changePractice, getPractice } from '../../../shared/data/practice.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { transact } from '../../../shared/data/table.ts';
import { getOffer, getWaiting } from '../../../shared/data/waitlist.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { Offer } from '../../../shared/domain/waitlist.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { lapseOffer } from '../../../shared/runtime/offers.ts';
import { settingsChanged } from '../../support/changed.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { allReadFirst, inBetween, withoutSheetCondition } from '../../support/crowd.ts';
import { eventsOf, logOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenOffer, givenWaiting } from '../../support/waitlist.ts';

ownTable();
standingClock();

const HOUR = 3_600_000;
const at = (hours: number) => new Date(monday + hours * HOUR).toISOString();

let given: GivenPractice;
let client: Client;
let token: string;
let appointment: Appointment;
beforeEach(async () => {
  // Nobody may change a time online: what the waiting list offers is offered all the same.
  given = await givenPractice({ booking: true, settings: { change: { window: 'never', mode: 'refuse' } } });
  client = await givenClient(given);
  token = await clientToken(given, client);
  appointment = await givenAppointment(given, client, { startsAt: at(72) });
});

const join = (over: object = {}, by = token) =>
  ask(joinWaitlist, { token: by, body: { appointmentId: appointment.id, ...over } });
const mine = async (by = token) => (await ask(listWaitlist, { token: by })).body.items;
const answer = (contract: typeof acceptOffer | typeof refuseOffer, offer: Pick<Offer, 'id'>, headers = {}) =>
  ask(contract, { token, params: { offerId: offer.id }, headers });
const typesOf = async () => (await eventsOf(given)).map(({ type }) => type);
const taken = async (startsAt: string) => {
  const start = Date.parse(startsAt);
  const sheets = await getSheets(given, given.clinician.id, [{ startsAt: start, endsAt: start + HOUR / 2 }]);
  return sheets.flatMap((sheet) => sheet.taken);
};

/** The client waits, and 50 hours on has come free. */
async function offered(): Promise<Offer> {
  await givenWaiting(given, appointment);
  return givenOffer(given, appointment, at(50));
}

describe('the waiting list', () => {
  test('[4.5] has an appointment once, whose client and whose staff see it', async () => {
    const { status, body } = await join({ from: at(24).slice(0, 10) });
    expect(status).toBe(201);
    expect(body).toMatchObject({ appointment: { id: appointment.id }, offer: null, version: 1 });
    expect(await mine()).toEqual([body]);
    expect(await join()).toMatchObject({ status: 409, body: { type: '/problems/already-there' } });
    const staff = await staffToken(given, given.clinician);
    const params = { practiceId: given.practiceId };
    const seen = await ask(listPracticeWaitlist, { token: staff, params });
    expect(seen.body.items).toMatchObject([
      { id: body.id, person: { clientId: client.id, name: 'Ann Client' } },
    ]);
    expect((await logOf(given)).some(({ action }) => action === 'waitlist.read')).toBe(true);
    expect(await typesOf()).toContain('waitlist.joined.v1');
  });

  test('[4.5] is joined once by two at once, and by one key', async () => {
    const two = await Promise.all([join(), join()]);
    expect(two.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect((await typesOf()).filter((type) => type === 'waitlist.joined.v1')).toHaveLength(1);
  });

  test('[4.5] is left, and joined anew with another round', async () => {
    const { body } = await join();
    const leave = (version?: number) =>
      ask(leaveWaitlist, { token, params: { entryId: body.id }, ...(version && { version }) });
    expect((await leave(7)).status).toBe(412);
    expect((await leave(1)).status).toBe(204);
    expect((await leave()).status).toBe(404);
    expect(await mine()).toEqual([]);
    expect((await join()).body).toMatchObject({ id: body.id, version: 3 });
    const events = (await eventsOf(given)).filter(({ type }) => type.startsWith('waitlist.'));
    expect(events.map(({ metadata }) => metadata.sequence).toSorted()).toEqual([1, 2, 3]);
  });

  test('[4.5] is each client’s own, and by an appointment’s link that appointment’s', async () => {
    const other = await clientToken(given, await givenClient(given));
    expect((await join({}, other)).status).toBe(404);
    const second = await givenAppointment(given, client, { startsAt: at(96) });
    const byLink = await clientToken(given, client, appointment);
    expect((await join({ appointmentId: second.id }, byLink)).status).toBe(404);
    expect((await join({ appointmentId: second.id })).status).toBe(201);
    expect((await join({}, byLink)).status).toBe(201);
    expect(await mine(byLink)).toHaveLength(1);
    expect(await mine()).toHaveLength(2);
    expect(await mine(other)).toEqual([]);
  });

  test('[4.5] refuses dates that cannot be, naming them, and an appointment that is over', async () => {
    const wrong = await join({ from: '2026-12-24' });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/from' }] } });
    await ask(cancelAppointment, { token, params: { appointmentId: appointment.id }, body: {} });
    expect(await join()).toMatchObject({ status: 409, body: { type: '/problems/already-cancelled' } });
  });

  test('[1.4] is closed with the portal, with the practice’s message', async () => {
    await settingsChanged(given, { clientPortal: false });
    expect(await join()).toMatchObject({ status: 403, body: { type: '/problems/portal-off' } });
  });
});

describe('an offer', () => {
  test('[4.5] is held for the one it is made to, who sees it until its instant', async () => {
    const offer = await offered();
    expect(offer.until).toBe(at(2));
    expect(await mine()).toMatchObject([{ offer: { id: offer.id, startsAt: at(50), until: at(2) } }]);
    const somebody = await givenClient(given);
    let other = await clientToken(given, somebody);
    const book = () =>
      ask(createRequest, { token: other, body: { serviceId: given.service.id, startsAt: at(50) } });
    expect(await book()).toMatchObject({ status: 409, body: { type: '/problems/taken' } });
    itIs(Date.parse(offer.until));
    expect(await mine(await clientToken(given, client))).toMatchObject([{ offer: null }]);
    other = await clientToken(given, somebody);
    expect((await book()).status).toBe(201);
  });

  test('[4.5] that is taken moves the appointment past any window: one id, one step, one event more', async () => {
    const offer = await offered();
    const accepted = await answer(acceptOffer, offer);
    expect(accepted).toMatchObject({
      status: 200,
      body: { id: appointment.id, startsAt: at(50), late: false, version: 2 },
    });
    const list = await ask(listAppointments, { token });
    expect(list.body.items.map(({ startsAt }) => startsAt)).toEqual([at(50)]);
    expect(await taken(at(72))).toEqual([]);
    expect((await taken(at(50))).map(([, , , , until]) => until)).toEqual([undefined]);
    expect(await mine()).toEqual([]);
    const told = await eventsOf(given);
    expect(told.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['offer.accepted.v1', 'waitlist.ended.v1', 'appointment.changed.v1']),
    );
    expect(told.find(({ type }) => type === 'appointment.changed.v1')).toMatchObject({
      metadata: { cause: 'client', sequence: 2 },
      data: { previousStartsAt: at(72), late: false },
    });
    expect(await answer(acceptOffer, offer)).toMatchObject({
      status: 409,
      body: { type: '/problems/offer-over', current: { state: 'accepted' } },
    });
  });

  test('[3.6] that is taken twice with one key is taken once', async () => {
    const offer = await offered();
    const key = { 'idempotency-key': 'take-1' };
    const answers = await Promise.all([answer(acceptOffer, offer, key), answer(acceptOffer, offer, key)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await getAppointment(given, appointment.id))?.version).toBe(2);
  });

  test('[4.5] that is taken a second time meanwhile is said to be taken, never to be gone', async () => {
    const offer = await offered();
    const take = () => answer(acceptOffer, offer);
    expect(await inBetween(take, take)).toMatchObject({
      status: 409,
      body: { type: '/problems/offer-over', current: { state: 'accepted' } },
    });
  });

  test('[4.5] past its instant is gone, and the appointment is as it was', async () => {
    const offer = await offered();
    itIs(Date.parse(offer.until));
    token = await clientToken(given, client);
    for (const contract of [acceptOffer, refuseOffer])
      expect(await answer(contract, offer)).toMatchObject({
        status: 409,
        body: {
          type: '/problems/offer-over',
          detail: 'That time has gone. Your own appointment has not changed.',
        },
      });
    expect(await getAppointment(given, appointment.id)).toMatchObject({ startsAt: at(72), version: 1 });
  });

  test('[4.5] that is let go is free, and its client waits on', async () => {
    const offer = await offered();
    expect((await answer(refuseOffer, offer)).body).toEqual({ id: offer.id, state: 'refused' });
    expect(await taken(at(50))).toEqual([]);
    expect(await mine()).toMatchObject([{ offer: null }]);
    expect((await answer(acceptOffer, offer)).body.current).toEqual({ state: 'refused' });
  });

  test('[4.5] goes with the entry that is left', async () => {
    const offer = await offered();
    await ask(leaveWaitlist, { token, params: { entryId: offer.entryId } });
    expect(await taken(at(50))).toEqual([]);
    expect(await getOffer(given, offer.id)).toMatchObject({ state: 'withdrawn' });
    expect((await answer(acceptOffer, offer)).body.current).toEqual({ state: 'withdrawn' });
  });

  test('[4.5] is its client’s alone', async () => {
    const offer = await offered();
    token = await clientToken(given, await givenClient(given));
    for (const contract of [acceptOffer, refuseOffer])
      expect((await answer(contract, offer)).status).toBe(404);
  });

  test('[4.5] lapses by the sweep at its instant, once, with the portal off too', async () => {
    const offer = await offered();
    await settingsChanged(given, { clientPortal: false });
    itIs(Date.parse(offer.until) - 1);
    await sweep({});
    expect((await getOffer(given, offer.id))?.state).toBe('open');
    itIs(Date.parse(offer.until));
    await Promise.all([sweep({}), sweep({})]);
    await sweep({});
    expect((await getOffer(given, offer.id))?.state).toBe('lapsed');
    expect(await taken(at(50))).toEqual([]);
    expect(await eventsOf(given, 'offer.lapsed.v1')).toMatchObject([
      { metadata: { cause: 'system', sequence: 2 }, data: { offerId: offer.id } },
    ]);
  });

  test('[4.5] waits to lapse while the practice is paused', async () => {
    const offer = await offered();
    const until = Date.parse(offer.until);
    const { settingsVersion } = (await getPractice(given))!;
    await transact([changePractice(given, 'settingsVersion', settingsVersion, { frozen: true })]);
    const lapse = (id = offer.id) => lapseOffer(given, id, systemChange('sweep', 'minute', until, Date.now));
    expect(await lapse()).toBe('paused');
    await transact([changePractice(given, 'settingsVersion', settingsVersion + 1, { frozen: false })]);
    expect(await lapse()).toBe('lapsed');
    expect(await lapse()).toBe('closed-before');
  });
});

describe('at one moment', () => {
  test('[4.5] two acceptances with keys of their own are one', async () => {
    const offer = await offered();
    const answers = await allReadFirst([
      () => answer(acceptOffer, offer, { 'idempotency-key': 'one' }),
      () => answer(acceptOffer, offer, { 'idempotency-key': 'two' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await eventsOf(given, 'offer.accepted.v1')).toHaveLength(1);
    expect((await getAppointment(given, appointment.id))?.version).toBe(2);
  });

  test('[4.5] an acceptance and the end of the offer’s time leave one of both', async () => {
    const offer = await offered();
    // The client's request came an instant before; the sweep looks by the instant itself.
    const until = Date.parse(offer.until);
    await allReadFirst<unknown>([
      () => answer(acceptOffer, offer),
      () => lapseOffer(given, offer.id, systemChange('sweep', 'minute', until, Date.now)),
    ]);
    const types = (await typesOf()).filter((type) => /^offer\.(accepted|lapsed)/.test(type));
    expect(types).toHaveLength(1);
    const moved = (await getAppointment(given, appointment.id))?.startsAt === at(50);
    expect(moved).toBe(types[0] === 'offer.accepted.v1');
    expect(await taken(at(50))).toHaveLength(moved ? 1 : 0);
    expect(await taken(at(72))).toHaveLength(moved ? 0 : 1);
  });

  test('[4.5] an acceptance and staff who delete the appointment leave no time taken twice', async () => {
    const offer = await offered();
    const staff = await staffToken(given, given.manager);
    const params = { practiceId: given.practiceId, appointmentId: appointment.id };
    const [accepted, deleted] = await allReadFirst<{ status: number }>([
      () => answer(acceptOffer, offer),
      () => ask(deleteAppointment, { token: staff, params }),
    ]);
    expect(deleted?.status).toBe(200);
    expect([200, 404]).toContain(accepted?.status);
    expect((await getAppointment(given, appointment.id))?.deletedAt).toBeDefined();
    const held = accepted?.status === 200 ? 0 : 1;
    expect(await taken(at(50))).toHaveLength(held);
    expect(await taken(at(72))).toEqual([]);
  });

  /** The freed time, to the one who waits and to somebody who books it. */
  const offerAndBooking = async (change?: typeof withoutSheetCondition) => {
    await givenWaiting(given, appointment);
    const other = await clientToken(given, await givenClient(given));
    await allReadFirst<unknown>(
      [
        () => givenOffer(given, appointment, at(50)).catch(() => undefined),
        () => ask(createRequest, { token: other, body: { serviceId: given.service.id, startsAt: at(50) } }),
      ],
      change,
    );
    const types = await typesOf();
    return types.filter((type) => type === 'offer.made.v1' || type === 'request.opened.v1');
  };

  test('[3.5] an offer of a freed time and a booking of it are one of both', async () => {
    expect(await offerAndBooking()).toHaveLength(1);
    expect(await taken(at(50))).toHaveLength(1);
  });

  test('[3.5] without the condition on the sheet they would be both', async () => {
    expect(await offerAndBooking(withoutSheetCondition)).toHaveLength(2);
  });
});

test('[4.5] an entry is kept with what it was asked about', async () => {
  const offer = await offered();
  const { entry } = await getWaiting(given, appointment.id);
  expect(entry?.offered).toEqual([
    { startsAt: at(50), freedStartsAt: at(50), freedEndsAt: offer.freedEndsAt },
  ]);
});
