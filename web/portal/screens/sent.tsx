import { holdingText } from '../../booking/words.ts';
import { Details } from '../../link/details.tsx';
import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/messages.tsx';
import type { PortalFlow } from '../flow.ts';

/** It is done: the server has said so. Where nobody has to approve, the appointment is made (product 4.2). */
export function Sent({ portal, state }: { portal: PortalFlow; state: State }) {
  const request = state.booking.sent!;
  const { country } = state.portal!;
  const booked = request.state === 'approved';
  return (
    <Frame link={portal} state={state} title={booked ? 'You are booked' : 'Request sent'}>
      {!booked && (
        <Note tone="ok">
          <p>{holdingText(request, country)}</p>
        </Note>
      )}
      <Details of={request} place={{ zone: request.zone, country }} />
      <div class="actions">
        <Button look="filled" onPress={() => portal.go(booked ? 'appointments' : 'requests')}>
          {booked ? 'See your appointments' : 'See your requests'}
        </Button>
      </div>
    </Frame>
  );
}
