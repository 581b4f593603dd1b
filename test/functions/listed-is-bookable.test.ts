import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelAppointment } from '../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../functions/client/change-appointment/contract.ts';
import { createRequest } from '../../functions/client/create-request/contract.ts';
import { listMoveOpenings } from '../../functions/client/list-move-openings/contract.ts';
import { listOpenings } from '../../functions/client/list-openings/contract.ts';
import { withdrawRequest } from '../../functions/client/withdraw-request/contract.ts';
import { listPortalOpenings } from '../../functions/public/list-portal-openings/contract.ts';
import { createAppointment } from '../../functions/staff/create-appointment/contract.ts';
import { deleteAppointment } from '../../functions/staff/delete-appointment/contract.ts';
import { dateOf, dayOf } from '../../shared/domain/zone.ts';
import {
  type AnyPractice,
  anyPractice,
  givenAnyPractice,
  instantOf,
  type SomePractice,
} from '../support/any-practice.ts';
import { standingClock } from '../support/clock.ts';
import { inProcess as ask } from '../support/http.ts';
import { byClock, ownClocks } from '../support/own-clock.ts';
import { ownTable } from '../support/own-table.ts';
import { fc, seed } from '../support/random.ts';

standingClock();
ownTable();

let restore: () => void;
beforeAll(() => {
  restore = ownClocks();
});
afterAll(() => restore());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Listed {
  startsAt: string;
  locationId: string | null;
  staffIds?: string[];
}

/** The first, the last, those about the change of the clocks, and some others. */
function someOf<T extends Listed>(
  all: readonly T[],
  { change }: SomePractice,
  picks: readonly number[],
): T[] {
  const about = all.filter(({ startsAt }) => Math.abs(Date.parse(startsAt) - change) <= HOUR);
  const chosen = [all[0], all.at(-1), about[0], about.at(-1), ...picks.map((pick) => all[pick % all.length])];
  return [...new Set(chosen)].filter((one) => one !== undefined);
}

const listed = async (given: SomePractice): Promise<(Listed & { staffIds: string[] })[]> => {
  const query = { serviceId: given.service.id, ...given.range };
  const own = await ask(listOpenings, { token: given.tokens.client, query });
  expect(own.status).toBe(200);
  const strangers = await ask(listPortalOpenings, { params: { slug: given.practice.slug }, query });
  // One engine: whoever asks is shown the same.
  expect(strangers.body.items).toEqual(own.body.items);
  return own.body.items;
};

/** Elsewhere the last date of the range ends hours before it does here: what is near may be on the next. */
const aDayWider = (given: SomePractice): SomePractice => ({
  ...given,
  range: { from: dateOf(dayOf(given.range.from) - 1), to: dateOf(dayOf(given.range.to) + 1) },
});

const book = (given: SomePractice, startsAt: string, more: object = {}) =>
  ask(createRequest, {
    token: given.tokens.client,
    body: { serviceId: given.service.id, startsAt, ...more },
  });

/** Gives back what was booked, so that all is as it was listed. */
async function giveBack(
  given: SomePractice,
  { id, appointmentId }: { id: string; appointmentId: string | null },
) {
  const { client: token } = given.tokens;
  const freed = appointmentId
    ? await ask(cancelAppointment, { token, params: { appointmentId }, body: {} })
    : await ask(withdrawRequest, { token, params: { requestId: id } });
  expect(freed.status).toBe(200);
}

/** What is listed is booked, with one of those who are free and with anyone. */
async function booksWhatIsListed(given: SomePractice, times: readonly (Listed & { staffIds: string[] })[]) {
  for (const { startsAt, staffIds, locationId } of times)
    for (const staffId of [staffIds.at(-1), undefined]) {
      const booked = await book(given, startsAt, { locationId, ...(staffId && { staffId }) });
      expect(booked, `${startsAt} with ${staffId ?? 'anyone'}`).toMatchObject({
        status: 201,
        body: { startsAt, clinician: { id: staffId ?? expect.any(String) }, location: { id: locationId } },
      });
      expect(staffIds).toContain(booked.body.clinician.id);
      await giveBack(given, booked.body);
    }
}

/** Instants in the days that were listed, on the grid and off it, at which nothing was. */
function notListed(given: SomePractice, all: readonly Listed[], picks: readonly number[]): string[] {
  const { from, to } = given.range;
  const starts = new Set(all.map(({ startsAt }) => startsAt));
  // Within the range wherever in the world.
  const first = Date.parse(from) + 14 * HOUR;
  const length = Date.parse(to) - 14 * HOUR - first;
  const wanted = picks.map((pick, at) => {
    const step = at % 2 === 0 ? 15 * MINUTE : MINUTE;
    return new Date(first + (pick % (length / step)) * step).toISOString();
  });
  return [...new Set(wanted)].filter((instant) => !starts.has(instant));
}

