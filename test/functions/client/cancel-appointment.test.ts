import { describe, expect, test } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { readAppointment } from '../../../functions/client/read-appointment/contract.ts';
import { getAppointment } from '../../../shared/data/appointment.ts';
import { listSheets } from '../../../shared/data/sheet.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { intercepting } from '../../support/calls.ts';
import { eventsOf, serviceChanged, settingsChanged, staffChanged } from '../../support/changed.ts';
import { itIs, standingClock } from '../../support/clock.ts';
import { lost } from '../../support/faults.ts';
import { clientToken, givenAppointment, givenClient, givenPractice } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const hour = 3_600_000;
/** Thursday 26 November 2026, 9:00am in London. */
const thursday = '2026-11-26T09:00:00.000Z';
const tuesday = '2026-12-01T14:30:00.000Z';
const hoursBefore = (hours: number, startsAt = thursday) => Date.parse(startsAt) - hours * hour;

async function givenBooked(settings: Partial<Settings> = {}, paid = false) {
  const given = await givenPractice({ settings });
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client, { startsAt: thursday, paid });
  return { given, client, appointment };
}

type Booked = Awaited<ReturnType<typeof givenBooked>>;

const asked = async ({ given, client, appointment }: Booked, key?: string) => ({
  params: { appointmentId: appointment.id },
  token: await clientToken(given, client),
  ...(key !== undefined && { headers: { 'idempotency-key': key } }),
});

const cancel = async (booked: Booked, body: object = {}, key?: string) =>
  inProcess(cancelAppointment, { ...(await asked(booked, key)), body });

const move = async (booked: Booked, startsAt: string) =>
  inProcess(changeAppointment, { ...(await asked(booked)), body: { startsAt } });

const verdict = async (booked: Booked) =>
  (await inProcess(readAppointment, await asked(booked))).body.cancellation;

const stored = async ({ given, appointment }: Booked) => (await getAppointment(given, appointment.id))!;

const sheets = ({ given }: Booked) =>
  listSheets(given, given.clinician.id, { first: '2026-11-01', last: '2027-01-31' });

const policyOf = (window: Settings['change']['window'], mode: Settings['change']['mode']) => ({
  change: { window: 'none' as const, mode: 'refuse' as const },
  cancellation: { window, mode },
});

