import { asReceived } from '../../../shared/domain/confirmation.ts';
import { emailConfirmation as send } from '../../../shared/runtime/confirmation-email.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { emailConfirmation } from './contract.ts';

/** A stranger who asks for a time gets an e-mail with the button that confirms the address (product 5.1). */
export const handler = onEvent(emailConfirmation, async (heard) => {
  const event = asReceived(heard);
  return { outcome: event ? await send(event, heard) : 'not-a-notice' };
});
