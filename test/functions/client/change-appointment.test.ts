import { describe, expect, test } from 'vitest';
import { changeAppointment } from '../../../functions/client/change-appointment/contract.ts';
import { listMoveOpenings } from '../../../functions/client/list-move-openings/contract.ts';
import { readAppointment } from '../../../functions/client/read-appointment/contract.ts';
import { getAppointment } from '../../../shared/data/appointment.ts';
import { listSheets } from '../../../shared/data/sheet.ts';
import { table } from '../../../shared/data/table.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { busyTimesOf } from '../../../shared/domain/day-sheet.ts';
import { windowHours } from '../../../shared/domain/notice-window.ts';
import { noticeWindow, type Settings } from '../../../shared/domain/settings.ts';
import { cancelled, intercepting } from '../../support/calls.ts';
import { eventsOf, serviceChanged, settingsChanged, staffChanged } from '../../support/changed.ts';
import { itIs, monday, standingClock } from '../../support/clock.ts';
import { failing } from '../../support/faults.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
} from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const hour = 3_600_000;
const iso = (instant: number) => new Date(instant).toISOString();

/** Thursday 26 November 2026, 9:00am in London. */
const thursday = '2026-11-26T09:00:00.000Z';
/** The Tuesday after it, 2:30pm. */
const tuesday = '2026-12-01T14:30:00.000Z';

async function givenBooked(parts: Parameters<typeof givenPractice>[0] = {}, startsAt = thursday) {
  const given = await givenPractice(parts);
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client, { startsAt });
  return { given, client, appointment };
}

type Booked = Awaited<ReturnType<typeof givenBooked>>;

