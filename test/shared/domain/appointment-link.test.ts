import { expect, test } from 'vitest';
import { decideLink, type LinkedRecords, linkEndsAt } from '../../../shared/domain/appointment-link.ts';
import { givenAppointment, givenClient, ids } from './given.ts';

const link = { clientId: ids.client, accessEpoch: 2 };
const given = (over: Partial<LinkedRecords> = {}): LinkedRecords => ({
  client: givenClient(),
  access: { clientId: ids.client, state: 'none', epoch: 2, version: 1 },
  appointment: givenAppointment(),
  ...over,
});
const ends = Date.parse('2026-11-25T09:45:00.000Z');

test('[2.7] a link works until 24 hours after the end of its appointment, to the millisecond', () => {
  expect(linkEndsAt(givenAppointment())).toBe(ends);
  expect(decideLink(link, given(), ends - 1).allowed).toBe(true);
  expect(decideLink(link, given(), ends)).toMatchObject({ refusal: { code: 'link-ended' } });
});

test('[2.7] a link moves with its appointment', () => {
  const moved = givenAppointment({ endsAt: '2026-12-24T09:45:00.000Z' });
  expect(decideLink(link, given({ appointment: moved }), ends).allowed).toBe(true);
});

test.each([
  ['its appointment is cancelled', { appointment: givenAppointment({ statusKind: 'cancelled' }) }],
  ['its appointment is late-cancelled', { appointment: givenAppointment({ statusKind: 'late-cancelled' }) }],
  [
    'its appointment is deleted',
    { appointment: givenAppointment({ deletedAt: '2026-11-23T09:00:00.000Z' }) },
  ],
  ['its appointment is another client’s now', { appointment: givenAppointment({ clientId: 'clnt_other' }) }],
  ['the client is disabled', { access: { clientId: ids.client, state: 'disabled', epoch: 2, version: 1 } }],
  ['access began anew since', { access: { clientId: ids.client, state: 'active', epoch: 3, version: 1 } }],
  ['the client has died', { client: givenClient({ deceased: true }) }],
] as const)('[2.7] a link has ended when %s, and says no more than that', (_, over) => {
  expect(decideLink(link, given(over), ends - 1)).toEqual({
    allowed: false,
    refusal: {
      code: 'link-ended',
      detail: 'This link has stopped working. Please ask the practice for a new one.',
    },
  });
});
