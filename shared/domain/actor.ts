import type { Role, Staff } from './catalogue.ts';
import type { Access } from './client.ts';
import type { Practice } from './practice.ts';

/**
 * The practice within which a data function may read and write. Every one takes it first: there is no
 * default, and nothing else decides a partition.
 */
export interface Scope {
  practiceId: string;
}

/** A client, or a contact for one, with a live session. */
export interface ClientActor extends Scope {
  kind: 'client';
  clientId: string;
  sessionId: string;
  /** Set: this session came by an appointment link and reaches that appointment alone (product 2.7). */
  appointmentId: string | null;
  practice: Practice;
  access: Access;
}

/** A member of a practice's staff with a live session; roles are read with each request. */
export interface StaffActor extends Scope {
  kind: 'staff';
  staffId: string;
  sessionId: string;
  roles: Role[];
  practice: Practice;
  member: Staff;
}

/** Nobody in particular. */
export interface PublicActor {
  kind: 'public';
}

/** Portico itself: a flow task, a listener, an import, the seed. */
export interface SystemActor extends Scope {
  kind: 'system';
  name: string;
}

export type Actor = ClientActor | StaffActor | PublicActor | SystemActor;
