import { asNotice } from '../../../shared/domain/notice.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { emailClient as send } from '../../../shared/runtime/notices.ts';
import { emailClient } from './contract.ts';

/** A client reads in their e-mail what became of their appointment (product 6.1). */
export const handler = onEvent(emailClient, async (heard) => {
  const event = asNotice(heard);
  return { outcome: event ? await send(event, heard) : 'not-a-notice' };
});
