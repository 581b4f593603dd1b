import { listAudit as list } from '../../../shared/data/audit.ts';
import { api } from '../../../shared/runtime/api.ts';
import { listAudit } from './contract.ts';

/** Admins and managers see who did what. */
export const handler = api(listAudit, ({ actor, query, now }) =>
  list(actor, { newest: now, oldest: Date.parse(actor.practice.createdAt) }, query),
);
