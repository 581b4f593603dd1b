import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { acceptOffer } from '../../../functions/client/accept-offer/contract.ts';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { checkSettings } from '../../../functions/staff/check-settings/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { listSettingsPresets } from '../../../functions/staff/list-settings-presets/contract.ts';
import { readSettings } from '../../../functions/staff/read-settings/contract.ts';
import { replaceBookingPreferences } from '../../../functions/staff/replace-booking-preferences/contract.ts';
import { replaceSettings } from '../../../functions/staff/replace-settings/contract.ts';
import { putAppointment } from '../../../shared/data/appointment.ts';
import { newId } from '../../../shared/data/change.ts';
import { keys } from '../../../shared/data/keys.ts';
import { listPastActs } from '../../../shared/data/past-acts.ts';
import { table, tableName, transact } from '../../../shared/data/table.ts';
import { fullName } from '../../../shared/domain/client.ts';
import type { Settings, WindowRule } from '../../../shared/domain/settings.ts';
import { settingsChanged } from '../../support/changed.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  hoursFromNow,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenOffer, givenWaiting } from '../../support/waitlist.ts';

ownTable();
standingClock();

const hour = 3_600_000;
const day = 24 * hour;
const none: WindowRule = { window: 'none', mode: 'refuse' };

let given: GivenPractice;
let params: { practiceId: string };
let token: string;

beforeEach(async () => {
  given = await givenPractice({
    settings: { change: none, cancellation: none },
    preferences: { noticeHours: 1, bookInside24Hours: true },
  });
  params = { practiceId: given.practiceId };
  token = await staffToken(given, given.manager);
});

const draft = (over: Partial<Settings>) => ({ ...given.practice.settings, ...over });
const check = (over: Partial<Settings>) => ask(checkSettings, { params, token, body: draft(over) });

/** A client with an appointment so many hours ahead, who does something with it now. */
async function acts(what: 'change' | 'cancellation', hours: number, test = false) {
  const client = await givenClient(given, { test });
  const appointment = await givenAppointment(given, client, { startsAt: hoursFromNow(hours) });
  if (test) await transact([putAppointment(given, { ...appointment, test }, { version: 1 })]);
  const by = { params: { appointmentId: appointment.id }, token: await clientToken(given, client) };
  const answer =
    what === 'change'
      ? await ask(changeAppointment, { ...by, body: { startsAt: hoursFromNow(hours + 240) } })
      : await ask(cancelAppointment, { ...by, body: {} });
  expect(answer.status).toBe(200);
  return { client, appointment };
}

