import type { Scope } from '../domain/actor.ts';
import type { Client } from '../domain/client.ts';
import type { Practice } from '../domain/practice.ts';
import type { AppointmentRequest } from '../domain/request.ts';
import type { Happening } from './change.ts';
import { newClient } from './client.ts';
import type { Write } from './table.ts';

/**
 * Writes of the client that the person of a request becomes when it is approved, with its event (product 5.3); of
 * a client's request nothing. They asked by e-mail and gave a number for this, so both may be used for notices.
 */
export function newClientOf(
  scope: Scope,
  practice: Pick<Practice, 'addressKey'>,
  request: Pick<AppointmentRequest, 'clientId' | 'applicant' | 'test'>,
  clientId: string,
): { writes: Write[]; happenings: Happening[] } {
  if (request.clientId !== null || request.applicant === null) return { writes: [], happenings: [] };
  const client: Client = {
    ...request.applicant,
    id: clientId,
    consent: { email: true, text: true },
    deceased: false,
    test: request.test,
    version: 1,
  };
  const created: Happening<'client.created.v1'> = {
    type: 'client.created.v1',
    aggregate: { type: 'client', id: clientId },
    sequence: 1,
    test: request.test,
    data: { clientId },
    clientId,
  };
  // Their address is proved, so they may sign in from now on.
  return { writes: newClient(scope, practice, client, 'invited'), happenings: [created] };
}
