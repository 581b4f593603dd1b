import { describe, expect, test } from 'vitest';
import type { DaySheet } from '../../../shared/domain/day-sheet.ts';
import { waitlistFacts } from '../../../shared/domain/happening.ts';
import { offerStateAt } from '../../../shared/domain/waitlist.ts';
import {
  appointmentIdOf,
  closedEntry,
  endOf,
  entryIdOf,
  isOwn,
  joinedWaitlist,
  keptEntry,
  type Wish,
} from '../../../shared/domain/waitlist-rules.ts';
import {
  givenAppointment,
  givenClinician,
  givenEntry,
  givenLocation,
  givenOpenOffer,
  givenPractice,
  givenService,
  givenSettings,
  ids,
} from './given.ts';

const now = Date.parse('2026-11-17T09:00:00.000Z');

const input = (over: object = {}) => ({
  practice: givenPractice(),
  access: { clientId: ids.client, state: 'active' as const, epoch: 0, version: 1 },
  clinician: givenClinician(),
  service: givenService(),
  location: givenLocation(),
  appointment: givenAppointment(),
  now,
  ...over,
});
const join = (before = null as ReturnType<typeof givenEntry> | null, wish: Wish = {}, over = {}) =>
  joinedWaitlist(input(over), before, wish);
const codeOf = (decision: ReturnType<typeof joinedWaitlist>) =>
  decision.allowed ? 'allowed' : decision.refusal.code;

