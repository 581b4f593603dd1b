import { type Answer, answerOf } from './answer.ts';
import { http, type Json, type Schemas } from './http.ts';

export type SignInPage = Json<'read-staff-sign-in'>;
export type Me = Json<'read-staff-me'>;
export type Practice = Schemas['Practice'];
export type SettingsDocument = Json<'read-settings'>;
export type Settings = SettingsDocument['settings'];
export type Status = Json<'list-statuses'>['items'][number];

/** Where staff sign in. */
export const readSignIn = () => answerOf<SignInPage>((signal) => http.GET('/v1/staff/sign-in', { signal }));

/** Exchanges what the identity provider sent back for a session in a cookie. */
export const openSession = (given: { code: string; verifier: string; nonce: string; practiceId?: string }) =>
  answerOf<Json<'open-staff-session'>>((signal) =>
    http.POST('/v1/staff/sessions', { body: { ...given, keep: 'cookie' }, signal }),
  );

export const endSession = (): Promise<Answer<unknown>> =>
  answerOf((signal) => http.DELETE('/v1/staff/session', { signal }));

export const readMe = () => answerOf<Me>((signal) => http.GET('/v1/staff/me', { signal }));

const of = (practiceId: string) => ({ path: { practiceId } });
const over = (version: number) => ({ 'If-Match': `"${version}"` });

export const readPractice = (id: string) =>
  answerOf<Practice>((signal) => http.GET('/v1/practices/{practiceId}', { params: of(id), signal }));

export const listStatuses = (id: string) =>
  answerOf<{ items: Status[] }>((signal) =>
    http.GET('/v1/practices/{practiceId}/statuses', {
      params: { ...of(id), query: { limit: 100 } },
      signal,
    }),
  );

export const readSettings = (id: string) =>
  answerOf<SettingsDocument>((signal) =>
    http.GET('/v1/practices/{practiceId}/settings', { params: of(id), signal }),
  );

/** Replaces the settings over the version that was read (product 1.13). */
export const replaceSettings = (id: string, version: number, settings: Settings) =>
  answerOf<SettingsDocument>((signal) =>
    http.PUT('/v1/practices/{practiceId}/settings', {
      params: { ...of(id), header: over(version) },
      body: settings,
      signal,
    }),
  );

/** The newest of what happened in the practice; for admins and managers. */
export const listAudit = (id: string) =>
  answerOf<Json<'list-audit'>>((signal) =>
    http.GET('/v1/practices/{practiceId}/audit', { params: { ...of(id), query: { limit: 100 } }, signal }),
  );

export const listStaff = (id: string) =>
  answerOf<Json<'list-staff'>>((signal) =>
    http.GET('/v1/practices/{practiceId}/staff', { params: { ...of(id), query: { limit: 100 } }, signal }),
  );

export type Preset = Json<'list-settings-presets'>['items'][number];
export type Checked = Json<'check-settings'>;

/** Several settings at once, by the names under which people know them. */
export const listPresets = (id: string) =>
  answerOf<{ items: Preset[] }>((signal) =>
    http.GET('/v1/practices/{practiceId}/settings/presets', { params: of(id), signal }),
  );

/** What a draft would have meant for what clients did last month; saves nothing. */
export const checkSettings = (id: string, settings: Settings) =>
  answerOf<Checked>((signal) =>
    http.POST('/v1/practices/{practiceId}/settings/check', { params: of(id), body: settings, signal }),
  );

export type Template = Json<'list-templates'>['items'][number];
export type Preview = Json<'preview-template'>;
export type AppointmentRecord = Schemas['AppointmentRecord'];
/** The words of a template as they are typed; a text has no subject. */
export interface Words {
  subject: string | null;
  body: string;
}

export const listTemplates = (id: string) =>
  answerOf<{ items: Template[] }>((signal) =>
    http.GET('/v1/practices/{practiceId}/templates', { params: of(id), signal }),
  );

const sent = ({ subject, body }: Words) => ({ body, ...(subject !== null && { subject }) });

/** Gives a notice words of the practice's own, or changes those that it has (product 1.12). */
export const saveTemplate = (practiceId: string, template: Template, words: Words, key: string) =>
  answerOf<{ version: number }>((signal) =>
    template.id === null
      ? http.POST('/v1/practices/{practiceId}/templates', {
          params: of(practiceId),
          body: { notice: template.notice, channel: template.channel, ...sent(words) },
          headers: { 'Idempotency-Key': key },
          signal,
        })
      : http.PATCH('/v1/practices/{practiceId}/templates/{templateId}', {
          params: {
            path: { practiceId, templateId: template.id },
            header: over(template.version ?? 0),
          },
          body: sent(words),
          signal,
        }),
  );

/** Takes the practice's own words back: the notice has the default ones again. */
export const deleteTemplate = (practiceId: string, templateId: string, version: number) =>
  answerOf<unknown>((signal) =>
    http.DELETE('/v1/practices/{practiceId}/templates/{templateId}', {
      params: { path: { practiceId, templateId }, header: over(version) },
      signal,
    }),
  );

/** What a client would read about a real appointment. Sends nothing. */
export const previewTemplate = (
  practiceId: string,
  about: Pick<Template, 'notice' | 'channel'>,
  appointmentId: string,
  words: Words,
) =>
  answerOf<Preview>((signal) =>
    http.POST('/v1/practices/{practiceId}/templates/preview', {
      params: of(practiceId),
      body: { ...about, appointmentId, draft: sent(words) },
      signal,
    }),
  );

/** The diary of everybody, from today. */
export const listDiary = (id: string, to: string) =>
  answerOf<{ items: AppointmentRecord[] }>((signal) =>
    http.GET('/v1/practices/{practiceId}/appointments', {
      params: { ...of(id), query: { to, limit: 50 } },
      signal,
    }),
  );
