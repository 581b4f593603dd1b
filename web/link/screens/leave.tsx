import { useState } from 'preact/hooks';
import type { WaitlistEntry } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Note, Trouble } from '../../parts/messages.tsx';
import { SecondStep } from '../../parts/second-step.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { AboutProps } from '../about.ts';
import { When } from '../details.tsx';
import { Frame } from '../frame.tsx';
import { whenText } from '../times.ts';
import { useWaiting } from '../use-waiting.ts';

/** Leaving the waiting list: the place on it is lost, and a time that is held goes to somebody else (product 4.5). */
export function Leave(props: AboutProps) {
  const { link, state, appointment, place } = props;
  const { entry, look } = useWaiting(link, appointment);
  return (
    <Frame link={link} state={state} title="Leave the waiting list?" back>
      <p>
        Your appointment: <When instant={appointment.startsAt} place={place} />
      </p>
      {entry === undefined && look.busy && <Loading what="the waiting list" />}
      <Trouble text={look.problem && problemText(look.problem)} again={() => void look.run()} />
      {entry && <Leaving {...props} entry={entry} again={() => look.run()} />}
      {entry === null && (
        <>
          <p>You are not on the waiting list.</p>
          <div class="actions">
            <Button look="filled" onPress={() => link.go('appointment')}>
              See your appointment
            </Button>
          </div>
        </>
      )}
    </Frame>
  );
}

interface LeavingProps extends AboutProps {
  entry: WaitlistEntry;
  again: () => Promise<unknown>;
}

function Leaving({ link, place, entry, again }: LeavingProps) {
  const [overtaken, setOvertaken] = useState(false);
  const leave = useAction(async (onSilence) => {
    const problem = await link.leave(entry, onSilence);
    if (problem?.code !== 'stale-version') return problem;
    await again();
    setOvertaken(true);
    return null;
  });
  return (
    <>
      {overtaken && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      {entry.offer && (
        <Note tone="warn">
          <p>
            We stop holding {whenText(entry.offer.startsAt, place)} for you. Someone else can have it then.
          </p>
        </Note>
      )}
      <p>We stop looking for an earlier time. Your appointment stays as it is.</p>
      <p>If you join again, you start at the end of the list.</p>
      <SecondStep action={leave} yes="Yes, leave it" no="Keep waiting" onNo={() => link.go('appointment')} />
    </>
  );
}
