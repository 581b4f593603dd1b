import { asNotice } from '../../../shared/domain/notice.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { textClient as send } from '../../../shared/runtime/notices.ts';
import { textClient } from './contract.ts';

/** A client gets a text about what became of their appointment, at most one (product 6.1, 6.4). */
export const handler = onEvent(textClient, async (heard) => {
  const event = asNotice(heard);
  return { outcome: event ? await send(event, heard) : 'not-a-notice' };
});
