import { countUnread, markRead, unreadOf } from '../../../shared/data/bell.ts';
import { decideAgain, transact } from '../../../shared/data/table.ts';
import { api } from '../../../shared/runtime/api.ts';
import { markBellRead } from './contract.ts';

/** A member of staff has seen some entries of their bell list. */
export const handler = api(markBellRead, async ({ actor, body: { entryIds } }) => {
  const { staffId } = actor;
  await decideAgain(async () => {
    const unread = await unreadOf(actor, staffId, entryIds);
    if (unread.length > 0) await transact(unread.map((id) => markRead(actor, staffId, id)));
  });
  return { unread: await countUnread(actor, staffId) };
});
