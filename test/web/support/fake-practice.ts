import { brandOf } from '../../../shared/domain/brand.ts';
import type { Appointment, Opening, Outcome, Portal, WaitlistEntry } from '../../../web/api/client.ts';

/** The instant at which the browser tests take place: a Friday morning. */
export const now = '2026-11-20T10:00:00Z';

export const token = 'prac_01JD3Q6Z5W8N4T2R9YB7KXAMCE.link_01JD3Q6Z5W8N4T2R9YB7KXAMCF.secretsecretsecret';

const id = (prefix: string) => `${prefix}_01JD3Q6Z5W8N4T2R9YB7KXAMCE`;

export const portal = (own: Partial<Portal> = {}, colour = '#0b5cad'): Portal => {
  const { fill, label, light, dark } = brandOf(colour);
  return {
    id: id('prac'),
    slug: 'riverside',
    name: 'Riverside Therapy',
    phone: '020 7946 0018',
    country: 'GB',
    zone: 'Europe/London',
    logoUrl: null,
    brand: { fill, label, light, dark },
    clientPortal: true,
    onlineBooking: false,
    requestForm: 'nobody',
    offMessage: null,
    ...own,
  };
};

const verdict = {
  allowed: true,
  until: null,
  late: false,
  lateFrom: null,
  reason: null,
  detail: null,
} as const;

export const appointment = (own: Partial<Appointment> = {}): Appointment => ({
  id: id('appt'),
  startsAt: '2026-11-24T09:00:00Z',
  endsAt: '2026-11-24T09:50:00Z',
  localTime: '2026-11-24T09:00',
  zone: 'Europe/London',
  when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
  clinician: { id: id('staff'), name: 'Dr Anna Whitfield' },
  service: { id: id('svc'), name: 'Physiotherapy follow-up' },
  location: { id: id('loc'), name: 'Riverside House', address: '12 Mill Lane\nBath BA1 5NB' },
  status: { name: 'Booked', kind: 'booked' },
  change: { ...verdict, until: '2026-11-23T09:00:00Z' },
  cancellation: { ...verdict, until: '2026-11-23T09:00:00Z' },
  waitlist: { allowed: true, reason: null, detail: null },
  policy: { version: 3, text: 'Please tell us a day before.\nLater than that we charge half the fee.' },
  version: 7,
  ...own,
});

/** A verdict that forbids, as the server words it. */
export const no = (reason: Appointment['change']['reason'], detail: string): Appointment['change'] => ({
  ...verdict,
  allowed: false,
  reason,
  detail,
});

export const outcome = (own: Partial<Outcome> = {}): Outcome => ({
  id: id('appt'),
  startsAt: '2026-11-26T14:00:00Z',
  endsAt: '2026-11-26T14:50:00Z',
  localTime: '2026-11-26T14:00',
  zone: 'Europe/London',
  when: 'Thursday 26 November 2026, 2:00pm (United Kingdom Time)',
  statusKind: 'booked',
  late: false,
  version: 8,
  ...own,
});

/** An opening in London's winter, when the clocks there show UTC. */
export const opening = (localTime: string): Opening => ({
  startsAt: `${localTime}:00Z`,
  endsAt: new Date(Date.parse(`${localTime}:00Z`) + 50 * 60_000).toISOString(),
  localTime,
  zone: 'Europe/London',
  locationId: null,
});

/** Weekdays at 9:00, 9:30, 14:00 and 17:30; from Monday 23 November to Friday 15 January. */
export function openings(from = '2026-11-20', to = '2027-12-31'): Opening[] {
  const all: Opening[] = [];
  for (let at = Date.parse('2026-11-23'); at <= Date.parse('2027-01-15'); at += 86_400_000) {
    const day = new Date(at);
    const date = day.toISOString().slice(0, 10);
    if (day.getUTCDay() % 6 === 0 || date < from || date >= to) continue;
    all.push(...['09:00', '09:30', '14:00', '17:30'].map((clock) => opening(`${date}T${clock}`)));
  }
  return all.filter(({ localTime }) => localTime !== '2026-11-24T09:00');
}

type Offer = NonNullable<WaitlistEntry['offer']>;

/** Monday 23 November, 2:00pm, which can be taken until noon today. */
export const offer = (own: Partial<Offer> = {}): Offer => ({
  id: id('offer'),
  startsAt: '2026-11-23T14:00:00Z',
  endsAt: '2026-11-23T14:50:00Z',
  localTime: '2026-11-23T14:00',
  zone: 'Europe/London',
  when: 'Monday 23 November 2026, 2:00pm (United Kingdom Time)',
  until: '2026-11-20T12:00:00Z',
  untilWhen: 'Friday 20 November 2026, 12:00pm (United Kingdom Time)',
  ...own,
});

/** The appointment waits, perhaps with a time that is offered. */
export const waiting = (offered: Offer | null = null): WaitlistEntry => {
  const { startsAt, when, clinician } = appointment();
  return {
    id: id('wait'),
    appointment: { id: id('appt'), startsAt, when },
    clinician,
    from: null,
    to: null,
    askedAt: '2026-11-19T10:00:00Z',
    offer: offered,
    version: 2,
  };
};
