import { describe, expect, test } from 'vitest';
import { defaultPreferences } from '../../../shared/domain/availability.ts';
import type { DaySheet, Taken } from '../../../shared/domain/day-sheet.ts';
import { offerFacts } from '../../../shared/domain/happening.ts';
import type { MoveSituation } from '../../../shared/domain/move.ts';
import {
  acceptedOffer,
  type FreedSituation,
  lapsedOffer,
  nextOffer,
  offerUntil,
  refusedOffer,
  type Waiting,
} from '../../../shared/domain/offer-rules.ts';
import type { WaitlistEntry } from '../../../shared/domain/waitlist.ts';
import {
  givenAppointment,
  givenClient,
  givenClinician,
  givenEntry,
  givenLocation,
  givenOpenOffer,
  givenPractice,
  givenService,
  givenSettings,
  ids,
} from './given.ts';

const HOUR = 3_600_000;
/** Tuesday 17 November 2026, a week before the appointment; London is on UTC all these days. */
const now = Date.parse('2026-11-17T09:00:00.000Z');
const at = (time: string) => Date.parse(`2026-11-24T${time}:00.000Z`);

const own: Taken = [540, 585];
const sheet = (...taken: Taken[]): DaySheet => ({ date: '2026-11-24', version: 3, taken });
const active = { clientId: ids.client, state: 'active' as const, epoch: 0, version: 1 };

/** Weekdays 7:00-12:00 at the one location, 30-minute grid; what has come free is 8:00-9:00. */
const situation = (over: Partial<FreedSituation> = {}): FreedSituation => ({
  practice: givenPractice(),
  clinician: givenClinician(),
  services: [givenService()],
  locations: [givenLocation()],
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '07:00', end: '12:00' })),
  exceptions: [],
  sheets: [sheet(own)],
  freed: { staffId: ids.staff, startsAt: at('08:00'), endsAt: at('09:00'), giverId: null },
  now,
  ...over,
});
const waiting = (over: Partial<WaitlistEntry> = {}, more: Partial<Waiting> = {}): Waiting => ({
  entry: givenEntry(over),
  appointment: givenAppointment(),
  client: givenClient(),
  access: active,
  ...more,
});
/** Somebody else, who has 10:00-10:45, and asked later. */
const other = (over: Partial<WaitlistEntry> = {}): Waiting => ({
  entry: givenEntry({
    id: 'wait_other',
    clientId: 'clnt_other',
    appointmentId: 'appt_other',
    localTime: '2026-11-24T10:00',
    askedAt: '2026-11-16T10:00:00.000Z',
    ...over,
  }),
  appointment: givenAppointment({
    id: 'appt_other',
    clientId: 'clnt_other',
    startsAt: '2026-11-24T10:00:00.000Z',
    endsAt: '2026-11-24T10:45:00.000Z',
    localTime: '2026-11-24T10:00',
  }),
  client: givenClient(),
  access: active,
});
const offered = (list: Waiting[], over: Partial<FreedSituation> = {}) =>
  nextOffer(situation(over), list, ids.offer);
const startOf = (step: ReturnType<typeof nextOffer>) => step?.offer.startsAt.slice(11, 16);

