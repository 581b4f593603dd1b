import { beforeEach, describe, expect, it } from 'vitest';
import { readBookingPreferences } from '../../../functions/staff/read-booking-preferences/contract.ts';
import { readException } from '../../../functions/staff/read-exception/contract.ts';
import { readHours } from '../../../functions/staff/read-hours/contract.ts';
import { replaceBookingPreferences } from '../../../functions/staff/replace-booking-preferences/contract.ts';
import { replaceException } from '../../../functions/staff/replace-exception/contract.ts';
import { replaceHours } from '../../../functions/staff/replace-hours/contract.ts';
import { getAvailability } from '../../../shared/data/availability.ts';
import { putLocation } from '../../../shared/data/catalogue.ts';
import { newId } from '../../../shared/data/change.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Location } from '../../../shared/domain/catalogue.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  type GivenPractice,
  givenPractice,
  givenRemoved,
  givenStaff,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';

standingClock();

let given: GivenPractice;
let params: { practiceId: string; staffId: string };
let token: string;
let place: string;

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId, staffId: given.clinician.id };
  token = await staffToken(given, given.manager);
  place = given.location.id;
});

const unknownPlace = 'loc_01J00000000000000000000000';

describe('weekly hours', () => {
  const replace = (hours: unknown, version = 1, by = token, of = params) =>
    ask(replaceHours, { params: of, token: by, version, body: { hours } });
  const monday = () => ({ weekday: 1, start: '09:00', end: '17:00', locationId: place });

  it('[4.1] are read with their version, 0 where none were ever set', async () => {
    const of = { ...params, staffId: given.manager.id };
    expect(await ask(readHours, { params: of, token })).toMatchObject({
      status: 200,
      body: { hours: [], version: 0 },
    });
    expect((await ask(readHours, { params, token })).headers.etag).toBe('"1"');
  });

  it('[4.1] are replaced over the version that was read, the first ones over 0', async () => {
    expect(await replace([monday()])).toMatchObject({ status: 200, body: { hours: [monday()], version: 2 } });
    const of = { ...params, staffId: given.manager.id };
    expect(await replace([monday()], 0, token, of)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await replace([], 0, token, of)).toMatchObject({ status: 412, body: { current: 1 } });
    const events = await eventsOf(given, 'hours.changed.v1');
    expect(events.map(({ data, metadata }) => [data, metadata.sequence])).toEqual(
      expect.arrayContaining([
        [{ staffId: given.clinician.id, date: null }, 2],
        [{ staffId: given.manager.id, date: null }, 1],
      ]),
    );
  });

  it('[4.1] may be set by the clinician whose they are, and by no other clinician', async () => {
    const own = await staffToken(given, given.clinician);
    expect((await replace([monday()], 1, own)).status).toBe(200);
    const other = await staffToken(given, await givenStaff(given, { roles: ['clinician'] }));
    expect(await replace([], 2, other)).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
  });

  it('[4.1] name places that the practice uses, everywhere or nowhere', async () => {
    const archived: Location = { ...given.location, id: 'loc_01J00000000000000000000001', archived: true };
    await transact([putLocation(given, archived, 'new')]);
    const { locationId, ...nowhere } = monday();
    const refused = await replace([
      monday(),
      nowhere,
      { ...monday(), locationId: unknownPlace },
      { ...monday(), locationId: archived.id },
    ]);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/hours/1/locationId', 'location-needed'],
      ['/hours/2/locationId', 'location-unknown'],
      ['/hours/3/locationId', 'location-unknown'],
    ]);
  });

  it('[4.1] may run past midnight, end at 24:00 and lie in a gap of the clocks, but not be empty', async () => {
    const night = { ...monday(), start: '22:00', end: '02:00' };
    const late = { ...monday(), start: '20:00', end: '24:00' };
    // On the last Sunday of March 01:00 to 02:00 does not exist in London: these hours are empty then.
    const inTheGap = { ...monday(), weekday: 7, start: '01:00', end: '02:00' };
    expect((await replace([night, late, inTheGap])).status).toBe(200);
    const empty = await replace([{ ...monday(), end: '09:00' }], 2);
    expect(empty).toMatchObject({ status: 422, body: { errors: [{ pointer: '/hours/0/end' }] } });
  });

  it('[4.1] go to several places only once each date with hours of its own says where', async () => {
    const other: Location = { ...given.location, id: newId('location', Date.now()), name: 'There' };
    await transact([putLocation(given, other, 'new')]);
    const at = (date: string, windows: unknown, version = 0) =>
      ask(replaceException, { params: { ...params, date }, token, version, body: { windows } });
    const morning = { start: '09:00', end: '12:00' };
    // Yesterday's is nobody's trouble any more.
    for (const date of ['2026-11-15', '2026-12-24']) expect((await at(date, [morning])).status).toBe(200);
    const both = [monday(), { ...monday(), weekday: 2, locationId: other.id }];
    const refused = await replace(both);
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/hours', code: 'exception-without-location' }] },
    });
    expect(refused.body.errors).toHaveLength(1);
    expect(refused.body.detail).toContain('2026-12-24');
    expect((await at('2026-12-24', [{ ...morning, locationId: other.id }], 1)).status).toBe(200);
    expect((await replace(both)).status).toBe(200);
  });

  it('[4.1] are those of staff who are there: nobody’s, and a removed clinician’s, are not', async () => {
    const nobody = { ...params, staffId: newId('staff', Date.now()) };
    expect((await ask(readHours, { params: nobody, token })).status).toBe(404);
    await givenRemoved(given, given.clinician.id);
    expect((await replace([])).status).toBe(404);
  });
});