describe('a cancellation', () => {
  test('[1.13] heeds the version that the client read, where it is sent, as a change does', async () => {
    const booked = await givenBooked();
    const by = await asked(booked);
    expect((await inProcess(readAppointment, by)).headers.etag).toBe('"1"');
    expect((await move(booked, tuesday)).status).toBe(200);
    const stale = { status: 412, body: { type: '/problems/stale-version', current: 2 } };
    expect(await inProcess(cancelAppointment, { ...by, version: 1, body: {} })).toMatchObject(stale);
    const back = { startsAt: thursday };
    expect(await inProcess(changeAppointment, { ...by, version: 1, body: back })).toMatchObject(stale);
    expect(await stored(booked)).toMatchObject({ startsAt: tuesday, statusKind: 'booked', version: 2 });
    const fresh = await inProcess(cancelAppointment, { ...by, version: 2, body: {} });
    expect(fresh).toMatchObject({ status: 200, body: { version: 3 } });
  });

  test('[3.3] sets the practice’s status, frees the time and keeps the payment', async () => {
    const booked = await givenBooked({}, true);
    const answer = await cancel(booked);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: booked.appointment.id,
        startsAt: thursday,
        statusKind: 'cancelled',
        late: false,
        version: 2,
      },
    });
    const { statuses } = booked.given;
    expect(await stored(booked)).toEqual({
      ...booked.appointment,
      statusId: statuses.cancelled.id,
      statusKind: 'cancelled',
      heldStatusId: statuses.booked.id,
      version: 2,
    });
    expect((await sheets(booked)).map(({ taken }) => taken)).toEqual([[]]);
    expect(await eventsOf(booked.given, 'appointment.cancelled.v1')).toMatchObject([
      {
        sequence: 2,
        data: { statusKind: 'cancelled', late: false, paid: true, policyVersion: null, startsAt: thursday },
        audit: { before: { '/statusId': statuses.booked.id } },
      },
    ]);
  });

  test('[3.3] gives the time to whoever comes next', async () => {
    const booked = await givenBooked();
    const client = await givenClient(booked.given);
    const appointment = await givenAppointment(booked.given, client, { startsAt: tuesday });
    const other = { ...booked, client, appointment };
    expect((await move(other, thursday)).body.type).toBe('/problems/taken');
    await cancel(booked);
    expect((await move(other, thursday)).status).toBe(200);
  });

  test('[3.3] happens once', async () => {
    const booked = await givenBooked();
    await cancel(booked);
    expect(await cancel(booked)).toMatchObject({
      status: 409,
      body: { type: '/problems/already-cancelled' },
    });
    expect(await eventsOf(booked.given, 'appointment.cancelled.v1')).toHaveLength(1);
  });

  test('[3.3] of two at once happens once', async () => {
    const booked = await givenBooked();
    const answers = await Promise.all([cancel(booked), cancel(booked), cancel(booked)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await eventsOf(booked.given, 'appointment.cancelled.v1')).toHaveLength(1);
  });

  test('[3.3] of an appointment whose clinician, service or place is archived goes as usual', async () => {
    const booked = await givenBooked();
    await staffChanged(booked.given, booked.given.clinician, { archived: true, bookableOnline: false });
    await serviceChanged(booked.given, booked.given.service, { archived: true });
    expect((await cancel(booked)).status).toBe(200);
  });

  test('[3.3] of one that history brought, which no sheet holds, goes too', async () => {
    const booked = await givenBooked();
    const client = await givenClient(booked.given);
    itIs(Date.parse(tuesday) + hour);
    const appointment = await givenAppointment(booked.given, client, { startsAt: tuesday });
    itIs(Date.parse(tuesday) - 48 * hour);
    expect((await cancel({ ...booked, client, appointment })).status).toBe(200);
  });

  test('[8.2] takes nothing but the version of a policy', async () => {
    const booked = await givenBooked();
    for (const body of [{ statusId: 'x' }, { policyVersion: '1' }, { policyVersion: 1.5 }, [], 'text'])
      expect(await cancel(booked, body as object)).toMatchObject({
        status: 400,
        body: { type: '/problems/malformed' },
      });
    expect((await cancel(booked, { policyVersion: 0 })).status).toBe(422);
    expect((await stored(booked)).version).toBe(1);
  });
});

describe('the window of a cancellation', () => {
  test('[1.5] is open to the last millisecond before it, and closed from it on', async () => {
    const booked = await givenBooked(policyOf('2d', 'refuse'));
    itIs(hoursBefore(48));
    expect(await cancel(booked)).toMatchObject({
      status: 409,
      body: {
        type: '/problems/window-closed',
        until: new Date(hoursBefore(48)).toISOString(),
        phone: booked.given.practice.phone,
      },
    });
    itIs(hoursBefore(48) - 1);
    expect((await cancel(booked)).body).toMatchObject({ statusKind: 'cancelled', late: false });
  });

  test('[1.5] counts a day as 24 elapsed hours across a clock change', async () => {
    const monday = '2027-03-29T09:00:00.000Z';
    const given = await givenPractice({ settings: policyOf('2d', 'refuse') });
    const client = await givenClient(given);
    const appointment = await givenAppointment(given, client, { startsAt: monday });
    const booked = { given, client, appointment };
    itIs(hoursBefore(48, monday));
    expect((await cancel(booked)).body.type).toBe('/problems/window-closed');
    itIs(hoursBefore(48, monday) - 1);
    expect((await cancel(booked)).status).toBe(200);
  });

  test('[1.5] never beats the mode', async () => {
    const booked = await givenBooked(policyOf('never', 'mark-late'));
    expect((await cancel(booked)).body.type).toBe('/problems/phone-required');
  });

  test('[1.5] none ends when the appointment begins', async () => {
    const booked = await givenBooked(policyOf('none', 'refuse'));
    itIs(thursday);
    expect((await cancel(booked)).body.type).toBe('/problems/begun');
    itIs(Date.parse(thursday) - 1);
    expect((await cancel(booked)).status).toBe(200);
  });
});