describe('a freed time', () => {
  test('[4.5] is held for the one who waits: the first opening in part of it, before their appointment', () => {
    // 7:30-8:15 touches what is free, and nothing is taken there.
    expect(offered([waiting()])).toEqual({
      entry: givenEntry({
        offer: {
          id: ids.offer,
          startsAt: '2026-11-24T07:30:00.000Z',
          endsAt: '2026-11-24T08:15:00.000Z',
          localTime: '2026-11-24T07:30',
          zone: 'Europe/London',
          until: '2026-11-17T11:00:00.000Z',
        },
        offered: [
          {
            startsAt: '2026-11-24T07:30:00.000Z',
            freedStartsAt: '2026-11-24T08:00:00.000Z',
            freedEndsAt: '2026-11-24T09:00:00.000Z',
          },
        ],
        version: 2,
      }),
      offer: {
        ...givenOpenOffer().offer,
        startsAt: '2026-11-24T07:30:00.000Z',
        endsAt: '2026-11-24T08:15:00.000Z',
        localTime: '2026-11-24T07:30',
      },
      sheets: [sheet([450, 495, 0, 0, now + 2 * HOUR], own)],
    });
  });

  test('[4.5] goes to the first who asked, whatever their appointment; of one instant, by id', () => {
    expect(offered([other(), waiting()])?.offer.clientId).toBe(ids.client);
    expect(offered([waiting({ askedAt: '2026-11-16T11:00:00.000Z' }), other()])?.offer.clientId).toBe(
      'clnt_other',
    );
    const same = { askedAt: '2026-11-16T09:00:00.000Z' };
    for (const list of [
      [other(same), waiting(same)],
      [waiting(same), other(same)],
    ])
      expect(offered(list)?.offer.entryId).toBe(ids.entry);
  });

  test('[4.5] is offered to one at a time', () => {
    const { entry } = givenOpenOffer();
    expect(offered([waiting(entry), other()])).toBeNull();
    const elsewhere = {
      ...entry.offer!,
      startsAt: '2026-11-24T09:00:00.000Z',
      endsAt: '2026-11-24T09:45:00.000Z',
    };
    expect(offered([waiting({ ...entry, offer: elsewhere }), other()])?.offer.entryId).toBe('wait_other');
  });

  test.each<[string, Waiting]>([
    ['whoever gave it back', waiting()],
    ['whoever was asked about it', waiting({ offered: givenOpenOffer().entry.offered })],
    ['an appointment that is not there', waiting({}, { appointment: undefined })],
    ['somebody without a record', waiting({}, { client: undefined })],
    ['somebody without access', waiting({}, { access: undefined })],
    ['the dead', waiting({}, { client: givenClient({ deceased: true }) })],
    ['somebody whose access is off', waiting({}, { access: { ...active, state: 'disabled' } })],
    ['one that is over', waiting({ localTime: '2026-11-25T09:00' })],
    ['one that would rather have another date', waiting({ from: '2026-11-25' })],
    ['one for whom that date is too late', waiting({ to: '2026-11-24' })],
    [
      'an appointment that is no later',
      waiting(
        { localTime: '2026-11-24T07:30' },
        {
          appointment: givenAppointment({
            startsAt: '2026-11-24T07:30:00.000Z',
            endsAt: '2026-11-24T08:15:00.000Z',
            localTime: '2026-11-24T07:30',
          }),
        },
      ),
    ],
    [
      'an appointment at a place that is archived',
      waiting({}, { appointment: givenAppointment({ locationId: 'loc_archived' }) }),
    ],
  ])('[4.5] passes over %s', (name, first) => {
    const locations = [givenLocation(), givenLocation({ id: 'loc_archived', archived: true })];
    const giverId = name.startsWith('whoever gave') ? ids.client : null;
    const freed = { ...situation().freed, giverId };
    expect(offered([first, other()], { locations, freed })?.offer.entryId).toBe('wait_other');
    expect(offered([first], { locations, freed })).toBeNull();
  });

  test('[4.5] is offered whatever the change window is', () => {
    const settings = givenSettings({ change: { window: 'never', mode: 'refuse' } });
    expect(startOf(offered([waiting()], { practice: givenPractice({ settings }) }))).toBe('07:30');
  });

  test('[4.5] is offered at a start that was not offered before, and is not their own time', () => {
    const before = [
      {
        startsAt: '2026-11-24T07:30:00.000Z',
        freedStartsAt: '2026-11-23T08:00:00.000Z',
        freedEndsAt: '2026-11-24T09:00:00.000Z',
      },
      {
        startsAt: '2026-11-23T08:00:00.000Z',
        freedStartsAt: '2026-11-24T08:00:00.000Z',
        freedEndsAt: '2026-11-24T08:30:00.000Z',
      },
    ];
    expect(startOf(offered([waiting({ offered: before })]))).toBe('08:00');
    // 8:30-9:15 would overlap their own 9:00, which stands until they accept.
    const sheets = [sheet([450, 510], own)];
    expect(offered([waiting()], { sheets })).toBeNull();
    expect(startOf(offered([other()], { sheets: [sheet([450, 510], [600, 645])] }))).toBe('08:30');
  });

  test('[4.5] is not offered where less than 15 minutes would be left before the notice', () => {
    const inFull = (minutes: number) => ({
      now: at('07:30') - 24 * HOUR - minutes * 60_000,
      sheets: [sheet([480, 540], own)],
    });
    expect(offered([waiting()], inFull(15))).toBeNull();
    const free = (minutes: number) => ({ ...inFull(minutes), sheets: [sheet([495, 540], own)] });
    expect(offered([waiting()], free(15))?.offer.until).toBe(new Date(at('07:30') - 24 * HOUR).toISOString());
    expect(offered([waiting()], free(14))).toBeNull();
  });

  test('[4.5] is not offered while the portal is off', () => {
    const practice = givenPractice({ settings: givenSettings({ clientPortal: false }) });
    expect(offered([waiting()], { practice })).toBeNull();
  });

  test('[4.5] of an appointment without service or place looks at the hours of no place', () => {
    const appointment = givenAppointment({ serviceId: null, locationId: null });
    expect(startOf(offered([waiting({}, { appointment })]))).toBe('07:30');
  });
});

test('[4.5] an offer is held for the practice’s hours, two where it never said, and never inside the notice', () => {
  const start = now + 72 * HOUR;
  expect(offerUntil(start, { ...defaultPreferences, offerHours: 5 }, now)).toBe(now + 5 * HOUR);
  const { offerHours: _, ...stored } = defaultPreferences;
  expect(offerUntil(start, stored as never, now)).toBe(now + 2 * HOUR);
  expect(offerUntil(now + 25 * HOUR, defaultPreferences, now)).toBe(now + HOUR);
  const short = { ...defaultPreferences, noticeHours: 4, bookInside24Hours: true };
  expect(offerUntil(now + 5 * HOUR, short, now)).toBe(now + HOUR);
});

