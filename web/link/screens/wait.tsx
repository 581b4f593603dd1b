import { Button } from '../../parts/button.tsx';
import { Sending } from '../../parts/sending.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { AboutProps } from '../about.ts';
import { When } from '../details.tsx';
import { Frame } from '../frame.tsx';
import { whenText } from '../times.ts';

/** Waiting for an earlier time: what that means, before it is done (product 4.5). */
export function Wait({ link, state, appointment, place }: AboutProps) {
  const join = useAction((onSilence) => link.join(onSilence));
  const { startsAt, clinician } = appointment;
  return (
    <Frame link={link} state={state} title="Wait for an earlier time?" back>
      <p>
        Now: <When instant={startsAt} place={place} />
      </p>
      <p>
        If an earlier time with {clinician.name} comes free, we hold it for you and tell you. You see it here
        too.
      </p>
      <p>Your own appointment stays as it is unless you take that time.</p>
      <p>You wait until {whenText(startsAt, place)}. You can leave the list before.</p>
      <div class="actions">
        <Button look="filled" busy={join.busy && 'Sending...'} onPress={() => void join.run()}>
          Join the waiting list
        </Button>
        <Button look="plain" onPress={() => link.go('appointment')}>
          Not now
        </Button>
      </div>
      <Sending action={join} />
    </Frame>
  );
}
