import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/messages.tsx';
import { Sending } from '../../parts/sending.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { AboutProps } from '../about.ts';
import { When } from '../details.tsx';
import { Frame } from '../frame.tsx';

/** From and to, before the move is made in one step (product 3.2). */
export function CheckTime({ link, state, appointment, place }: AboutProps) {
  const move = useAction((onSilence) => link.move(onSilence));
  return (
    <Frame link={link} state={state} title="Check your new time" back>
      {state.notice === 'stale' && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      <dl class="facts from-to">
        <div>
          <dt>From</dt>
          <dd>
            <When instant={appointment.startsAt} place={place} />
          </dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>
            <strong>
              <When instant={state.chosen!} place={place} />
            </strong>
          </dd>
        </div>
        <div>
          <dt>With</dt>
          <dd>{appointment.clinician.name}</dd>
        </div>
      </dl>
      {appointment.change.late && (
        <Note tone="warn">
          <p>This is a late change. It will count as late.</p>
        </Note>
      )}
      <div class="actions">
        <Button look="filled" busy={move.busy && 'Sending...'} onPress={() => void move.run()}>
          Move appointment
        </Button>
        <Button look="plain" onPress={() => link.go('appointment')}>
          Keep old time
        </Button>
      </div>
      <Sending action={move} />
    </Frame>
  );
}