describe('the check of a draft', () => {
  it('[1.13] answers with what clients really did, by name, and saves nothing', async () => {
    const { client, appointment } = await acts('cancellation', 20);
    await acts('change', 30);
    await acts('cancellation', 100);
    const { status, body } = await check({
      change: { window: '2d', mode: 'mark-late' },
      cancellation: { window: 'never', mode: 'refuse' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 1,
      complete: true,
      more: false,
      from: new Date(Date.now() - 31 * day).toISOString(),
      counts: {
        changes: 1,
        cancellations: 2,
        present: { onTime: 3, late: 0, phoneRequired: 0, refused: 0 },
        draft: { onTime: 0, late: 1, phoneRequired: 2, refused: 0 },
        newlyRefused: { acts: 2, clients: 2 },
        newlyLate: { acts: 1, clients: 1 },
      },
    });
    expect(body.changes.map(({ pointer }) => pointer)).toEqual([
      '/change/window',
      '/change/mode',
      '/cancellation/window',
    ]);
    expect(body.affected).toHaveLength(3);
    expect(body.affected).toContainEqual({
      what: 'cancellation',
      appointmentId: appointment.id,
      client: { id: client.id, name: fullName(client) },
      occurredAt: new Date(monday).toISOString(),
      startsAt: appointment.startsAt,
      when: expect.stringContaining('November'),
      present: { outcome: 'on-time', reason: null },
      draft: { outcome: 'phone-required', reason: 'phone-required' },
    });
    expect((await ask(readSettings, { params, token })).body).toMatchObject({
      version: 1,
      settings: given.practice.settings,
    });
  });

  it('[9.3] is in the audit log where it told of clients, and only there', async () => {
    const { client } = await acts('cancellation', 20);
    const read = async () =>
      (await ask(listAudit, { params, token })).body.items.filter(({ what }) => what === 'settings.checked');
    await check({});
    expect(await read()).toEqual([]);
    await check({ cancellation: { window: '1d', mode: 'refuse' } });
    expect(await read()).toMatchObject([{ actor: `staff:${given.manager.id}`, note: client.id }]);
  });

  it('[1.13] looks at 31 days over the ends of months, and leaves test clients out', async () => {
    itIs(monday - 31 * day - hour);
    await acts('cancellation', 20);
    itIs(monday - 30 * day);
    const { appointment } = await acts('cancellation', 20);
    itIs(monday);
    await acts('cancellation', 20, true);
    const { body } = await check({ cancellation: { window: '1d', mode: 'refuse' } });
    expect(body.counts).toMatchObject({ cancellations: 1, newlyRefused: { acts: 1 } });
    expect(body.affected.map(({ appointmentId }) => appointmentId)).toEqual([appointment.id]);
  });

  it('[4.5] does not say of an offer that was taken that its change would have been refused', async () => {
    const client = await givenClient(given);
    const appointment = await givenAppointment(given, client, { startsAt: hoursFromNow(50) });
    await givenWaiting(given, appointment);
    const offer = await givenOffer(given, appointment, hoursFromNow(26));
    const by = { params: { offerId: offer.id }, token: await clientToken(given, client) };
    expect((await ask(acceptOffer, by)).status).toBe(200);
    const { body } = await check({ change: { window: '1w', mode: 'refuse' } });
    expect(body).toMatchObject({ counts: { changes: 0, newlyRefused: { acts: 0 } }, affected: [] });
  });

  it('[1.13] compares with the settings of today, not with those of then', async () => {
    await acts('cancellation', 20);
    await settingsChanged(given, { cancellation: { window: 'never', mode: 'refuse' } });
    const { body } = await check({});
    expect(body).toMatchObject({ version: 2, counts: { newlyAllowed: { acts: 1, clients: 1 } } });
  });

  it('[1.13] refuses a draft that contradicts itself as saving it would', async () => {
    const refused = await check({ cancelledStatusId: given.statuses.booked.id });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/cancelledStatusId', code: 'status-kind' }] },
    });
  });

  it('[1.2] is for admins and managers', async () => {
    const clinician = await staffToken(given, given.clinician);
    expect((await ask(checkSettings, { params, token: clinician, body: draft({}) })).status).toBe(403);
  });

  it('[1.13] of a practice with thousands of events counts all, and shows a hundred', async () => {
    const { appointment, client } = await acts('cancellation', 20);
    await manyCancellations(1_500, { appointmentId: appointment.id, clientId: client.id });
    const { body } = await check({ cancellation: { window: '2d', mode: 'mark-late' } });
    expect(body).toMatchObject({
      complete: true,
      more: true,
      counts: { cancellations: 1_501, newlyLate: { acts: 1_501, clients: 1 } },
    });
    expect(body.affected).toHaveLength(100);
    const between = { from: monday - 31 * day, to: monday };
    for (const atMost of [
      { rows: 400, acts: 10_000 },
      { rows: 20_000, acts: 400 },
    ]) {
      const part = await listPastActs(given, between, atMost);
      expect(part.complete).toBe(false);
      expect(part.acts.length).toBeLessThan(1_500);
      expect(part.from).toBeLessThanOrEqual(Date.parse(part.acts[0]?.occurredAt ?? ''));
      expect(part.from).toBeGreaterThan(between.from);
    }
  });
});

/** Rows of cancellations twenty hours before their start, one a minute back from now, as events leave them. */
async function manyCancellations(count: number, about: object): Promise<void> {
  for (let first = 1; first <= count; first += 25) {
    const rows = Array.from({ length: Math.min(25, count - first + 1) }, (_, at) => {
      const instant = monday - (first + at) * 60_000;
      const id = newId('event', instant);
      const data = {
        ...about,
        serviceId: null,
        zone: 'Europe/London',
        startsAt: new Date(instant + 20 * hour).toISOString(),
      };
      const row = {
        ...keys.event(given.practiceId, new Date(instant).toISOString().slice(0, 7), id),
        type: 'appointment.cancelled.v1',
        cause: 'client',
        at: new Date(instant).toISOString(),
        data,
      };
      return { PutRequest: { Item: row } };
    });
    await table.send(new BatchWriteCommand({ RequestItems: { [tableName()]: rows } }));
  }
}

describe('presets', () => {
  it('[1.13] come with the documents as they would be, which can be saved as they are', async () => {
    const { body } = await ask(listSettingsPresets, { params, token });
    expect(body).toMatchObject({ next: null, settingsVersion: 1, preferencesVersion: 1 });
    let [settingsVersion, preferencesVersion] = [1, 1];
    for (const preset of body.items) {
      const saved = await ask(replaceSettings, {
        params,
        token,
        version: settingsVersion,
        body: preset.settings,
      });
      expect(saved.status, preset.id).toBe(200);
      const preferred = await ask(replaceBookingPreferences, {
        params,
        token,
        version: preferencesVersion,
        body: preset.preferences,
      });
      expect(preferred.status, preset.id).toBe(200);
      settingsVersion = saved.body.version;
      preferencesVersion = preferred.body.version;
    }
  });

  it('[1.13] say what they would change of this practice, and nothing once they are saved', async () => {
    const of = async () =>
      (await ask(listSettingsPresets, { params, token })).body.items.find(({ id }) => id === 'phone-call');
    const preset = await of();
    expect(preset?.changes).toEqual({
      settings: [
        { pointer: '/change/window', before: 'none', after: 'never' },
        { pointer: '/cancellation/window', before: 'none', after: 'never' },
      ],
      preferences: [],
    });
    await ask(replaceSettings, { params, token, version: 1, body: preset?.settings });
    expect((await of())?.changes).toEqual({ settings: [], preferences: [] });
  });
});
