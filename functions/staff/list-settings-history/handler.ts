import { listDecisions } from '../../../shared/data/audit.ts';
import { getEntryNames } from '../../../shared/data/catalogue.ts';
import { changesOfAudit } from '../../../shared/domain/changes.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listSettingsHistory } from './contract.ts';

/** Admins and managers see who decided what about their practice, and what it was before. */
export const handler = api(listSettingsHistory, async ({ actor, query }) => {
  const { items, next } = await listDecisions(actor, query);
  const staffOf = (by: string) => (by.startsWith('staff:') ? by.slice('staff:'.length) : null);
  const names = await getEntryNames(actor, {
    staff: items.flatMap(({ actor: by }) => staffOf(by) ?? []),
    service: items.flatMap(({ aggregate: { type, id } }) => (type === 'service' ? [id] : [])),
    status: items.flatMap(({ aggregate: { type, id } }) => (type === 'status' ? [id] : [])),
  });
  return {
    items: items.map(({ id, at, what, actor: by, aggregate, version, before, after }) => {
      const staffId = staffOf(by);
      return {
        id,
        at,
        by: staffId === null ? null : { id: staffId, name: names.get(staffId) ?? '' },
        what,
        of: { ...aggregate, name: names.get(aggregate.id) ?? null },
        version,
        changes: changesOfAudit({ before, after }),
      };
    }),
    next,
  };
});
