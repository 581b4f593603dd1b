import { freedBy } from '../../../shared/domain/freed-time.ts';
import { onEvent, systemChange } from '../../../shared/runtime/listen.ts';
import { offerFreedTime, settleEntry } from '../../../shared/runtime/offers.ts';
import { tendWaitlist } from './contract.ts';

/**
 * What happens to an appointment may end its waiting, and what is given back is offered on (product 4.5): both from the
 * state that there is then, so order and repetition of events do not matter.
 */
export const handler = onEvent(tendWaitlist, async ({ type, metadata, data, now, clock }) => {
  if (metadata.cause === 'replay') return { offering: 'replay' };
  const change = systemChange(tendWaitlist.name, metadata.correlationId, now, clock);
  const settled =
    type.startsWith('appointment.') && 'appointmentId' in data && data.appointmentId
      ? await settleEntry(metadata, data.appointmentId, change)
      : undefined;
  const freed = freedBy({ metadata, data });
  if (!freed) return { settled, offering: 'none' };
  return { settled, offering: await offerFreedTime(metadata, freed, metadata.id, change) };
});