/** Moves it in a session that has just begun. */
async function move({ given, client, appointment }: Booked, startsAt: string, key?: string) {
  return inProcess(changeAppointment, {
    params: { appointmentId: appointment.id },
    token: await clientToken(given, client),
    body: { startsAt },
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
}

const stored = async ({ given, appointment }: Booked): Promise<Appointment> =>
  (await getAppointment(given, appointment.id))!;

const taken = async (given: GivenPractice): Promise<string[]> =>
  busyTimesOf(await listSheets(given, given.clinician.id, { first: '2026-11-01', last: '2027-03-01' })).map(
    ({ start }) => iso(start * 60_000),
  );

const rules = (change: Settings['change'], cancellation = change): Partial<Settings> => ({
  change,
  cancellation,
});

describe('a move', () => {
  test('[3.2] frees the old time and takes the new one, and the appointment keeps its id', async () => {
    const booked = await givenBooked();
    const answer = await move(booked, tuesday);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: booked.appointment.id,
        startsAt: tuesday,
        endsAt: '2026-12-01T15:00:00.000Z',
        localTime: '2026-12-01T14:30',
        when: 'Tuesday 1 December 2026, 2:30pm (United Kingdom Time)',
        statusKind: 'booked',
        late: false,
        version: 2,
      },
    });
    expect(await taken(booked.given)).toEqual([tuesday]);
    expect(await stored(booked)).toEqual({
      ...booked.appointment,
      startsAt: tuesday,
      endsAt: '2026-12-01T15:00:00.000Z',
      localTime: '2026-12-01T14:30',
      version: 2,
    });
    expect(await eventsOf(booked.given, 'appointment.changed.v1')).toMatchObject([
      {
        aggregate: { type: 'appointment', id: booked.appointment.id },
        sequence: 2,
        actor: `client:${booked.client.id}`,
        cause: 'client',
        data: { startsAt: tuesday, previousStartsAt: thursday, late: false },
      },
    ]);
  });

  test('[3.2] across a clock change keeps the length, and reads as the clock on the wall', async () => {
    const booked = await givenBooked({ preferences: { horizonDays: 200 } });
    const answer = await move(booked, '2027-03-29T08:00:00.000Z');
    expect(answer.body).toMatchObject({ endsAt: '2027-03-29T08:30:00.000Z', localTime: '2027-03-29T09:00' });
  });

  test('[3.2] takes the present gaps of the practice, and gives back those it was booked with', async () => {
    const booked = await givenBooked({ preferences: { bufferBeforeMinutes: 10, bufferAfterMinutes: 20 } });
    await move(booked, tuesday);
    expect(await stored(booked)).toMatchObject({ bufferBeforeMinutes: 10, bufferAfterMinutes: 20 });
    expect(
      busyTimesOf(
        await listSheets(booked.given, booked.given.clinician.id, {
          first: '2026-11-26',
          last: '2026-12-01',
        }),
      ),
    ).toEqual([expect.objectContaining({ before: 10, after: 20 })]);
  });

  test('[3.2] to a time that another has is refused as taken, with the three nearest', async () => {
    const booked = await givenBooked({ preferences: { intervalMinutes: 30 } });
    const other = await givenClient(booked.given);
    await givenAppointment(booked.given, other, { startsAt: tuesday });
    const answer = await move(booked, tuesday);
    expect(answer).toMatchObject({
      status: 409,
      body: {
        type: '/problems/taken',
        nearest: ['2026-12-01T13:30:00.000Z', '2026-12-01T14:00:00.000Z', '2026-12-01T15:00:00.000Z'],
      },
    });
    expect(await stored(booked)).toEqual(booked.appointment);
    expect(await taken(booked.given)).toEqual([thursday, tuesday]);
  });

  test('[3.2] onto a part of its own time is no overlap', async () => {
    const booked = await givenBooked({ preferences: { intervalMinutes: 15 } });
    expect((await move(booked, '2026-11-26T09:15:00.000Z')).status).toBe(200);
    expect(await taken(booked.given)).toEqual(['2026-11-26T09:15:00.000Z']);
  });

  test('[3.2] to the time that it has is refused as unchanged', async () => {
    expect(await move(await givenBooked(), thursday)).toMatchObject({
      status: 409,
      body: { type: '/problems/unchanged' },
    });
  });

  test.each([
    { what: 'off the grid', startsAt: '2026-12-01T14:40:00Z' },
    { what: 'off the whole minute', startsAt: '2026-12-01T14:30:01Z' },
    { what: 'off by a millisecond', startsAt: '2026-12-01T14:30:00.001Z' },
    { what: 'outside the hours', startsAt: '2026-12-01T18:00:00Z' },
    { what: 'with its end outside the hours', startsAt: '2026-12-01T17:00:00Z' },
    { what: 'on a day off', startsAt: '2026-12-05T10:00:00Z' },
    { what: 'inside the notice', startsAt: '2026-11-17T09:30:00Z' },
    { what: 'beyond the horizon', startsAt: '2027-01-18T10:00:00Z' },
    { what: 'in the past', startsAt: '2026-11-13T10:00:00Z' },
    { what: 'long past', startsAt: '1970-01-01T00:00:00Z' },
    { what: 'before all calendars', startsAt: '0001-01-01T00:00:00Z' },
    { what: 'in the year nought', startsAt: '0000-01-01T00:00:00Z' },
    { what: 'far in the future', startsAt: '2999-12-31T23:30:00Z' },
  ])('[4.3] to a time that is not offered is refused: $what', async ({ startsAt }) => {
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }));
    const booked = await givenBooked({ hours });
    const answer = await move(booked, startsAt);
    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/not-an-opening' } });
    expect(await stored(booked)).toEqual(booked.appointment);
  });

  test.each([
    '2026-12-01T14:30:00+00:00',
    '2026-12-01T14:30:00',
    '2026-12-01 14:30:00Z',
    '2026-12-01',
    'Tue, 01 Dec 2026 14:30:00 GMT',
    '2026-12-01T24:00:00Z',
    '2026-02-30T10:00:00Z',
    '9999-12-31T23:30:00Z',
    '+010000-01-01T00:00:00Z',
    '',
  ])(
    '[8.2] to a time in another form than UTC, or beyond all calendars, is refused by its field: %j',
    async (startsAt) => {
      expect(await move(await givenBooked(), startsAt)).toMatchObject({
        status: 422,
        body: { type: '/problems/validation', errors: [{ pointer: '/startsAt' }] },
      });
    },
  );

  test('[8.2] to no time at all is malformed', async () => {
    const { given, client, appointment } = await givenBooked();
    const token = await clientToken(given, client);
    const params = { appointmentId: appointment.id };
    for (const body of [{}, { startsAt: 5 }, { startsAt: null }, { startsAt: tuesday, staffId: 'other' }])
      expect(await inProcess(changeAppointment, { params, token, body })).toMatchObject({
        status: 400,
        body: { type: '/problems/malformed' },
      });
  });

  test('[3.2] goes only where the listing says, and everywhere it says', async () => {
    const home = '2026-12-08T11:00:00.000Z';
    const booked = await givenBooked(
      {
        hours: [{ weekday: 2, start: '09:15', end: '12:00' }],
        preferences: { intervalMinutes: 30, bufferAfterMinutes: 15 },
      },
      home,
    );
    const other = await givenClient(booked.given);
    await givenAppointment(booked.given, other, { startsAt: '2026-12-01T10:00:00.000Z' });
    const { body } = await inProcess(listMoveOpenings, {
      params: { appointmentId: booked.appointment.id },
      query: { from: '2026-12-01', to: '2026-12-02' },
      token: await clientToken(booked.given, booked.client),
    });
    const listed = body.items.map(({ startsAt }) => startsAt);
    // 9:30 would leave no gap before the other one.
    expect(listed).toEqual(['10:30', '11:00', '11:30'].map((time) => `2026-12-01T${time}:00.000Z`));
    const went: string[] = [];
    for (let startsAt = Date.parse('2026-12-01T09:00:00Z'); went.length < 4; startsAt += 5 * 60_000) {
      if (startsAt > Date.parse('2026-12-01T12:00:00Z')) break;
      if ((await move(booked, iso(startsAt))).status !== 200) continue;
      went.push(iso(startsAt));
      expect((await move(booked, home)).status).toBe(200);
    }
    expect(went).toEqual(listed);
  });
});

