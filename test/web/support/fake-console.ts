import { defaultPreferences } from '../../../shared/domain/availability.ts';
import { brandOf } from '../../../shared/domain/brand.ts';
import { applyPreset, presets } from '../../../shared/domain/presets.ts';
import { defaultSettings } from '../../../shared/domain/settings.ts';
import { allTemplates } from '../../../shared/domain/template.ts';
import type {
  AppointmentRecord,
  Checked,
  Me,
  Practice,
  SettingsDocument,
  Status,
} from '../../../web/api/staff.ts';
import { type Answering, problem, type Reply, yes } from './fake-api.ts';

const id = (prefix: string, last = 'E') => `${prefix}_01JD3Q6Z5W8N4T2R9YB7KXAMC${last}`;

export const consoleOperations = {
  'GET /v1/staff/sign-in': 'signInPage',
  'POST /v1/staff/sessions': 'openStaff',
  'DELETE /v1/staff/session': 'endStaff',
  'GET /v1/staff/me': 'staffMe',
  'GET /v1/practices/:practice': 'practice',
  'GET /v1/practices/:practice/settings': 'settings',
  'PUT /v1/practices/:practice/settings': 'save',
  'GET /v1/practices/:practice/settings/presets': 'presets',
  'POST /v1/practices/:practice/settings/check': 'check',
  'GET /v1/practices/:practice/templates': 'templates',
  'POST /v1/practices/:practice/templates': 'newTemplate',
  'PATCH /v1/practices/:practice/templates/:template': 'changeTemplate',
  'DELETE /v1/practices/:practice/templates/:template': 'deleteTemplate',
  'POST /v1/practices/:practice/templates/preview': 'preview',
  'GET /v1/practices/:practice/appointments': 'diary',
  'GET /v1/practices/:practice/statuses': 'statuses',
  'GET /v1/practices/:practice/audit': 'audit',
  'GET /v1/practices/:practice/staff': 'staff',
} as const;
export type ConsoleOperation = (typeof consoleOperations)[keyof typeof consoleOperations];

const status = (last: string, name: string, kind: Status['kind']): Status => ({
  id: id('status', last),
  name,
  kind,
  used: false,
  version: 1,
});

export const statuses = [
  status('1', 'Booked', 'booked'),
  status('2', 'Did not attend', 'no-show'),
  status('3', 'Cancelled', 'cancelled'),
  status('4', 'Late cancelled', 'late-cancelled'),
] as const;

/** What the check of a draft found: six of last month's cancellations would have been refused. */
export const checked = (own: Partial<Checked['counts']> = {}): Checked => {
  const tally = { onTime: 0, late: 0, phoneRequired: 0, refused: 0 };
  const none = { acts: 0, clients: 0 };
  return {
    version: 7,
    changes: [],
    from: '2026-10-20T10:00:00.000Z',
    to: '2026-11-20T10:00:00.000Z',
    complete: true,
    counts: {
      changes: 0,
      cancellations: 41,
      present: tally,
      draft: tally,
      newlyRefused: { acts: 6, clients: 5 },
      newlyAllowed: none,
      newlyLate: none,
      noLongerLate: none,
      ...own,
    },
    affected: [
      {
        what: 'cancellation',
        appointmentId: id('appt'),
        client: { id: id('clnt'), name: 'Edith Marlow' },
        occurredAt: '2026-11-10T10:00:00.000Z',
        startsAt: '2026-11-12T14:30:00.000Z',
        when: 'Thursday 12 November 2026, 2:30pm (United Kingdom Time)',
        present: { outcome: 'on-time', reason: null },
        draft: { outcome: 'refused', reason: 'window-closed' },
      },
    ],
    more: false,
  };
};

const record = (last: string, name: string, when: string): AppointmentRecord => ({
  id: id('appt', last),
  client: { id: id('clnt', last), name },
  clinician: { id: id('staff'), name: 'Dr Anna Whitfield' },
  service: null,
  location: null,
  startsAt: '2026-11-24T09:00:00.000Z',
  endsAt: '2026-11-24T09:50:00.000Z',
  localTime: '2026-11-24T09:00',
  zone: 'Europe/London',
  when,
  status: { id: statuses[0].id, name: 'Booked', kind: 'booked' },
  paid: false,
  lateChange: false,
  lateReference: null,
  policyVersion: null,
  test: false,
  deletedAt: null,
  version: 1,
});

export const diary = [
  record('1', 'Edith Marlow', 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)'),
  record('2', 'Omar Farouk', 'Wednesday 25 November 2026, 2:00pm (United Kingdom Time)'),
];

const practiceOf = (): Practice => {
  const { fill, label, light, dark } = brandOf('#0f6b6b');
  return {
    id: id('prac'),
    slug: 'riverside',
    homeRegion: 'eu-west-2',
    plan: { bookingAddOn: true, selfScheduling: true },
    zoneChangeId: null,
    name: 'Riverside Therapy',
    logoUrl: null,
    colour: '#0f6b6b',
    brand: { fill, label, light, dark },
    phone: '020 7946 0018',
    email: 'hello@riverside.example',
    zone: 'Europe/London',
    country: 'GB',
    version: 3,
  };
};

export const otherPractice = {
  practiceId: id('prac', 'H'),
  staffId: id('staff', 'H'),
  practice: 'Hill Clinic',
};
export const colleague = { id: id('staff', 'C'), name: 'Maya Osei' };

