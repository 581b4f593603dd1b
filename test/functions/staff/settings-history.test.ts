import { beforeEach, describe, expect, it } from 'vitest';
import { createStatus } from '../../../functions/staff/create-status/contract.ts';
import { deleteStatus } from '../../../functions/staff/delete-status/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { listSettingsHistory } from '../../../functions/staff/list-settings-history/contract.ts';
import { replaceBookingPreferences } from '../../../functions/staff/replace-booking-preferences/contract.ts';
import { replaceSettings } from '../../../functions/staff/replace-settings/contract.ts';
import { updatePractice } from '../../../functions/staff/update-practice/contract.ts';
import { updateService } from '../../../functions/staff/update-service/contract.ts';
import { encodeCursor } from '../../../shared/data/table.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import {
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

let given: GivenPractice;
let params: { practiceId: string };
let token: string;

beforeEach(async () => {
  given = await givenPractice({ names: { staff: 'Robin' } });
  params = { practiceId: given.practiceId };
  token = await staffToken(given, given.manager);
});

const history = async (query: Record<string, string> = {}) =>
  (await ask(listSettingsHistory, { params, token, query })).body;

/** Decisions, a minute apart, with other things between them. */
async function decisions() {
  const { settings, preferences } = given.practice;
  const change = { window: '2d' as const, mode: 'refuse' as const };
  await ask(replaceSettings, { params, token, version: 1, body: { ...settings, change } });
  itIs(monday + 60_000);
  await ask(replaceBookingPreferences, {
    params,
    token,
    version: 1,
    body: { ...preferences, intervalMinutes: 60 },
  });
  await ask(updatePractice, { params, token, version: 1, body: { phone: '020 7946 0002' } });
  await givenAppointment(given, await givenClient(given));
  itIs(monday + 120_000);
  await ask(updateService, {
    params: { ...params, serviceId: given.service.id },
    token,
    version: 1,
    body: { overrides: { cancellationWindow: '3d' } },
  });
  itIs(monday + 180_000);
  const body = { name: 'Phoned', kind: 'cancelled' };
  const { id: statusId } = (await ask(createStatus, { params, token, body })).body;
  itIs(monday + 240_000);
  await ask(deleteStatus, { params: { ...params, statusId }, token, version: 1 });
  return statusId;
}

describe('the history of settings', () => {
  it('[1.13] says who decided what and when, each field before and after, newest first', async () => {
    const statusId = await decisions();
    const { items, next } = await history();
    expect(next).toBeNull();
    const by = { id: given.manager.id, name: 'Robin manager' };
    const ofStatus = { type: 'status', id: statusId, name: null };
    expect(items.map(({ what, of, version, changes }) => ({ what, of, version, changes }))).toEqual([
      {
        what: 'status.deleted.v1',
        of: ofStatus,
        version: 2,
        changes: [
          { pointer: '/name', before: 'Phoned', after: null },
          { pointer: '/kind', before: 'cancelled', after: null },
        ],
      },
      {
        what: 'status.created.v1',
        of: ofStatus,
        version: 1,
        changes: [
          { pointer: '/name', before: null, after: 'Phoned' },
          { pointer: '/kind', before: null, after: 'cancelled' },
        ],
      },
      {
        what: 'service.changed.v1',
        of: { type: 'service', id: given.service.id, name: given.service.name },
        version: 2,
        changes: [{ pointer: '/overrides/cancellationWindow', before: null, after: '3d' }],
      },
      {
        what: 'preferences.changed.v1',
        of: { type: 'preferences', id: given.practiceId, name: null },
        version: 2,
        changes: [{ pointer: '/intervalMinutes', before: 30, after: 60 }],
      },
      {
        what: 'settings.changed.v1',
        of: { type: 'settings', id: given.practiceId, name: null },
        version: 2,
        changes: [{ pointer: '/change/window', before: '1d', after: '2d' }],
      },
    ]);
    expect(items.map((item) => item.by)).toEqual(items.map(() => by));
    expect(items.at(-1)?.at).toBe(new Date(monday).toISOString());
  });

  it('[8.2] comes page by page, and a forged cursor reaches nothing else', async () => {
    await decisions();
    const first = await history({ limit: '2' });
    const second = await history({ limit: '2', cursor: String(first.next) });
    const third = await history({ limit: '2', cursor: String(second.next) });
    const all = [...first.items, ...second.items, ...third.items];
    expect(all.map(({ id }) => id)).toEqual((await history()).items.map(({ id }) => id));
    for (const position of ['A', '~', 'evt_', 'sess_1']) {
      const { items } = await history({ cursor: encodeCursor(position) });
      for (const { id } of items) expect(all.map((item) => item.id)).toContain(id);
    }
  });

  it('[9.3] leaves the audit log as it was: decisions are of no client', async () => {
    await decisions();
    const { body } = await ask(listAudit, { params, token });
    const of = (what: string) => body.items.find((item) => item.what === what)?.clientId;
    expect(of('settings.changed.v1')).toBeNull();
    expect(of('appointment.created.v1')).not.toBeNull();
  });
});
