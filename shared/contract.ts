import type * as z from 'zod';
import type { Role } from './domain/catalogue.ts';
import type { RefusalCode } from './domain/decision.ts';
import type { EventType } from './domain/event.ts';

/**
 * Contracts: plain data that describes each function. The handler reads its types from it; infra makes
 * API routes, event rules, roles and log groups of it; OpenAPI and the web's client come from it.
 */

/** What a function may do; functions with equal needs share one role (infra/portal-function.ts). */
export const needs = [
  'table:read',
  'table:write',
  'bus:publish',
  'email:send',
  'text:send',
  'uploads:presign',
  'uploads:read',
  'imports:run',
  'zone-changes:run',
  'requests:run',
  'requests:resume',
  'identity:read',
] as const;
export type Need = (typeof needs)[number];

export type Audience = 'public' | 'client' | 'staff';

/** Who may call: anyone; a client (by an appointment link too, if `byLink`); staff with one of the roles. */
export type Caller =
  | { kind: 'public' }
  | { kind: 'client'; byLink: boolean }
  | { kind: 'staff'; roles: readonly Role[] };

export const anyone = { kind: 'public' } as const satisfies Caller;
export const aClient = { kind: 'client', byLink: false } as const satisfies Caller;
export const aClientOrLink = { kind: 'client', byLink: true } as const satisfies Caller;
export const anyStaff = { kind: 'staff', roles: ['admin', 'manager', 'clinician'] } as const satisfies Caller;
export const managers = { kind: 'staff', roles: ['admin', 'manager'] } as const satisfies Caller;

export interface Route {
  kind: 'route';
  /** The folder's name, `functions/{caller.kind}/{name}`, and the OpenAPI operation id. */
  name: string;
  /** Which stack: `{audience}-{area}`. */
  area: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** One sentence in the practice's language. */
  summary: string;
  caller: Caller;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What it answers; checked before it is sent. */
  result: z.ZodType;
  /** The status of a yes; 200 unless said. */
  status?: 200 | 201 | 202 | 204;
  /** Refusals of its own, beyond those that every route can give; for the documentation. */
  refusals: readonly RefusalCode[];
  /** POST that makes or decides something: takes an Idempotency-Key (product 3.6). */
  idempotent?: boolean;
  /**
   * Wants If-Match; what it reads answers an ETag. The result then has a `version`. `when-sent`: a decision, which
   * heeds the version that the caller read where it is named.
   */
  versioned?: boolean | 'when-sent';
  /** Answers this instead of JSON. */
  mediaType?: string;
  /** Takes a form's fields instead of JSON: what mail programs send for their readers (RFC 8058). */
  form?: boolean;
  /** May be asked while the practice's zone or home changes (product 1.1): it writes nothing of appointments. */
  whileFrozen?: boolean;
  /** Read in the same trip as the session: the appointment that `{appointmentId}` names. */
  loads?: 'appointment';
  needs: readonly Need[];
}

export const flows = ['import', 'zone-change', 'request'] as const;
export type Flow = (typeof flows)[number];

export interface Task<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'task';
  name: string;
  area: 'flow';
  /** The state machine it is a step of. */
  flow: Flow;
  summary: string;
  input: I;
  output: O;
  timeoutSeconds: number;
  needs: readonly Need[];
}

/** What wakes a listener: events of Portico's own or of AWS's, a schedule, or rows of the table's stream. */
export type Trigger =
  | { on: 'events'; events: readonly EventType[]; replays: boolean }
  | { on: 'upload' }
  /** What became of an e-mail, told by the service that sent it. */
  | { on: 'email-fate' }
  /** A text that came in. */
  | { on: 'text-reply' }
  | { on: 'minute' }
  | { on: 'stream' };

export interface Listener {
  kind: 'listener';
  name: string;
  area: 'listen' | 'stream';
  summary: string;
  trigger: Trigger;
  timeoutSeconds: number;
  needs: readonly Need[];
}

export type Contract = Route | Task | Listener;

/** Describes an HTTP route; the handler's types are read from exactly what is given. */
export const route = <const R extends Omit<Route, 'kind'>>(it: R): R & { kind: 'route' } => ({
  kind: 'route',
  ...it,
});

/** Describes one step of a state machine. */
export const task = <I extends z.ZodType, O extends z.ZodType>(
  it: Omit<Task<I, O>, 'kind' | 'area'>,
): Task<I, O> => ({ kind: 'task', area: 'flow', ...it });

/** Describes a function that is woken by something that happened, or by the clock. */
export const listener = (it: Omit<Listener, 'kind' | 'area'>): Listener => ({
  kind: 'listener',
  area: it.trigger.on === 'stream' || it.trigger.on === 'minute' ? 'stream' : 'listen',
  ...it,
});

/** Where the code of a contract lives: `functions/{this}/handler.ts`. */
export const folderOf = (contract: Contract): string =>
  `${contract.kind === 'route' ? contract.caller.kind : contract.area}/${contract.name}`;
