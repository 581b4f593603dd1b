import { type Answer, answerOf } from './answer.ts';
import { http, type Json, type Schemas } from './http.ts';

export type Portal = Schemas['Portal'];
export type Appointment = Schemas['Appointment'];
export type Verdict = Schemas['Verdict'];
export type Opening = Schemas['Opening'];
export type Outcome = Schemas['AppointmentOutcome'];

/** Spends nothing but a guess: opens the appointment of a link, or says that details are needed. */
export const openLink = (given: { token: string; dateOfBirth?: string; postcode?: string }) =>
  answerOf<Json<'open-appointment-link'>>((signal) =>
    http.POST('/v1/appointment-links/sessions', { body: { ...given, keep: 'cookie' }, signal }),
  );

/** Whose session this browser has, and which appointment it opens. */
export const readMe = () => answerOf<Json<'read-me'>>((signal) => http.GET('/v1/me', { signal }));

export const endSession = (): Promise<Answer<unknown>> =>
  answerOf((signal) => http.DELETE('/v1/me/session', { signal }));

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

/** Where the appointment's calendar file lies, for a plain link. */
export const calendarHref = (id: string): string => `/v1/me/appointments/${id}/calendar`;