/** A practice whose manager is at the page for staff; nobody is signed in yet. */
export function fakeConsole() {
  const practice = practiceOf();
  const me: Me = {
    practiceId: practice.id,
    staffId: id('staff'),
    name: 'Tom Reid',
    email: 'tom@riverside.example',
    roles: ['manager'],
    memberships: [{ practiceId: practice.id, staffId: id('staff'), practice: practice.name }],
  };
  const document: SettingsDocument = {
    settings: { ...defaultSettings(statuses[2].id, statuses[3].id), clientPortal: true },
    version: 7,
    policyVersion: 2,
  };
  const templates = allTemplates([]);
  return {
    signedIn: false,
    templates,
    me,
    practice,
    document,
    /** Where the page sent the browser. */
    sentTo: undefined as URL | undefined,
    /** Where the identity provider sends it back. */
    sendBack: (asked: URL): string => {
      const back = new URL(asked.searchParams.get('redirect_uri')!);
      back.searchParams.set('code', 'a-code');
      back.searchParams.set('state', asked.searchParams.get('state')!);
      return back.href;
    },
  };
}

export type FakeConsole = ReturnType<typeof fakeConsole>;

export const templateId = id('tmpl');

/** Puts a template in the place of the one for the same notice and channel. */
function keepTemplate(it: FakeConsole, kept: FakeConsole['templates'][number]) {
  it.templates = it.templates.map((template) =>
    template.notice === kept.notice && template.channel === kept.channel
      ? { ...template, ...kept }
      : template,
  );
  return kept;
}

/** How the API answers the page for staff as long as all goes well. */
export function consoleAnswers(fake: {
  url: string;
  console: FakeConsole;
}): Record<ConsoleOperation, Answering> {
  const session =
    (reply: (asked: Parameters<Answering>[0], it: FakeConsole) => Reply): Answering =>
    (asked) =>
      fake.console.signedIn ? reply(asked, fake.console) : problem('no-session');
  const page = (items: unknown[]) => yes({ items, next: null });
  return {
    signInPage: () =>
      yes({
        authorizeUrl: `${fake.url.replace('127.0.0.1', 'localhost')}/provider/authorize`,
        clientId: 'console',
        redirectUri: `${fake.url}/staff`,
        scope: 'openid email',
      }),
    openStaff: ({ body }) => {
      const { me } = fake.console;
      fake.console.signedIn = true;
      const wanted = (body as { practiceId?: string }).practiceId;
      const chosen = me.memberships.find(({ practiceId }) => practiceId === wanted) ?? me.memberships[0]!;
      fake.console.me = { ...me, practiceId: chosen.practiceId, staffId: chosen.staffId };
      fake.console.practice = { ...fake.console.practice, id: chosen.practiceId, name: chosen.practice };
      return yes({
        ...fake.console.me,
        token: null,
        idleUntil: '2026-11-20T10:15:00Z',
        endsAt: '2026-11-20T22:00:00Z',
      });
    },
    endStaff: session((_, it) => {
      it.signedIn = false;
      return { status: 204 };
    }),
    staffMe: session((_, it) => yes(it.me)),
    practice: session((_, it) => yes(it.practice)),
    settings: session((_, it) => yes(it.document)),
    save: session(({ body, over }, it) => {
      const { version, policyVersion } = it.document;
      if (over !== version) return problem('stale-version', { current: version });
      it.document = { settings: body as SettingsDocument['settings'], version: version + 1, policyVersion };
      return yes(it.document);
    }),
    presets: session((_, it) => {
      const settings = it.document.settings;
      const preferences = defaultPreferences;
      return page(
        presets.map((preset) => {
          const { id, name, description } = preset;
          return { id, name, description, ...applyPreset({ settings, preferences }, preset) };
        }),
      );
    }),
    check: session(() => yes(checked())),
    templates: session((_, it) => page(it.templates)),
    newTemplate: session(({ body }, it) => {
      const made = { ...(body as object), id: templateId, version: 1 } as FakeConsole['templates'][number];
      return { status: 201, body: keepTemplate(it, made) };
    }),
    changeTemplate: session(({ body, over }, it) => {
      const before = it.templates.find((template) => template.id === templateId);
      if (!before || before.version !== over)
        return problem('stale-version', { current: before?.version ?? 0 });
      return yes(keepTemplate(it, { ...before, ...(body as object), version: over + 1 }));
    }),
    deleteTemplate: session((_, it) => {
      const { notice, channel } = it.templates.find((template) => template.id === templateId)!;
      const [own] = allTemplates([]).filter(
        (template) => template.notice === notice && template.channel === channel,
      );
      keepTemplate(it, own!);
      return { status: 204 };
    }),
    preview: session(({ body }) => {
      const { channel, draft } = body as { channel: string; draft: { subject?: string; body: string } };
      return channel === 'email'
        ? yes({
            channel,
            subject: draft.subject,
            text: draft.body,
            html: `<!doctype html><html lang="en"><head><title>E-mail</title></head><body style="margin:0"><h1 style="color:rgb(1, 2, 3)">Moved</h1><p style="margin:0 0 16px">${draft.body}</p></body></html>`,
          })
        : yes({ channel, text: draft.body, alphabet: 'unicode', characters: 80, units: 80, parts: 2 });
    }),
    diary: session(() => page(diary)),
    statuses: session(() => page([...statuses])),
    audit: session(() => page([{ what: 'settings.changed.v1', actor: `staff:${colleague.id}` }])),
    staff: session(() => page([colleague])),
  };
}
