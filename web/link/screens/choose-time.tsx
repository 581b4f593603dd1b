import { Note } from '../../parts/messages.tsx';
import type { AboutProps } from '../about.ts';
import { When } from '../details.tsx';
import { Frame } from '../frame.tsx';
import { FreeTimes } from '../free-times.tsx';
import { whenText } from '../times.ts';
import { useChoice } from '../use-choice.ts';
import { WaitsHere } from '../waits.tsx';

/** The free times that this appointment may move to (product 3.2). */
export function ChooseTime({ link, state, appointment, place }: AboutProps) {
  const { looked } = state;
  const choice = useChoice(link, state);

  return (
    <Frame
      link={link}
      state={state}
      title="Choose a new time"
      mistakes={choice.mistakes('times')}
      attempt={choice.attempt}
      back
    >
      <p>
        Now: <When instant={appointment.startsAt} place={place} />
      </p>
      {state.notice === 'stale' && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      {state.gone && (
        <Note tone="warn" alert>
          <p>Someone has just taken {whenText(state.gone.startsAt, place)}. Please choose another time.</p>
        </Note>
      )}
      <FreeTimes
        looked={looked}
        look={link.look}
        later={link.later}
        phone={state.portal!.phone}
        day={state.day}
        chosen={state.chosen === null ? null : { startsAt: state.chosen }}
        label="Your new time"
        place={place}
        mistake={choice.mistake}
        onShow={(day) => link.tell({ type: 'showed', day })}
        onChoose={({ startsAt }) => choice.choose(startsAt)}
        onContinue={choice.goOn}
      >
        <WaitsHere link={link} appointment={appointment} place={place} />
      </FreeTimes>
    </Frame>
  );
}
