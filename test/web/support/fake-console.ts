import { defaultPreferences } from '../../../shared/domain/availability.ts';
import { brandOf } from '../../../shared/domain/brand.ts';
import { applyPreset, presets } from '../../../shared/domain/presets.ts';
import { defaultSettings } from '../../../shared/domain/settings.ts';
import type { Checked, Me, Practice, SettingsDocument, Status } from '../../../web/api/staff.ts';
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

const practiceOf = (): Practice => {
  const { fill, label, light, dark } = brandOf('#0f6b6b');
  return {
    id: id('prac'),
    slug: 'riverside',
    homeRegion: 'eu-west-2',
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
  return {
    signedIn: false,
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
    statuses: session(() => page([...statuses])),
    audit: session(() => page([{ what: 'settings.changed.v1', actor: `staff:${colleague.id}` }])),
    staff: session(() => page([colleague])),
  };
}
