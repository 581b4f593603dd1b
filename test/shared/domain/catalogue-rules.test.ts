import { describe, expect, it } from 'vitest';
import type { Location, Service, Staff } from '../../../shared/domain/catalogue.ts';
import {
  decideException,
  decideHours,
  decideServiceArchival,
  decideStaff,
  decideStaffArchival,
} from '../../../shared/domain/catalogue-rules.ts';

const locationId = (last: number) => `loc_01J0000000000000000000000${last}`;
const serviceId = (last: number) => `svc_01J0000000000000000000000${last}`;

const location = (last: number, archived = false): Location => ({
  id: locationId(last),
  name: 'Rooms',
  address: null,
  zone: null,
  archived,
  version: 1,
});

const service = (last: number, archived = false): Service => ({
  id: serviceId(last),
  name: 'Therapy',
  durationMinutes: 30,
  overrides: {},
  archived,
  version: 1,
});

const member: Staff = {
  id: 'staff_01J00000000000000000000000',
  name: 'Sam Staff',
  email: null,
  roles: ['clinician'],
  bookableOnline: true,
  serviceIds: [serviceId(1)],
  notices: { own: true, all: false },
  archived: false,
  version: 1,
};

const window = (last?: number) => ({
  start: '09:00',
  end: '12:00',
  ...(last !== undefined && { locationId: locationId(last) }),
});
const weekly = (last?: number) => ({ weekday: 1, ...window(last) });

/** What a decision refuses, as pointer and code; its value where it does not. */
const outcome = (decision: ReturnType<typeof decideHours>) =>
  decision.allowed
    ? decision.value
    : decision.refusal.errors?.map(({ pointer, code }) => `${pointer} ${code}`);

describe('weekly hours', () => {
  it('[4.1] name places that are in use', () => {
    const locations = [location(1), location(2, true)];
    const draft = [weekly(1), weekly(2), weekly(3)];
    expect(outcome(decideHours({ hours: [], draft, locations, exceptions: [] }))).toEqual([
      '/hours/1/locationId location-unknown',
      '/hours/2/locationId location-unknown',
    ]);
  });

  it('[4.1] say what changed, and nothing where nothing did', () => {
    const about = { hours: [weekly(1)], locations: [location(1)], exceptions: [] };
    expect(outcome(decideHours({ ...about, draft: [weekly(1)] }))).toEqual([]);
    expect(outcome(decideHours({ ...about, draft: [] }))).toEqual([
      { pointer: '/hours', before: [weekly(1)], after: [] },
    ]);
  });
});

describe('weekly hours beside dates with hours of their own', () => {
  const about = { hours: [weekly(1)], locations: [location(1), location(2)] };
  const exceptions = [
    { date: '2026-12-23', windows: [] },
    { date: '2026-12-24', windows: [window()] },
    { date: '2026-12-28', windows: [window(1)] },
  ];

  it('[4.1] are not at several locations while such a date says none, and the date is named', () => {
    const decided = decideHours({ ...about, exceptions, draft: [weekly(1), weekly(2)] });
    expect(outcome(decided)).toEqual(['/hours exception-without-location']);
    expect(!decided.allowed && decided.refusal.detail).toContain('2026-12-24');
    expect(outcome(decideHours({ ...about, exceptions, draft: [weekly(2)] }))).toHaveLength(1);
    const named = exceptions.filter(({ date }) => date !== '2026-12-24');
    expect(decideHours({ ...about, exceptions: named, draft: [weekly(1), weekly(2)] }).allowed).toBe(true);
  });
});

describe('an exception', () => {
  const about = { windows: null, hours: [weekly(1), weekly(2)], locations: [location(1), location(2)] };

  it('[4.1] names its place where the clinician has several', () => {
    expect(outcome(decideException({ ...about, draft: [window()] }))).toEqual([
      '/windows/0/locationId location-needed',
    ]);
    const one = { ...about, hours: [weekly(1)] };
    expect(outcome(decideException({ ...one, draft: [window()] }))).toHaveLength(1);
  });

  it('[4.1] is a day off without windows, and taken back by null', () => {
    expect(outcome(decideException({ ...about, draft: [] }))).toEqual([
      { pointer: '/windows', before: null, after: [] },
    ]);
    expect(outcome(decideException({ ...about, windows: [], draft: null }))).toEqual([
      { pointer: '/windows', before: [], after: null },
    ]);
    expect(outcome(decideException({ ...about, draft: null }))).toEqual([]);
  });
});

describe('a member of staff', () => {
  const decide = (draft: Parameters<typeof decideStaff>[0]['draft'], services = [service(1), service(2)]) =>
    decideStaff({ member, draft, services });

  it('[4.1] keeps what is left out', () => {
    expect(decide({ bookableOnline: false })).toEqual({
      allowed: true,
      value: { ...member, bookableOnline: false },
    });
    expect(decide({})).toEqual({ allowed: true, value: member });
    expect(decide({ serviceIds: [serviceId(2)] })).toMatchObject({
      value: { bookableOnline: true, serviceIds: [serviceId(2)] },
    });
  });

  it.each([
    ['unknown', [serviceId(3)], [service(1)], 'service-unknown'],
    ['archived', [serviceId(2)], [service(1), service(2, true)], 'service-unknown'],
    ['named twice', [serviceId(1), serviceId(1)], [service(1)], 'repeated'],
  ])('[4.1] is refused a service that is %s', (_, serviceIds, services, code) => {
    const refused = decide({ serviceIds }, services);
    expect(refused).toMatchObject({ allowed: false, refusal: { code: 'validation', errors: [{ code }] } });
  });

  it('[4.1] may keep a service that has been archived', () => {
    expect(decide({ serviceIds: [serviceId(1)] }, [service(1, true)]).allowed).toBe(true);
  });
});

describe('archiving', () => {
  it('[4.1] takes a service out of use, but not the one with which new clients begin', () => {
    expect(decideServiceArchival(service(1), { firstVisitServiceId: serviceId(2) })).toEqual({
      allowed: true,
      value: service(1, true),
    });
    expect(decideServiceArchival(service(1), { firstVisitServiceId: serviceId(1) })).toMatchObject({
      refusal: { code: 'in-use', current: { usedBy: ['/firstVisitServiceId'] } },
    });
  });

  it.each([
    [['manager'], ['clinician'], true],
    [['manager'], ['admin', 'clinician'], false],
    [['admin'], ['admin'], true],
  ] as const)('[4.1] by %o of %o: %s', (of, roles, allowed) => {
    const actor = { id: 'staff_01J00000000000000000000001', roles: [...of] };
    const decision = decideStaffArchival(actor, { ...member, roles: [...roles] });
    expect(decision.allowed).toBe(allowed);
    if (decision.allowed) expect(decision.value).toMatchObject({ archived: true, bookableOnline: false });
  });

  it('[4.1] is never of oneself', () => {
    expect(decideStaffArchival(member, member)).toMatchObject({ refusal: { code: 'forbidden' } });
  });
});
