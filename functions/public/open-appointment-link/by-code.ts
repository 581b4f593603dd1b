import type { Change } from '../../../shared/data/change.ts';
import { addressHmac } from '../../../shared/data/client.ts';
import type { Link } from '../../../shared/data/link.ts';
import { requestSignIn } from '../../../shared/data/sign-in.ts';
import type { LinkedRecords } from '../../../shared/domain/appointment-link.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { detailsMissing } from '../../../shared/domain/identity.ts';
import type { Practice } from '../../../shared/domain/practice.ts';
import type { handOver } from '../../../shared/runtime/hand-over.ts';
import { admit, proveCode, tellOfMissingDetails } from '../../../shared/runtime/sign-in.ts';

interface Opening {
  practice: Practice;
  link: Link;
  linked: LinkedRecords;
  code: string | undefined;
  change: Change;
  keep: Parameters<typeof handOver>[2];
}

/**
 * Where the identity check is off, an appointment's link wants a code from the client's mailbox (product 1.11).
 * Without one a code is sent, within the limits of the address, and nothing is answered; with the right one a
 * session of that appointment. A client without an address is `details-missing`, and staff are told.
 */
export async function openByCode({ practice, link, linked, code, change, keep }: Opening) {
  const { client, appointment, access } = linked;
  const scope = { practiceId: practice.id };
  if (client.email === null) {
    await tellOfMissingDetails(scope, change, appointment);
    return granted(detailsMissing(practice));
  }
  const way = { kind: 'appointment' as const, linkId: link.id };
  if (code === undefined) {
    await requestSignIn(scope, change, addressHmac(practice, client.email), way);
    return undefined;
  }
  const proved = await proveCode(practice, { email: client.email, code, way }, change.now);
  const entry = {
    access,
    method: 'appointment-link',
    appointmentId: appointment.id,
    identityChecked: false,
  };
  return admit(practice, change, proved, entry, keep);
}
