import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Settings, WindowRule } from '../../../shared/domain/settings.ts';
import { checkDraft, type PastAct } from '../../../shared/domain/settings-check.ts';
import { givenAppointment, givenPractice, givenService, givenSettings, ids } from './given.ts';

const HOUR = 3_600_000;
const start = '2026-11-24T09:00:00.000Z';
const nextWeek = '2026-12-01T09:00:00.000Z';

const refusing = (window: WindowRule['window']): WindowRule => ({ window, mode: 'refuse' });
const marking = (window: WindowRule['window']): WindowRule => ({ window, mode: 'mark-late' });
const none = refusing('none');

/** Something done so many hours before a start. */
const act = (what: PastAct['what'], hours: number, over: Partial<PastAct> = {}): PastAct => {
  const startsAt = over.startsAt ?? start;
  return {
    what,
    by: 'client',
    appointmentId: ids.appointment,
    clientId: ids.client,
    serviceId: ids.service,
    zone: 'Europe/London',
    startsAt,
    occurredAt: new Date(Date.parse(startsAt) - hours * HOUR).toISOString(),
    ...over,
  };
};

const other = { appointmentId: 'appt_01JD3Q6Z5W8N4T2R9YB7KXAM99', clientId: ids.staff };

function check(
  acts: PastAct[],
  present: Partial<Settings>,
  draft: Partial<Settings>,
  appointments: Appointment[] = [],
  services = [givenService()],
) {
  const both = { change: none, cancellation: none };
  const practice = givenPractice({ settings: givenSettings({ ...both, ...present }) });
  return checkDraft({ practice, draft: givenSettings({ ...both, ...draft }), services, acts, appointments });
}

/** The outcome of each act under both, where they differ. */
const told = (checked: ReturnType<typeof check>) =>
  checked.affected.map(({ what, present, draft }) => `${what}: ${present.outcome} → ${draft.outcome}`);

describe('trying a draft of the settings', () => {
  test('[1.13] says what would have been refused, and counts each act on both sides', () => {
    const acts = [act('cancellation', 30), act('cancellation', 50, other), act('change', 30, other)];
    const { counts, affected } = check(acts, {}, { cancellation: refusing('2d') });
    expect(counts).toEqual({
      changes: 1,
      cancellations: 2,
      present: { onTime: 3, late: 0, phoneRequired: 0, refused: 0 },
      draft: { onTime: 2, late: 0, phoneRequired: 0, refused: 1 },
      newlyRefused: { acts: 1, clients: 1 },
      newlyAllowed: { acts: 0, clients: 0 },
      newlyLate: { acts: 0, clients: 0 },
      noLongerLate: { acts: 0, clients: 0 },
    });
    expect(affected).toEqual([
      {
        ...acts[0],
        present: { outcome: 'on-time', reason: null },
        draft: { outcome: 'refused', reason: 'window-closed' },
      },
    ]);
  });

  test.each([
    [none, marking('2d'), 'on-time', 'late', 'newlyLate'],
    [marking('2d'), none, 'late', 'on-time', 'noLongerLate'],
    [marking('2d'), refusing('2d'), 'late', 'refused', 'newlyRefused'],
    [refusing('2d'), marking('2d'), 'refused', 'late', 'newlyAllowed'],
    [none, refusing('never'), 'on-time', 'phone-required', 'newlyRefused'],
    [refusing('never'), none, 'phone-required', 'on-time', 'newlyAllowed'],
    [refusing('2d'), refusing('never'), 'refused', 'phone-required', null],
  ] as const)('[1.13] tells %o from %o: %s, then %s', (present, draft, before, after, counted) => {
    const acts = [act('change', 31), act('cancellation', 30)];
    const checked = check(
      acts,
      { change: present, cancellation: present },
      { change: draft, cancellation: draft },
    );
    expect(told(checked)).toEqual([`cancellation: ${before} → ${after}`, `change: ${before} → ${after}`]);
    const { newlyRefused, newlyAllowed, newlyLate, noLongerLate } = checked.counts;
    const extents = { newlyRefused, newlyAllowed, newlyLate, noLongerLate };
    if (counted) expect(extents[counted]).toEqual({ acts: 2, clients: 1 });
    if (counted === null) expect(Object.values(extents).every(({ acts: many }) => many === 0)).toBe(true);
  });

  test('[1.13] counts people once, however much they did', () => {
    const acts = [act('change', 40), act('change', 30), act('cancellation', 30, other)];
    const { counts } = check(acts, {}, { change: refusing('never'), cancellation: refusing('never') });
    expect(counts.newlyRefused).toEqual({ acts: 3, clients: 2 });
  });

  test('[1.13] goes by services’ own windows, and by the practice’s for a service that is gone or none', () => {
    const own = givenService({ overrides: { cancellationWindow: '3d' }, archived: true });
    const acts = [
      act('cancellation', 60),
      act('cancellation', 60, { ...other, serviceId: null }),
      act('cancellation', 60, { ...other, serviceId: ids.location }),
    ];
    const { counts } = check(acts, { applyCancellationPolicy: false }, {}, [], [own]);
    expect(counts.newlyRefused).toEqual({ acts: 1, clients: 1 });
  });

  test('[1.13] says that with the portal off all of it would have been refused', () => {
    const { affected } = check([act('change', 200)], {}, { clientPortal: false });
    expect(affected[0]?.draft).toEqual({ outcome: 'refused', reason: 'portal-off' });
  });

  test('[1.13] comes newest first', () => {
    const acts = [act('change', 40), act('cancellation', 30, other), act('change', 35)];
    const ordered = acts.toSorted((one, two) => (one.occurredAt < two.occurredAt ? -1 : 1));
    const { affected } = check(ordered, {}, { change: refusing('2d'), cancellation: refusing('2d') });
    expect(affected.map(({ occurredAt }) => occurredAt)).toEqual(
      ordered.map(({ occurredAt }) => occurredAt).toReversed(),
    );
  });
});

