import { expect, test } from 'vitest';
import { inPresentZone } from '../../../shared/domain/request-zone.ts';
import { givenLocation, givenPractice, givenRequest } from './given.ts';

const request = givenRequest();
const paris = givenPractice({ zone: 'Europe/Paris' });

test('[1.1] a request of before a change of zone keeps its instant, and reads as the clocks do today', () => {
  const inParis = { ...request, zone: 'Europe/Paris', localTime: '2026-11-24T10:00' };
  expect(inPresentZone(request, paris, [givenLocation()])).toEqual(inParis);
  expect(inPresentZone({ ...request, locationId: null }, paris, [])).toEqual({
    ...inParis,
    locationId: null,
  });
});

test('[1.1] a request stays as it is where the zone is, and at a place with a zone of its own', () => {
  expect(inPresentZone(request, givenPractice(), [givenLocation()])).toBe(request);
  expect(inPresentZone(request, paris, [givenLocation({ zone: 'Europe/London' })])).toBe(request);
});
