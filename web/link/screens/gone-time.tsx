import { Button } from '../../parts/button.tsx';
import { FieldError } from '../../parts/fields.tsx';
import { When } from '../details.tsx';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import type { State } from '../state.ts';
import { type Place, whenText } from '../times.ts';
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
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          choice.goOn();
        }}
      >
        <fieldset class={choice.mistake ? 'field wrong' : 'field'} aria-describedby="near-error">
          <legend>Someone has just taken {whenText(startsAt, place)}. These are close:</legend>
          <FieldError id="near-error" text={choice.mistake} />
          {nearest.slice(0, 3).map((time, at) => (
            <label key={time} class="choice">
              <input
                type="radio"
                name="near"
                id={`near-${at}`}
                value={time}
                checked={state.chosen === time}
                onChange={() => choice.choose(time)}
              />
              <When instant={time} place={place} />
            </label>
          ))}
        </fieldset>
        <div class="actions">
          <Button look="filled" type="submit">
            Continue
          </Button>
          <Button look="link" onPress={() => link.tell({ type: 'wants-all-times' })}>
            See all times
          </Button>
        </div>
      </form>
    </Frame>
  );
}
