import type { Appointment } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/messages.tsx';
import { Details } from '../details.tsx';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import type { State } from '../state.ts';
import { type Place, whenText } from '../times.ts';
import { AddToCalendar } from './appointment.tsx';

interface Props {
  link: Link;
  state: State;
  appointment: Appointment;
  place: Place;
}

/** It is done: the server has said so. */
export function Moved({ link, state, appointment, place }: Props) {
  const { from, outcome } = state.moved!;
  return (
    <Frame link={link} state={state} title="Your appointment has moved">
      <Details appointment={appointment} place={place} />
      <Note tone="ok">
        <p>Your old time is free for someone else now: {whenText(from, place)}.</p>
        {outcome.late && <p>This counts as a late change.</p>}
      </Note>
      <div class="actions">
        <Button look="filled" onPress={() => link.go('appointment')}>
          See your appointment
        </Button>
        <AddToCalendar link={link} appointment={appointment} />
      </div>
    </Frame>
  );
}