describe('the window of a change', () => {
  test.each(noticeWindow.options.filter((window) => window !== 'never'))(
    '[1.5] %s is open to the last millisecond before it, and closed from it on',
    async (window) => {
      const startsAt = '2026-12-03T09:00:00.000Z';
      const closes = Date.parse(startsAt) - windowHours[window as keyof typeof windowHours] * hour;
      const booked = await givenBooked(
        {
          settings: rules({ window, mode: 'refuse' }, { window: 'none', mode: 'refuse' }),
          preferences: { noticeHours: 0, bookInside24Hours: true },
        },
        startsAt,
      );
      itIs(closes);
      const late = await move(booked, tuesday.replace('12-01', '12-08'));
      const begun = window === 'none';
      expect(late).toMatchObject({
        status: 409,
        body: begun
          ? { type: '/problems/begun' }
          : { type: '/problems/window-closed', until: iso(closes), phone: booked.given.practice.phone },
      });
      itIs(closes - 1);
      expect(await move(booked, tuesday.replace('12-01', '12-08'))).toMatchObject({ status: 200 });
    },
  );

  test('[1.5] never is a matter for the phone, under either mode', async () => {
    for (const mode of ['refuse', 'mark-late'] as const) {
      const booked = await givenBooked({ settings: rules({ window: 'never', mode }) });
      expect(await move(booked, tuesday)).toMatchObject({
        status: 409,
        body: { type: '/problems/phone-required', phone: booked.given.practice.phone },
      });
    }
  });

  test('[1.5] is none while the policy is not applied', async () => {
    const booked = await givenBooked({
      settings: { ...rules({ window: 'never', mode: 'refuse' }), applyCancellationPolicy: false },
    });
    itIs(Date.parse(thursday) - 1);
    expect((await move(booked, tuesday)).status).toBe(200);
    expect(await stored(booked)).toMatchObject({ lateChange: false, lateReference: null });
  });

  test('[1.6] is the service’s own where it has one', async () => {
    const booked = await givenBooked({ settings: rules({ window: '1h', mode: 'refuse' }) });
    await serviceChanged(booked.given, booked.given.service, { overrides: { changeWindow: '1w' } });
    itIs(Date.parse(thursday) - 168 * hour);
    expect((await move(booked, tuesday)).body.type).toBe('/problems/window-closed');
    itIs(Date.parse(thursday) - 168 * hour - 1);
    expect((await move(booked, tuesday)).status).toBe(200);
  });
});

