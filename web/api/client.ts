import { type Answer, answerOf } from './answer.ts';
import { http, type Json, type Schemas } from './http.ts';

export type Portal = Schemas['Portal'];
export type Appointment = Schemas['Appointment'];
export type Verdict = Schemas['Verdict'];
export type Opening = Schemas['Opening'];
export type Outcome = Schemas['AppointmentOutcome'];
export type WaitlistEntry = Schemas['WaitlistEntry'];

/** Spends nothing but a guess: opens the appointment of a link, or says that details are needed. */
export const openLink = (given: { token: string; dateOfBirth?: string; postcode?: string; code?: string }) =>
  answerOf<Json<'open-appointment-link'>>((signal) =>
    http.POST('/v1/appointment-links/sessions', { body: { ...given, keep: 'cookie' }, signal }),
  );

/** Whose session this browser has, and which appointment it opens. */
export const readMe = () => answerOf<Json<'read-me'>>((signal) => http.GET('/v1/me', { signal }));

/** Signs out; with `all` every session of this person. */
export const endSession = (all: 'true' | 'false' = 'false'): Promise<Answer<unknown>> =>
  answerOf((signal) => http.DELETE('/v1/me/session', { params: { query: { all } }, signal }));

const at = (slug: string) => ({ path: { slug } });

/** The practice behind a web address; an old address answers for the new one. */
export const readPortal = (slug: string) =>
  answerOf<Portal>((signal) => http.GET('/v1/portals/{slug}', { params: at(slug), signal }));

/** Asks for a link and a code; the answer is the same whether anybody is known. */
export const requestSignIn = (slug: string, email: string) =>
  answerOf<unknown>((signal) =>
    http.POST('/v1/portals/{slug}/sign-in-requests', { params: at(slug), body: { email }, signal }),
  );

/** What somebody signs in with: what was e-mailed, and what they were asked for. */
export type Proof = ({ method: 'link'; token: string } | { method: 'code'; email: string; code: string }) & {
  dateOfBirth?: string;
  postcode?: string;
  firstName?: string;
};

export const openSession = (slug: string, proof: Proof) =>
  answerOf<Json<'open-session'>>((signal) =>
    http.POST('/v1/portals/{slug}/sessions', {
      params: at(slug),
      body: { ...proof, keep: 'cookie' },
      signal,
    }),
  );

/** A page of the client's own appointments. */
export const listAppointments = (when: 'upcoming' | 'past', cursor: string | null) =>
  answerOf<{ items: Appointment[]; next: string | null }>((signal) =>
    http.GET('/v1/me/appointments', {
      params: { query: { when, limit: 10, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

export type Preferences = Json<'read-preferences'>;

/** Which notices the client gets, and whether they arrive. */
export const readPreferences = () =>
  answerOf<Preferences>((signal) => http.GET('/v1/me/preferences', { signal }));

export const updatePreferences = (version: number, notices: Preferences['notices']) =>
  answerOf<Preferences>((signal) =>
    http.PATCH('/v1/me/preferences', {
      params: { header: { 'If-Match': `"${version}"` } },
      body: { notices },
      signal,
    }),
  );

/** A new private address of the calendar; the old one is dead then. */
export const replaceFeed = () =>
  answerOf<{ url: string; webcalUrl: string }>((signal) => http.PUT('/v1/me/calendar-feed', { signal }));

export const endFeed = (): Promise<Answer<unknown>> =>
  answerOf((signal) => http.DELETE('/v1/me/calendar-feed', { signal }));

const of = (appointmentId: string) => ({ path: { appointmentId } });

export const readAppointment = (id: string) =>
  answerOf<Appointment>((signal) =>
    http.GET('/v1/me/appointments/{appointmentId}', { params: of(id), signal }),
  );

export const listOpenings = (id: string, query: { from?: string; to: string }) =>
  answerOf<{ items: Opening[] }>((signal) =>
    http.GET('/v1/me/appointments/{appointmentId}/openings', { params: { ...of(id), query }, signal }),
  );

export const changeAppointment = (id: string, startsAt: string, key: string) =>
  answerOf<Outcome>((signal) =>
    http.POST('/v1/me/appointments/{appointmentId}/change', {
      params: of(id),
      body: { startsAt },
      headers: { 'Idempotency-Key': key },
      signal,
    }),
  );

export const cancelAppointment = (id: string, policyVersion: number | undefined, key: string) =>
  answerOf<Outcome>((signal) =>
    http.POST('/v1/me/appointments/{appointmentId}/cancellation', {
      params: of(id),
      body: policyVersion === undefined ? {} : { policyVersion },
      headers: { 'Idempotency-Key': key },
      signal,
    }),
  );

/** What waits for an earlier time, each with what is offered now. */
export const listWaitlist = () =>
  answerOf<{ items: WaitlistEntry[] }>((signal) =>
    http.GET('/v1/me/waitlist', { params: { query: { limit: 100 } }, signal }),
  );

/** Waits for an earlier time of one appointment, on whatever day. */
export const joinWaitlist = (appointmentId: string, key: string) =>
  answerOf<WaitlistEntry>((signal) =>
    http.POST('/v1/me/waitlist', {
      body: { appointmentId },
      headers: { 'Idempotency-Key': key },
      signal,
    }),
  );

/** Waits no more, as the entry was shown: a time that was offered meanwhile is not given up unseen. */
export const leaveWaitlist = ({ id, version }: WaitlistEntry): Promise<Answer<unknown>> =>
  answerOf((signal) =>
    http.DELETE('/v1/me/waitlist/{entryId}', {
      params: { path: { entryId: id }, header: { 'If-Match': `"${version}"` } },
      signal,
    }),
  );

const ofOffer = (offerId: string, key: string) => ({
  params: { path: { offerId } },
  headers: { 'Idempotency-Key': key },
});

export const acceptOffer = (offerId: string, key: string) =>
  answerOf<Outcome>((signal) =>
    http.POST('/v1/me/offers/{offerId}/acceptance', { ...ofOffer(offerId, key), signal }),
  );

export const refuseOffer = (offerId: string, key: string) =>
  answerOf<unknown>((signal) =>
    http.POST('/v1/me/offers/{offerId}/refusal', { ...ofOffer(offerId, key), signal }),
  );

/** Where the appointment's calendar file lies, for a plain link. */
export const calendarHref = (id: string): string => `/v1/me/appointments/${id}/calendar`;
