import { describe, expect, test } from 'vitest';
import { windowHours } from '../../../shared/domain/notice-window.ts';
import type { NoticeWindow, Settings, WindowRule } from '../../../shared/domain/settings.ts';
import type { StatusKind } from '../../../shared/domain/status-kind.ts';
import {
  appointmentVerdict,
  decideCancellation,
  decideChange,
  decideMoveAtAll,
  decideOfferedChange,
  effectiveRules,
  type VerdictInput,
} from '../../../shared/domain/verdict.ts';
import { fc } from '../../support/random.ts';
import {
  givenAppointment,
  givenClinician,
  givenLocation,
  givenPractice,
  givenService,
  givenSettings,
  ids,
  statuses,
} from './given.ts';

const HOUR = 3_600_000;
const start = '2026-11-24T09:00:00.000Z';
const startMs = Date.parse(start);
const later = '2026-12-01T09:00:00.000Z';
const phone = '020 7946 0018';

const refusing = (window: NoticeWindow): WindowRule => ({ window, mode: 'refuse' });
const marking = (window: NoticeWindow): WindowRule => ({ window, mode: 'mark-late' });

/** A week before the start, everything open, no windows; the test says what is different. */
function given(settings: Partial<Settings> = {}, over: Partial<VerdictInput> = {}): VerdictInput {
  return {
    practice: givenPractice({
      settings: givenSettings({ change: refusing('none'), cancellation: refusing('none'), ...settings }),
    }),
    access: { state: 'active' },
    service: givenService(),
    clinician: givenClinician(),
    location: givenLocation(),
    appointment: givenAppointment(),
    now: startMs - 168 * HOUR,
    ...over,
  };
}

const cancel = (input: VerdictInput, policyVersion?: number) =>
  decideCancellation({ ...input, statuses, policyVersion });

const numbered = Object.entries(windowHours).filter(([, hours]) => hours > 0) as [NoticeWindow, number][];

