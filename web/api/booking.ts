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

interface Page {
  items: Request[];
  next: string | null;
}

/** What a client can ask for, and with whom. */
export const listServices = () =>
  answerOf<{ items: Service[] }>((signal) => http.GET('/v1/me/services', { signal }));

export const listTimes = (query: TimesQuery) =>
  answerOf<{ items: BookableTime[] }>((signal) => http.GET('/v1/me/openings', { params: { query }, signal }));

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
