import { describe, expect, it } from 'vitest';
import { decideNewLink, type NewLinkInput } from '../../../shared/domain/new-link.ts';
import { defaultSettings } from '../../../shared/domain/settings.ts';

const startsAt = '2026-11-24T09:00:00.000Z';
const start = Date.parse(startsAt);
const status = 'status_01J00000000000000000000000';

const input: NewLinkInput = {
  practice: { country: 'GB', settings: { ...defaultSettings(status, status), clientPortal: true } },
  client: { deceased: false, dateOfBirth: '1980-05-17', postcode: 'SE1 0ZZ' },
  access: { state: 'active' },
  appointment: { startsAt, endsAt: '2026-11-24T09:30:00.000Z', statusKind: 'booked' },
  now: start - 1,
};

const portalOff = { ...input.practice, settings: { ...input.practice.settings, clientPortal: false } };
const kind = (statusKind: NewLinkInput['appointment']['statusKind']) => ({
  ...input.appointment,
  statusKind,
});

describe('a new link to an appointment', () => {
  it('[2.7] ends a day after the end of the appointment', () => {
    const endsAt = Date.parse('2026-11-25T09:30:00.000Z');
    expect(decideNewLink(input)).toEqual({ allowed: true, value: { endsAt, missing: [] } });
  });

  it.each(['none', 'invited', 'active'] as const)(
    '[2.7] is made for a client whose access is %s',
    (state) => {
      expect(decideNewLink({ ...input, access: { state } }).allowed).toBe(true);
    },
  );

  it.each<[string, Partial<NewLinkInput>, string]>([
    ['the portal is off', { practice: portalOff }, 'portal-off'],
    ['the client has died', { client: { ...input.client, deceased: true } }, 'access-disabled'],
    ['the client is disabled', { access: { state: 'disabled' } }, 'access-disabled'],
    ['it is deleted', { appointment: { ...input.appointment, deletedAt: startsAt } }, 'not-changeable'],
    ['it is cancelled', { appointment: kind('cancelled') }, 'already-cancelled'],
    ['it was cancelled late', { appointment: kind('late-cancelled') }, 'already-cancelled'],
    ['the client was there', { appointment: kind('attended') }, 'not-changeable'],
    ['the client was not there', { appointment: kind('no-show') }, 'not-changeable'],
    ['it begins at this instant', { now: start }, 'begun'],
  ])('[2.7] is refused when %s', (_, parts, code) => {
    expect(decideNewLink({ ...input, ...parts })).toMatchObject({ allowed: false, refusal: { code } });
  });

  it.each([
    [null, 'SE1 0ZZ', ['dateOfBirth']],
    ['1980-05-17', null, ['postcode']],
    ['1980-05-17', '00000', ['postcode']],
    [null, '', ['dateOfBirth', 'postcode']],
  ])('[2.8] tells what a record with %s and %s lacks', (dateOfBirth, postcode, missing) => {
    const client = { ...input.client, dateOfBirth, postcode };
    expect(decideNewLink({ ...input, client })).toMatchObject({ value: { missing } });
  });
});