describe('windows', () => {
  test.each(numbered)(
    '[1.5] a window of %s closes %i hours before the start, to the millisecond',
    (window, hours) => {
      const closes = startMs - hours * HOUR;
      const settings = { change: refusing(window), cancellation: refusing(window) };
      const before = appointmentVerdict(given(settings, { now: closes - 1 }));
      const at = appointmentVerdict(given(settings, { now: closes }));
      const until = new Date(closes).toISOString();

      for (const kind of ['change', 'cancellation'] as const) {
        expect(before[kind]).toEqual({
          allowed: true,
          until,
          late: false,
          lateFrom: null,
          reason: null,
          detail: null,
        });
        expect(at[kind]).toMatchObject({ allowed: false, until, late: false, reason: 'window-closed' });
      }
    },
  );

  test('[1.5] without a window it is allowed until the appointment begins', () => {
    const before = appointmentVerdict(given({}, { now: startMs - 1 }));
    const at = appointmentVerdict(given({}, { now: startMs }));

    expect(before.change).toMatchObject({ allowed: true, until: start, late: false });
    expect(before.cancellation).toMatchObject({ allowed: true, until: start, late: false });
    expect(at.change).toMatchObject({ allowed: false, until: start, reason: 'begun' });
    expect(at.cancellation).toMatchObject({ allowed: false, until: start, reason: 'begun' });
  });

  test('[1.5] the two windows are separate', () => {
    const now = startMs - 3 * HOUR;
    const verdicts = appointmentVerdict(
      given({ change: refusing('1d'), cancellation: refusing('2h') }, { now }),
    );

    expect(verdicts.change.reason).toBe('window-closed');
    expect(verdicts.cancellation.allowed).toBe(true);
  });

  test.each([
    // Spring: 02:00 becomes 03:00 on 2026-03-29 in Berlin, so one day before 10:00 is 09:00 the day before.
    ['loses an hour', '2026-03-29T08:00:00.000Z', '2026-03-28T08:00:00.000Z', '09:00 on the 28th in Berlin'],
    // Autumn: 03:00 becomes 02:00 on 2026-10-25, so one day before 10:00 is 11:00 the day before.
    [
      'has an hour twice',
      '2026-10-25T09:00:00.000Z',
      '2026-10-24T09:00:00.000Z',
      '11:00 on the 24th in Berlin',
    ],
  ])('[1.5] a day is 24 elapsed hours where the night before %s', (_, startsAt, until) => {
    const appointment = givenAppointment({ startsAt, zone: 'Europe/Berlin' });
    const settings = { change: refusing('1d'), cancellation: refusing('1d') };
    const at = (now: number) => appointmentVerdict(given(settings, { appointment, now }));

    expect(at(Date.parse(until) - 1).change).toMatchObject({ allowed: true, until });
    expect(at(Date.parse(until)).change).toMatchObject({ allowed: false, until, reason: 'window-closed' });
    expect(at(Date.parse(until)).cancellation).toMatchObject({ allowed: false, until });
  });

  test('[1.5] never means phoning, however early, and tells of no instant', () => {
    const verdicts = appointmentVerdict(
      given({ change: refusing('never'), cancellation: refusing('never') }),
    );

    expect(verdicts.change).toEqual({
      allowed: false,
      until: null,
      late: false,
      lateFrom: null,
      reason: 'phone-required',
      detail: `To change the time, please phone ${phone}.`,
    });
    expect(verdicts.cancellation).toMatchObject({
      reason: 'phone-required',
      detail: `To cancel, please phone ${phone}.`,
    });
  });

  test('[1.5] never beats the mode that would only mark it late', () => {
    const verdicts = appointmentVerdict(
      given({ change: marking('never'), cancellation: marking('never') }, { now: startMs - 1 }),
    );

    expect(verdicts.change).toMatchObject({
      allowed: false,
      reason: 'phone-required',
      late: false,
      lateFrom: null,
    });
    expect(verdicts.cancellation).toMatchObject({ allowed: false, reason: 'phone-required' });
  });

  test.each<NoticeWindow>(['never', '1w'])(
    '[1.5] with the policy switch off a window of %s reads none',
    (window) => {
      const input = given(
        { applyCancellationPolicy: false, change: refusing(window), cancellation: marking(window) },
        {
          now: startMs - 1,
          service: givenService({ overrides: { changeWindow: 'never', cancellationWindow: window } }),
        },
      );
      const verdicts = appointmentVerdict(input);

      expect(verdicts.change).toMatchObject({ allowed: true, until: start, late: false });
      expect(verdicts.cancellation).toMatchObject({
        allowed: true,
        until: start,
        late: false,
        lateFrom: null,
      });
    },
  );
});

describe('modes', () => {
  test('[1.6] a cancellation that is marked late is allowed to the start, and late from the window on', () => {
    const settings = { cancellation: marking('1d') };
    const opens = startMs - 24 * HOUR;
    const at = (now: number) => appointmentVerdict(given(settings, { now })).cancellation;
    const lateFrom = new Date(opens).toISOString();

    expect(at(opens - 1)).toMatchObject({ allowed: true, late: false, lateFrom, until: start });
    expect(at(opens)).toMatchObject({ allowed: true, late: true, lateFrom, until: start });
    expect(at(startMs - 1)).toMatchObject({ allowed: true, late: true });
    expect(at(startMs)).toMatchObject({
      allowed: false,
      late: false,
      reason: 'begun',
      lateFrom,
      until: start,
    });
  });

  test('[1.6] a late cancellation gets the late status, one in time the ordinary', () => {
    const settings = { cancellation: marking('1d') };
    const opens = startMs - 24 * HOUR;

    expect(cancel(given(settings, { now: opens - 1 }))).toEqual({
      allowed: true,
      value: { late: false, statusId: ids.cancelled, statusKind: 'cancelled', policyVersion: null },
    });
    expect(cancel(given(settings, { now: opens }))).toEqual({
      allowed: true,
      value: { late: true, statusId: ids.lateCancelled, statusKind: 'late-cancelled', policyVersion: null },
    });
  });

  test('[1.6] a late change is flagged', () => {
    const settings = { change: marking('2h') };
    const opens = startMs - 2 * HOUR;

    expect(decideChange(given(settings, { now: opens - 1 }))).toEqual({
      allowed: true,
      value: { late: false, lateReference: null },
    });
    expect(decideChange(given(settings, { now: opens }))).toEqual({
      allowed: true,
      value: { late: true, lateReference: null },
    });
  });

  test('[1.6] a service overrides each of the four values apart', () => {
    const settings = givenSettings({ change: refusing('1d'), cancellation: marking('2d') });
    const rules = (overrides: Parameters<typeof givenService>[0]) =>
      effectiveRules(settings, givenService(overrides));

    expect(rules({ overrides: { changeWindow: '1h' } })).toEqual({
      change: refusing('1h'),
      cancellation: marking('2d'),
    });
    expect(rules({ overrides: { changeMode: 'mark-late' } }).change).toEqual(marking('1d'));
    expect(rules({ overrides: { cancellationWindow: 'never' } }).cancellation).toEqual(marking('never'));
    expect(rules({ overrides: { cancellationMode: 'refuse' } }).cancellation).toEqual(refusing('2d'));
    expect(effectiveRules(settings, null)).toEqual({ change: refusing('1d'), cancellation: marking('2d') });
  });

  test("[1.6] the verdict looks at the service's window, not the practice's", () => {
    const service = givenService({ overrides: { cancellationWindow: '2d' } });
    const verdicts = appointmentVerdict(given({}, { service, now: startMs - 30 * HOUR }));

    expect(verdicts.cancellation.reason).toBe('window-closed');
    expect(verdicts.change.allowed).toBe(true);
  });
});

