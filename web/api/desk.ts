import { answerOf } from './answer.ts';
import { http, type Json, type Schemas } from './http.ts';

export type RequestRecord = Schemas['RequestRecord'];
export type RequestOutcome = Schemas['RequestOutcome'];
export type BellEntry = Schemas['BellEntry'];

const of = (practiceId: string) => ({ path: { practiceId } });

/** The requests that wait, the most urgent first. */
export const listRequests = (practiceId: string, cursor: string | null) =>
  answerOf<{ items: RequestRecord[]; next: string | null }>((signal) =>
    http.GET('/v1/practices/{practiceId}/requests', {
      params: { ...of(practiceId), query: { limit: 50, ...(cursor !== null && { cursor }) } },
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

export const approveRequest = (practiceId: string, request: RequestRecord, key: string) =>
  answerOf<RequestOutcome>((signal) =>
    http.POST('/v1/practices/{practiceId}/requests/{requestId}/approval', {
      ...over(practiceId, request, key),
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
      params: { ...of(practiceId), query: { limit, ...(cursor !== null && { cursor }) } },
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
