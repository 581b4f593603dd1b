import { getAppointment } from '../../../shared/data/appointment.ts';
import { getReferred } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClient } from '../../../shared/data/client.ts';
import { transact } from '../../../shared/data/table.ts';
import { getTemplate } from '../../../shared/data/template.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { hasPage } from '../../../shared/domain/notice.ts';
import { previewEvent } from '../../../shared/domain/template-preview.ts';
import { measureText } from '../../../shared/domain/text-message.ts';
import { api } from '../../../shared/runtime/api.ts';
import {
  decideWords,
  exampleLink,
  unsubscribeAddress,
  writeClientEmail,
  writeClientText,
} from '../../../shared/runtime/wording.ts';
import { previewTemplate } from './contract.ts';

/** Staff see a notice as a client would (product 1.12); whose appointment they looked at is in the audit log. */
export const handler = api(previewTemplate, async ({ actor, body, change }) => {
  const { notice, channel, appointmentId, draft } = body;
  const { practice } = actor;
  const own = draft
    ? granted(decideWords({ notice, channel, ...draft }, practice))
    : await getTemplate(actor, notice, channel);
  const appointment = found(await getAppointment(actor, appointmentId));
  const { clientId, statusId, statusKind } = appointment;
  const [referred, client] = await Promise.all([
    getReferred(actor, appointment, [statusId]),
    getClient(actor, clientId),
    transact([auditRow(actor, change, 'template.previewed', { clientId, note: appointmentId })]),
  ]);
  const { clinician, location, statuses } = referred;
  const event = previewEvent(notice, appointment, actor.practiceId);
  const names = { clinician, previousClinician: clinician, location };
  const status = statuses[0]?.name ?? statusKind;
  const facts = { event, practice, client: found(client), ...names, status };
  const link = practice.settings.clientPortal && hasPage(notice) ? exampleLink(practice) : null;
  const addresses = { link, unsubscribeUrl: unsubscribeAddress('example') };
  if (channel === 'email') return { channel, ...writeClientEmail(facts, own, addresses) };
  const { text, alphabet } = writeClientText(facts, own, link);
  return { channel, text, alphabet, ...measureText(text, alphabet) };
});
