import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { planFor, type ZoneShift } from '../../../shared/domain/zone-change.ts';
import {
  checkedChange,
  decideResumption,
  decideStart,
  decideZone,
  finished,
  frozen,
  halted,
  isSettled,
  newZoneChange,
  progressed,
  refusedChange,
  resumed,
  type ZoneChange,
  zoneChangeView,
  zoneChangeViewOf,
} from '../../../shared/domain/zone-change-job.ts';
import {
  clientsMoved,
  isToldOfZone,
  LISTED,
  overlapsIn,
  reportOf,
  zoneReport,
} from '../../../shared/domain/zone-change-report.ts';
import { givenAppointment, givenClient, givenPractice, givenSettings, ids } from './given.ts';

const at = '2026-11-16T10:00:00.000Z';
const later = '2026-11-16T10:05:00.000Z';
const asked = newZoneChange({
  id: 'zone_01JD3Q6Z5W8N4T2R9YB7KXAMCT',
  from: 'Europe/London',
  to: 'America/New_York',
  startedBy: ids.staff,
  createdAt: at,
});
const found = { clinicians: [{ staffId: ids.staff, ahead: 3 }], toMove: 2 };
const running = checkedChange(frozen(asked, at), found, at);
const none = { count: 0, items: [] };
const one = { count: 1, items: [] };

const shift: ZoneShift = { from: asked.from, to: asked.to, cutoff: Date.parse(at), ownZoned: new Set() };
const planOf = (...appointments: Appointment[]) => ({
  staffId: ids.staff,
  plan: planFor(appointments, shift),
  pairs: [],
  held: 1,
});

describe('a change of zone', () => {
  test('[1.1] is asked for, frozen, checked, and done', () => {
    expect(asked).toMatchObject({ state: 'requested', round: 1, frozenAt: null, version: 1 });
    expect(frozen(asked, later)).toMatchObject({ state: 'running', frozenAt: later, version: 2 });
    expect(running).toMatchObject({ clinicians: found.clinicians, toMove: 2, moved: 0 });
    expect(progressed(running, 1, 1, later)).toMatchObject({ moved: 1, cliniciansDone: 1, updatedAt: later });
    const done = finished(running, later);
    expect(done).toMatchObject({ state: 'done', moved: 2, finishedAt: later });
    expect(finished(asked, later).moved).toBe(0);
    expect(zoneChangeView.parse(zoneChangeViewOf(done))).toEqual(zoneChangeViewOf(done));
  });

  test('[1.1] keeps the instant at which it froze the practice when it goes on', () => {
    expect(frozen(frozen(asked, at), later).frozenAt).toBe(at);
  });

  test('[1.1] fails as long as nothing has moved, stops after that, and goes on as another round', () => {
    expect(halted(frozen(asked, at), later)).toMatchObject({ state: 'failed', finishedAt: later });
    const stopped = halted(running, later);
    expect(stopped).toMatchObject({ state: 'stopped', finishedAt: null });
    expect(resumed(stopped, later)).toMatchObject({ state: 'running', round: 2 });
    expect(resumed(asked, later)).toMatchObject({ state: 'requested', round: 2 });
  });

  test.each<[ZoneChange, boolean]>([
    [asked, false],
    [running, false],
    [halted(running, at), false],
    [finished(running, at), true],
    [refusedChange(running, one, at), true],
    [halted(asked, at), true],
  ])('[1.1] that is %s', (it, settled) => {
    expect(isSettled(it)).toBe(settled);
  });
});

describe('whether a change of zone begins', () => {
  test('[1.1] not to the present zone', () => {
    expect(decideZone({ zone: 'Europe/London' }, 'Europe/London')).toMatchObject({
      refusal: { code: 'validation', errors: [{ pointer: '/zone', code: 'unchanged' }] },
    });
    expect(decideZone({ zone: asked.from }, asked.to)).toEqual({
      allowed: true,
      value: { from: asked.from, to: asked.to },
    });
  });

  test('[1.1] not while there is another', () => {
    expect(decideStart({ zoneChangeId: asked.id }, { overlaps: none, to: asked.to })).toMatchObject({
      refusal: { code: 'zone-change-running', current: asked.id },
    });
  });

  test.each([
    [1, 'two appointments of one clinician'],
    [3, '3 pairs of appointments'],
  ])('[1.1] not with %i overlaps', (count, words) => {
    const overlaps = { count, items: [] };
    const decided = decideStart({ zoneChangeId: null }, { overlaps, to: asked.to });
    expect(decided).toMatchObject({ refusal: { code: 'zone-overlaps', current: overlaps } });
    expect(decided).toMatchObject({ refusal: { detail: expect.stringContaining(words) } });
  });

  test('[1.1] else it does', () => {
    expect(decideStart({}, { overlaps: none, to: asked.to })).toEqual({ allowed: true, value: null });
  });

  test.each<[string, ZoneChange, string | undefined]>([
    [at, halted(running, at), undefined],
    [at, running, 'zone-change-running'],
    ['2026-11-16T10:59:59.999Z', running, 'zone-change-running'],
    ['2026-11-16T11:00:00.000Z', running, undefined],
    ['2026-11-16T11:00:00.000Z', asked, undefined],
    ['2026-11-17T10:00:00.000Z', finished(running, at), 'zone-change-over'],
  ])('[1.1] at %s one can be resumed that stopped, or stands still', (now, it, code) => {
    const decided = decideResumption(it, Date.parse(now));
    expect(decided.allowed ? undefined : decided.refusal.code).toBe(code);
  });
});