describe('the kept start', () => {
  const inside = startMs - HOUR;

  test.each([
    ['refuse', refusing('1d')],
    ['mark-late', marking('1d')],
  ])('[1.6] moving from inside the cancellation window keeps the old start, under %s', (_, cancellation) => {
    const opens = startMs - 24 * HOUR;
    const moved = (now: number) => decideChange(given({ cancellation }, { now }));

    expect(moved(opens - 1)).toMatchObject({ value: { lateReference: null } });
    expect(moved(opens)).toMatchObject({ value: { lateReference: start } });
  });

  test.each<NoticeWindow>(['none', 'never'])('[1.6] nothing is kept where the window is %s', (window) => {
    expect(decideChange(given({ cancellation: refusing(window) }, { now: inside }))).toMatchObject({
      value: { lateReference: null },
    });
  });

  test('[1.6] nothing is kept while the policy is not applied', () => {
    const settings = { applyCancellationPolicy: false, cancellation: refusing('1d') };

    expect(decideChange(given(settings, { now: inside }))).toMatchObject({ value: { lateReference: null } });
  });

  test('[1.6] the first kept start stays through further moves, whatever the window reads by then', () => {
    const first = '2026-11-20T09:00:00.000Z';
    const appointment = givenAppointment({ lateReference: first });

    for (const window of ['1d', 'none'] as const)
      expect(
        decideChange(given({ cancellation: refusing(window) }, { appointment, now: inside })),
      ).toMatchObject({
        value: { lateReference: first },
      });
  });

  test('[1.6] moving away is no way round the policy: the kept start counts for cancelling', () => {
    const kept = '2026-11-18T09:00:00.000Z';
    const appointment = givenAppointment({ lateReference: kept });
    const opens = Date.parse(kept) - 24 * HOUR;
    const at = (cancellation: WindowRule, now: number) =>
      appointmentVerdict(given({ cancellation }, { appointment, now })).cancellation;
    const instant = new Date(opens).toISOString();

    expect(at(refusing('1d'), opens - 1)).toMatchObject({ allowed: true, until: instant });
    expect(at(refusing('1d'), opens)).toMatchObject({
      allowed: false,
      until: instant,
      reason: 'window-closed',
    });
    expect(at(marking('1d'), opens - 1)).toMatchObject({ late: false, lateFrom: instant, until: start });
    expect(at(marking('1d'), opens)).toMatchObject({ allowed: true, late: true, until: start });
  });

  test('[1.6] the kept start does not count for changing', () => {
    const appointment = givenAppointment({ lateReference: '2026-11-10T09:00:00.000Z' });
    const verdicts = appointmentVerdict(
      given({ change: refusing('1d') }, { appointment, now: startMs - 25 * HOUR }),
    );

    expect(verdicts.change).toMatchObject({ allowed: true, until: '2026-11-23T09:00:00.000Z' });
  });

  test('[1.6] the earlier of the kept and the present start counts', () => {
    const appointment = givenAppointment({ lateReference: later });
    const verdicts = appointmentVerdict(given({ cancellation: refusing('1d') }, { appointment }));

    expect(verdicts.cancellation.until).toBe('2026-11-23T09:00:00.000Z');
  });
});