describe('an offer', () => {
  const { entry, offer } = givenOpenOffer();
  const until = Date.parse(offer.until);
  const hold: Taken = [480, 525, 0, 0, until];
  const move = (over: Partial<MoveSituation> = {}): MoveSituation => ({
    ...situation(),
    access: active,
    appointment: givenAppointment(),
    service: givenService(),
    location: givenLocation(),
    sheets: [sheet(hold, own)],
    ...over,
  });
  const accept = (over: Partial<MoveSituation> = {}, of = offer) => acceptedOffer(move(over), of, entry);

  test('[4.5] that is taken moves the appointment: hold and old time become its new time', () => {
    expect(accept()).toMatchObject({
      allowed: true,
      value: {
        after: {
          id: ids.appointment,
          startsAt: '2026-11-24T08:00:00.000Z',
          endsAt: '2026-11-24T08:45:00.000Z',
          localTime: '2026-11-24T08:00',
          lateChange: false,
          lateReference: null,
          version: 5,
        },
        sheets: [{ date: '2026-11-24', version: 3, taken: [[480, 525]] }],
        entry: { state: 'ended', ended: 'accepted', offer: null, version: 3 },
        offer: { state: 'accepted', closedAt: '2026-11-17T09:00:00.000Z', version: 2 },
      },
    });
  });

  test('[1.6] that is taken from inside the cancellation window keeps the old start as reference', () => {
    const practice = givenPractice({
      settings: givenSettings({
        change: { window: 'never', mode: 'refuse' },
        cancellation: { window: '1w', mode: 'mark-late' },
      }),
    });
    expect(accept({ practice })).toMatchObject({
      value: { after: { lateReference: '2026-11-24T09:00:00.000Z', lateChange: false } },
    });
  });

  test.each([
    ['it is past its time', { now: until }, {}, 'offer-over', 'lapsed'],
    ['it was taken', {}, { state: 'accepted' }, 'offer-over', 'accepted'],
    ['it was let go', {}, { state: 'refused' }, 'offer-over', 'refused'],
    [
      'the appointment is cancelled',
      { appointment: givenAppointment({ statusKind: 'cancelled' }) },
      {},
      'already-cancelled',
      undefined,
    ],
    [
      'the appointment was moved to an earlier time',
      { appointment: givenAppointment({ localTime: '2026-11-24T07:00' }) },
      {},
      'offer-over',
      'open',
    ],
    [
      'the practice asks for more notice by now',
      {
        practice: givenPractice({ preferences: { ...defaultPreferences, noticeHours: 168 } }),
      },
      {},
      'offer-over',
      'open',
    ],
    [
      'the clinician has that day off by now',
      { exceptions: [{ date: '2026-11-24', windows: [] }] },
      {},
      'offer-over',
      'open',
    ],
  ] as const)('[4.5] is refused, and nothing changes, where %s', (_, over, of, code, state) => {
    const decision = accept(over as never, { ...offer, ...of } as never);
    if (decision.allowed) throw new Error('It was accepted.');
    expect(decision.refusal.code).toBe(code);
    expect((decision.refusal.current as { state?: string } | undefined)?.state).toBe(state);
    if (state === 'lapsed')
      expect(decision.refusal.detail).toBe('That time has gone. Your own appointment has not changed.');
  });

  test('[4.5] that is let go frees its time, and its client goes on waiting', () => {
    const step = {
      entry: { ...entry, offer: null, version: 3 },
      offer: { ...offer, state: 'refused', closedAt: '2026-11-17T09:00:00.000Z', version: 2 },
      sheets: [sheet(own)],
    };
    const open = { offer, sheets: [sheet(hold, own)] };
    expect(refusedOffer(entry, open, now)).toEqual({ allowed: true, value: step });
    expect(refusedOffer(entry, open, until)).toMatchObject({ refusal: { code: 'offer-over' } });
  });

  test('[4.5] lapses at its instant, no earlier, and once', () => {
    const open = { offer, sheets: [sheet(hold, own)] };
    expect(lapsedOffer(entry, open, until - 1)).toBeNull();
    expect(lapsedOffer(entry, open, until)).toMatchObject({
      offer: { state: 'lapsed' },
      entry: { state: 'waiting', offer: null },
      sheets: [sheet(own)],
    });
    expect(lapsedOffer(entry, { ...open, offer: { ...offer, state: 'refused' } }, until)).toBeNull();
  });

  test('[4.5] is told of by ids and times alone', () => {
    expect(Object.keys(offerFacts(offer))).toEqual([
      'offerId',
      'entryId',
      'clientId',
      'appointmentId',
      'staffId',
      'serviceId',
      'locationId',
      'startsAt',
      'endsAt',
      'zone',
      'until',
      'freedStartsAt',
      'freedEndsAt',
    ]);
  });
});
