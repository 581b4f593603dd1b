import { describe, expect, test } from 'vitest';
import {
  bookingPreferences,
  contradictionsOf,
  defaultPreferences,
  intervalChoices,
} from '../../../shared/domain/availability.ts';
import { windowHours } from '../../../shared/domain/notice-window.ts';
import { applyPreset, presets } from '../../../shared/domain/presets.ts';
import { settings as settingsSchema } from '../../../shared/domain/settings.ts';
import { contradictionsOfSettings } from '../../../shared/domain/settings-contradictions.ts';
import { appointmentVerdict } from '../../../shared/domain/verdict.ts';
import { fc } from '../../support/random.ts';
import {
  givenAppointment,
  givenClinician,
  givenLocation,
  givenPractice,
  givenService,
  givenSettings,
  statuses,
} from './given.ts';

const HOUR = 3_600_000;

/** What a client may do so many hours before an appointment, once a preset has been saved. */
function verdicts(id: string, hoursBefore: number) {
  const practice = givenPractice();
  const { settings } = applyPreset(practice, presets.find((each) => each.id === id)!);
  const appointment = givenAppointment();
  const { change, cancellation } = appointmentVerdict({
    practice: { ...practice, settings },
    access: { state: 'active' },
    service: givenService(),
    clinician: givenClinician(),
    location: givenLocation(),
    appointment,
    now: Date.parse(appointment.startsAt) - hoursBefore * HOUR,
  });
  const told = ({ late, reason }: typeof change) => reason ?? (late ? 'late' : 'on time');
  return { change: told(change), cancellation: told(cancellation) };
}

describe('a preset', () => {
  test.each([
    ['phone-call', 500, 'phone-required', 'phone-required'],
    ['at-least-24-hours', 25, 'on time', 'on time'],
    ['at-least-24-hours', 23, 'late', 'late'],
    ['at-least-48-hours', 49, 'on time', 'on time'],
    ['at-least-48-hours', 47, 'late', 'late'],
    ['at-least-72-hours', 73, 'on time', 'on time'],
    ['at-least-72-hours', 71, 'late', 'late'],
    // The practice's own window for changes, a day, stays.
    ['cancel-within-24-hours', 1, 'window-closed', 'on time'],
    ['as-in-simplepractice', 23, 'window-closed', 'late'],
    ['as-in-simplepractice', 25, 'on time', 'on time'],
    ['as-in-jane', 25, 'on time', 'on time'],
    ['as-in-jane', 23, 'window-closed', 'window-closed'],
    ['as-in-cliniko', 23, 'window-closed', 'window-closed'],
  ])('[1.13] does what it is named for: %s, %i hours before', (id, hours, change, cancellation) => {
    expect(verdicts(id, hours)).toEqual({ change, cancellation });
  });

  test('[1.13] for booking within 24 hours sets the preferences that it needs together', () => {
    const preset = presets.find(({ id }) => id === 'book-within-24-hours')!;
    const applied = applyPreset(givenPractice(), preset);
    expect(applied.preferences).toEqual({ ...defaultPreferences, bookInside24Hours: true, noticeHours: 1 });
    expect(applied.changes).toEqual({
      settings: [],
      preferences: [
        { pointer: '/noticeHours', before: 24, after: 1 },
        { pointer: '/bookInside24Hours', before: false, after: true },
      ],
    });
  });

  test('[1.13] changes nothing the second time, and nothing that it does not name', () => {
    for (const preset of presets) {
      const practice = givenPractice({ settings: givenSettings({ onlineBooking: false }) });
      const once = applyPreset(practice, preset);
      expect(applyPreset(once, preset).changes).toEqual({ settings: [], preferences: [] });
      for (const { pointer } of once.changes.settings)
        expect(Object.keys(preset.settings)).toContain(pointer.split('/')[1]);
      for (const { pointer } of once.changes.preferences)
        expect(Object.keys(preset.preferences)).toContain(pointer.split('/')[1]);
    }
  });

  test('[1.13] has an id and a name of its own', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  });

  test('[1.13] never makes a contradiction of documents that hold none', () => {
    const windows = fc.constantFrom(...(Object.keys(windowHours) as (keyof typeof windowHours)[]), 'never');
    const rule = fc.record({ window: windows, mode: fc.constantFrom('refuse', 'mark-late') });
    const practice = fc
      .record({
        apply: fc.boolean(),
        change: rule,
        cancellation: rule,
        interval: fc.constantFrom(...intervalChoices),
        noticeHours: fc.nat(2000),
        horizonDays: fc.integer({ min: 1, max: 730 }),
        inside: fc.boolean(),
      })
      .map((it) => ({
        settings: settingsSchema.parse({
          ...givenSettings(),
          applyCancellationPolicy: it.apply,
          change: it.change,
          cancellation: it.cancellation,
        }),
        preferences: bookingPreferences.parse({
          ...defaultPreferences,
          intervalMinutes: it.interval,
          noticeHours: it.noticeHours,
          horizonDays: it.horizonDays,
          bookInside24Hours: it.inside,
        }),
      }))
      .filter(({ preferences }) => contradictionsOf(preferences).length === 0);
    fc.assert(
      fc.property(practice, fc.constantFrom(...presets), (given, preset) => {
        const { settings, preferences } = applyPreset(given, preset);
        expect(settingsSchema.parse(settings)).toEqual(settings);
        expect(contradictionsOfSettings(settings, statuses)).toEqual([]);
        expect(contradictionsOf(bookingPreferences.parse(preferences))).toEqual([]);
      }),
    );
  });
});
