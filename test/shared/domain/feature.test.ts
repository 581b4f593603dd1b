import { expect, test } from 'vitest';
import { decideAsking, decideFeature } from '../../../shared/domain/feature.ts';
import { givenPractice, givenSettings } from './given.ts';

const off = givenPractice({ settings: givenSettings({ features: { requests: false } }) });
const withoutPlan = { ...off, plan: { bookingAddOn: true, selfScheduling: false } };

test.each([
  ['1.9', 'nobody switched it off', { practice: givenPractice() }, undefined],
  ['1.9', 'the client has other things off', { practice: givenPractice(), access: { off: [] } }, undefined],
  ['1.9', 'the practice switched it off', { practice: off }, 'settings/features/requests'],
  [
    '1.9',
    'it is off for the client',
    { practice: givenPractice(), access: { off: ['requests' as const] } },
    'access/off/requests',
  ],
  ['1.10', 'the plan lacks it, whatever the switch', { practice: withoutPlan }, 'plan/selfScheduling'],
])('[%s] asking online where %s', (_rule, _why, about, missing) => {
  const decision = decideFeature('requests', about);
  if (missing === undefined) expect(decision.allowed).toBe(true);
  else
    expect(decision).toMatchObject({
      refusal: { code: 'feature-off', missing: [missing], phone: '020 7946 0018' },
    });
});

test('[1.3] a client asks only while online booking is on, and as the feature allows', () => {
  const access = { clientId: 'clnt_1', state: 'active' as const, epoch: 0, version: 1 };
  expect(decideAsking({ practice: givenPractice(), access }).allowed).toBe(true);
  expect(decideAsking({ practice: off, access })).toMatchObject({ refusal: { code: 'feature-off' } });
  const closed = givenPractice({ settings: givenSettings({ onlineBooking: false }) });
  expect(decideAsking({ practice: closed, access })).toMatchObject({ refusal: { code: 'booking-off' } });
});
