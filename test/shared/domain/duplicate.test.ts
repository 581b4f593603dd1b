import { expect, test } from 'vitest';
import { decideAttachable, decideWhose, duplicatesOf } from '../../../shared/domain/duplicate.ts';
import { givenClient, ids } from './given.ts';

const applicant = {
  givenName: 'Rosa',
  familyName: 'Quill',
  email: 'rosa@mail.example',
  phone: '+447700900123',
  dateOfBirth: '1948-03-27',
  postcode: 'SE23 2NF',
};

test.each([
  [
    'e-mail and date of birth, whatever the name',
    { email: 'Rosa@mail.example', familyName: 'Vane' },
    'email-and-birth-date',
  ],
  ['name and date of birth', { givenName: 'ROSA' }, 'name-and-birth-date'],
  ['name and phone number', { dateOfBirth: null, phone: applicant.phone }, 'name-and-contact'],
  ['name and e-mail address', { dateOfBirth: '1984-03-27', email: applicant.email }, 'name-and-contact'],
  ['the name alone', { dateOfBirth: null }, undefined],
  ['the date of birth alone', { givenName: 'Ann' }, undefined],
  ['everything, of somebody who has died', { email: applicant.email, deceased: true }, undefined],
] as const)('[2.10] somebody new may be a client with the same %s', (_, over, why) => {
  const client = givenClient(over);
  const likely = duplicatesOf([client, client], applicant);
  expect(likely).toEqual(
    why ? [{ clientId: ids.client, name: `${client.givenName} ${client.familyName}`, why }] : [],
  );
});

const [known, other] = [ids.client, `${ids.client.slice(0, -1)}Z`];
const own = { clientId: known, applicant: null };
const matched = { clientId: known, applicant };
const fresh = { clientId: null, applicant };
const like = (...found: string[]) => found.map((id) => ({ id }));

test.each([
  ['a client’s own', own, undefined, [], known],
  ['a client’s own, chosen once more', own, known, [], known],
  ['the one it is on record for', matched, undefined, like(other), known],
  ['another who staff chose', matched, other, [], other],
  ['somebody new, whom staff chose', matched, null, [], null],
  ['whoever has the address and the date of birth by now', fresh, undefined, like(other), other],
  ['somebody new in any case', fresh, null, like(other), null],
  ['somebody new', fresh, undefined, [], null],
] as const)('[2.10] an approval is of %s', (_, request, chosen, likely, whose) => {
  expect(decideWhose(request, chosen, likely)).toEqual({ allowed: true, value: whose });
});

test.each([
  ['a client’s own is another’s', own, other, [], 'not-theirs'],
  ['a client’s own is somebody new’s', own, null, [], 'not-theirs'],
  ['it may be two clients’', fresh, undefined, like(known, other), 'choose'],
] as const)('[2.10] an approval is refused where %s', (_, request, chosen, likely, code) => {
  const decision = decideWhose(request, chosen, likely);
  expect(decision).toMatchObject({
    allowed: false,
    refusal: { code: 'validation', errors: [{ pointer: '/clientId', code }] },
  });
});

test('[8.3] nothing is booked for somebody who has died', () => {
  expect(decideAttachable(givenClient()).allowed).toBe(true);
  expect(decideAttachable(givenClient({ deceased: true }))).toMatchObject({
    refusal: { errors: [{ pointer: '/clientId', code: 'deceased' }] },
  });
});
