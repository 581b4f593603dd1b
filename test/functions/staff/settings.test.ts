import { beforeEach, describe, expect, it } from 'vitest';
import { readMe } from '../../../functions/client/read-me/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { readSettings } from '../../../functions/staff/read-settings/contract.ts';
import { replaceSettings } from '../../../functions/staff/replace-settings/contract.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { eventsOf } from '../../support/events.ts';
import {
  clientToken,
  type GivenPractice,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';

let given: GivenPractice;
let params: { practiceId: string };
let manager: string;
let settings: Settings;

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  manager = await staffToken(given, given.manager);
  settings = given.practice.settings;
});

const replace = (body: unknown, version = 1, token = manager) =>
  ask(replaceSettings, { params, token, version, body });

describe('settings', () => {
  it('[1.2] lets admins, managers and clinicians read them, with their version as ETag', async () => {
    for (const member of [given.admin, given.manager, given.clinician]) {
      const read = await ask(readSettings, { params, token: await staffToken(given, member) });
      expect(read).toMatchObject({ status: 200, body: { settings, version: 1, policyVersion: 1 } });
      expect(read.headers.etag).toBe('"1"');
    }
  });

  it('[1.2] refuses a change by a clinician, and changes nothing', async () => {
    const token = await staffToken(given, given.clinician);
    const refused = await replace({ ...settings, clientPortal: false }, 1, token);
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect((await ask(readSettings, { params, token })).body.settings).toEqual(settings);
    expect(await eventsOf(given)).toEqual([]);
  });

  it('[1.2] hides the settings of another practice', async () => {
    const other = await givenPractice();
    const refused = await ask(readSettings, { params: { practiceId: other.practiceId }, token: manager });
    expect(refused).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  });

  it('[1.13] replaces them over the version that was read, and tells of it', async () => {
    const draft: Settings = { ...settings, change: { window: '2d', mode: 'refuse' } };
    const replaced = await replace(draft);
    expect(replaced).toMatchObject({ status: 200, body: { settings: draft, version: 2, policyVersion: 1 } });
    expect(replaced.headers.etag).toBe('"2"');
    const [event, ...more] = await eventsOf(given);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'settings.changed.v1',
      metadata: {
        aggregate: { type: 'settings', id: given.practiceId },
        sequence: 2,
        actor: `staff:${given.manager.id}`,
      },
      data: { settingsVersion: 2, changed: ['/change/window'] },
    });
  });

  it('[1.13] keeps who, when, before and after of each change in the audit log', async () => {
    await replace({ ...settings, cancellation: { window: '3d', mode: 'mark-late' } });
    const { body } = await ask(listAudit, { params, token: manager });
    expect(body.items[0]).toMatchObject({
      what: 'settings.changed.v1',
      actor: `staff:${given.manager.id}`,
      before: { '/cancellation/window': '1d', '/cancellation/mode': 'refuse' },
      after: { '/cancellation/window': '3d', '/cancellation/mode': 'mark-late' },
    });
  });

  it('[1.13] answers a version that is not the present one with the present one, and changes nothing', async () => {
    await replace({ ...settings, onlineBooking: true });
    const stale = await replace({ ...settings, clientPortal: false });
    expect(stale).toMatchObject({ status: 412, body: { type: '/problems/stale-version', current: 2 } });
    const now = await ask(readSettings, { params, token: manager });
    expect(now.body).toMatchObject({ version: 2, settings: { clientPortal: true, onlineBooking: true } });
  });

  it('[1.13] lets one of two writers at once through and tells the other the version that won', async () => {
    const drafts = (['1h', '2h', '3h', '4h', '5h', '6h'] as const).map((window) =>
      replace({ ...settings, change: { window, mode: 'refuse' } }),
    );
    const answers = await Promise.all(drafts);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (const lost of answers.filter((answer) => answer.status !== 200))
      expect(lost).toMatchObject({ status: 412, body: { current: 2 } });
    expect(await eventsOf(given)).toHaveLength(1);
  });

  it('[1.13] asks for the version where it is missing', async () => {
    const refused = await ask(replaceSettings, { params, token: manager, body: settings });
    expect(refused).toMatchObject({ status: 428, body: { type: '/problems/precondition-required' } });
  });

  it('[1.13] writes nothing where nothing changes', async () => {
    expect(await replace(settings)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await eventsOf(given)).toEqual([]);
  });

  it('[1.4] ends every session when the portal goes off, not when it stays off or comes on', async () => {
    const client = await givenClient(given);
    const token = await clientToken(given, client);
    expect((await ask(readMe, { token })).status).toBe(200);

    await replace({ ...settings, clientPortal: false });
    expect(await ask(readMe, { token })).toMatchObject({
      status: 403,
      body: { type: '/problems/booking-off' },
    });
    await replace({ ...settings, clientPortal: true }, 2);
    expect(await ask(readMe, { token })).toMatchObject({
      status: 401,
      body: { type: '/problems/session-ended' },
    });

    const fresh = await clientToken(given, client);
    await replace({ ...settings, onlineBooking: true }, 3);
    expect((await ask(readMe, { token: fresh })).status).toBe(200);
  });

  it('[1.7] refuses a status that keeps the time taken, or that is none, naming the field', async () => {
    const refused = await replace({
      ...settings,
      cancelledStatusId: given.statuses.attended.id,
      lateCancelledStatusId: given.practiceId.replace('prac', 'status'),
    });
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/validation' } });
    expect(refused.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/cancelledStatusId', 'status-kind'],
      ['/lateCancelledStatusId', 'status-unknown'],
    ]);
  });

  it('[1.8] raises the version of the policy when its text changes, and only then', async () => {
    const shown = { shown: true, text: 'Give us a day.' };
    expect((await replace({ ...settings, cancellationPolicy: shown })).body.policyVersion).toBe(2);
    const hidden = { ...shown, shown: false };
    expect((await replace({ ...settings, cancellationPolicy: hidden }, 2)).body.policyVersion).toBe(2);
    const worded = { shown: true, text: 'Give us two days.' };
    expect((await replace({ ...settings, cancellationPolicy: worded }, 3)).body.policyVersion).toBe(3);
  });

  it('[1.5] refuses a window that is not offered, and fields that are not ours, by name', async () => {
    const refused = await replace({ ...settings, change: { window: '4d', mode: 'refuse' } });
    expect(refused.body.errors?.[0]?.pointer).toBe('/change/window');
    const unknown = await replace({ ...settings, colour: 'red' });
    expect(unknown).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/colour', code: 'unknown-field' }] },
    });
  });
});
