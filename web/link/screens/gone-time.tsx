import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import { NearTimes } from '../near-times.tsx';
import type { State } from '../state.ts';
import type { Place } from '../times.ts';
import { useChoice } from '../use-choice.ts';

/** Somebody was quicker: free times close to the one that was wanted; the appointment itself has not changed. */
export function GoneTime({ link, state, place }: { link: Link; state: State; place: Place }) {
  const { startsAt, nearest } = state.gone!;
  const choice = useChoice(link, state);
  return (
    <Frame
      link={link}
      state={state}
      title="That time has gone"
      mistakes={choice.mistakes('near-0')}
      attempt={choice.attempt}
      back
    >
      <p>Your own appointment has not changed.</p>
      <NearTimes
        gone={startsAt}
        nearest={nearest}
        chosen={state.chosen}
        place={place}
        mistake={choice.mistake}
        onChoose={choice.choose}
        onContinue={choice.goOn}
        onAll={() => link.tell({ type: 'wants-all-times' })}
      />
    </Frame>
  );
}