describe('statuses', () => {
  test('[1.7] the kind is that of the status the practice picked', () => {
    const settings = { cancelledStatusId: ids.lateCancelled };

    expect(cancel(given(settings))).toMatchObject({
      value: { late: false, statusId: ids.lateCancelled, statusKind: 'late-cancelled' },
    });
  });

  test.each([
    ['cancelled', startMs - 48 * HOUR],
    ['late-cancelled', startMs - HOUR],
  ])('[1.7] a status that is not in the list at hand still frees the time, as %s', (statusKind, now) => {
    const input = given({ cancellation: marking('1d') }, { now });

    expect(decideCancellation({ ...input, statuses: [] })).toMatchObject({ value: { statusKind } });
  });
});

describe('the policy text', () => {
  const cancellationPolicy = { shown: true, text: 'We charge for late cancellations.' };
  const current = { version: 7, text: cancellationPolicy.text };

  test('[1.8] shows the text with its version, and nothing while it is off', () => {
    expect(appointmentVerdict(given({ cancellationPolicy })).policy).toEqual(current);
    expect(
      appointmentVerdict(given({ cancellationPolicy: { shown: false, text: 'Old' } })).policy,
    ).toBeNull();
  });

  test('[1.8] is independent of the policy switch', () => {
    const input = given({ cancellationPolicy, applyCancellationPolicy: false });

    expect(appointmentVerdict(input).policy).toEqual(current);
    expect(cancel(input)).toMatchObject({ allowed: false, refusal: { code: 'policy-changed' } });
  });

  test('[1.8] keeps the version that was accepted', () => {
    expect(cancel(given({ cancellationPolicy }), 7)).toMatchObject({
      allowed: true,
      value: { policyVersion: 7 },
    });
  });

  test.each([
    [undefined, 'Please read the cancellation policy before you cancel.'],
    [6, 'The policy has changed. Please read it again.'],
    [8, 'The policy has changed. Please read it again.'],
  ])('[1.8] refuses version %s and returns the current text', (version, detail) => {
    expect(cancel(given({ cancellationPolicy }), version)).toEqual({
      allowed: false,
      refusal: { code: 'policy-changed', detail, current },
    });
  });

  test('[1.8] ignores a version while the text is off, and does not keep it', () => {
    expect(cancel(given(), 99)).toMatchObject({ allowed: true, value: { policyVersion: null } });
  });

  test('[1.8] looks at the window before the version', () => {
    const input = given({ cancellationPolicy, cancellation: refusing('1d') }, { now: startMs - HOUR });

    expect(cancel(input, 6)).toMatchObject({ allowed: false, refusal: { code: 'window-closed' } });
  });
});

