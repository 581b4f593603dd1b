import type { Appointment, Portal, Preferences } from '../../../web/api/client.ts';
import { type Answering, problem, yes } from './fake-api.ts';
import { appointment } from './fake-practice.ts';

export const portalOperations = {
  'GET /v1/portals/:slug': 'portalPage',
  'POST /v1/portals/:slug/sign-in-requests': 'askToSignIn',
  'POST /v1/portals/:slug/sessions': 'signIn',
  'GET /v1/me/appointments': 'list',
  'GET /v1/me/preferences': 'preferences',
  'PATCH /v1/me/preferences': 'choose',
  'PUT /v1/me/calendar-feed': 'newFeed',
  'DELETE /v1/me/calendar-feed': 'endFeed',
} as const;
export type PortalOperation = (typeof portalOperations)[keyof typeof portalOperations];

export interface FakePortal {
  /** The session is the client's own, not one of an appointment link. */
  signedIn: boolean;
  /** What must come with link or code. */
  asks: ('dateOfBirth' | 'postcode' | 'firstName')[];
  later: Appointment[];
  past: Appointment[];
  feed: { on: boolean; since: string | null };
  preferences: Preferences;
}

const on = (at: number, date: string): Appointment =>
  appointment({
    id: `appt_01JD3Q6Z5W8N4T2R9YB7KXAM${String(at).padStart(2, '0')}`,
    startsAt: `${date}T10:30:00Z`,
    localTime: `${date}T10:30`,
  });

export const fakePortal = (): FakePortal => ({
  signedIn: false,
  asks: ['dateOfBirth', 'postcode'],
  later: [on(10, '2026-12-08')],
  past: [on(20, '2026-11-03'), on(21, '2026-10-06'), on(22, '2026-09-08')],
  feed: { on: false, since: null },
  preferences: {
    notices: { email: true, text: false },
    reach: { email: 'ok', text: 'no-consent' },
    version: 4,
  },
});

export const code = '135790';
export const signInToken = 'prac_01JD3Q6Z5W8N4T2R9YB7KXAMCE.sign_01JD3Q6Z5W8N4T2R9YB7KXAMCF.secretsecret';

interface Fake {
  signedIn: boolean;
  portal: Portal;
  appointment: Appointment;
  clientPage: FakePortal;
}

/** How the API answers the page of a practice for its clients when all goes well. */
export function portalAnswers(fake: Fake): Record<PortalOperation, Answering> {
  const inside =
    (reply: Answering): Answering =>
    (asked) =>
      fake.signedIn ? reply(asked) : problem('no-session');
  return {
    portalPage: () => yes(fake.portal),
    askToSignIn: () => ({ status: 202, body: { minutes: 10 } }),
    signIn: ({ body }) => {
      const given = body as Record<string, string>;
      if (given.method === 'code' && given.code !== code) return problem('code-mismatch');
      const { asks } = fake.clientPage;
      if (asks.some((each) => given[each] === undefined))
        return yes({ outcome: 'needed', needed: 'identity-check', asks, portal: fake.portal });
      if (asks.includes('dateOfBirth') && given.dateOfBirth !== '1948-03-27')
        return problem('identity-mismatch', { phone: fake.portal.phone });
      fake.signedIn = true;
      fake.clientPage.signedIn = true;
      const [idleUntil, endsAt] = ['2026-11-20T10:30:00Z', '2026-11-20T22:00:00Z'];
      return yes({
        outcome: 'session',
        clientId: 'clnt',
        token: null,
        idleUntil,
        endsAt,
        portal: fake.portal,
      });
    },
    list: inside(({ query }) => {
      if (query.get('when') === 'upcoming')
        return yes({ items: [fake.appointment, ...fake.clientPage.later], next: null });
      // Pages of two.
      const from = Number(query.get('cursor') ?? 0);
      const items = fake.clientPage.past.slice(from, from + 2);
      return yes({ items, next: from + 2 < fake.clientPage.past.length ? String(from + 2) : null });
    }),
    preferences: inside(() => yes(fake.clientPage.preferences)),
    choose: inside(({ body, over }) => {
      const { preferences } = fake.clientPage;
      if (over !== preferences.version) return problem('stale-version', { current: preferences.version });
      const { notices } = body as Pick<Preferences, 'notices'>;
      fake.clientPage.preferences = { ...preferences, notices, version: over + 1 };
      return yes(fake.clientPage.preferences);
    }),
    newFeed: inside(() => {
      fake.clientPage.feed = { on: true, since: '2026-11-20T10:00:00Z' };
      const rest = '//riverside.example/v1/calendars/prac_01JD3Q6Z5W8N4T2R9YB7KXAMCE.secret';
      return yes({ url: `https:${rest}`, webcalUrl: `webcal:${rest}` });
    }),
    endFeed: inside(() => {
      fake.clientPage.feed = { on: false, since: null };
      return { status: 204 };
    }),
  };
}
