import { expect, test } from 'vitest';
import {
  waitlistEntryView,
  waitlistEntryViewOf,
  waitlistRecord,
  waitlistRecordOf,
} from '../../../shared/domain/waitlist-view.ts';
import {
  givenAppointment,
  givenClient,
  givenClinician,
  givenEntry,
  givenOpenOffer,
  givenPractice,
  ids,
} from './given.ts';

const { entry } = givenOpenOffer();
const until = Date.parse(entry.offer!.until);
const around = (now: number, staff = [givenClinician()]) => ({
  practice: givenPractice(),
  catalogue: { staff },
  now,
});

test('[4.5] a client sees the appointment that waits, and the time that is offered until its instant', () => {
  const view = waitlistEntryViewOf(entry, givenAppointment(), around(until - 1));
  expect(waitlistEntryView.parse(view)).toMatchObject({
    id: ids.entry,
    appointment: { id: ids.appointment, when: expect.stringContaining('Tuesday 24 November 2026') },
    clinician: { id: ids.staff, name: 'Ines Marlow' },
    offer: {
      id: ids.offer,
      when: expect.stringContaining('8:00am'),
      untilWhen: expect.stringContaining('11:00am'),
    },
  });
  expect(waitlistEntryViewOf(entry, givenAppointment(), around(until)).offer).toBeNull();
  expect(waitlistEntryViewOf(givenEntry(), givenAppointment(), around(until)).offer).toBeNull();
});

test('[4.5] staff see who waits; nobody’s name where there is none any more', () => {
  const named = waitlistRecordOf(entry, givenAppointment(), givenClient(), around(until));
  expect(waitlistRecord.parse(named)).toMatchObject({
    person: { clientId: ids.client, name: 'Rosa Quill' },
    test: false,
  });
  const nameless = waitlistRecordOf(entry, givenAppointment(), undefined, around(until, []));
  expect(nameless).toMatchObject({ person: { name: '' }, clinician: { name: '' } });
});
