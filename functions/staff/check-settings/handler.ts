import { getAppointments } from '../../../shared/data/appointment.ts';
import { getAllOf } from '../../../shared/data/catalogue.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { getClients } from '../../../shared/data/client.ts';
import { listPastActs } from '../../../shared/data/past-acts.ts';
import { transact } from '../../../shared/data/table.ts';
import { fullName } from '../../../shared/domain/client.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { checkDraft } from '../../../shared/domain/settings-check.ts';
import { decideSettings } from '../../../shared/domain/settings-rules.ts';
import { whenText } from '../../../shared/domain/when.ts';
import { api } from '../../../shared/runtime/api.ts';
import { checkSettings } from './contract.ts';

const lastMonth = 31 * 24 * 3_600_000;
/** What one check reads at most, so that a big practice has its answer in seconds. */
const atMost = { rows: 20_000, acts: 2_000 };
const shown = 100;

/** A manager sees what a draft would have meant for clients last month, before it is saved (product 1.13). */
export const handler = api(checkSettings, async ({ actor, body: draft, now, change }) => {
  const { practice } = actor;
  const [statuses, services, past] = await Promise.all([
    getAllOf(actor, 'statuses'),
    getAllOf(actor, 'services'),
    listPastActs(actor, { from: now - lastMonth, to: now }, atMost),
  ]);
  const { changes } = granted(decideSettings({ practice, statuses, draft }));
  const ids = new Set(past.acts.map((act) => act.appointmentId));
  const appointments = await getAppointments(actor, [...ids]);
  const { counts, affected } = checkDraft({ practice, draft, services, appointments, acts: past.acts });
  const first = affected.slice(0, shown);
  const clients = await getClients(
    actor,
    first.map(({ clientId }) => clientId),
  );
  const names = new Map(clients.map((client) => [client.id, fullName(client)]));
  if (names.size > 0)
    await transact([auditRow(actor, change, 'settings.checked', { note: [...names.keys()].join(' ') })]);
  return {
    version: practice.settingsVersion,
    changes,
    from: new Date(past.from).toISOString(),
    to: new Date(now).toISOString(),
    complete: past.complete,
    counts,
    affected: first.map((act) => ({
      ...act,
      // Someone who was erased has no name any more.
      client: { id: act.clientId, name: names.get(act.clientId) ?? '' },
      when: whenText(act.startsAt, { zone: act.zone, country: practice.country }),
    })),
    more: affected.length > first.length,
  };
});
