import { expect, test } from 'vitest';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { requestOutcome, requestOutcomeOf, requestRecordOf } from '../../../shared/domain/request-record.ts';
import {
  givenClient,
  givenClinician,
  givenLocation,
  givenPractice,
  givenRequest,
  givenService,
  ids,
} from './given.ts';

const request = givenRequest();
const catalogue = { staff: [givenClinician()], services: [givenService()], locations: [givenLocation()] };
const now = Date.parse('2026-11-17T09:00:00.000Z');
const of = (over: Partial<AppointmentRequest>, client = false, at = now) =>
  requestRecordOf(
    { ...request, ...over },
    client ? givenClient() : undefined,
    givenPractice(),
    catalogue,
    at,
  );

test('[5.2] staff see of a request who asks, for what, when and until when it can be answered', () => {
  expect(of({}, true)).toMatchObject({
    state: 'pending',
    when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
    clinician: { name: 'Ines Marlow' },
    service: { name: 'Physiotherapy' },
    location: { name: 'Hill Street' },
    answerBy: request.deadline,
    person: { clientId: ids.client, name: 'Rosa Quill', isNew: false },
    decidedBy: null,
  });
});

test('[5.3] staff see of a new person what they said, and of a decision who made it', () => {
  const applicant = {
    givenName: 'Ada',
    familyName: 'New',
    email: 'ada@mail.example',
    phone: '+447700900123',
    dateOfBirth: '1990-01-01',
    postcode: 'SE1 0ZZ',
  };
  expect(
    of({ clientId: null, applicant, state: 'declined', decidedBy: ids.staff, locationId: null }),
  ).toMatchObject({
    person: { clientId: null, name: 'Ada New', email: 'ada@mail.example', isNew: true },
    decidedBy: { id: ids.staff, name: 'Ines Marlow' },
    location: null,
    answerBy: null,
  });
});

test('[5.4] a request past its deadline reads as expired, and one whose client is gone has no name', () => {
  expect(of({}, false, Date.parse(request.deadline))).toMatchObject({
    state: 'expired',
    answerBy: null,
    person: { name: '', email: null, phone: null },
  });
});

test('[5.3] the outcome of a decision says who decided and until when it waits, and nothing of the person', () => {
  const outcome = (over: Partial<AppointmentRequest>) =>
    requestOutcome.parse(requestOutcomeOf({ ...request, ...over }, catalogue, now));
  expect(
    outcome({ state: 'declined', decidedBy: ids.staff, decidedAt: request.createdAt, version: 2 }),
  ).toEqual({
    id: ids.request,
    state: 'declined',
    answerBy: null,
    clientId: ids.client,
    appointmentId: null,
    decidedBy: { id: ids.staff, name: 'Ines Marlow' },
    decidedAt: request.createdAt,
    version: 2,
  });
  expect(outcome({})).toMatchObject({ state: 'pending', answerBy: request.deadline, decidedBy: null });
});
