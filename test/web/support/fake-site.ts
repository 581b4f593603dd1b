import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Appointment, Portal, WaitlistEntry } from '../../../web/api/client.ts';
import { type Answering, type Asked, problem, type Reply, yes } from './fake-api.ts';
import {
  type BookingOperation,
  bookingAnswers,
  bookingOperations,
  type FakeBooking,
  fakeBooking,
} from './fake-booking.ts';
import {
  type ConsoleOperation,
  consoleAnswers,
  consoleOperations,
  type FakeConsole,
  fakeConsole,
} from './fake-console.ts';
import { type DeskOperation, deskAnswers, deskOperations, type FakeDesk, fakeDesk } from './fake-desk.ts';
import {
  type FakePortal,
  fakePortal,
  type PortalOperation,
  portalAnswers,
  portalOperations,
} from './fake-portal.ts';
import { appointment, openings, outcome, portal, waiting } from './fake-practice.ts';

/** The policy that the site is made to live with: everything from its own files, nothing inline. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const operations = {
  'POST /v1/appointment-links/sessions': 'open',
  'GET /v1/me': 'me',
  'DELETE /v1/me/session': 'signOut',
  'GET /v1/me/appointments/:id': 'read',
  'GET /v1/me/appointments/:id/openings': 'openings',
  'GET /v1/me/appointments/:id/calendar': 'calendar',
  'POST /v1/me/appointments/:id/change': 'change',
  'POST /v1/me/appointments/:id/cancellation': 'cancel',
  'GET /v1/me/waitlist': 'waitlist',
  'POST /v1/me/waitlist': 'join',
  'DELETE /v1/me/waitlist/:entry': 'leave',
  'POST /v1/me/offers/:offer/acceptance': 'takeOffer',
  'POST /v1/me/offers/:offer/refusal': 'letOfferGo',
  ...portalOperations,
  ...bookingOperations,
  ...consoleOperations,
  ...deskOperations,
} as const;
export type Operation = (typeof operations)[keyof typeof operations];

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/**
 * The built site and an API that answers what a test wants: by default all goes well. Every call is kept in
 * `asked`, and each test may replace the answers of an operation.
 */