/** What is not listed is refused, with free times near it; staff may have it, unless someone else has. */
async function refusesWhatIsNot(given: SomePractice, all: readonly Listed[], instants: readonly string[]) {
  const starts = new Set((await listed(aDayWider(given))).map(({ startsAt }) => startsAt));
  const [first = '', last = ''] = [all[0]?.startsAt, all.at(-1)?.startsAt];
  for (const startsAt of instants) {
    const refused = await book(given, startsAt);
    const { type, nearest = [] } = refused.body as { type?: string; nearest?: string[] };
    expect([refused.status, type], startsAt).toEqual([409, expect.stringMatching(/(not-an-opening|taken)$/)]);
    for (const near of nearest)
      if (near >= first && near <= last) expect(starts.has(near), `${near} near ${startsAt}`).toBe(true);
    const { practiceId, clinician, tokens } = given;
    const made = await ask(createAppointment, {
      token: tokens.manager,
      params: { practiceId },
      body: {
        clientId: given.client.id,
        staffId: clinician.id,
        serviceId: given.service.id,
        locationId: given.location.id,
        startsAt,
        ignoreBuffers: true,
      },
    });
    expect([201, 409]).toContain(made.status);
    if (made.status === 409) expect(made.body.type).toBe('/problems/taken');
    else {
      const params = { practiceId, appointmentId: made.body.id };
      expect((await ask(deleteAppointment, { token: tokens.manager, params })).status).toBe(200);
    }
  }
}

/** An appointment of the client's moves to one listed time after another, and to none that is not. */
async function movesWhereItMay(given: SomePractice, all: readonly Listed[], picks: readonly number[]) {
  const { client: token } = given.tokens;
  const at = all.find(({ staffIds }) => staffIds?.includes(given.clinician.id));
  if (!at) return 0;
  const made = await ask(createAppointment, {
    token: given.tokens.manager,
    params: { practiceId: given.practiceId },
    body: {
      clientId: given.client.id,
      staffId: given.clinician.id,
      serviceId: given.service.id,
      locationId: at.locationId,
      startsAt: at.startsAt,
    },
  });
  expect(made.status).toBe(201);
  const params = { appointmentId: made.body.id };
  const { body } = await ask(listMoveOpenings, { token, params, query: given.range });
  const move = (startsAt: string) => ask(changeAppointment, { token, params, body: { startsAt } });
  const times = someOf(body.items, given, picks.slice(8, 9)).slice(-3);
  for (const { startsAt } of times) {
    const moved = await move(startsAt);
    expect(moved, `moved to ${startsAt}`).toMatchObject({ status: 200, body: { startsAt } });
    // Its present time is not listed; all others are, whatever it is.
    const again = await ask(listMoveOpenings, { token, params, query: given.range });
    expect(again.body.items.map((one) => one.startsAt)).not.toContain(startsAt);
  }
  for (const startsAt of notListed(given, [...body.items, at], picks.slice(10, 12)))
    expect((await move(startsAt)).status, `moved to ${startsAt}`).toBe(409);
  return times.length;
}

const seen = { listed: 0, tried: 0, refused: 0, moved: 0 };

const holds = (like: AnyPractice) =>
  byClock({ now: instantOf(like) }, async () => {
    const given = await givenAnyPractice(like);
    // Somebody has a time already: the first clinician's, in the hours or outside.
    await ask(createAppointment, {
      token: given.tokens.manager,
      params: { practiceId: given.practiceId },
      body: {
        clientId: given.client.id,
        staffId: given.clinician.id,
        serviceId: given.service.id,
        locationId: given.location.id,
        startsAt: new Date(given.change - (like.picks[0]! % 24) * HOUR).toISOString(),
        durationMinutes: 90,
      },
    });
    const all = await listed(given);
    seen.listed += all.length;
    const times = someOf(all, given, like.picks.slice(0, 2));
    const others = notListed(given, all, like.picks.slice(4, 8));
    await booksWhatIsListed(given, times);
    await refusesWhatIsNot(given, all, others);
    expect(await listed(given)).toEqual(all);
    seen.tried += times.length;
    seen.refused += others.length;
    seen.moved += await movesWhereItMay(given, all, like.picks);
  });

test('[4.3] every opening that is listed can be booked by its route, and nothing else can, whatever the practice', async () => {
  const lanes = Array.from({ length: 4 }, (_, lane) =>
    fc.assert(fc.asyncProperty(anyPractice, holds), { seed: seed + lane, numRuns: 6 }),
  );
  await Promise.all(lanes);
  expect(seen.listed).toBeGreaterThan(500);
  expect(seen.tried).toBeGreaterThan(60);
  expect(seen.refused).toBeGreaterThan(60);
  expect(seen.moved).toBeGreaterThan(20);
}, 600_000);