describe('what a change of zone would do', () => {
  const appointment = (id: number, localTime: string, over: Partial<Appointment> = {}) =>
    givenAppointment({
      id: `appt_01JD3Q6Z5W8N4T2R9YB7KX${String(id).padStart(4, '0')}`,
      localTime,
      startsAt: `${localTime}:00.000Z`,
      endsAt: `${localTime.slice(0, 14)}59:00.000Z`,
      ...over,
    });

  test('[1.1] is counted, and what is odd is listed', () => {
    const moved = appointment(1, '2026-11-24T09:00');
    const skipped = appointment(2, '2027-03-14T02:30');
    const repeated = appointment(3, '2027-11-07T01:30');
    const stays = appointment(4, '2026-11-24T10:00', { zone: 'Asia/Kathmandu' });
    const clinician = planOf(moved, skipped, repeated, stays);
    const report = reportOf(asked, [clinician], 1, shift.cutoff);
    expect(zoneReport.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      moving: 3,
      unmoved: 0,
      staying: 1,
      held: 1,
      clientsTold: 1,
      overlaps: none,
    });
    expect(report.skipped).toMatchObject({
      count: 1,
      items: [{ appointmentId: skipped.id, becomes: '2027-03-14T03:00' }],
    });
    expect(report.repeated).toMatchObject({ count: 1, items: [{ appointmentId: repeated.id }] });
    expect(report.past.count).toBe(0);
  });

  test('[1.1] says what gets the zone at the same instant, and what would have begun', () => {
    const dublin = { ...shift, to: 'Europe/Dublin' };
    const same = { ...planOf(), plan: planFor([appointment(1, '2026-11-24T09:00')], dublin) };
    expect(reportOf(dublin, [same], 0, shift.cutoff)).toMatchObject({ moving: 0, unmoved: 1 });
    expect(clientsMoved([same])).toEqual([]);
    const auckland = { ...shift, to: 'Pacific/Auckland' };
    const soon = { ...planOf(), plan: planFor([appointment(1, '2026-11-16T12:00')], auckland) };
    expect(reportOf(auckland, [soon], 0, shift.cutoff).past.count).toBe(1);
  });

  test('[1.1] lists the first overlaps and counts all', () => {
    const [first, second] = [appointment(1, '2026-11-24T09:00'), appointment(2, '2026-11-24T09:30')];
    const pairs = Array.from({ length: LISTED + 1 }, () => [first, second] as [Appointment, Appointment]);
    const all = overlapsIn([{ staffId: ids.staff, pairs: [[first, null], ...pairs] }]);
    expect(all.count).toBe(LISTED + 2);
    expect(all.items).toHaveLength(LISTED);
    expect(all.items[0]).toMatchObject({
      staffId: ids.staff,
      first: { appointmentId: first.id },
      second: null,
    });
    expect(all.items[1]).toMatchObject({ second: { appointmentId: second.id } });
  });

  test('[1.1] names each client once whose appointment stands and moves', () => {
    const other = 'clnt_01JD3Q6Z5W8N4T2R9YB7KXAM99';
    const cancelled = appointment(3, '2026-11-26T09:00', { clientId: other, statusKind: 'cancelled' });
    const clinician = planOf(
      appointment(1, '2026-11-24T09:00'),
      appointment(2, '2026-11-25T09:00'),
      cancelled,
    );
    expect(clientsMoved([clinician])).toEqual([ids.client]);
  });

  const reachable = givenClient({ email: 'rosa@mail.example', consent: { email: true, text: false } });
  const { notices } = givenSettings();
  const quiet = givenSettings({
    notices: { ...notices, appointmentChanged: { email: false, text: true } },
  });
  test.each([
    [reachable, givenPractice(), true],
    [{ ...reachable, email: null }, givenPractice(), false],
    [{ ...reachable, consent: { email: false, text: true } }, givenPractice(), false],
    [{ ...reachable, deceased: true }, givenPractice(), false],
    [reachable, givenPractice({ settings: quiet }), false],
  ])('[1.12] counts a client who is told as of any change', (client, practice, told) => {
    expect(isToldOfZone(client, practice)).toBe(told);
  });
});
