import { beforeEach, describe, expect, it } from 'vitest';
import { createStatus } from '../../../functions/staff/create-status/contract.ts';
import { listLocations } from '../../../functions/staff/list-locations/contract.ts';
import { listServices } from '../../../functions/staff/list-services/contract.ts';
import { listStaff } from '../../../functions/staff/list-staff/contract.ts';
import { listStatuses } from '../../../functions/staff/list-statuses/contract.ts';
import { replaceNotices } from '../../../functions/staff/replace-notices/contract.ts';
import { updateService } from '../../../functions/staff/update-service/contract.ts';
import { updateStaff } from '../../../functions/staff/update-staff/contract.ts';
import { putService } from '../../../shared/data/catalogue.ts';
import { encodeCursor, transact } from '../../../shared/data/table.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { type GivenPractice, givenPractice, givenRemoved, staffToken } from '../../support/given.ts';
import { type Answer, inProcess as ask } from '../../support/http.ts';

standingClock();

let given: GivenPractice;
let params: { practiceId: string };
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  token = await staffToken(given, given.manager);
});

describe('lists', () => {
  it('[4.1] hold staff, services, locations and statuses, archived ones among them', async () => {
    await givenRemoved(given, given.clinician.id);
    const staff = await ask(listStaff, { params, token });
    expect(staff.body.items.map(({ id, archived }) => [id, archived]).sort()).toEqual(
      [
        [given.admin.id, false],
        [given.clinician.id, true],
        [given.manager.id, false],
      ].sort(),
    );
    expect((await ask(listServices, { params, token })).body).toEqual({ items: [given.service], next: null });
    expect((await ask(listLocations, { params, token })).body).toEqual({
      items: [given.location],
      next: null,
    });
    const statuses = await ask(listStatuses, { params, token });
    expect(statuses.body.items.map(({ kind }) => kind).sort()).toEqual(Object.keys(given.statuses).sort());
  });

  it('[8.2] come page by page', async () => {
    const kinds: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor !== null && { cursor }) };
      const { body }: Answer<{ items: { kind: string }[]; next: string | null }> = await ask(listStatuses, {
        params,
        token,
        query,
      });
      expect(body.items.length).toBeLessThanOrEqual(2);
      kinds.push(...body.items.map(({ kind }) => kind));
      cursor = body.next;
    } while (cursor !== null);
    expect(kinds.sort()).toEqual(Object.keys(given.statuses).sort());
  });

  it.each(['A', 'PRACTICE', 'SERVICE#a', 'STATUS#z', '~'])(
    '[8.2] reach nothing else of the practice with a forged cursor at %s',
    async (position) => {
      const query = { cursor: encodeCursor(position) };
      const { status, body } = await ask(listServices, { params, token, query });
      expect(status).toBe(200);
      for (const item of body.items) expect(item).toEqual(given.service);
    },
  );

  it('[8.2] refuse a cursor that is none, and a limit out of range, by name', async () => {
    const noCursor = await ask(listServices, { params, token, query: { cursor: '§§' } });
    expect(noCursor).toMatchObject({ status: 400, body: { errors: [{ pointer: '?cursor' }] } });
    const noLimit = await ask(listServices, { params, token, query: { limit: '101' } });
    expect(noLimit).toMatchObject({ status: 422, body: { errors: [{ pointer: '?limit' }] } });
  });
});

describe('a member of staff', () => {
  const of = () => ({ ...params, staffId: given.clinician.id });
  const update = (body: unknown, version = 1) => ask(updateStaff, { params: of(), token, version, body });

  it('[4.1] is made bookable online or not, and gives other services, over their version', async () => {
    expect(await update({ bookableOnline: false })).toMatchObject({
      status: 200,
      body: { bookableOnline: false, serviceIds: [given.service.id], version: 2 },
    });
    expect(await update({ serviceIds: [] }, 2)).toMatchObject({ body: { serviceIds: [], version: 3 } });
    expect(await update({ bookableOnline: true }, 2)).toMatchObject({ status: 412, body: { current: 3 } });
    const told = await eventsOf(given, 'staff.changed.v1');
    expect(told.map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        { staffId: given.clinician.id, changed: ['/bookableOnline'] },
        { staffId: given.clinician.id, changed: ['/serviceIds'] },
      ]),
    );
  });

  it('[4.1] gives only services that the practice gives, each once', async () => {
    const unknown = 'svc_01J00000000000000000000000';
    const refused = await update({ serviceIds: [given.service.id, unknown, given.service.id] });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/serviceIds/1', 'service-unknown'],
      ['/serviceIds/2', 'repeated'],
    ]);
  });

  it('[4.1] keeps a service that has been archived', async () => {
    const archived = { ...given.service, archived: true, version: 2 };
    await transact([putService(given, archived, { version: 1 })]);
    expect((await update({ serviceIds: [given.service.id], bookableOnline: false })).status).toBe(200);
  });

  it('[6.2] gets the notices that an admin chooses, and no one else chooses them', async () => {
    const body = { own: false, all: true };
    const byManager = await ask(replaceNotices, { params: of(), token, version: 1, body });
    expect(byManager.status).toBe(403);
    const admin = await staffToken(given, given.admin);
    const replaced = await ask(replaceNotices, { params: of(), token: admin, version: 1, body });
    expect(replaced).toMatchObject({ status: 200, body: { ...body, version: 2 } });
    const { body: list } = await ask(listStaff, { params, token });
    expect(list.items.find(({ id }) => id === given.clinician.id)?.notices).toEqual(body);
  });
});

describe('a service', () => {
  const of = () => ({ ...params, serviceId: given.service.id });
  const update = (body: unknown, version = 1) => ask(updateService, { params: of(), token, version, body });

  it('[1.6] gets rules of its own, each of the four apart, and loses them again', async () => {
    const overrides = { changeWindow: 'never', cancellationMode: 'mark-late' };
    expect(await update({ overrides })).toMatchObject({ status: 200, body: { overrides, version: 2 } });
    const back = await update({ overrides: {} }, 2);
    expect(back.body).toMatchObject({ name: 'Therapy', overrides: {}, version: 3 });
    expect((await eventsOf(given, 'service.changed.v1')).map(({ data }) => data)).toContainEqual({
      serviceId: given.service.id,
      changed: ['/overrides/changeWindow', '/overrides/cancellationMode'],
    });
  });

  it('[1.6] refuses rules that are none, by name', async () => {
    const refused = await update({ overrides: { changeWindow: '4d' } });
    expect(refused.body.errors?.[0]?.pointer).toBe('/overrides/changeWindow');
    expect((await update({ durationMinutes: 20 })).body.errors?.[0]?.pointer).toBe('/durationMinutes');
  });
});

describe('a status', () => {
  const create = (body: unknown, headers = {}) => ask(createStatus, { params, token, body, headers });

  it('[1.7] is added to the practice’s own list', async () => {
    const body = { name: 'Cancelled by phone', kind: 'cancelled' };
    const created = await create(body);
    expect(created).toMatchObject({ status: 201, body: { ...body, version: 1 } });
    const { body: list } = await ask(listStatuses, { params, token });
    expect(list.items).toContainEqual(created.body);
    expect(await eventsOf(given, 'status.created.v1')).toHaveLength(1);
  });

  it('[3.6] is added once under one Idempotency-Key, whose other body is refused', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { name: 'Left early', kind: 'attended' };
    const answers = await Promise.all([create(body, headers), create(body, headers), create(body, headers)]);
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
    expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(2);
    expect(await eventsOf(given, 'status.created.v1')).toHaveLength(1);
    const other = await create({ ...body, kind: 'no-show' }, headers);
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
  });
});