describe('a late change', () => {
  const lenient = rules({ window: '2d', mode: 'mark-late' });

  test('[1.6] is flagged, keeps its status, and keeps the old start as reference', async () => {
    const booked = await givenBooked({ settings: lenient });
    itIs(Date.parse(thursday) - 48 * hour);
    expect((await move(booked, tuesday)).body).toMatchObject({ late: true, statusKind: 'booked' });
    expect(await stored(booked)).toMatchObject({
      statusId: booked.given.statuses.booked.id,
      lateChange: true,
      lateReference: thursday,
    });
    expect(await eventsOf(booked.given, 'appointment.changed.v1')).toMatchObject([{ data: { late: true } }]);
  });

  test('[1.6] is none a millisecond earlier, and leaves no reference', async () => {
    const booked = await givenBooked({ settings: lenient });
    itIs(Date.parse(thursday) - 48 * hour - 1);
    expect((await move(booked, tuesday)).body).toMatchObject({ late: false });
    expect(await stored(booked)).toMatchObject({ lateChange: false, lateReference: null });
  });

  test('[1.6] keeps the first reference through further moves', async () => {
    const booked = await givenBooked({ settings: lenient });
    itIs(Date.parse(thursday) - 24 * hour);
    await move(booked, tuesday);
    itIs(Date.parse(tuesday) - 72 * hour);
    expect((await move(booked, '2026-12-08T10:00:00Z')).body).toMatchObject({ late: false });
    expect(await stored(booked)).toMatchObject({ lateChange: false, lateReference: thursday });
  });

  test('[1.6] keeps the reference under refuse too, where only the change is free', async () => {
    const settings = rules({ window: 'none', mode: 'refuse' }, { window: '2d', mode: 'refuse' });
    const booked = await givenBooked({ settings });
    itIs(Date.parse(thursday) - hour);
    await move(booked, tuesday);
    expect(await stored(booked)).toMatchObject({ lateReference: thursday, lateChange: false });
    const { body } = await inProcess(readAppointment, {
      params: { appointmentId: booked.appointment.id },
      token: await clientToken(booked.given, booked.client),
    });
    expect(body.cancellation).toMatchObject({ allowed: false, reason: 'window-closed' });
  });
});

describe('a move is refused', () => {
  test('[3.2] where the clinician is not bookable online, whatever the window', async () => {
    const booked = await givenBooked();
    await staffChanged(booked.given, booked.given.clinician, { bookableOnline: false });
    expect((await move(booked, tuesday)).body.type).toBe('/problems/not-bookable-online');
  });

  test('[4.1] where the service is archived', async () => {
    const booked = await givenBooked();
    await serviceChanged(booked.given, booked.given.service, { archived: true });
    expect((await move(booked, tuesday)).body.type).toBe('/problems/not-bookable-online');
  });

  test('[1.7] by the kind of its status', async () => {
    const { given, client } = await givenBooked();
    const problemOf = async (status: 'cancelled' | 'late-cancelled' | 'attended' | 'no-show', day = 26) => {
      const startsAt = thursday.replace('26T', `${day}T`);
      const appointment = await givenAppointment(given, client, { startsAt, status });
      return (await move({ given, client, appointment }, tuesday)).body.type;
    };
    expect(await problemOf('cancelled')).toBe('/problems/already-cancelled');
    expect(await problemOf('late-cancelled')).toBe('/problems/already-cancelled');
    expect(await problemOf('attended', 27)).toBe('/problems/not-changeable');
    expect(await problemOf('no-show', 28)).toBe('/problems/not-changeable');
  });

  test('[3.2] from its start on', async () => {
    const booked = await givenBooked({ settings: rules({ window: 'none', mode: 'refuse' }) });
    itIs(thursday);
    expect((await move(booked, tuesday)).body.type).toBe('/problems/begun');
  });

  test('[1.4] while the portal is off, not while only booking is', async () => {
    const booked = await givenBooked();
    await settingsChanged(booked.given, { onlineBooking: false });
    expect((await move(booked, tuesday)).status).toBe(200);
  });

  test('[3.2] where it is somebody else’s, as if it were not there', async () => {
    const booked = await givenBooked();
    const stranger = await givenClient(booked.given);
    const answer = await move({ ...booked, client: stranger }, tuesday);
    expect(answer).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    const elsewhere = await givenBooked();
    const other = { ...booked, given: elsewhere.given, client: elsewhere.client };
    const ids = (text: unknown) => JSON.stringify(text).replace(/test-\w+/, '');
    expect(ids((await move(other, tuesday)).body)).toBe(ids(answer.body));
  });
});

describe('a move whose connection breaks', () => {
  test('[3.2] before DynamoDB hears of it has done nothing', async () => {
    const booked = await givenBooked();
    const token = await clientToken(booked.given, booked.client);
    const answer = await failing(table, 'before', () =>
      inProcess(changeAppointment, {
        params: { appointmentId: booked.appointment.id },
        token,
        body: { startsAt: tuesday },
      }),
    );
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/busy' } });
    expect(await stored(booked)).toEqual(booked.appointment);
  });
});