export async function startFakeSite(dist: string) {
  const fake = {
    url: '',
    asked: [] as Asked[],
    portal: portal() as Portal,
    appointment: appointment() as Appointment,
    signedIn: false,
    /** How the appointment waits for an earlier time. */
    waiting: null as WaitlistEntry | null,
    /** What the page of the practice for its clients works with. */
    clientPage: fakePortal() as FakePortal,
    /** What can be asked for, and what was. */
    booking: fakeBooking() as FakeBooking,
    /** What the page for staff works with. */
    console: fakeConsole() as FakeConsole,
    /** What waits for staff. */
    desk: fakeDesk() as FakeDesk,
    answers: new Map<Operation, Answering>(),
    /** Everything of an operation from here on, in order. */
    of: (operation: Operation) => fake.asked.filter((each) => each.operation === operation),
    on(operation: Operation, answering: Answering) {
      fake.answers.set(operation, answering);
    },
    /** The first answers, one a call; then as before. */
    once(operation: Operation, ...replies: (Reply | Promise<Reply>)[]) {
      const before = fake.answers.get(operation) ?? usual[operation];
      fake.on(operation, (asked) => replies.shift() ?? before(asked));
    },
    reset() {
      fake.asked.length = 0;
      fake.answers.clear();
      fake.portal = portal();
      fake.appointment = appointment();
      fake.signedIn = false;
      fake.waiting = null;
      fake.clientPage = fakePortal();
      fake.booking = fakeBooking();
      fake.console = fakeConsole();
      fake.desk = fakeDesk();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  const session =
    (reply: () => Reply): Answering =>
    () =>
      fake.signedIn ? reply() : problem('no-session');
  const usual: Record<Operation, Answering> = {
    ...(portalAnswers(fake) satisfies Record<PortalOperation, Answering>),
    ...(bookingAnswers(fake) satisfies Record<BookingOperation, Answering>),
    ...(consoleAnswers(fake) satisfies Record<ConsoleOperation, Answering>),
    ...(deskAnswers(fake) satisfies Record<DeskOperation, Answering>),
    open: ({ body }) => {
      const { dateOfBirth, postcode } = body as Record<string, string>;
      if (!dateOfBirth || !postcode)
        return yes({ outcome: 'needed', needed: 'identity-check', portal: fake.portal });
      if (dateOfBirth !== '1948-03-27') return problem('identity-mismatch', { phone: fake.portal.phone });
      fake.signedIn = true;
      const appointmentId = fake.appointment.id;
      const [idleUntil, endsAt] = ['2026-11-20T10:30:00Z', '2026-11-20T22:00:00Z'];
      return yes({ outcome: 'session', appointmentId, token: null, idleUntil, endsAt, portal: fake.portal });
    },
    me: session(() =>
      yes({
        clientId: 'clnt',
        givenName: 'Edith',
        appointmentId: fake.clientPage.signedIn ? null : fake.appointment.id,
        calendarFeed: fake.clientPage.signedIn ? fake.clientPage.feed : null,
        portal: fake.portal,
      }),
    ),
    signOut: session(() => ({ status: 204 })),
    read: session(() => yes(fake.appointment)),
    openings: ({ query }) =>
      yes({ items: openings(query.get('from') ?? undefined, query.get('to') ?? undefined), next: null }),
    calendar: () => ({ status: 200, body: 'BEGIN:VCALENDAR', headers: { 'content-type': 'text/calendar' } }),
    change: ({ body }) => {
      const { startsAt } = body as { startsAt: string };
      const localTime = startsAt.slice(0, 16);
      const answer = outcome({ startsAt, localTime, version: fake.appointment.version + 1 });
      Object.assign(fake.appointment, { startsAt, localTime, version: answer.version });
      return yes(answer);
    },
    waitlist: () => yes({ items: fake.waiting ? [fake.waiting] : [], next: null }),
    join: session(() => {
      fake.waiting = waiting();
      return { status: 201, body: fake.waiting };
    }),
    leave: ({ over }) => {
      if (!fake.waiting) return problem('not-found');
      if (over !== fake.waiting.version) return problem('stale-version', { current: fake.waiting.version });
      fake.waiting = null;
      return { status: 204 };
    },
    takeOffer: () => {
      const { startsAt, localTime, endsAt } = fake.waiting!.offer!;
      const answer = outcome({ startsAt, localTime, endsAt, version: fake.appointment.version + 1 });
      Object.assign(fake.appointment, { startsAt, localTime, version: answer.version });
      fake.waiting = null;
      return yes(answer);
    },
    letOfferGo: () => {
      const { id } = fake.waiting!.offer!;
      fake.waiting = waiting();
      return yes({ id, state: 'refused' });
    },
    cancel: () => {
      const { startsAt, version } = fake.appointment;
      fake.appointment = appointment({
        version: version + 1,
        startsAt,
        status: { name: 'Cancelled', kind: 'cancelled' },
        change: { ...fake.appointment.change, allowed: false, reason: 'already-cancelled' },
        cancellation: { ...fake.appointment.cancellation, allowed: false, reason: 'already-cancelled' },
      });
      return yes(outcome({ startsAt, statusKind: 'cancelled', version: version + 1 }));
    },
  };

  async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname
      .replace(/\/portals\/[^/]+/, '/portals/:slug')
      .replace(/\/appt_[^/]+/, '/:id')
      .replace(/\/req_[^/]+/, '/:request')
      .replace(/\/clnt_[^/]+/, '/:client')
      .replace(/\/offer_[^/]+/, '/:offer')
      .replace(/\/wait_[^/]+/, '/:entry')
      .replace(/\/prac_[^/]+/, '/:practice')
      .replace(/\/tmpl_[^/]+/, '/:template');
    const operation = operations[`${request.method} ${path}` as keyof typeof operations];
    const text = await new Response(request as unknown as ReadableStream).text();
    const key = request.headers['idempotency-key'] as string | undefined;
    const over = request.headers['if-match'];
    const asked: Asked = {
      operation,
      path: url.pathname,
      body: text ? JSON.parse(text) : undefined,
      query: url.searchParams,
      key,
      over: over === undefined ? undefined : Number(over.slice(1, -1)),
    };
    fake.asked.push(asked);
    const reply = await (fake.answers.get(operation) ?? usual[operation])(asked);
    if (reply === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      return void response.write('{', () => request.socket.destroy());
    }
    const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(body);
  }

  async function file(response: ServerResponse, url: URL): Promise<void> {
    const path = extname(url.pathname) ? url.pathname : '/index.html';
    const content = await readFile(join(dist, path));
    response
      .writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
      })
      .end(content);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://site');
    // The identity provider's page, at another origin: whoever comes is sent back as the test wants.
    if (url.pathname === '/provider/authorize') {
      fake.console.sentTo = url;
      return void response.writeHead(302, { location: fake.console.sendBack(url) }).end();
    }
    const work = url.pathname.startsWith('/v1/') ? api(request, response, url) : file(response, url);
    work.catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

export type FakeSite = Awaited<ReturnType<typeof startFakeSite>>;
