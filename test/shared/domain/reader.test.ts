import { expect, test } from 'vitest';
import { readerOf } from '../../../shared/domain/reader.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { givenClient, ids } from './given.ts';

const client = givenClient({
  email: 'rosa@mail.example',
  phone: '+447700900123',
  consent: { email: false, text: true },
});
const applicant = {
  givenName: 'Nora',
  familyName: 'Finch',
  email: 'nora@mail.example',
  phone: '+442079460123',
  dateOfBirth: '1988-04-09',
  postcode: 'SE1 0ZZ',
};
const request = (over: Partial<AppointmentRequest>) =>
  ({ id: ids.request, test: false, ...over }) as AppointmentRequest;

test('[6.1] a notice is for the client, as their record says', () => {
  const reader = readerOf(client, undefined);
  expect(reader).toMatchObject({ email: client.email, phone: client.phone, consent: client.consent });
  expect(reader?.recipient).toEqual({ kind: 'client', id: ids.client });
  expect(readerOf(client, request({ applicant: null }))).toEqual(reader);
});

test('[5.3] what becomes of a form is e-mailed to the address that was confirmed, and texted to nobody unproved', () => {
  expect(readerOf(undefined, request({ applicant }))).toMatchObject({
    recipient: { kind: 'applicant', id: ids.request },
    givenName: 'Nora',
    email: 'nora@mail.example',
    phone: null,
    consent: { email: true, text: false },
  });
});

test('[5.3] a client who used the form is answered at that address, and texted as they agreed', () => {
  expect(readerOf(client, request({ applicant }))).toMatchObject({
    recipient: { kind: 'client', id: ids.client },
    givenName: 'Rosa',
    email: 'nora@mail.example',
    phone: client.phone,
    consent: { email: true, text: true },
  });
});

test('[8.4] nobody is left to be told of a request without anybody', () => {
  expect(readerOf(undefined, request({ applicant: null }))).toBeUndefined();
  expect(readerOf(undefined, undefined)).toBeUndefined();
});
