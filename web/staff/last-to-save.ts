import * as api from '../api/staff.ts';
import type { Desk } from './desk.ts';

/** Who saved last, by the event that tells of it, for those who may know; null where that cannot be found out. */
export async function lastToSave(
  desk: Desk,
  practiceId: string,
  { what, of }: { what: string; of?: string | null },
): Promise<string | null> {
  const [audit, staff] = await Promise.all([api.listAudit(practiceId), api.listStaff(practiceId)]);
  if (!audit.ok || !staff.ok) return null;
  const actor = audit.value.items.find(
    (entry) => entry.what === what && (!of || entry.aggregate?.id === of),
  )?.actor;
  const member = staff.value.items.find(({ id }) => actor === `staff:${id}`);
  return member ? (member.id === desk.state.me?.staffId ? 'You' : member.name) : null;
}
