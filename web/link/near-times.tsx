import { Button } from '../parts/button.tsx';
import { FieldError } from '../parts/fields.tsx';
import { When } from './details.tsx';
import { type Place, whenText } from './times.ts';

interface Props {
  /** The time that has gone; null where the page does not know it. */
  gone: string | null;
  nearest: readonly string[];
  chosen: string | null;
  place: Place;
  mistake: string | undefined;
  onChoose: (startsAt: string) => void;
  /** What the button says. */
  go?: string;
  onContinue: () => void;
  onAll?: () => void;
}

/** Somebody was quicker: up to three free times close to the one that was wanted. */
export function NearTimes({ gone, nearest, chosen, place, mistake, go = 'Continue', ...props }: Props) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onContinue();
      }}
    >
      <fieldset class={mistake ? 'field wrong' : 'field'} aria-describedby="near-error">
        <legend>
          Someone has just taken {gone === null ? 'your time' : whenText(gone, place)}. These are close:
        </legend>
        <FieldError id="near-error" text={mistake} />
        {nearest.slice(0, 3).map((time, at) => (
          <label key={time} class="choice">
            <input
              type="radio"
              name="near"
              id={`near-${at}`}
              value={time}
              checked={chosen === time}
              onChange={() => props.onChoose(time)}
            />
            <When instant={time} place={place} />
          </label>
        ))}
      </fieldset>
      <div class="actions">
        <Button look="filled" type="submit">
          {go}
        </Button>
        {props.onAll && (
          <Button look="link" onPress={props.onAll}>
            See all times
          </Button>
        )}
      </div>
    </form>
  );
}
