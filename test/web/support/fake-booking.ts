import type { BookableTime, Confirmation, Request, Service } from '../../../web/api/booking.ts';
import type { Portal } from '../../../web/api/client.ts';
import { type Answering, problem, type Reply, yes } from './fake-api.ts';
import { openings } from './fake-practice.ts';

const id = (prefix: string, last = 'E') => `${prefix}_01JD3Q6Z5W8N4T2R9YB7KXAMC${last}`;

export const bookingOperations = {
  'GET /v1/me/services': 'services',
  'GET /v1/me/openings': 'times',
  'GET /v1/me/requests': 'requests',
  'POST /v1/me/requests': 'ask',
  'POST /v1/me/requests/:request/change': 'moveRequest',
  'POST /v1/me/requests/:request/withdrawal': 'withdraw',
  'GET /v1/portals/:slug/services': 'portalServices',
  'GET /v1/portals/:slug/openings': 'portalTimes',
  'POST /v1/portals/:slug/requests': 'askAsStranger',
  'POST /v1/registrations/confirmations': 'confirm',
} as const;
export type BookingOperation = (typeof bookingOperations)[keyof typeof bookingOperations];

const anna = { id: id('staff'), name: 'Dr Anna Whitfield' };
const omar = { id: id('staff', 'F'), name: 'Omar Farouk' };

export const service = (own: Partial<Service> = {}): Service => ({
  id: id('svc'),
  name: 'Physiotherapy follow-up',
  durationMinutes: 50,
  clinicians: [anna, omar],
  locations: [],
  ...own,
});

/** A request that waits for its answer. */
export const request = (own: Partial<Request> = {}): Request => ({
  id: id('req'),
  state: 'pending',
  startsAt: '2026-11-26T14:00:00Z',
  endsAt: '2026-11-26T14:50:00Z',
  localTime: '2026-11-26T14:00',
  zone: 'Europe/London',
  when: 'Thursday 26 November 2026, 2:00pm (United Kingdom Time)',
  clinician: anna,
  service: { id: id('svc'), name: 'Physiotherapy follow-up' },
  location: null,
  answerBy: '2026-11-23T10:00:00Z',
  appointmentId: null,
  note: null,
  createdAt: '2026-11-20T10:00:00Z',
  version: 1,
  ...own,
});

/** What the link of a stranger's e-mail answers. */
export const confirmation = (portal: Portal, own: Partial<Confirmation> = {}): Confirmation => {
  const { state, startsAt, endsAt, localTime, zone, when, clinician, service, location, answerBy } =
    request();
  const view = { state, startsAt, endsAt, localTime, zone, when, clinician, service, location, answerBy };
  return { ...view, answerByWhen: null, portal, ...own };
};

export interface FakeBooking {
  services: Service[];
  /** Somebody has to approve what is asked for. */
  approval: boolean;
  /** The newest first. */
  requests: Request[];
}

export const fakeBooking = (): FakeBooking => ({
  services: [service(), service({ id: id('svc', 'F'), name: 'Massage', clinicians: [omar] })],
  approval: true,
  requests: [],
});

/** The free times of a service, each with who is free. */
export const times = (query: URLSearchParams, { approval }: FakeBooking): BookableTime[] =>
  openings(query.get('from') ?? undefined, query.get('to') ?? undefined).map((opening) => ({
    ...opening,
    staffIds: [anna.id],
    awaitsApproval: approval,
  }));

/** How the API answers whoever asks for appointments when all goes well. */
export function bookingAnswers(fake: {
  signedIn: boolean;
  portal: Portal;
  booking: FakeBooking;
}): Record<BookingOperation, Answering> {
  const inside =
    (reply: (asked: Parameters<Answering>[0], it: FakeBooking) => Reply): Answering =>
    (asked) =>
      fake.signedIn ? reply(asked, fake.booking) : problem('no-session');
  const first = (it: FakeBooking, news: Partial<Request>) => {
    const [before, ...rest] = it.requests;
    it.requests = [{ ...before!, ...news, version: before!.version + 1 }, ...rest];
    return yes(it.requests[0]);
  };
  return {
    services: inside((_, it) => yes({ items: it.services, next: null })),
    times: inside(({ query }, it) => yes({ items: times(query, it), next: null })),
    requests: inside((_, it) => yes({ items: it.requests, next: null })),
    ask: inside(({ body }, it) => {
      const { startsAt, staffId } = body as { startsAt: string; staffId?: string };
      const booked = !it.approval && { state: 'approved' as const, answerBy: null };
      const clinician = staffId === omar.id ? omar : anna;
      const made = request({ startsAt, localTime: startsAt.slice(0, 16), clinician, ...booked });
      it.requests = [made, ...it.requests];
      return { status: 201, body: made };
    }),
    moveRequest: inside(({ body }, it) => {
      const { startsAt } = body as { startsAt: string };
      return first(it, { startsAt, localTime: startsAt.slice(0, 16) });
    }),
    portalServices: () => yes({ items: fake.booking.services.slice(0, 1), next: null }),
    portalTimes: ({ query }) => yes({ items: times(query, fake.booking), next: null }),
    askAsStranger: () => ({ status: 202, body: { confirmBy: '2026-11-21T10:00:00Z' } }),
    confirm: ({ body }) => {
      const { startsAt } = body as { startsAt?: string };
      return yes(confirmation(fake.portal, startsAt ? { startsAt } : {}));
    },
    withdraw: inside((_, it) => first(it, { state: 'withdrawn', answerBy: null })),
  };
}
