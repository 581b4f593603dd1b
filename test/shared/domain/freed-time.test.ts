import { expect, test } from 'vitest';
import type { EventDetail, EventType } from '../../../shared/domain/event.ts';
import { freedBy, freeingEvents } from '../../../shared/domain/freed-time.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';

const of = (type: EventType, over: Partial<EventDetail['metadata']> = {}) => {
  const { metadata, data } = fixtures[type];
  return freedBy({ metadata: { ...metadata, ...over }, data } as EventDetail);
};
const span = (from: string, to: string) => ({
  startsAt: Date.parse(`2026-11-${from}:00.000Z`),
  endsAt: Date.parse(`2026-11-${to}:00.000Z`),
});

test.each([
  ['appointment.cancelled.v1', span('25T10:30', '25T11:00')],
  ['appointment.changed.v1', span('24T09:00', '24T09:30')],
  ['request.declined.v1', span('25T10:30', '25T11:00')],
  ['offer.refused.v1', span('24T09:00', '24T10:00')],
] as const)('[4.5] %s frees the time that was taken before', (type, freed) => {
  expect(of(type)).toMatchObject(freed);
});

test('[4.5] a change of clinician frees the time of the one before', () => {
  expect(of('appointment.staff-changed.v1')?.staffId).toBe('staff_01JD3Q6Z5W8N4T2R9YB7KXAMCZ');
});

test('[4.5] who gave it back is known where it was their choice', () => {
  const { clientId } = fixtures['appointment.cancelled.v1'].data;
  expect(of('appointment.cancelled.v1')?.giverId).toBe(clientId);
  expect(of('appointment.cancelled.v1', { cause: 'staff' })?.giverId).toBeNull();
});

test.each([{ cause: 'import' }, { cause: 'replay' }, { actor: 'system:zone-change' }] as const)(
  '[4.5] nothing is offered of what %j has changed',
  (over) => {
    for (const type of freeingEvents) expect(of(type, over)).toBeNull();
  },
);
