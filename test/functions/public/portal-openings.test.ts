import { expect, test } from 'vitest';
import { listPortalOpenings } from '../../../functions/public/list-portal-openings/contract.ts';
import { counted } from '../../bench/counting.ts';
import { givenLargePractice } from '../../bench/practice-given.ts';
import { standingClock } from '../../support/clock.ts';
import { type GivenPractice, givenPractice } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

standingClock();
ownTable();

const list = ({ practice, service }: GivenPractice, query: object) =>
  ask(listPortalOpenings, {
    params: { slug: practice.slug },
    query: { serviceId: service.id, ...query },
  });

test('[4.3] a month of anyone takes two reads a clinician, side by side, and no more trips with more of them', async () => {
  const costs = [];
  for (const clinicians of [1, 12]) {
    const given = await givenLargePractice(clinicians, 31);
    const { result, cost } = await counted(() => list(given, given.range));
    expect(new Set(result.body.items.flatMap(({ staffIds }) => staffIds)).size).toBe(clinicians);
    costs.push({ calls: cost.calls.length, trips: cost.trips });
  }
  // The address, the practice, the catalogue; then hours and day sheets of each.
  expect(costs).toEqual([
    { calls: 3 + 2, trips: 4 },
    { calls: 3 + 2 * 12, trips: 4 },
  ]);
});

test('[4.3] an answer that would be too large ends with a whole date, and the next one goes on from there', async () => {
  const preferences = { intervalMinutes: 5 as const, horizonDays: 100 };
  const given = await givenPractice({ booking: true, preferences });
  const asked = { from: '2026-11-18', to: '2027-01-19' };
  const first = await list(given, asked);
  expect(first.body.next).toMatch(/^202[67]-/);
  const second = await list(given, { ...asked, from: String(first.body.next) });
  expect(second.body.next).toBeNull();
  const starts = [...first.body.items, ...second.body.items].map(({ startsAt }) => startsAt);
  expect(starts).toEqual([...new Set(starts)].toSorted());
  expect(starts).toHaveLength(62 * 288);
});