describe('a late cancellation', () => {
  test('[1.6] gets the practice’s late status', async () => {
    const booked = await givenBooked(policyOf('1d', 'mark-late'));
    itIs(hoursBefore(24));
    expect((await cancel(booked)).body).toMatchObject({ statusKind: 'late-cancelled', late: true });
    expect((await stored(booked)).statusId).toBe(booked.given.statuses['late-cancelled'].id);
    expect((await sheets(booked)).flatMap(({ taken }) => taken)).toEqual([]);
    expect(await eventsOf(booked.given, 'appointment.cancelled.v1')).toMatchObject([
      { data: { late: true } },
    ]);
  });

  test('[1.6] is none a millisecond earlier', async () => {
    const booked = await givenBooked(policyOf('1d', 'mark-late'));
    itIs(hoursBefore(24) - 1);
    expect((await cancel(booked)).body).toMatchObject({ statusKind: 'cancelled', late: false });
  });

  test('[1.7] gets whichever status the practice has picked, with that status’s kind', async () => {
    const booked = await givenBooked(policyOf('1d', 'mark-late'));
    const { statuses } = booked.given;
    await settingsChanged(booked.given, { lateCancelledStatusId: statuses.cancelled.id });
    itIs(hoursBefore(24));
    expect((await cancel(booked)).body).toMatchObject({ statusKind: 'cancelled', late: true });
    expect((await stored(booked)).statusId).toBe(statuses.cancelled.id);
  });

  test.each([
    {
      mode: 'mark-late' as const,
      outcome: { status: 200, body: { late: true, statusKind: 'late-cancelled' } },
    },
    { mode: 'refuse' as const, outcome: { status: 409, body: { type: '/problems/window-closed' } } },
  ])('[1.6] stays late when the appointment was moved away first: $mode', async ({ mode, outcome }) => {
    const booked = await givenBooked(policyOf('1d', mode));
    itIs(hoursBefore(24));
    expect((await move(booked, tuesday)).body).toMatchObject({ late: false });
    expect((await stored(booked)).lateReference).toBe(thursday);
    itIs(hoursBefore(72, tuesday));
    expect(await cancel(booked)).toMatchObject(outcome);
  });

  test('[1.6] is none after a move from outside the window', async () => {
    const booked = await givenBooked(policyOf('1d', 'mark-late'));
    itIs(hoursBefore(24) - 1);
    await move(booked, tuesday);
    itIs(hoursBefore(72, tuesday));
    expect((await cancel(booked)).body).toMatchObject({ late: false, statusKind: 'cancelled' });
  });

  test('[1.6] is measured from the present start where that is the earlier one', async () => {
    const booked = await givenBooked({ ...policyOf('1w', 'mark-late') });
    itIs(hoursBefore(150));
    await move(booked, '2026-11-24T09:00:00.000Z');
    await settingsChanged(booked.given, policyOf('1d', 'mark-late'));
    itIs(hoursBefore(24, '2026-11-24T09:00:00.000Z'));
    expect((await cancel(booked)).body).toMatchObject({ late: true });
  });

  test('[1.6] follows the service where that has rules of its own', async () => {
    const booked = await givenBooked(policyOf('1d', 'refuse'));
    await serviceChanged(booked.given, booked.given.service, {
      overrides: { cancellationWindow: '3d', cancellationMode: 'mark-late' },
    });
    itIs(hoursBefore(72));
    expect((await cancel(booked)).body).toMatchObject({ late: true });
  });
});

describe('the cancellation policy', () => {
  const shown = { cancellationPolicy: { shown: true, text: 'Less than a day: the full fee.' } };

  test('[1.8] must be named by its version, which is kept with the appointment', async () => {
    const booked = await givenBooked(shown);
    const { policyVersion } = booked.given.practice;
    const current = { version: policyVersion, text: shown.cancellationPolicy.text };
    expect(await cancel(booked)).toMatchObject({
      status: 409,
      body: { type: '/problems/policy-changed', current },
    });
    expect((await cancel(booked, { policyVersion: policyVersion + 1 })).body).toMatchObject({ current });
    expect((await cancel(booked, { policyVersion })).status).toBe(200);
    expect(await stored(booked)).toMatchObject({ policyVersion });
    expect(await eventsOf(booked.given, 'appointment.cancelled.v1')).toMatchObject([
      { data: { policyVersion } },
    ]);
  });

  test('[1.8] of an older text is refused with the present one', async () => {
    const booked = await givenBooked(shown);
    const { policyVersion } = booked.given.practice;
    const text = 'Less than two days: the full fee.';
    await settingsChanged(booked.given, { cancellationPolicy: { shown: true, text } });
    expect(await cancel(booked, { policyVersion })).toMatchObject({
      status: 409,
      body: { type: '/problems/policy-changed', current: { version: policyVersion + 1, text } },
    });
    expect((await cancel(booked, { policyVersion: policyVersion + 1 })).status).toBe(200);
  });

  test('[1.8] is not kept while it is not shown', async () => {
    const booked = await givenBooked({ cancellationPolicy: { shown: false, text: 'Not shown.' } });
    expect((await cancel(booked, { policyVersion: 99 })).status).toBe(200);
    expect(await stored(booked)).toMatchObject({ policyVersion: null });
  });

  test('[1.8] comes after the window', async () => {
    const booked = await givenBooked({ ...shown, ...policyOf('1d', 'refuse') });
    itIs(hoursBefore(24));
    expect((await cancel(booked)).body.type).toBe('/problems/window-closed');
  });

  test('[1.8] is shown whether or not the windows are applied', async () => {
    const booked = await givenBooked({ ...shown, applyCancellationPolicy: false });
    expect((await cancel(booked)).body.type).toBe('/problems/policy-changed');
  });
});

