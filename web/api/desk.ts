import { answerOf } from './answer.ts';
import { http, type Json, type Schemas } from './http.ts';

export type RequestRecord = Schemas['RequestRecord'];
export type RequestOutcome = Schemas['RequestOutcome'];
export type WaitlistRecord = Schemas['WaitlistRecord'];
export type ClientRecord = Schemas['ClientRecord'];
export type BellEntry = Schemas['BellEntry'];

const of = (practiceId: string) => ({ path: { practiceId } });

/** A page of at most so many, from a cursor on. */
const page = (limit: number, cursor: string | null) => ({ limit, ...(cursor !== null && { cursor }) });

/** The requests that wait, the most urgent first; or those that were decided, the latest first. */
export const listRequests = (practiceId: string, cursor: string | null, state: 'open' | 'decided' = 'open') =>
  answerOf<{ items: RequestRecord[]; next: string | null }>((signal) =>
    http.GET('/v1/practices/{practiceId}/requests', {
      params: { ...of(practiceId), query: { ...page(state === 'open' ? 50 : 10, cursor), state } },
      signal,
    }),
  );

export const readRequest = (practiceId: string, requestId: string) =>
  answerOf<RequestRecord>((signal) =>
    http.GET('/v1/practices/{practiceId}/requests/{requestId}', {
      params: { path: { practiceId, requestId } },
      signal,
    }),
  );

/** A decision is about the request as it was shown: had it moved meanwhile, nothing is decided. */
const over = (practiceId: string, { id, version }: RequestRecord, key: string) => ({
  params: { path: { practiceId, requestId: id }, header: { 'If-Match': `"${version}"` } },
  headers: { 'Idempotency-Key': key },
});

/** `clientId` is whose the appointment is, null for a new client; left out, the server finds that out. */
export const approveRequest = (
  practiceId: string,
  request: RequestRecord,
  clientId: string | null | undefined,
  key: string,
) =>
  answerOf<RequestOutcome>((signal) =>
    http.POST('/v1/practices/{practiceId}/requests/{requestId}/approval', {
      ...over(practiceId, request, key),
      body: clientId === undefined ? {} : { clientId },
      signal,
    }),
  );

/** A client's record; who looked is noted. */
export const readClient = (practiceId: string, clientId: string) =>
  answerOf<ClientRecord>((signal) =>
    http.GET('/v1/practices/{practiceId}/clients/{clientId}', {
      params: { path: { practiceId, clientId } },
      signal,
    }),
  );

/** Who waits for an earlier time, by clinician, in the order of asking. */
export const listWaitlist = (practiceId: string, cursor: string | null) =>
  answerOf<{ items: WaitlistRecord[]; next: string | null }>((signal) =>
    http.GET('/v1/practices/{practiceId}/waitlist', {
      params: { ...of(practiceId), query: page(50, cursor) },
      signal,
    }),
  );

export const declineRequest = (practiceId: string, request: RequestRecord, note: string, key: string) =>
  answerOf<RequestOutcome>((signal) =>
    http.POST('/v1/practices/{practiceId}/requests/{requestId}/decline', {
      ...over(practiceId, request, key),
      body: note === '' ? {} : { note },
      signal,
    }),
  );

export const undoDecision = (practiceId: string, request: RequestRecord, key: string) =>
  answerOf<RequestOutcome>((signal) =>
    http.POST('/v1/practices/{practiceId}/requests/{requestId}/undo', {
      ...over(practiceId, request, key),
      signal,
    }),
  );

/** A page of one's own bell list, and how much of the newest is unread. */
export const listBell = (practiceId: string, cursor: string | null, limit = 20) =>
  answerOf<Json<'list-bell'>>((signal) =>
    http.GET('/v1/practices/{practiceId}/bell', {
      params: { ...of(practiceId), query: page(limit, cursor) },
      signal,
    }),
  );

export const markBellRead = (practiceId: string, entryIds: string[]) =>
  answerOf<{ unread: number }>((signal) =>
    http.POST('/v1/practices/{practiceId}/bell/reading', {
      params: of(practiceId),
      body: { entryIds },
      signal,
    }),
  );
