import type { Appointment } from '../../../shared/domain/appointment.ts';
import { defaultPreferences } from '../../../shared/domain/availability.ts';
import type { Location, Service, Staff, Status } from '../../../shared/domain/catalogue.ts';
import type { Client } from '../../../shared/domain/client.ts';
import type { Practice } from '../../../shared/domain/practice.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { defaultSettings, type Settings } from '../../../shared/domain/settings.ts';
import type { Offer, WaitlistEntry } from '../../../shared/domain/waitlist.ts';

/** Records to test rules with: each whole and ordinary, with whatever the test is about said over it. */

const ulid = (last: string) => `01JD3Q6Z5W8N4T2R9YB7KXAM${last.padStart(2, '0')}`;

export const ids = {
  practice: `prac_${ulid('1')}`,
  staff: `staff_${ulid('2')}`,
  service: `svc_${ulid('3')}`,
  location: `loc_${ulid('4')}`,
  client: `clnt_${ulid('5')}`,
  appointment: `appt_${ulid('6')}`,
  session: `sess_${ulid('7')}`,
  request: `req_${ulid('9')}`,
  link: `link_${ulid('8')}`,
  entry: `wait_${ulid('6')}`,
  offer: `offer_${ulid('10')}`,
  booked: `status_${ulid('B1')}`,
  attended: `status_${ulid('B2')}`,
  missed: `status_${ulid('B3')}`,
  cancelled: `status_${ulid('B4')}`,
  lateCancelled: `status_${ulid('B5')}`,
};

export const statuses: Status[] = [
  { id: ids.booked, name: 'Booked', kind: 'booked', version: 1 },
  { id: ids.attended, name: 'Attended', kind: 'attended', version: 1 },
  { id: ids.missed, name: 'Did not come', kind: 'no-show', version: 1 },
  { id: ids.cancelled, name: 'Cancelled', kind: 'cancelled', version: 1 },
  { id: ids.lateCancelled, name: 'Late cancelled', kind: 'late-cancelled', version: 1 },
];

/** A new practice's settings with both switches on. */
export const givenSettings = (over: Partial<Settings> = {}): Settings => ({
  ...defaultSettings(ids.cancelled, ids.lateCancelled),
  clientPortal: true,
  onlineBooking: true,
  ...over,
});

export const givenPractice = (over: Partial<Practice> = {}): Practice => ({
  id: ids.practice,
  name: 'Hill Street Therapy',
  logoUrl: null,
  colour: '#0b5cad',
  phone: '020 7946 0018',
  email: 'desk@hillstreet.example',
  zone: 'Europe/London',
  country: 'GB',
  slug: 'hill-street',
  homeRegion: 'eu-west-2',
  frozen: false,
  sessionEpoch: 3,
  profileVersion: 1,
  settingsVersion: 5,
  preferencesVersion: 1,
  policyVersion: 7,
  settings: givenSettings(),
  preferences: defaultPreferences,
  addressKey: 'key',
  createdAt: '2026-01-01T00:00:00.000Z',
  ...over,
});

export const givenClinician = (over: Partial<Staff> = {}): Staff => ({
  id: ids.staff,
  name: 'Ines Marlow',
  email: null,
  roles: ['clinician'],
  bookableOnline: true,
  serviceIds: [ids.service],
  notices: { own: true, all: false },
  archived: false,
  version: 1,
  ...over,
});

export const givenService = (over: Partial<Service> = {}): Service => ({
  id: ids.service,
  name: 'Physiotherapy',
  durationMinutes: 45,
  overrides: {},
  archived: false,
  version: 1,
  ...over,
});

export const givenLocation = (over: Partial<Location> = {}): Location => ({
  id: ids.location,
  name: 'Hill Street',
  address: '4 Hill Street',
  zone: null,
  archived: false,
  version: 1,
  ...over,
});

export const givenClient = (over: Partial<Client> = {}): Client => ({
  id: ids.client,
  givenName: 'Rosa',
  familyName: 'Quill',
  dateOfBirth: '1948-03-27',
  postcode: 'SE23 2NF',
  email: null,
  phone: null,
  consent: { email: false, text: false },
  deceased: false,
  test: false,
  version: 1,
  ...over,
});

/** Tuesday 24 November 2026, 9:00am in London, 45 minutes. */
export const givenAppointment = (over: Partial<Appointment> = {}): Appointment => ({
  id: ids.appointment,
  clientId: ids.client,
  staffId: ids.staff,
  serviceId: ids.service,
  locationId: ids.location,
  startsAt: '2026-11-24T09:00:00.000Z',
  endsAt: '2026-11-24T09:45:00.000Z',
  localTime: '2026-11-24T09:00',
  zone: 'Europe/London',
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  statusId: ids.booked,
  statusKind: 'booked',
  paid: false,
  lateReference: null,
  lateChange: false,
  policyVersion: null,
  test: false,
  version: 4,
  ...over,
});

/** A client's request that waits, made in the week before. */
export const givenRequest = (over: Partial<AppointmentRequest> = {}): AppointmentRequest => ({
  id: ids.request,
  clientId: ids.client,
  applicant: null,
  staffId: ids.staff,
  serviceId: ids.service,
  locationId: ids.location,
  startsAt: '2026-11-24T09:00:00.000Z',
  endsAt: '2026-11-24T09:45:00.000Z',
  localTime: '2026-11-24T09:00',
  zone: 'Europe/London',
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  state: 'pending',
  round: 1,
  deadline: '2026-11-19T09:00:00.000Z',
  appointmentId: null,
  decidedBy: null,
  decidedAt: null,
  note: null,
  createdAt: '2026-11-16T09:00:00.000Z',
  test: false,
  version: 1,
  ...over,
});

/** The client of `givenAppointment` waits for an earlier time of it. */
export const givenEntry = (over: Partial<WaitlistEntry> = {}): WaitlistEntry => ({
  id: ids.entry,
  clientId: ids.client,
  appointmentId: ids.appointment,
  staffId: ids.staff,
  startsAt: '2026-11-24T09:00:00.000Z',
  localTime: '2026-11-24T09:00',
  from: null,
  to: null,
  state: 'waiting',
  ended: null,
  askedAt: '2026-11-16T09:00:00.000Z',
  round: 1,
  offer: null,
  offered: [],
  test: false,
  version: 1,
  ...over,
});

/** The same, offered Tuesday 8:00am-8:45am, of the whole hour before nine, until Monday the 17th, 11:00. */
export function givenOpenOffer(over: Partial<Offer> = {}): { entry: WaitlistEntry; offer: Offer } {
  const time = {
    startsAt: '2026-11-24T08:00:00.000Z',
    endsAt: '2026-11-24T08:45:00.000Z',
    localTime: '2026-11-24T08:00',
    zone: 'Europe/London',
    until: '2026-11-17T11:00:00.000Z',
  };
  const whole = { freedStartsAt: '2026-11-24T08:00:00.000Z', freedEndsAt: '2026-11-24T09:00:00.000Z' };
  const entry = givenEntry({
    offer: { id: ids.offer, ...time },
    offered: [{ startsAt: time.startsAt, ...whole }],
    version: 2,
  });
  const offer: Offer = {
    id: ids.offer,
    entryId: ids.entry,
    clientId: ids.client,
    appointmentId: ids.appointment,
    staffId: ids.staff,
    serviceId: ids.service,
    locationId: ids.location,
    ...time,
    ...whole,
    state: 'open',
    createdAt: '2026-11-17T09:00:00.000Z',
    closedAt: null,
    test: false,
    version: 1,
    ...over,
  };
  return { entry, offer };
}
