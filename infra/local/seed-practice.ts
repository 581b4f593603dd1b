import type { BookingPreferences, WeeklyHours } from '../../shared/domain/availability.ts';
import type { Location, Service, Staff } from '../../shared/domain/catalogue.ts';
import type { Access, Client } from '../../shared/domain/client.ts';
import { type IdKind, idPrefixes } from '../../shared/domain/id.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Statuses } from './records.ts';

/**
 * The practice that a machine is seeded with. People, addresses and numbers are invented: telephone numbers are
 * of the ranges that are kept free for drama, mail domains of those that never exist.
 */

/** Ids that stay the same from run to run. */
const id = (kind: IdKind, number: number) =>
  `${idPrefixes[kind]}_01J0000000${String(number).padStart(16, '0')}`;

/** With this staff sign in on one machine; the pool of a deployment on AWS knows none of them. */
export const password = 'Riverside-2026';

export const practice: Profile & { id: string; slug: string } = {
  id: id('practice', 1),
  slug: 'riverside-therapy',
  name: 'Riverside Therapy',
  logoUrl: null,
  colour: '#0f6b6b',
  phone: '020 7946 0123',
  email: 'hello@riverside-therapy.example',
  zone: 'Europe/London',
  country: 'GB',
};

export const settings: Partial<Settings> = {
  clientPortal: true,
  onlineBooking: true,
  change: { window: '1d', mode: 'refuse' },
  cancellation: { window: '1d', mode: 'mark-late' },
  cancellationPolicy: {
    shown: true,
    text: 'Please give us 24 hours if you cannot come. For later cancellations, and for appointments that are missed, we charge half of the fee.',
  },
};

const status = <K extends keyof Statuses>(number: number, name: string, kind: K) => ({
  id: id('status', number),
  name,
  kind,
  used: true,
  version: 1,
});

export const statuses: Statuses = {
  booked: status(1, 'Booked', 'booked'),
  attended: status(2, 'Attended', 'attended'),
  'no-show': status(3, 'Did not attend', 'no-show'),
  cancelled: status(4, 'Cancelled', 'cancelled'),
  'late-cancelled': status(5, 'Late cancelled', 'late-cancelled'),
};

const location = (number: number, name: string, address: string): Location => ({
  id: id('location', number),
  name,
  address,
  zone: null,
  archived: false,
  version: 1,
});

export const locations = {
  wharf: location(1, 'Wharf clinic', '4 Willow Wharf, London'),
  hill: location(2, 'Hill rooms', '27 Lantern Hill, London'),
};

const service = (number: number, name: string, durationMinutes: number): Service => ({
  id: id('service', number),
  name,
  durationMinutes,
  overrides: {},
  archived: false,
  version: 1,
});

export const services = {
  first: service(1, 'First assessment', 60),
  physiotherapy: service(2, 'Physiotherapy', 45),
  massage: service(3, 'Sports massage', 30),
  // Half a day of a clinician's time: it wants more warning than the rest (product 1.6).
  gait: {
    ...service(4, 'Gait analysis', 90),
    overrides: { changeWindow: '2d', cancellationWindow: '2d' },
  } satisfies Service,
};

export const preferences: Partial<BookingPreferences> = {
  noticeHours: 24,
  horizonDays: 60,
  newClients: true,
  firstVisitServiceId: services.first.id,
};