describe('the verdict that is shown', () => {
  const moments = [
    { when: 'long before', at: hoursBefore(240) },
    { when: 'a millisecond before the window', at: hoursBefore(24) - 1 },
    { when: 'as the window closes', at: hoursBefore(24) },
    { when: 'a millisecond before it begins', at: hoursBefore(0) - 1 },
    { when: 'as it begins', at: hoursBefore(0) },
    { when: 'after it', at: hoursBefore(-5) },
  ];
  const policies = (['none', 'never', '1d'] as const).flatMap((window) =>
    (['refuse', 'mark-late'] as const).map((mode) => ({ window, mode })),
  );

  test.each(policies.flatMap((policy) => moments.map((moment) => ({ ...policy, ...moment }))))(
    '[3.1] is the one that decides: $window, $mode, $when',
    async ({ window, mode, at }) => {
      const settings = { change: { window, mode }, cancellation: { window, mode } };
      const booked = await givenBooked(settings);
      itIs(at);
      const { body } = await inProcess(readAppointment, await asked(booked));
      const moved = await move(booked, '2026-12-15T10:00:00.000Z');
      expect(moved.status === 200).toBe(body.change.allowed);
      expect(moved.body.type).toBe(body.change.reason ? `/problems/${body.change.reason}` : undefined);
      if (moved.status === 200) expect(moved.body.late).toBe(body.change.late);
      else expect(moved.body.detail).toBe(body.change.detail);

      // The cancellation's own verdict, read anew: moving may have changed what counts as late.
      const told = await verdict(booked);
      const cancelled = await cancel(booked);
      expect(cancelled.status === 200).toBe(told.allowed);
      expect(cancelled.body.type).toBe(told.reason ? `/problems/${told.reason}` : undefined);
      if (cancelled.status === 200) expect(cancelled.body.late).toBe(told.late);
      else expect(cancelled.body.detail).toBe(told.detail);
    },
  );
});

describe('a cancellation with an Idempotency-Key', () => {
  test('[3.6] that is sent again gets the first answer, not that it is cancelled already', async () => {
    const booked = await givenBooked();
    const first = await cancel(booked, {}, 'key-1');
    const again = await cancel(booked, {}, 'key-1');
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await eventsOf(booked.given, 'appointment.cancelled.v1')).toHaveLength(1);
  });

  test('[3.6] of which nobody knows what became of it is told what became of it', async () => {
    const booked = await givenBooked();
    const request = await asked(booked, 'key-1');
    const answer = await intercepting(
      async ({ operation }, pass) => {
        const done = await pass();
        if (operation === 'TransactWriteItems') throw lost();
        return done;
      },
      () => inProcess(cancelAppointment, { ...request, body: {} }),
    );
    expect(answer).toMatchObject({ status: 200, body: { statusKind: 'cancelled', version: 2 } });
    expect(await eventsOf(booked.given, 'appointment.cancelled.v1')).toHaveLength(1);
  });

  test('[3.6] is another request than a change under the same key', async () => {
    const booked = await givenBooked();
    await cancel(booked, {}, 'key-1');
    const other = await inProcess(changeAppointment, {
      ...(await asked(booked, 'key-1')),
      body: { startsAt: tuesday },
    });
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
  });
});
