import { expect, test } from 'vitest';
import { handler as importChunk } from '../../../functions/flow/import-chunk/handler.ts';
import { handler as importFailed } from '../../../functions/flow/import-failed/handler.ts';
import { handler as requestExpire } from '../../../functions/flow/request-expire/handler.ts';
import { handler as check } from '../../../functions/flow/zone-change-check/handler.ts';
import { handler as failed } from '../../../functions/flow/zone-change-failed/handler.ts';
import { handler as finish } from '../../../functions/flow/zone-change-finish/handler.ts';
import { handler as freeze } from '../../../functions/flow/zone-change-freeze/handler.ts';
import { handler as move } from '../../../functions/flow/zone-change-move/handler.ts';
import { startZoneChange } from '../../../functions/staff/start-zone-change/contract.ts';
import { getPractice } from '../../../shared/data/practice.ts';
import { getOpenRequests } from '../../../shared/data/request.ts';
import { getSheets } from '../../../shared/data/sheet.ts';
import { getZoneChange } from '../../../shared/data/zone-change.ts';
import { holdOf } from '../../../shared/domain/request.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { threeTimes, withEachFault } from '../../support/every-call.ts';
import { givenAppointment, givenClient, givenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { clientsOf, diaryOf, givenUpload, outcome } from '../../support/imports.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';
import { timesTaken } from '../../support/zone-changes.ts';

/** Every SDK call of the state machines' steps fails once before and once after it took effect. */

standingClock();
ownTable();

const newYork = 'America/New_York';
const context = { awsRequestId: 'test' };

/** The words of what is not as it should be. */
const unless = (isSo: boolean, words: string): string[] => (isSo ? [] : [words]);

test('[5.4] a request expires once and its time is free, whichever call of its flow is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    itIs(monday);
    const given = await givenPractice({ booking: true });
    const client = await givenClient(given);
    const request = await givenRequest(given, client);
    const { id: requestId, deadline } = request;
    const input = { practiceId: given.practiceId, requestId, round: 1, deadline, waitSeconds: 1 };
    itIs(deadline);
    const answers: unknown[] = [];
    return {
      work: async () => answers.push((await requestExpire(input, context)).outcome),
      wrong: async () => {
        itIs(monday);
        const ends = (await eventsOf(given, 'request.expired.v1')).length;
        const sheets = await getSheets(given, request.staffId, [holdOf(request)]);
        const { requests: open } = await getOpenRequests(given, client.id);
        return [
          ...unless(answers.join() === 'expired', `it answered ${answers}`),
          ...unless(ends === 1, `${ends} ends`),
          ...unless(
            sheets.every(({ taken }) => taken.length === 0),
            'its time is held',
          ),
          ...unless(open.length === 0, 'it is counted as open'),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(5);
}, 300_000);

/** A practice with two appointments ahead, whose manager has asked for another zone. */
async function givenZoneChange() {
  itIs(monday);
  const given = await givenPractice();
  const client = await givenClient(given);
  for (const startsAt of ['2026-11-26T09:00:00.000Z', '2026-11-26T09:30:00.000Z'])
    await givenAppointment(given, client, { startsAt });
  const { practiceId } = given;
  const token = await staffToken(given, given.manager);
  const asked = { params: { practiceId }, token, version: 1, body: { zone: newYork } };
  const { id: zoneChangeId } = (await ask(startZoneChange, asked)).body;
  return { given, input: { practiceId, zoneChangeId } };
}

test('[1.1] a zone changes once and keeps every wall clock, whichever call of its steps is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, input } = await givenZoneChange();
    return {
      work: async () => {
        for (const step of [freeze, check, move, finish]) await threeTimes(() => step(input, context));
      },
      wrong: async () => {
        const practice = await getPractice(given);
        const diary = await diaryOf(given, given.clinician.id);
        const taken = await timesTaken(given, given.clinician.id, diary);
        const moved = (await eventsOf(given, 'appointment.changed.v1')).length;
        const ends = (await eventsOf(given, 'practice.changed.v1')).length;
        const times = diary.map(({ localTime, zone }) => `${localTime} ${zone}`).join();
        const wanted = `2026-11-26T09:00 ${newYork},2026-11-26T09:30 ${newYork}`;
        return [
          ...unless(practice?.zone === newYork && !practice.frozen, `${practice?.zone}, ${practice?.frozen}`),
          ...unless(times === wanted, times),
          ...unless(JSON.stringify(taken.onSheets) === JSON.stringify(taken.ofAppointments), 'the sheets'),
          ...unless(moved === 2 && ends === 1, `${moved} moves and ${ends} ends are told`),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(20);
}, 300_000);

test('[1.1] writes go on after a change of zone that came to nothing, whichever call of saying so is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, input } = await givenZoneChange();
    await freeze(input, context);
    return {
      work: () => failed(input, context),
      wrong: async () => {
        const practice = await getPractice(given);
        const state = (await getZoneChange(given, input.zoneChangeId))?.state;
        return unless(practice?.frozen === false && state === 'failed', `${practice?.frozen}, ${state}`);
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(2);
}, 300_000);

async function givenImport() {
  itIs(monday);
  const given = await givenPractice();
  const file = 'externalId,givenName,familyName\nc1,Marina,Okafor\nc2,Jonas,Berg\n';
  const { id: importId } = await givenUpload(given, 'clients.csv', file);
  return { given, input: { practiceId: given.practiceId, importId } };
}

test('[8.3] each row is imported once, and counted, whichever call of a chunk is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, input } = await givenImport();
    return {
      work: () => importChunk(input, context),
      wrong: async () => {
        const { state, imported, unchanged } = await outcome(given, input.importId);
        const clients = (await clientsOf(given)).length;
        const told = (await eventsOf(given, 'client.created.v1')).length;
        return [
          ...unless(state === 'done' && imported + unchanged === 2, `${state}: ${imported} and ${unchanged}`),
          ...unless(clients === 2 && told === 2, `${clients} clients, ${told} events`),
        ];
      },
    };
  });
  expect(found).toEqual([]);
  expect(fired).toBe(calls * 2);
  expect(calls).toBeGreaterThanOrEqual(8);
}, 300_000);

test('[8.3] staff are told of an import that stopped, whichever call of saying so is lost', async () => {
  const { found, calls, fired } = await withEachFault(async () => {
    const { given, input } = await givenImport();
    return {
      work: () => importFailed(input, context),
      wrong: async () => {
        const { state } = await outcome(given, input.importId);
        return unless(state === 'failed', state);
      },
    };
  });
  expect(found).toEqual([]);
  expect([calls, fired]).toEqual([2, 4]);
}, 300_000);
