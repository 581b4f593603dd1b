import { asStaffNotice } from '../../../shared/domain/staff-notice.ts';
import { onEvent } from '../../../shared/runtime/listen.ts';
import { emailStaff as send } from '../../../shared/runtime/notices.ts';
import { emailStaff } from './contract.ts';

/** Staff read in their e-mail what a client did, each as they chose (product 6.2). */
export const handler = onEvent(emailStaff, async (heard) => {
  const event = asStaffNotice(heard);
  return event ? send(event, heard) : { silence: 'not-a-notice' };
});
