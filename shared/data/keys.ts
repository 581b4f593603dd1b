/**
 * Every key of the table, and nothing but keys. Ids reach this module validated (shared/domain/id.ts), so
 * none holds the separator. A lists' partition always comes from a scope, never from a cursor.
 */

export interface Key {
  pk: string;
  sk: string;
}

const key = (pk: string, sk: string): Key => ({ pk, sk });

const practice = (practiceId: string) => `PRACTICE#${practiceId}`;

/** Number of outbox and deadline partitions of a region: by practice, so that one practice keeps its order. */
export const shardCount = 8;

/** The shard of a practice: the sum of its id's characters, so that every region agrees without a table. */
export const shardOf = (practiceId: string): number =>
  [...practiceId].reduce((sum, character) => sum + character.charCodeAt(0), 0) % shardCount;

export const keys = {
  practice: (p: string) => key(practice(p), 'PRACTICE'),
  catalogue: (p: string) => practice(p),
  staff: (p: string, id: string) => key(practice(p), `STAFF#${id}`),
  service: (p: string, id: string) => key(practice(p), `SERVICE#${id}`),
  location: (p: string, id: string) => key(practice(p), `LOCATION#${id}`),
  status: (p: string, id: string) => key(practice(p), `STATUS#${id}`),
  /** One for each notice and channel. */
  template: (p: string, notice: string, channel: string) => key(practice(p), `TEMPLATE#${notice}#${channel}`),

  client: (p: string, c: string) => key(`CLIENT#${p}#${c}`, 'CLIENT'),
  access: (p: string, c: string) => key(`CLIENT#${p}#${c}`, 'ACCESS'),
  contact: (p: string, c: string, contact: string) => key(`CLIENT#${p}#${c}`, `CONTACT#${contact}`),
  clientsByName: (p: string) => `CLIENTS#${p}`,
  clientName: (familyName: string, givenName: string, c: string) =>
    `${familyName}#${givenName}#${c}`.toLowerCase(),
  address: (p: string, hmac: string, c: string) => key(`EMAIL#${p}#${hmac}`, c),
  /** Beside the people of an address, so that one query reads both. */
  signIn: (p: string, hmac: string) => key(`EMAIL#${p}#${hmac}`, 'SIGN-IN'),
  calendarFeed: (p: string, c: string) => key(`CLIENT#${p}#${c}`, 'FEED'),

  emailMark: (p: string, hmac: string) => key(`REACH#${p}#${hmac}`, 'EMAIL'),
  textMark: (digest: string) => key(`REACH#${digest}`, 'TEXT'),

  appointment: (p: string, a: string) => key(`APPT#${p}#${a}`, 'APPT'),
  appointmentsOfClient: (p: string, c: string) => `CLIENT#${p}#${c}`,
  diary: (p: string, s: string) => `DIARY#${p}#${s}`,
  /** Sorts by start, then by id. */
  startOf: (startsAt: string, a: string) => `${startsAt}#${a}`,

  reminder: (p: string, a: string) => key(`REMINDER#${p}#${a}`, 'REMINDER'),
  /** Reminders of a practice that are still to come, by the start of their appointments. */
  reminders: (p: string) => `REMINDERS#${p}`,

  sheet: (p: string, s: string, date: string) => key(`SHEET#${p}#${s}`, date),
  hours: (p: string, s: string) => key(`HOURS#${p}#${s}`, 'WEEK'),
  exception: (p: string, s: string, date: string) => key(`HOURS#${p}#${s}`, `DATE#${date}`),

  request: (p: string, r: string) => key(`REQUEST#${p}#${r}`, 'REQUEST'),
  /** When a request must be decided by; apart from it, since one index shows it to its client and one to staff. */
  requestDeadline: (p: string, r: string) => key(`REQUEST#${p}#${r}`, 'DEADLINE'),
  /** By which the execution of a round goes on. */
  requestToken: (p: string, r: string, round: number) => key(`REQUEST#${p}#${r}`, `TOKEN#${round}`),
  requestsOfClient: (p: string, c: string) => `REQUESTS#${p}#${c}`,
  /** What staff list: those that wait by their deadline, those that are decided by when. */
  requests: (p: string) => `REQUESTS#${p}`,
  /** The requests of one person that wait: a client's id, or what stands for an address. */
  openRequests: (p: string, subject: string) => key(`OPEN#${p}#${subject}`, 'REQUESTS'),

  /** The entry of an appointment is named by it: one at most. */
  waitlistEntry: (p: string, id: string) => key(`WAIT#${p}#${id}`, 'ENTRY'),
  waitlistOfClient: (p: string, c: string) => `WAITLIST#${p}#${c}`,
  /** The practice's, by clinician, then in the order of asking. */
  waitlist: (p: string) => `WAITLIST#${p}`,
  offer: (p: string, id: string) => key(`OFFER#${p}#${id}`, 'OFFER'),
  /** That an event has led to an offer: to one at most. */
  offeredFor: (p: string, eventId: string) => key(`OFFERED#${p}#${eventId}`, 'OFFERED'),

  event: (p: string, month: string, id: string) => key(`EVENTS#${p}#${month}`, id),
  /** `dead`: events that can never be published. */
  outbox: (region: string, shard: number | 'dead') => `OUTBOX#${region}#${shard}`,
  history: (p: string, c: string) => `HISTORY#${p}#${c}`,
  /** What the practice decided: settings, preferences, services, statuses. */
  decisions: (p: string) => `HISTORY#${p}#settings`,
  due: (region: string, shard: number) => `DUE#${region}#${shard}`,

  clientSession: (p: string, subject: string, id: string) => key(`CLIENT#${p}#${subject}`, `SESSION#${id}`),
  staffSession: (p: string, s: string, id: string) => key(`STAFF#${p}#${s}`, `SESSION#${id}`),
  link: (id: string) => key(`LINK#${id}`, 'LINK'),

  idempotency: (p: string, subject: string, hash: string) => key(`IDEMPOTENCY#${p}#${subject}`, hash),
  rate: (p: string, what: string, window: string) => key(`RATE#${p}#${what}`, window),

  bell: (p: string, s: string, id: string) => key(`BELL#${p}#${s}`, id),
  message: (p: string, event: string, recipient: string) => key(`MESSAGE#${p}#${event}`, recipient),
  /** What was sent for a practice, by the instant of its first try. */
  deliveries: (p: string) => `DELIVERIES#${p}`,
  import: (p: string, id: string) => key(`IMPORT#${p}#${id}`, 'IMPORT'),
  importProblem: (p: string, id: string, line: string) => key(`IMPORT#${p}#${id}`, `PROBLEM#${line}`),
  replay: (p: string, id: string) => key(`REPLAY#${p}#${id}`, 'REPLAY'),
  /** The one replay that a practice may have at a time. */
  runningReplay: (p: string) => key(`REPLAY#${p}`, 'RUNNING'),
  zoneChange: (p: string, id: string) => key(`ZONECHANGE#${p}#${id}`, 'ZONECHANGE'),
  external: (p: string, system: string, value: string) => key(`EXTERNAL#${p}#${system}#${value}`, 'id'),
  slug: (slug: string) => key(`UNIQUE#slug#${slug}`, 'UNIQUE'),
  /** One identity may be staff of several practices: one item each. */
  staffIdentity: (identity: string, p: string) => key(`UNIQUE#staff#${identity}`, p),
} as const;
