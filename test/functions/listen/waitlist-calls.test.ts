import { expect, test } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { handler as tendWaitlist } from '../../../functions/listen/tend-waitlist/handler.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { getWaiting } from '../../../shared/data/waitlist.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { lapseOffer } from '../../../shared/runtime/offers.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { withEachFault } from '../../support/every-call.ts';
import { clientToken, givenAppointment, givenClient, givenPractice } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { heard } from '../../support/notices.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenOffer, givenWaiting } from '../../support/waitlist.ts';

/** Every SDK call of the waiting list's own work fails once before and once after it took effect. */

standingClock();
ownTable();

const HOUR = 3_600_000;
const at = (hours: number) => new Date(monday + hours * HOUR).toISOString();

async function givenOneWho(hours: number) {
  itIs(monday);
  const given = await givenPractice();
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client, { startsAt: at(hours) });
  await givenWaiting(given, appointment);
  return { given, appointment };
}

/** What is taken of the clinician 50 hours on. */
const takenOf = async (given: Awaited<ReturnType<typeof givenPractice>>) => {
  const startsAt = Date.parse(at(50));
  const sheets = await getSheets(given, given.clinician.id, [{ startsAt, endsAt: startsAt + HOUR / 2 }]);
  return sheets.flatMap(({ taken }) => taken);
};

test('[4.5] a freed time is offered once, and what waits no more has ended, whichever call is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, appointment } = await givenOneWho(96);
    const giver = await givenClient(given);
    const freed = await givenAppointment(given, giver, { startsAt: at(50) });
    // It waited itself, for an earlier time than the one that it gives up.
    await givenWaiting(given, freed);
    const token = await clientToken(given, giver);
    await ask(cancelAppointment, { token, params: { appointmentId: freed.id }, body: {} });
    const [event] = await eventsOf(given, 'appointment.cancelled.v1');
    return {
      work: () => tendWaitlist(heard(event as never) as never),
      wrong: async () => {
        const made = await eventsOf(given, 'offer.made.v1');
        const ended = await eventsOf(given, 'waitlist.ended.v1');
        const { entry } = await getWaiting(given, appointment.id);
        const taken = await takenOf(given);
        return [
          ...(made.length === 1 ? [] : [`${made.length} offers`]),
          ...(ended.length === 1 ? [] : [`${ended.length} ends`]),
          ...(entry?.offer?.startsAt === at(50) ? [] : ['the entry has no offer']),
          ...(taken.length === 1 ? [] : [`${taken.length} times are taken`]),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(8);
}, 300_000);

test('[4.5] an offer lapses once and its time is free, whichever call is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, appointment } = await givenOneWho(96);
    const offer = await givenOffer(given, appointment, at(50));
    const until = Date.parse(offer.until);
    return {
      work: () =>
        lapseOffer(
          given,
          offer.id,
          systemChange('sweep', 'minute', until, () => until),
        ),
      wrong: async () => {
        itIs(monday);
        const lapsed = await eventsOf(given, 'offer.lapsed.v1');
        const taken = await takenOf(given);
        return [
          ...(lapsed.length === 1 ? [] : [`${lapsed.length} ends`]),
          ...(taken.length === 0 ? [] : ['its time is held']),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(5);
}, 300_000);