describe('exceptions', () => {
  const date = '2026-12-24';
  const at = () => ({ ...params, date });
  const replace = (windows: unknown, version = 0, by = token) =>
    ask(replaceException, { params: at(), token: by, version, body: { windows } });

  it('[4.1] are nothing until one is set, and are taken back without beginning their versions again', async () => {
    const none = { status: 200, body: { date, windows: null, version: 0 } };
    expect(await ask(readException, { params: at(), token })).toMatchObject(none);

    const morning = [{ start: '09:00', end: '12:00', locationId: place }];
    expect(await replace(morning)).toMatchObject({ status: 200, body: { windows: morning, version: 1 } });
    expect((await getAvailability(given, params.staffId, date)).exceptions).toEqual([
      { date, windows: morning },
    ]);
    expect(await replace([], 1)).toMatchObject({ status: 200, body: { windows: [], version: 2 } });
    expect((await getAvailability(given, params.staffId, date)).exceptions).toEqual([{ date, windows: [] }]);
    expect(await replace(null, 2)).toMatchObject({ status: 200, body: { windows: null, version: 3 } });
    expect((await getAvailability(given, params.staffId, date)).exceptions).toEqual([]);
    expect(await replace(morning, 1)).toMatchObject({ status: 412, body: { current: 3 } });

    const events = await eventsOf(given, 'hours.changed.v1');
    expect(events.map(({ metadata }) => metadata.sequence).sort()).toEqual([1, 2, 3]);
    expect(events[0]).toMatchObject({
      metadata: { aggregate: { type: 'hours', id: `${params.staffId}/${date}` } },
      data: { staffId: params.staffId, date },
    });
  });

  it('[4.1] may be set by the clinician whose they are, and by no other clinician', async () => {
    expect((await replace([], 0, await staffToken(given, given.clinician))).status).toBe(200);
    const other = await staffToken(given, await givenStaff(given, { roles: ['clinician'] }));
    expect((await replace(null, 1, other)).status).toBe(403);
  });

  it('[4.1] name places that the practice uses', async () => {
    const refused = await replace([{ start: '09:00', end: '12:00', locationId: unknownPlace }]);
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/windows/0/locationId', code: 'location-unknown' }] },
    });
  });

  it('[4.1] are of a date that is one', async () => {
    const of = { ...params, date: '2026-02-30' };
    expect((await ask(readException, { params: of, token })).status).toBe(404);
  });
});

describe('booking preferences', () => {
  const of = () => ({ practiceId: given.practiceId });
  const replace = (body: unknown, version = 1) =>
    ask(replaceBookingPreferences, { params: of(), token, version, body });

  it('[4.2] have a version of their own, and their change is told', async () => {
    const preferences = { ...given.practice.preferences, intervalMinutes: 15, noticeHours: 48 };
    expect(await replace(preferences)).toMatchObject({ status: 200, body: { preferences, version: 2 } });
    const read = await ask(readBookingPreferences, { params: of(), token });
    expect(read).toMatchObject({ body: { preferences, version: 2 }, headers: { etag: '"2"' } });
    expect(await eventsOf(given)).toMatchObject([
      {
        type: 'preferences.changed.v1',
        data: { preferencesVersion: 2, changed: ['/intervalMinutes', '/noticeHours'] },
      },
    ]);
    expect(await replace(preferences)).toMatchObject({ status: 412, body: { current: 2 } });
  });

  it('[4.2] are refused where they contradict themselves, naming both fields', async () => {
    const refused = await replace({ ...given.practice.preferences, noticeHours: 25, horizonDays: 1 });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual(['/noticeHours', '/horizonDays']);
    const short = await replace({ ...given.practice.preferences, noticeHours: 2 });
    expect(short.body.errors?.map(({ pointer }) => pointer)).toEqual(['/noticeHours', '/bookInside24Hours']);
    expect((await replace({ ...given.practice.preferences, noticeHours: 24, horizonDays: 1 })).status).toBe(
      200,
    );
  });

  it('[4.2] want a grid that divides the day and a first visit that the practice gives', async () => {
    const grid = await replace({ ...given.practice.preferences, intervalMinutes: 25 });
    expect(grid.body.errors?.[0]?.pointer).toBe('/intervalMinutes');
    const firstVisitServiceId = 'svc_01J00000000000000000000000';
    const visit = await replace({ ...given.practice.preferences, firstVisitServiceId });
    expect(visit.body.errors?.[0]?.pointer).toBe('/firstVisitServiceId');
  });
});