describe('reasons', () => {
  /** Everything that forbids, from the last that counts to the first. */
  const worse: [string, (input: VerdictInput) => VerdictInput][] = [
    [
      'window-closed',
      (input) => withSettings(input, { change: refusing('1w'), cancellation: refusing('1w') }),
    ],
    [
      'phone-required',
      (input) => withSettings(input, { change: refusing('never'), cancellation: refusing('never') }),
    ],
    ['not-bookable-online', (input) => ({ ...input, clinician: givenClinician({ bookableOnline: false }) })],
    ['begun', (input) => ({ ...input, now: startMs })],
    ['not-changeable', (input) => withStatus(input, 'attended')],
    ['access-disabled', (input) => ({ ...input, access: { state: 'disabled' } })],
    ['portal-off', (input) => withSettings(input, { clientPortal: false })],
    ['booking-off', (input) => withSettings(input, { clientPortal: false, onlineBooking: false })],
  ];
  const withSettings = (input: VerdictInput, over: Partial<Settings>): VerdictInput => ({
    ...input,
    practice: { ...input.practice, settings: { ...input.practice.settings, ...over } },
  });
  const withStatus = (input: VerdictInput, statusKind: StatusKind): VerdictInput => ({
    ...input,
    appointment: givenAppointment({ statusKind }),
  });

  test.each(worse.map(([code], at) => [code, at] as const))(
    '[3.1] of several reasons %s comes before all those that count less',
    (code, at) => {
      const input = worse
        .slice(0, at + 1)
        .reduce((sum, [, spoil]) => spoil(sum), given({}, { now: startMs - 1 }));
      const verdicts = appointmentVerdict(input);

      expect(verdicts.change.reason).toBe(code);
      // Cancelling takes no opening, so the clinician's switch does not matter to it.
      expect(verdicts.cancellation.reason).toBe(code === 'not-bookable-online' ? 'phone-required' : code);
    },
  );

  test('[3.1] until and lateFrom tell of the window whatever the reason', () => {
    const input = given(
      { change: refusing('1d'), cancellation: marking('2h'), clientPortal: false },
      { appointment: givenAppointment({ statusKind: 'no-show' }) },
    );
    const verdicts = appointmentVerdict(input);

    expect(verdicts.change).toMatchObject({
      reason: 'portal-off',
      until: '2026-11-23T09:00:00.000Z',
      lateFrom: null,
    });
    expect(verdicts.cancellation).toMatchObject({ until: start, lateFrom: '2026-11-24T07:00:00.000Z' });
  });

  test.each([
    ['cancelled', 'already-cancelled', 'already-cancelled'],
    ['late-cancelled', 'already-cancelled', 'already-cancelled'],
    ['attended', 'not-changeable', 'not-changeable'],
    ['no-show', 'not-changeable', 'not-changeable'],
    ['booked', null, null],
  ] as const)('[3.1] an appointment that is %s answers %s', (statusKind, forChange, forCancellation) => {
    const verdicts = appointmentVerdict(withStatus(given(), statusKind));

    expect(verdicts.change.reason).toBe(forChange);
    expect(verdicts.cancellation.reason).toBe(forCancellation);
  });

  test.each([
    ['a clinician who is not bookable online', { clinician: givenClinician({ bookableOnline: false }) }],
    ['a clinician who is archived', { clinician: givenClinician({ archived: true }) }],
    ['a service that is archived', { service: givenService({ archived: true }) }],
    ['a location that is archived', { location: givenLocation({ archived: true }) }],
  ])('[3.2] %s forbids changing, and cancelling is as usual', (_, over) => {
    const input = given({}, over);

    expect(appointmentVerdict(input).change).toMatchObject({
      allowed: false,
      reason: 'not-bookable-online',
      until: start,
      detail: `This appointment cannot be moved online. To move it, please phone ${phone}.`,
    });
    expect(cancel(input).allowed).toBe(true);
  });

  test('[3.2] an appointment without service and location can be moved', () => {
    expect(decideChange(given({}, { service: null, location: null })).allowed).toBe(true);
  });

  test.each(['none', 'invited', 'active'] as const)('[3.1] access %s is no obstacle', (state) => {
    const verdicts = appointmentVerdict(given({}, { access: { state } }));

    expect(verdicts.change.allowed && verdicts.cancellation.allowed).toBe(true);
  });

  test('[3.2] online booking being off forbids no change', () => {
    expect(decideChange(given({ onlineBooking: false })).allowed).toBe(true);
  });
});

describe('wording', () => {
  test.each([
    ['change', 'window-closed', 'Online changes have closed. Please phone 020 7946 0018.'],
    [
      'cancellation',
      'window-closed',
      'It is too late to cancel online. To cancel, please phone 020 7946 0018.',
    ],
  ] as const)('[3.1] a closed %s says what, when and whom to phone', (kind, code, detail) => {
    const settings = { change: refusing('1d'), cancellation: refusing('1d') };
    const input = given(settings, { now: startMs - HOUR });

    expect(kind === 'change' ? decideChange(input) : cancel(input)).toEqual({
      allowed: false,
      refusal: { code, detail, phone, until: '2026-11-23T09:00:00.000Z' },
    });
  });

  test('[3.3] every other refusal of a cancellation gives the phone number and no instant', () => {
    expect(cancel(given({ cancellation: refusing('never') }))).toEqual({
      allowed: false,
      refusal: { code: 'phone-required', detail: `To cancel, please phone ${phone}.`, phone },
    });
  });
});

