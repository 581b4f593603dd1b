import { expect, test } from 'vitest';
import {
  asReceived,
  confirmationEnded,
  confirmationLetter,
  confirmationView,
  confirmationViewOf,
} from '../../../shared/domain/confirmation.ts';
import { letterText } from '../../../shared/domain/letter-layout.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';
import { writeLetter } from '../../../shared/gateway/wording.ts';
import { givenClinician, givenLocation, givenPractice, givenRequest, givenService, ids } from './given.ts';

const practice = givenPractice({ name: '{{until}} & Co' });
const about = {
  request: {
    startsAt: '2026-11-24T09:00:00.000Z',
    deadline: '2026-11-23T10:00:00.000Z',
    zone: 'Europe/London',
  },
  clinician: givenClinician(),
  location: null,
  url: 'https://portal.example/c#token',
};
const textOf = (over: Partial<Parameters<typeof confirmationLetter>[1]> = {}) =>
  letterText(writeLetter(confirmationLetter(practice, { ...about, ...over })), practice);

test('[5.1] the e-mail says what is asked for, that nothing is held, and until when it works', () => {
  const text = textOf({ location: givenLocation() });
  for (const words of [
    'Press Confirm to ask {{until}} & Co for this time. We cannot hold it until you do.',
    'Time you ask for: Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
    'With: Ines Marlow\n',
    'Where: Hill Street, 4 Hill Street',
    'The button works until Monday 23 November 2026, 10:00am (United Kingdom Time).',
    'Confirm:\nhttps://portal.example/c#token',
    'ignore this e-mail',
  ])
    expect(text).toContain(words);
});

test('[5.1] the e-mail says that a colleague may see whoever asked for anyone', () => {
  const text = textOf({ request: { ...about.request, anyone: true } });
  expect(text).toContain('With: Ines Marlow, or a colleague');
  expect(text).not.toContain('Where:');
});

test('[6.4] nothing else asks for a confirmation, nor does a replay', () => {
  const { metadata, data } = fixtures['request.received.v1'];
  const event = { type: 'request.received.v1', metadata, data } as const;
  expect(asReceived(event)).toEqual(event);
  expect(asReceived({ ...event, metadata: { ...metadata, cause: 'replay' } })).toBeUndefined();
  expect(asReceived({ ...event, type: 'request.opened.v1' })).toBeUndefined();
});

const request = givenRequest({ note: 'Please phone.', version: 2 });
const catalogue = { staff: [givenClinician()], services: [givenService()], locations: [givenLocation()] };
const shown = (over: Partial<AppointmentRequest> = {}) =>
  confirmationViewOf({ ...request, ...over }, practice, catalogue, Date.parse('2026-11-17T09:00:00.000Z'));

test('[4.4] whoever confirmed sees what is held, and until when it is answered', () => {
  expect(confirmationView.parse(shown())).toMatchObject({
    state: 'pending',
    answerBy: request.deadline,
    answerByWhen: 'Thursday 19 November 2026, 9:00am (United Kingdom Time)',
    clinician: { name: 'Ines Marlow' },
    portal: { slug: 'hill-street' },
  });
  expect(shown({ state: 'approved' })).toMatchObject({ state: 'approved', answerByWhen: null });
});

test('[5.1] the link shows neither whose the request is nor what staff wrote', () => {
  const said = JSON.stringify(shown({ state: 'declined' }));
  for (const hidden of [ids.client, ids.request, 'Please phone.']) expect(said).not.toContain(hidden);
});

test('[4.4] a link that has ended says that nothing is booked by it', () => {
  expect(confirmationEnded()).toMatchObject({
    refusal: { code: 'link-ended', detail: expect.stringContaining('Nothing is booked by it.') },
  });
});
