import { Button } from '../../parts/button.tsx';
import { Sentence } from '../../parts/layout.tsx';
import { Note } from '../../parts/messages.tsx';
import type { AboutProps } from '../about.ts';
import { Frame } from '../frame.tsx';
import { whenText } from '../times.ts';

/** It is done: the server has said so. */
export function Cancelled({ link, state, appointment, place }: AboutProps) {
  const { phone, onlineBooking } = state.portal!;
  return (
    <Frame link={link} state={state} title="Your appointment is cancelled">
      <Note tone="ok">
        <p>
          You do not need to come on {whenText(appointment.startsAt, place)}, with{' '}
          {appointment.clinician.name}.
        </p>
        {state.cancelled!.late && <p>This counts as a late cancellation.</p>}
      </Note>
      {state.way === 'portal' && onlineBooking ? (
        <div class="actions">
          <Button
            look="filled"
            onPress={() => {
              link.tell({ type: 'booking', event: { type: 'began' } });
              link.go('service');
            }}
          >
            Request appointment
          </Button>
        </div>
      ) : (
        <p>
          <Sentence text={`To book another time, please phone ${phone}.`} phone={phone} />
        </p>
      )}
    </Frame>
  );
}
