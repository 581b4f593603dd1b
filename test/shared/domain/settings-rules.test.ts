import { describe, expect, test } from 'vitest';
import { defaultPreferences } from '../../../shared/domain/availability.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { settings as settingsSchema } from '../../../shared/domain/settings.ts';
import { decidePreferences, decideProfile, decideSettings } from '../../../shared/domain/settings-rules.ts';
import { givenPractice, givenService, givenSettings, ids, statuses } from './given.ts';

const decide = (draft: Partial<Settings>, present: Partial<Settings> = {}) =>
  decideSettings({
    practice: givenPractice({ settings: givenSettings(present) }),
    statuses,
    draft: givenSettings(draft),
  });

describe('settings', () => {
  test('[1.13] tells each value that differs by its pointer, before and after', () => {
    expect(decide({ clientPortal: true, change: { window: '2d', mode: 'mark-late' } })).toEqual({
      allowed: true,
      value: {
        settings: givenSettings({ change: { window: '2d', mode: 'mark-late' } }),
        policyVersion: 7,
        sessionEpoch: 3,
        changes: [
          { pointer: '/change/window', before: '1d', after: '2d' },
          { pointer: '/change/mode', before: 'refuse', after: 'mark-late' },
        ],
        newlyNamed: [],
      },
    });
  });

  test('[1.13] a draft that says what is there already changes nothing', () => {
    expect(decide({})).toMatchObject({
      allowed: true,
      value: { changes: [], policyVersion: 7, sessionEpoch: 3 },
    });
  });

  test.each([
    [true, false, 4],
    [true, true, 3],
    [false, true, 3],
    [false, false, 3],
  ])('[1.4] the portal going from %s to %s leaves session epoch %i', (before, after, sessionEpoch) => {
    expect(decide({ clientPortal: after }, { clientPortal: before })).toMatchObject({
      value: { sessionEpoch },
    });
  });

  test('[1.4] switching booking off ends no session', () => {
    expect(decide({ onlineBooking: false })).toMatchObject({ value: { sessionEpoch: 3 } });
  });

  test.each([
    ['another text', { shown: true, text: 'New' }, 8],
    ['the same text', { shown: true, text: 'Old' }, 7],
    ['hiding the same text', { shown: false, text: 'Old' }, 7],
    ['another text that is hidden', { shown: false, text: 'New' }, 8],
  ])('[1.8] %s leaves the policy at its version', (_, cancellationPolicy, policyVersion) => {
    expect(
      decide({ cancellationPolicy }, { cancellationPolicy: { shown: true, text: 'Old' } }),
    ).toMatchObject({
      value: { policyVersion },
    });
  });

  test('[1.8] a policy that is shown has a text', () => {
    const parsed = settingsSchema.safeParse(
      givenSettings({ cancellationPolicy: { shown: true, text: '  ' } }),
    );

    expect(parsed.error?.issues).toMatchObject([{ path: ['cancellationPolicy', 'text'] }]);
    expect(settingsSchema.safeParse(givenSettings()).success).toBe(true);
  });

  test('[1.7] each status setting takes either kind that frees the time', () => {
    for (const id of [ids.cancelled, ids.lateCancelled])
      expect(decide({ cancelledStatusId: id, lateCancelledStatusId: id }).allowed).toBe(true);
  });

  test.each([ids.booked, ids.attended, ids.missed])(
    '[1.7] a status that keeps the time taken is refused: %s',
    (id) => {
      expect(decide({ lateCancelledStatusId: id })).toMatchObject({
        allowed: false,
        refusal: { code: 'validation', errors: [{ pointer: '/lateCancelledStatusId', code: 'status-kind' }] },
      });
    },
  );

  test('[1.7] each status that the practice does not have is named', () => {
    const draft = { cancelledStatusId: ids.service, lateCancelledStatusId: ids.staff };

    expect(decide(draft)).toMatchObject({
      refusal: {
        errors: [
          { pointer: '/cancelledStatusId', code: 'status-unknown' },
          { pointer: '/lateCancelledStatusId', code: 'status-unknown' },
        ],
      },
    });
  });
});

describe('profile', () => {
  const practice = givenPractice();

  test('[1.1] what is left out stays', () => {
    const decision = decideProfile({
      practice,
      draft: { name: 'Hill Street Clinic', phone: undefined, zone: practice.zone },
    });

    expect(decision).toEqual({
      allowed: true,
      value: {
        profile: {
          name: 'Hill Street Clinic',
          logoUrl: null,
          colour: '#0b5cad',
          phone: '020 7946 0018',
          email: 'desk@hillstreet.example',
          zone: 'Europe/London',
          country: 'GB',
        },
        changes: [{ pointer: '/name', before: 'Hill Street Therapy', after: 'Hill Street Clinic' }],
      },
    });
  });

  test('[1.1] another zone is refused and named, and nothing else is taken either', () => {
    const decision = decideProfile({ practice, draft: { name: 'Other', zone: 'Europe/Dublin' } });

    expect(decision).toMatchObject({
      allowed: false,
      refusal: { code: 'validation', errors: [{ pointer: '/zone', code: 'zone-change' }] },
    });
  });
});

describe('preferences', () => {
  const about = {
    practice: givenPractice(),
    services: [givenService(), givenService({ id: ids.staff, archived: true })],
  };
  const decideDraft = (draft: Partial<typeof defaultPreferences>) =>
    decidePreferences({ ...about, draft: { ...defaultPreferences, ...draft } });

  test('[4.2] tells what changes', () => {
    expect(decideDraft({ noticeHours: 48, firstVisitServiceId: ids.service })).toMatchObject({
      allowed: true,
      value: {
        preferences: { noticeHours: 48, firstVisitServiceId: ids.service },
        changes: [
          { pointer: '/noticeHours', before: 24, after: 48 },
          { pointer: '/firstVisitServiceId', before: null, after: ids.service },
        ],
      },
    });
  });

  test('[4.2] refuses values that contradict one another, naming both', () => {
    expect(decideDraft({ noticeHours: 49, horizonDays: 2 })).toMatchObject({
      allowed: false,
      refusal: { code: 'validation', errors: [{ pointer: '/noticeHours' }, { pointer: '/horizonDays' }] },
    });
  });

  test.each([
    ['unknown', ids.location],
    ['archived', ids.staff],
  ])('[4.2] refuses a first-visit service that is %s', (_, firstVisitServiceId) => {
    expect(decideDraft({ firstVisitServiceId })).toMatchObject({
      refusal: { errors: [{ pointer: '/firstVisitServiceId', code: 'service-unknown' }] },
    });
  });
});