describe('asking for an earlier time', () => {
  test('[4.5] is one entry of the appointment, named by it', () => {
    expect(join(null, { from: '2026-11-20', to: '2026-11-24' })).toEqual({
      allowed: true,
      value: givenEntry({
        askedAt: '2026-11-17T09:00:00.000Z',
        from: '2026-11-20',
        to: '2026-11-24',
      }),
    });
    expect(appointmentIdOf(entryIdOf(ids.appointment))).toBe(ids.appointment);
  });

  test('[4.5] is refused while it waits, also while an offer of it is open', () => {
    expect(codeOf(join(givenEntry()))).toBe('already-there');
    const { entry } = givenOpenOffer();
    expect(codeOf(join({ ...entry, staffId: ids.client }))).toBe('already-there');
  });

  test.each([
    ['after it was left', { state: 'left' as const }],
    ['after it has ended', { state: 'ended' as const, ended: 'moved-earlier' as const }],
    ['where nobody has written that it has', { localTime: '2026-11-25T09:00' }],
  ])('[4.5] anew %s goes to the end of the list', (_, over) => {
    const before = givenEntry({ ...over, round: 2, version: 7 });
    expect(join(before)).toMatchObject({
      value: { state: 'waiting', ended: null, round: 3, version: 8, askedAt: '2026-11-17T09:00:00.000Z' },
    });
  });

  test.each([
    ['no change of time', { change: { window: 'never', mode: 'refuse' } }, 'allowed'],
    ['a change a week ahead only', { change: { window: '1w', mode: 'refuse' } }, 'allowed'],
  ] as const)('[4.5] is allowed where the practice allows %s', (_, settings, code) => {
    const practice = givenPractice({ settings: givenSettings(settings as never) });
    expect(codeOf(join(null, {}, { practice }))).toBe(code);
  });

  test.each([
    ['has begun', { now: Date.parse('2026-11-24T09:00:00.000Z') }, 'begun'],
    ['is cancelled', { appointment: givenAppointment({ statusKind: 'cancelled' }) }, 'already-cancelled'],
    [
      'is with a clinician whom nobody books online',
      { clinician: givenClinician({ bookableOnline: false }) },
      'not-bookable-online',
    ],
  ])('[4.5] is refused for one that %s', (_, over, code) => {
    expect(codeOf(join(null, {}, over))).toBe(code);
  });

  test.each([
    [{ from: '2026-11-25' }, ['/from']],
    [{ from: '2026-11-20', to: '2026-11-20' }, ['/to']],
    [{ from: '2026-11-24', to: '2026-11-25' }, undefined],
    [{ to: '2026-11-20' }, undefined],
  ])('[4.5] between the dates %j names what cannot be', (wish, pointers) => {
    const decision = join(null, wish);
    const errors = decision.allowed ? undefined : decision.refusal.errors;
    expect(errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe('waiting', () => {
  test.each([
    ['goes on', {}, null],
    ['goes on after a move to a later time', { localTime: '2026-11-26T09:00' }, null],
    ['ends with a cancellation', { statusKind: 'late-cancelled' }, 'called-off'],
    ['ends with a deletion', { deletedAt: '2026-11-17T09:00:00.000Z' }, 'called-off'],
    ['ends with a status of one that is over', { statusKind: 'attended' }, 'begun'],
    ['ends when it begins', { startsAt: '2026-11-17T09:00:00.000Z' }, 'begun'],
    ['ends with another clinician', { staffId: ids.client }, 'handed-over'],
    ['ends with an earlier time', { localTime: '2026-11-24T08:30' }, 'moved-earlier'],
  ] as const)('[4.5] %s', (_, over, reason) => {
    expect(endOf(givenEntry(), givenAppointment(over), now)).toBe(reason);
  });

  test('[4.5] for an appointment that is not there is over', () => {
    expect(endOf(givenEntry(), undefined, now)).toBe('called-off');
  });

  test('[4.5] follows its appointment to a later time, and is as it is otherwise', () => {
    expect(keptEntry(givenEntry(), givenAppointment())).toBeNull();
    const later = { startsAt: '2026-11-26T09:00:00.000Z', localTime: '2026-11-26T09:00' };
    expect(keptEntry(givenEntry(), givenAppointment(later))).toEqual(givenEntry({ ...later, version: 2 }));
    const zone = { startsAt: '2026-11-24T14:00:00.000Z' };
    expect(keptEntry(givenEntry(), givenAppointment(zone))).toEqual(givenEntry({ ...zone, version: 2 }));
  });

  test('[4.5] that ends takes its open offer along, whose time is free', () => {
    const { entry, offer } = givenOpenOffer();
    const hold = [480, 525, 0, 0, Date.parse(offer.until)] as const;
    const sheets: DaySheet[] = [{ date: '2026-11-24', version: 3, taken: [hold, [540, 585]] }];
    expect(closedEntry(entry, 'called-off', { offer, sheets }, now)).toEqual({
      entry: { ...entry, state: 'ended', ended: 'called-off', offer: null, version: 3 },
      offer: { ...offer, state: 'withdrawn', closedAt: '2026-11-17T09:00:00.000Z', version: 2 },
      sheets: [{ date: '2026-11-24', version: 3, taken: [[540, 585]] }],
    });
    expect(closedEntry(givenEntry(), null, null, now)).toEqual({
      entry: givenEntry({ state: 'left', version: 2 }),
      offer: null,
      sheets: [],
    });
  });

  test('[4.5] is told of by ids and dates alone', () => {
    expect(waitlistFacts(givenEntry())).toEqual({
      entryId: ids.entry,
      clientId: ids.client,
      appointmentId: ids.appointment,
      staffId: ids.staff,
      from: null,
      to: null,
    });
  });
});

test('[4.5] an offer has lapsed at its instant, and what is closed stays so', () => {
  const { offer } = givenOpenOffer();
  const until = Date.parse(offer.until);
  expect(offerStateAt(offer, until - 1)).toBe('open');
  expect(offerStateAt(offer, until)).toBe('lapsed');
  expect(offerStateAt({ ...offer, state: 'accepted' }, until)).toBe('accepted');
});

test('[2.7] what waits is its client’s, and of one appointment alone by its link', () => {
  const entry = givenEntry();
  expect(isOwn({ clientId: ids.client, appointmentId: null }, entry)).toBe(true);
  expect(isOwn({ clientId: ids.client, appointmentId: ids.appointment }, entry)).toBe(true);
  expect(isOwn({ clientId: ids.client, appointmentId: ids.request }, entry)).toBe(false);
  expect(isOwn({ clientId: ids.staff, appointmentId: null }, entry)).toBe(false);
});
