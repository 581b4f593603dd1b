import type { Appointment } from './appointment.ts';
import { linkEndsAt } from './appointment-link.ts';
import type { Access, Client } from './client.ts';
import { allow, type Decision, refuse } from './decision.ts';
import { postcodeKey } from './postcode.ts';
import type { Practice } from './practice.ts';
import { freesTheTime } from './status-kind.ts';
import { switchesOf } from './switches.ts';

/** What an identity check needs and the record lacks (product 2.8). */
type MissingDetail = 'dateOfBirth' | 'postcode';

export interface NewLinkInput {
  practice: Pick<Practice, 'country' | 'settings' | 'plan'>;
  client: Pick<Client, 'deceased' | 'dateOfBirth' | 'postcode'>;
  access: Pick<Access, 'state'>;
  appointment: Pick<Appointment, 'startsAt' | 'endsAt' | 'statusKind' | 'deletedAt'>;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Decides whether staff may make a link to an appointment (product 2.7, 8.3): access
 * `none` is no hindrance. Refusals, the first that holds: `portal-off`; `access-disabled` for a client who is
 * disabled or has died; `not-changeable` for one that is deleted; `already-cancelled`; `not-changeable` for one
 * that is over and done with; `begun`.
 * Answers the instant, epoch milliseconds, at which the link ends, and what staff should complete first.
 */
export function decideNewLink(input: NewLinkInput): Decision<{ endsAt: number; missing: MissingDetail[] }> {
  const { practice, client, access, appointment, now } = input;
  if (!switchesOf(practice).clientPortal)
    return refuse('portal-off', 'The client portal is switched off, so a link would open nothing.');
  if (client.deceased)
    return refuse('access-disabled', 'This client has died. No link is made for their appointments.');
  if (access.state === 'disabled')
    return refuse('access-disabled', "This client's online access is switched off. Invite them again first.");
  if (appointment.deletedAt !== undefined)
    return refuse('not-changeable', 'This appointment is deleted, so a link would open nothing.');
  if (freesTheTime(appointment.statusKind))
    return refuse('already-cancelled', 'This appointment is cancelled, so a link would open nothing.');
  if (appointment.statusKind !== 'booked')
    return refuse('not-changeable', 'This appointment is over. Links are for appointments to come.');
  if (now >= Date.parse(appointment.startsAt))
    return refuse('begun', 'This appointment has begun. Links are for appointments to come.');
  const missing: MissingDetail[] = [];
  if (client.dateOfBirth === null) missing.push('dateOfBirth');
  if (postcodeKey(client.postcode, practice.country) === undefined) missing.push('postcode');
  return allow({ endsAt: linkEndsAt(appointment), missing });
}
