import type {
  BellEntry,
  ClientRecord,
  RequestOutcome,
  RequestRecord,
  WaitlistRecord,
} from '../../../web/api/desk.ts';
import { type Answering, type Asked, problem, type Reply, yes } from './fake-api.ts';
import { request } from './fake-booking.ts';
import { waiting } from './fake-practice.ts';

const id = (prefix: string, last = 'E') => `${prefix}_01JD3Q6Z5W8N4T2R9YB7KXAMC${last}`;

export const deskOperations = {
  'GET /v1/practices/:practice/requests': 'waiting',
  'GET /v1/practices/:practice/requests/:request': 'readRequest',
  'POST /v1/practices/:practice/requests/:request/approval': 'approve',
  'POST /v1/practices/:practice/requests/:request/decline': 'decline',
  'POST /v1/practices/:practice/requests/:request/undo': 'undo',
  'GET /v1/practices/:practice/clients/:client': 'readClient',
  'GET /v1/practices/:practice/waitlist': 'practiceWaitlist',
  'GET /v1/practices/:practice/bell': 'bell',
  'POST /v1/practices/:practice/bell/reading': 'markRead',
} as const;
export type DeskOperation = (typeof deskOperations)[keyof typeof deskOperations];

export const requestRecord = (own: Partial<RequestRecord> = {}): RequestRecord => ({
  ...request(),
  person: {
    clientId: id('clnt'),
    name: 'Edith Marlow',
    email: 'edith@example.com',
    phone: null,
    isNew: false,
  },
  applicant: null,
  possibleDuplicates: [],
  decidedBy: null,
  decidedAt: null,
  test: false,
  ...own,
});

export const bellEntry = (own: Partial<BellEntry> = {}): BellEntry => ({
  id: id('bell'),
  kind: 'appointment-cancelled',
  at: '2026-11-20T09:00:00Z',
  client: { id: id('clnt'), name: 'Edith Marlow' },
  clinician: { id: id('staff'), name: 'Dr Anna Whitfield' },
  appointmentId: id('appt'),
  requestId: null,
  startsAt: '2026-11-24T09:00:00Z',
  when: 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)',
  previousStartsAt: null,
  previousWhen: null,
  late: false,
  refundByHand: false,
  read: false,
  ...own,
});

/** A client whom somebody new may be: another postcode, no phone. */
export const clientRecord = (own: Partial<ClientRecord> = {}): ClientRecord => ({
  id: id('clnt'),
  givenName: 'Edith',
  familyName: 'Marlow',
  dateOfBirth: '1948-03-27',
  postcode: 'BA1 5NB',
  email: 'edith@example.com',
  phone: null,
  clinicianIds: [],
  consent: { email: true, text: false },
  deceased: false,
  test: false,
  access: 'active',
  version: 4,
  ...own,
});

/** A request by the form, of somebody who may be that client. */
export const likelyRequest = (): RequestRecord => {
  const person = { name: 'Edith Marlow', email: 'Edith@example.com', phone: '+442079460000' };
  return requestRecord({
    person: { ...person, clientId: null, isNew: true },
    applicant: { ...person, dateOfBirth: '1948-03-27', postcode: 'ba2 6aa' },
    possibleDuplicates: [{ clientId: id('clnt'), name: 'Edith Marlow', why: 'email-and-birth-date' }],
  });
};

/** An entry of the waiting list, as staff see it. */
export const waitlistRecord = (own: Partial<WaitlistRecord> = {}): WaitlistRecord => ({
  ...waiting(),
  person: { clientId: id('clnt'), name: 'Edith Marlow' },
  test: false,
  ...own,
});

/** A new person's request, and one of a client, wait for an answer. */
export const fakeDesk = () => ({
  requests: [
    requestRecord({
      id: 'req_new',
      startsAt: '2026-11-25T14:00:00Z',
      person: {
        clientId: null,
        name: 'Noor Haddad',
        email: 'noor@example.com',
        phone: '+442079460000',
        isNew: true,
      },
    }),
    requestRecord(),
  ],
  waitlist: [waitlistRecord()],
  bell: [bellEntry(), bellEntry({ id: id('bell', 'F'), kind: 'request-opened', read: true })],
});
export type FakeDesk = ReturnType<typeof fakeDesk>;

/** How the API answers about what waits for staff when all goes well. */
export function deskAnswers(fake: {
  console: { signedIn: boolean; me: { staffId: string; name: string } };
  desk: FakeDesk;
}): Record<DeskOperation, Answering> {
  const session =
    (reply: (asked: Asked, it: FakeDesk) => Reply): Answering =>
    (asked) =>
      fake.console.signedIn ? reply(asked, fake.desk) : problem('no-session');
  const decided = (state: RequestRecord['state']) =>
    session(({ over, path, body }, it) => {
      const at = it.requests.findIndex((each) => path.includes(each.id));
      const before = it.requests[at]!;
      if (over !== before.version) return problem('stale-version', { current: before.version });
      const { staffId, name } = fake.console.me;
      const by = state === 'pending' ? null : { id: staffId, name };
      const chosen = (body as { clientId?: string | null } | undefined)?.clientId;
      const person = chosen ? { ...before.person, clientId: chosen, isNew: false } : before.person;
      const after: RequestRecord = {
        ...before,
        person,
        state,
        decidedBy: by,
        decidedAt: by && '2026-11-20T10:00:00Z',
        version: before.version + 1,
      };
      it.requests[at] = after;
      const { answerBy, appointmentId, decidedBy, decidedAt, version } = after;
      const outcome: RequestOutcome = {
        id: after.id,
        state,
        answerBy,
        appointmentId,
        decidedBy,
        decidedAt,
        version,
        clientId: person.clientId,
      };
      return yes(outcome);
    });
  const unread = (it: FakeDesk) => it.bell.filter(({ read }) => !read).length;
  return {
    waiting: session(({ query }, it) => {
      const open = query.get('state') !== 'decided';
      const items = it.requests.filter(({ state }) => (state === 'pending') === open);
      return yes({ items, next: null });
    }),
    readClient: session(() => yes(clientRecord())),
    practiceWaitlist: session((_, it) => yes({ items: it.waitlist, next: null })),
    readRequest: session(({ path }, it) => yes(it.requests.find((each) => path.includes(each.id)))),
    approve: decided('approved'),
    decline: decided('declined'),
    undo: decided('pending'),
    bell: session((_, it) => yes({ items: it.bell, next: null, unread: unread(it) })),
    markRead: session(({ body }, it) => {
      const { entryIds } = body as { entryIds: string[] };
      it.bell = it.bell.map((entry) => (entryIds.includes(entry.id) ? { ...entry, read: true } : entry));
      return yes({ unread: unread(it) });
    }),
  };
}