describe('one verdict', () => {
  const windows = fc.constantFrom<NoticeWindow>('none', 'never', ...numbered.map(([window]) => window));
  const rule = fc.record({ window: windows, mode: fc.constantFrom('refuse' as const, 'mark-late' as const) });
  const instantNear = fc.integer({ min: -200 * 3600, max: 3600 }).map((seconds) => startMs + seconds * 1000);
  const anything = fc
    .record({
      settings: fc.record({
        clientPortal: fc.boolean(),
        onlineBooking: fc.boolean(),
        applyCancellationPolicy: fc.boolean(),
        change: rule,
        cancellation: rule,
        cancellationPolicy: fc.record({ shown: fc.boolean(), text: fc.constant('Policy') }),
      }),
      state: fc.constantFrom('none' as const, 'active' as const, 'disabled' as const),
      overrides: fc.record({ changeWindow: windows, cancellationWindow: windows }, { requiredKeys: [] }),
      bookableOnline: fc.boolean(),
      statusKind: fc.constantFrom<StatusKind>('booked', 'booked', 'booked', 'attended', 'cancelled'),
      kept: fc.option(instantNear.map((now) => new Date(now).toISOString())),
      now: instantNear,
    })
    .map((it) =>
      given(it.settings, {
        access: { state: it.state },
        service: givenService({ overrides: it.overrides }),
        clinician: givenClinician({ bookableOnline: it.bookableOnline }),
        appointment: givenAppointment({ statusKind: it.statusKind, lateReference: it.kept }),
        now: it.now,
      }),
    );

  test('[3.1] what reading shows is what writing decides', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const verdicts = appointmentVerdict(input);
        const changed = decideChange(input);
        const cancelled = cancel(input, verdicts.policy?.version);

        expect(changed.allowed).toBe(verdicts.change.allowed);
        expect(decideMoveAtAll(input).allowed).toBe(verdicts.change.allowed);
        expect(cancelled.allowed).toBe(verdicts.cancellation.allowed);
        if (changed.allowed) expect(changed.value.late).toBe(verdicts.change.late);
        else expect(changed.refusal.code).toBe(verdicts.change.reason);
        if (cancelled.allowed) expect(cancelled.value.late).toBe(verdicts.cancellation.late);
        else expect(cancelled.refusal.detail).toBe(verdicts.cancellation.detail);
        const { allowed, reason, detail } = verdicts.waitlist;
        const offered = decideOfferedChange(input);
        expect(offered.allowed).toBe(allowed);
        if (!offered.allowed) expect(offered.refusal).toMatchObject({ code: reason, detail });
      }),
      { numRuns: 2000 },
    );
  });

  test('[1.5] until is exactly the first instant that is refused', () => {
    fc.assert(
      fc.property(anything, (input) => {
        for (const kind of ['change', 'cancellation'] as const) {
          const { until } = appointmentVerdict(input)[kind];
          if (until === null) continue;
          const allowedAt = (now: number) => appointmentVerdict({ ...input, now })[kind].allowed;
          // Allowed long before: nothing but time forbids it.
          if (allowedAt(startMs - 10_000 * HOUR)) {
            expect(allowedAt(Date.parse(until) - 1)).toBe(true);
            expect(allowedAt(Date.parse(until))).toBe(false);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('[1.6] lateFrom is exactly the first instant that counts as late', () => {
    fc.assert(
      fc.property(anything, (input) => {
        for (const kind of ['change', 'cancellation'] as const) {
          const { lateFrom, allowed, late } = appointmentVerdict(input)[kind];
          expect(late).toBe(allowed && lateFrom !== null && input.now >= Date.parse(lateFrom));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
