import { type Appointment, isStanding } from './appointment.ts';
import type { Access, Client } from './client.ts';
import { allow, type Decision } from './decision.ts';
import { linkEnded } from './identity.ts';

const afterTheEnd = 24 * 3_600_000;

/** The instant, epoch milliseconds, at which a link to an appointment stops working: 24 hours after its end. */
export const linkEndsAt = (appointment: Pick<Appointment, 'endsAt'>): number =>
  Date.parse(appointment.endsAt) + afterTheEnd;

/** What a link to one appointment leads to, as it is now. */
export interface LinkedRecords {
  client: Client;
  access: Access;
  appointment: Appointment;
}

/**
 * Whether a link still opens its appointment (product 2.7): not after its end, nor once the appointment is
 * cancelled or deleted, the client disabled (an older epoch) or dead. Every no is the same `link-ended`, so that
 * it tells nothing of anybody. A client with access `none` is let in, for this appointment.
 */
export function decideLink(
  link: { clientId: string; accessEpoch: number },
  { client, access, appointment }: LinkedRecords,
  now: number,
): Decision<true> {
  const dead =
    now >= linkEndsAt(appointment) ||
    !isStanding(appointment) ||
    appointment.clientId !== link.clientId ||
    access.state === 'disabled' ||
    access.epoch !== link.accessEpoch ||
    client.deceased;
  return dead ? linkEnded() : allow(true);
}
