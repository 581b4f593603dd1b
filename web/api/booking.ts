import { answerOf } from './answer.ts';
import { http, type Schemas } from './http.ts';

export type Service = Schemas['BookableService'];
export type BookableTime = Schemas['BookableTime'];
export type Request = Schemas['Request'];

/** What is asked of the free times. */
export interface TimesQuery {
  serviceId: string;
  staffId?: string;
  locationId?: string;
  from?: string;
  to: string;
}

/** A time as it is asked for: what for, with whom (anyone if left out), and where (anywhere if left out). */
export interface Wanted {
  serviceId: string;
  startsAt: string;
  staffId?: string;
  locationId?: string | null;
}

/** Free times; `next` is the local date from which to ask on, where one answer would be too large. */
export interface Times {
  items: BookableTime[];
  next: string | null;
}

interface Page {
  items: Request[];
  next: string | null;
}

/** What a client can ask for, and with whom. */
export const listServices = () =>
  answerOf<{ items: Service[] }>((signal) => http.GET('/v1/me/services', { signal }));

export const listTimes = (query: TimesQuery) =>
  answerOf<Times>((signal) => http.GET('/v1/me/openings', { params: { query }, signal }));

/** Asks for a time: it is held, or booked where nobody has to approve it. */
export const createRequest = (body: Wanted, key: string) =>
  answerOf<Request>((signal) =>
    http.POST('/v1/me/requests', { body, headers: { 'Idempotency-Key': key }, signal }),
  );

/** A page of the client's own requests, the newest first. */
export const listRequests = (cursor: string | null) =>
  answerOf<Page>((signal) =>
    http.GET('/v1/me/requests', {
      params: { query: { limit: 10, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

const of = (requestId: string, key: string) => ({
  params: { path: { requestId } },
  headers: { 'Idempotency-Key': key },
});

/** Another time for a request that waits. */
export const changeRequest = (id: string, startsAt: string, key: string) =>
  answerOf<Request>((signal) =>
    http.POST('/v1/me/requests/{requestId}/change', { ...of(id, key), body: { startsAt }, signal }),
  );

export const withdrawRequest = (id: string, key: string) =>
  answerOf<Request>((signal) =>
    http.POST('/v1/me/requests/{requestId}/withdrawal', { ...of(id, key), signal }),
  );

const at = (slug: string) => ({ path: { slug } });

/** What can be asked for without signing in. */
export const listPortalServices = (slug: string) =>
  answerOf<{ items: Service[] }>((signal) =>
    http.GET('/v1/portals/{slug}/services', { params: at(slug), signal }),
  );

export const listPortalTimes = (slug: string, query: TimesQuery) =>
  answerOf<Times>((signal) =>
    http.GET('/v1/portals/{slug}/openings', { params: { ...at(slug), query }, signal }),
  );

/** What somebody says of themselves who has not signed in. */
export interface Person {
  givenName: string;
  familyName: string;
  email: string;
  phone: string;
  dateOfBirth: string;
  postcode: string;
}

/** Asks for a time without signing in; nothing is held until the e-mail's button is pressed. */
export const requestAppointment = (slug: string, body: Wanted & Person, key: string) =>
  answerOf<{ confirmBy: string }>((signal) =>
    http.POST('/v1/portals/{slug}/requests', {
      params: at(slug),
      body,
      headers: { 'Idempotency-Key': key },
      signal,
    }),
  );

export type Confirmation = Schemas['Confirmation'];

/** Spends the link of the e-mail; pressing again answers the same. */
export const confirmRequest = (token: string, startsAt: string | undefined) =>
  answerOf<Confirmation>((signal) =>
    http.POST('/v1/registrations/confirmations', {
      body: { token, ...(startsAt !== undefined && { startsAt }) },
      signal,
    }),
  );
