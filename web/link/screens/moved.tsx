import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/messages.tsx';
import type { AboutProps } from '../about.ts';
import { Details } from '../details.tsx';
import { Frame } from '../frame.tsx';
import { whenText } from '../times.ts';
import { AddToCalendar } from './appointment.tsx';

/** It is done: the server has said so. */
export function Moved({ link, state, appointment, place }: AboutProps) {
  const { from, outcome } = state.moved!;
  return (
    <Frame link={link} state={state} title="Your appointment has moved">
      <Details of={appointment} place={place} />
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