describe('the start that a move has kept', () => {
  const moved = act('change', 12);
  const cancelled = act('cancellation', 100, { startsAt: nextWeek });
  const late = { cancellation: marking('1d') };

  test('[1.6] counts under the settings by which the move kept it', () => {
    // Under the draft the move was made inside the window: it keeps the old start, which is past by then.
    const acts = [moved, { ...cancelled, occurredAt: '2026-11-25T09:00:00.000Z' }];
    expect(told(check(acts, {}, late))).toEqual(['cancellation: on-time → late']);
    expect(told(check(acts, late, {}))).toEqual(['cancellation: late → on-time']);
  });

  test('[1.6] is not kept by a move that the settings refuse', () => {
    const acts = [moved, { ...cancelled, occurredAt: '2026-11-25T09:00:00.000Z' }];
    const draft = { ...late, change: refusing('1d') };
    expect(told(check(acts, {}, draft))).toEqual(['change: on-time → refused']);
  });

  test('[1.6] is the appointment’s where an earlier move kept it, unless staff have moved it since', () => {
    const kept = givenAppointment({ lateReference: '2026-11-20T09:00:00.000Z' });
    const alone = [{ ...cancelled, occurredAt: '2026-11-25T09:00:00.000Z' }];
    expect(told(check(alone, {}, late, [kept]))).toEqual(['cancellation: on-time → late']);
    expect(told(check(alone, {}, late))).toEqual([]);
    const byStaff = act('change', 60, { by: 'others' });
    const checked = check([byStaff, ...alone], {}, late, [kept]);
    expect(told(checked)).toEqual([]);
    expect(checked.counts).toMatchObject({ changes: 0, cancellations: 1 });
  });

  test('[4.5] is kept by taking an offer, which no window decides and so none is tried on', () => {
    const taken = act('change', 12, { by: 'offer' });
    const draft = { ...late, change: refusing('1d') };
    const checked = check([taken, { ...cancelled, occurredAt: '2026-11-25T09:00:00.000Z' }], {}, draft);
    expect(told(checked)).toEqual(['cancellation: on-time → late']);
    expect(checked.counts).toMatchObject({ changes: 0, cancellations: 1, newlyRefused: { acts: 0 } });
  });
});
