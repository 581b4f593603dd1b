import { type BookingPreferences, contradictionsOf } from './availability.ts';
import type { Service, Status } from './catalogue.ts';
import { changesBetween, type FieldChange } from './changes.ts';
import { allow, type Decision, refuseFields } from './decision.ts';
import type { Practice } from './practice.ts';
import type { Profile } from './profile.ts';
import type { Settings } from './settings.ts';
import { contradictionsOfSettings, statusesNewlyNamed } from './settings-contradictions.ts';

/** What to write when settings are replaced; the write is conditional on the version that was read. */
export interface SettingsReplacement {
  settings: Settings;
  /** Of the policy text (product 1.8). */
  policyVersion: number;
  /** Of sessions: all older ones are dead (product 1.4). */
  sessionEpoch: number;
  /** Empty when the draft says what is there already. */
  changes: FieldChange[];
  /** Statuses that must still be there when it is written. */
  newlyNamed: string[];
}

/**
 * Decides the replacement of a practice's settings (product 1.4, 1.7, 1.8, 1.13). Refusal: `validation` with a
 * pointer for each field that contradicts another, or names what the practice does not have. The policy's version rises when its text changes, not when it is shown or hidden, since
 * clients accept a text; the session epoch rises when the portal goes off.
 */
export function decideSettings(about: {
  practice: Pick<Practice, 'settings' | 'policyVersion' | 'sessionEpoch'>;
  statuses: readonly Status[];
  draft: Settings;
}): Decision<SettingsReplacement> {
  const { practice, statuses, draft } = about;
  const errors = contradictionsOfSettings(draft, statuses);
  if (errors.length > 0) return refuseFields(errors);
  const present = practice.settings;
  const reworded = present.cancellationPolicy.text !== draft.cancellationPolicy.text;
  const switchedOff = present.clientPortal && !draft.clientPortal;
  return allow({
    settings: draft,
    policyVersion: practice.policyVersion + (reworded ? 1 : 0),
    sessionEpoch: practice.sessionEpoch + (switchedOff ? 1 : 0),
    changes: changesBetween(present, draft),
    newlyNamed: statusesNewlyNamed(present, draft),
  });
}

/**
 * Decides an update of the practice's profile (product 1.1): what is left out stays. Refusal: `validation` at
 * `/zone` for another zone, which is a job of its own: it keeps the wall-clock time of every appointment to come.
 */
export function decideProfile(about: {
  practice: Profile;
  draft: { [K in keyof Profile]?: Profile[K] | undefined };
}): Decision<{ profile: Profile; changes: FieldChange[] }> {
  const { name, logoUrl, colour, phone, email, zone, country } = about.practice;
  const before: Profile = { name, logoUrl, colour, phone, email, zone, country };
  const given = Object.entries(about.draft).filter(([, value]) => value !== undefined);
  const profile: Profile = { ...before, ...Object.fromEntries(given) };
  if (profile.zone !== zone)
    return refuseFields([
      {
        pointer: '/zone',
        code: 'zone-change',
        message: `The time zone stays ${zone}: to change it, start a zone change (/zone-changes).`,
      },
    ]);
  return allow({ profile, changes: changesBetween(before, profile) });
}

/**
 * Decides the replacement of the booking preferences (product 4.2): nothing in them may contradict itself, and
 * a first-visit service must be one that the practice gives. Refusal: `validation` with a pointer for each.
 */
export function decidePreferences(about: {
  practice: Pick<Practice, 'preferences'>;
  services: readonly Service[];
  draft: BookingPreferences;
}): Decision<{ preferences: BookingPreferences; changes: FieldChange[] }> {
  const { practice, services, draft } = about;
  const { firstVisitServiceId: first } = draft;
  const errors = contradictionsOf(draft);
  if (first !== null && !services.some((service) => service.id === first && !service.archived))
    errors.push({
      pointer: '/firstVisitServiceId',
      code: 'service-unknown',
      message: `The practice has no service ${first} in use.`,
    });
  if (errors.length > 0) return refuseFields(errors);
  return allow({ preferences: draft, changes: changesBetween(practice.preferences, draft) });
}