const member = (
  number: number,
  name: string,
  role: Staff['roles'][number],
  offers: readonly Service[] = [],
): Staff => ({
  id: id('staff', number),
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@riverside-therapy.example`,
  roles: [role],
  bookableOnline: offers.length > 0,
  serviceIds: offers.map((each) => each.id),
  notices: { own: true, all: role === 'manager' },
  archived: false,
  version: 1,
});

export const staff = {
  admin: member(1, 'Amara Osterley', 'admin'),
  manager: member(2, 'Tom Whitlock', 'manager'),
  clinician: member(3, 'Priya Nandra', 'clinician', Object.values(services)),
  second: member(4, 'Daniel Brookfield', 'clinician', [services.physiotherapy, services.massage]),
};

const days = (weekdays: readonly number[], start: string, end: string, at: Location): WeeklyHours =>
  weekdays.map((weekday) => ({ weekday, start, end, locationId: at.id }));

export const hours: readonly { of: Staff; week: WeeklyHours }[] = [
  {
    of: staff.clinician,
    week: [
      ...days([1, 2, 3, 4, 5], '09:00', '12:30', locations.wharf),
      ...days([1, 2, 3, 4, 5], '13:30', '17:30', locations.wharf),
    ],
  },
  {
    of: staff.second,
    week: [
      ...days([2, 4], '10:00', '19:00', locations.hill),
      ...days([1, 3], '08:00', '13:00', locations.wharf),
    ],
  },
];

const client = (
  number: number,
  name: [given: string, family: string],
  dateOfBirth: string,
  postcode: string | null,
  reach: Partial<Pick<Client, 'email' | 'phone'>>,
): Client => ({
  id: id('client', number),
  givenName: name[0],
  familyName: name[1],
  dateOfBirth,
  postcode,
  email: null,
  phone: null,
  ...reach,
  consent: { email: reach.email !== undefined, text: reach.phone !== undefined },
  deceased: false,
  test: false,
  version: 1,
});

export const clients = {
  elsie: client(1, ['Elsie', 'Marlow'], '1948-03-27', 'SE1 0ZZ', {
    email: 'elsie.marlow@mail.example',
    phone: '+447700900123',
  }),
  // Mother and son share an address (product 2.4).
  ruth: client(2, ['Ruth', 'Adeyemi-Carr'], '1979-11-02', 'SE10 0ZZ', {
    email: 'adeyemi-carr@mail.example',
    phone: '+447700900456',
  }),
  noah: client(3, ['Noah', 'Adeyemi-Carr'], '2012-06-15', 'SE10 0ZZ', { email: 'adeyemi-carr@mail.example' }),
  // The record of one lacks what an identity check needs (product 2.8).
  walter: client(4, ['Walter', 'Fenn'], '1955-09-09', null, { phone: '+447700900789' }),
};

/** Portal access: one has signed in before, whoever else has an address is invited (product 2.1). */
export function accessOf(client: Client): Access['state'] {
  if (client.email === null) return 'none';
  return client.id === clients.elsie.id ? 'active' : 'invited';
}

/** Appointments by weekdays from today: -3 is the third weekday before it, 1 the next one after. */
export const appointments: readonly {
  client: Client;
  clinician: Staff;
  service: Service;
  at: Location;
  weekday: number;
  clock: string;
  kind: keyof Statuses;
  paid?: boolean;
}[] = [
  {
    client: clients.elsie,
    clinician: staff.clinician,
    service: services.first,
    at: locations.wharf,
    weekday: -10,
    clock: '10:00',
    kind: 'attended',
    paid: true,
  },
  {
    client: clients.elsie,
    clinician: staff.clinician,
    service: services.physiotherapy,
    at: locations.wharf,
    weekday: -5,
    clock: '10:00',
    kind: 'no-show',
  },
  {
    client: clients.elsie,
    clinician: staff.clinician,
    service: services.physiotherapy,
    at: locations.wharf,
    weekday: 3,
    clock: '10:00',
    kind: 'booked',
    paid: true,
  },
  {
    client: clients.elsie,
    clinician: staff.clinician,
    service: services.gait,
    at: locations.wharf,
    weekday: 8,
    clock: '14:00',
    kind: 'booked',
  },
  {
    client: clients.ruth,
    clinician: staff.clinician,
    service: services.physiotherapy,
    at: locations.wharf,
    weekday: 3,
    clock: '11:00',
    kind: 'booked',
  },
  {
    client: clients.noah,
    clinician: staff.clinician,
    service: services.massage,
    at: locations.wharf,
    weekday: 4,
    clock: '16:00',
    kind: 'booked',
  },
  {
    client: clients.noah,
    clinician: staff.second,
    service: services.massage,
    at: locations.hill,
    weekday: 2,
    clock: '17:30',
    kind: 'cancelled',
  },
  {
    client: clients.walter,
    clinician: staff.second,
    service: services.physiotherapy,
    at: locations.hill,
    weekday: 5,
    clock: '12:00',
    kind: 'booked',
  },
];
