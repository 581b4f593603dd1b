import { auditRow } from '../../../shared/data/change.ts';
import { getClientWithAccess } from '../../../shared/data/client.ts';
import { newAppointmentLink } from '../../../shared/data/link.ts';
import { transact } from '../../../shared/data/table.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideNewLink } from '../../../shared/domain/new-link.ts';
import { formatLinkToken } from '../../../shared/domain/token.ts';
import { api } from '../../../shared/runtime/api.ts';
import { env } from '../../../shared/runtime/env.ts';
import { createAppointmentLink } from './contract.ts';

/** Staff make a link with which a client, who proves who they are, opens one appointment. */
export const handler = api(createAppointmentLink, async ({ actor, appointment, change, now }) => {
  const { practice, practiceId } = actor;
  const { clientId, id: appointmentId } = appointment;
  const { client, access } = found(await getClientWithAccess(actor, clientId));
  const { endsAt, missing } = granted(decideNewLink({ practice, client, access, appointment, now }));
  const { link, secret, write } = newAppointmentLink(actor, change, appointment, access);
  const audit = auditRow(actor, change, 'appointment-link.created', { clientId, note: appointmentId });
  await transact([write, audit]);
  const token = formatLinkToken({ practiceId, linkId: link.id, secret });
  // The secret travels in the fragment, which no server, log or mail scanner's fetch gets to see (product 2.7).
  return { url: `${env('siteUrl')}/a#${token}`, token, endsAt: new Date(endsAt).toISOString(), missing };
});
