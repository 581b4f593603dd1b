import type { BookingPreferences } from './availability.ts';
import { changesBetween, type FieldChange } from './changes.ts';
import type { Practice } from './practice.ts';
import type { Settings, WindowRule } from './settings.ts';

/** What of the settings a preset may set; whatever it leaves out stays as the practice has it. */
type PresetSettings = Partial<Pick<Settings, 'applyCancellationPolicy' | 'change' | 'cancellation'>>;

/** Several settings at once, under the name by which people know them (product 1.13). */
export interface Preset {
  id: string;
  name: string;
  /** All that it sets, in words. */
  description: string;
  settings: PresetSettings;
  preferences: Partial<BookingPreferences>;
}

const applied = { applyCancellationPolicy: true } as const;

const countsAsLate = (days: 1 | 2 | 3): Preset => {
  const rule: WindowRule = { window: `${days}d`, mode: 'mark-late' };
  const hours = 24 * days;
  return {
    id: `at-least-${hours}-hours`,
    name: `At least ${hours} hours (later counts as late)`,
    description: `Clients change and cancel online until an appointment begins. With less than ${hours} hours to go it counts as late: a late cancellation gets your late status, a late change is marked.`,
    settings: { ...applied, change: rule, cancellation: rule },
    preferences: {},
  };
};

/**
 * The presets, in the order in which they are shown. Those named for another portal set what its own help pages
 * say that it does, and nothing of which they do not speak: where a length is the practice's to choose there too,
 * the description says so.
 */
export const presets: readonly Preset[] = [
  {
    id: 'phone-call',
    name: 'Require a phone call',
    description:
      'Clients see their appointments online, and phone you to change or cancel one, however far ahead it is.',
    settings: {
      ...applied,
      change: { window: 'never', mode: 'refuse' },
      cancellation: { window: 'never', mode: 'refuse' },
    },
    preferences: {},
  },
  countsAsLate(1),
  countsAsLate(2),
  countsAsLate(3),
  {
    id: 'book-within-24-hours',
    name: 'Clients may book within 24 hours',
    description:
      'Clients find times from one hour ahead. What starts less than 24 hours after it was asked for always waits for your approval.',
    settings: {},
    preferences: { bookInside24Hours: true, noticeHours: 1 },
  },
  {
    id: 'cancel-within-24-hours',
    name: 'Clients may cancel within 24 hours',
    description:
      'Clients cancel online until the appointment begins, and no cancellation counts as late. Changing the time stays as you have it.',
    settings: { cancellation: { window: 'none', mode: 'refuse' } },
    preferences: {},
  },
  {
    id: 'as-in-simplepractice',
    name: 'As in SimplePractice, at least 24 hours',
    description:
      'For its policy "At least 24 hours": a cancellation with less than 24 hours to go is possible and gets your late status. Its other policies are "Require a phone call" and the ones for 48 and 72 hours above. Changing the time stays as you have it.',
    settings: { ...applied, cancellation: { window: '1d', mode: 'mark-late' } },
    preferences: {},
  },
  {
    id: 'as-in-jane',
    name: 'As in Jane, with a late period of 24 hours',
    description:
      'For "Allow cancellations" with a late cancellation period: until it begins clients change and cancel online, then they are asked to phone you. The length is yours to choose in Jane; this sets 24 hours.',
    settings: {
      ...applied,
      change: { window: '1d', mode: 'refuse' },
      cancellation: { window: '1d', mode: 'refuse' },
    },
    preferences: {},
  },
  {
    id: 'as-in-cliniko',
    name: 'As in Cliniko, with one day’s notice',
    description:
      'For a minimum notice for cancellations of one day: clients cancel online until 24 hours before, then they phone you. Changing the time stays as you have it.',
    settings: { ...applied, cancellation: { window: '1d', mode: 'refuse' } },
    preferences: {},
  },
];

/** The documents of a practice as a preset would have them, and what would be different. */
export interface Applied {
  settings: Settings;
  preferences: BookingPreferences;
  changes: { settings: FieldChange[]; preferences: FieldChange[] };
}

/**
 * What a preset makes of a practice's settings and booking preferences (product 1.13): drafts, which are saved like
 * any others. What the preset does not name stays.
 */
export function applyPreset(practice: Pick<Practice, 'settings' | 'preferences'>, preset: Preset): Applied {
  const settings = { ...practice.settings, ...preset.settings };
  const preferences = { ...practice.preferences, ...preset.preferences };
  return {
    settings,
    preferences,
    changes: {
      settings: changesBetween(practice.settings, settings),
      preferences: changesBetween(practice.preferences, preferences),
    },
  };
}
