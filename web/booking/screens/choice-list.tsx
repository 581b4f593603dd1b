import type { ComponentChildren } from 'preact';
import { Button } from '../../parts/button.tsx';
import { FieldError } from '../../parts/fields.tsx';

interface Props {
  /** The question, which the page's heading asks too. */
  legend: string;
  name: string;
  options: { value: string; label: ComponentChildren }[];
  chosen: string | null;
  mistake: string | undefined;
  onChoose: (value: string) => void;
  onContinue: () => void;
}

/** One question with a few answers. */
export function ChoiceList({ legend, name, options, chosen, mistake, onChoose, onContinue }: Props) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onContinue();
      }}
    >
      <fieldset class={mistake ? 'field wrong' : 'field'} aria-describedby={`${name}-error`}>
        <legend class="unseen">{legend}</legend>
        <FieldError id={`${name}-error`} text={mistake} />
        {options.map(({ value, label }, at) => (
          <label key={value} class="choice">
            <input
              type="radio"
              name={name}
              id={`${name}-${at}`}
              value={value}
              checked={chosen === value}
              onChange={() => onChoose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div class="actions">
        <Button look="filled" type="submit">
          Continue
        </Button>
      </div>
    </form>
  );
}