describe('a move with an Idempotency-Key', () => {
  test('[3.6] that is sent again gets the first answer and does nothing', async () => {
    const booked = await givenBooked();
    const first = await move(booked, tuesday, 'key-1');
    itIs(monday + 60_000);
    const again = await move(booked, tuesday, 'key-1');
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(await eventsOf(booked.given, 'appointment.changed.v1')).toHaveLength(1);
  });

  test('[3.6] that is sent twice at once has one effect, and both get the same answer', async () => {
    const booked = await givenBooked();
    const answers = await Promise.all([1, 2, 3, 4].map(() => move(booked, tuesday, 'key-1')));
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      answers.map(() => [200, answers[0]!.body]),
    );
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(3);
    expect(await eventsOf(booked.given, 'appointment.changed.v1')).toHaveLength(1);
    expect(await stored(booked)).toMatchObject({ version: 2 });
  });

  test('[3.6] and another body is refused, now and as the loser of a race', async () => {
    const booked = await givenBooked();
    const answers = await Promise.all([
      move(booked, tuesday, 'key-1'),
      move(booked, '2026-12-02T10:00:00Z', 'key-1'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const loser = answers.find(({ status }) => status === 422)!;
    expect(loser.body.type).toBe('/problems/idempotency-key-reused');
    expect(await move(booked, '2026-12-03T10:00:00Z', 'key-1')).toMatchObject({
      status: 422,
      body: { type: '/problems/idempotency-key-reused' },
    });
    expect(await stored(booked)).toMatchObject({ version: 2 });
  });

  test('[3.6] is free again after 24 hours', async () => {
    const booked = await givenBooked();
    await move(booked, tuesday, 'key-1');
    itIs(monday + 24 * hour - 1);
    expect((await move(booked, '2026-12-02T10:00:00Z', 'key-1')).status).toBe(422);
    itIs(monday + 24 * hour);
    const later = await move(booked, '2026-12-02T10:00:00Z', 'key-1');
    expect(later).toMatchObject({ status: 200, body: { version: 3 } });
    expect(later.headers['idempotency-replayed']).toBeUndefined();
  });

  test('[3.6] of one client says nothing of another’s', async () => {
    const booked = await givenBooked();
    const client = await givenClient(booked.given);
    const appointment = await givenAppointment(booked.given, client, {
      startsAt: '2026-11-27T09:00:00.000Z',
    });
    await move(booked, tuesday, 'key-1');
    const other = await move({ ...booked, client, appointment }, '2026-12-02T10:00:00Z', 'key-1');
    expect(other).toMatchObject({ status: 200, body: { id: appointment.id } });
  });

  test('[3.6] that was refused is not kept: it may succeed later', async () => {
    const booked = await givenBooked();
    expect((await move(booked, '2027-01-16T10:00:00Z', 'key-1')).status).toBe(409);
    itIs(monday + 24 * hour);
    expect((await move(booked, '2027-01-16T10:00:00Z', 'key-1')).status).toBe(200);
  });

  test.each(['', ' ', 'x'.repeat(65), 'with space', 'ümlaut'])(
    '[3.6] that is none is malformed: %j',
    async (key) => {
      expect(await move(await givenBooked(), tuesday, key)).toMatchObject({
        status: 400,
        body: { type: '/problems/malformed', errors: [{ pointer: 'Idempotency-Key' }] },
      });
    },
  );

  test('[3.6] whose winner is met only as contention gets the winner’s answer', async () => {
    const booked = await givenBooked();
    const token = await clientToken(booked.given, booked.client);
    const ask = () =>
      inProcess(changeAppointment, {
        params: { appointmentId: booked.appointment.id },
        token,
        body: { startsAt: tuesday },
        headers: { 'idempotency-key': 'key-1' },
      });
    let winner: Awaited<ReturnType<typeof ask>> | undefined;
    const loser = await intercepting(async ({ operation, input }, pass) => {
      if (operation !== 'TransactWriteItems' || winner) return pass();
      winner = { status: 0, headers: {}, cookies: [], body: {} as never };
      winner = await ask();
      throw cancelled((input.TransactItems as unknown[]).map(() => 'TransactionConflict'));
    }, ask);
    expect(winner?.status).toBe(200);
    expect([loser.status, loser.body]).toEqual([200, winner?.body]);
    expect(loser.headers['idempotency-replayed']).toBe('true');
  });
});
