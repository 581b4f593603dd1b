/** The words of a mistake beside its field; the word "Error" too, so that colour is not all. */
export const FieldError = ({ id, text }: { id: string; text: string | undefined }) => (
  <p class="field-error" id={id} hidden={!text}>
    {text && (
      <>
        <span class="unseen">Error: </span>
        {text}
      </>
    )}
  </p>
);

interface TextFieldProps {
  id: string;
  label: string;
  autocomplete: string;
  /** The keys that a phone offers. */
  keys?: 'email' | 'numeric' | 'tel';
  typed: string;
  mistake: string | undefined;
  onType: (text: string) => void;
}

export function TextField({ id, label, autocomplete, keys, typed, mistake, onType }: TextFieldProps) {
  return (
    <div class={mistake ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      <FieldError id={`${id}-error`} text={mistake} />
      <input
        id={id}
        class={id}
        autocomplete={autocomplete}
        inputMode={keys}
        {...(keys && { autocapitalize: 'none', spellcheck: false })}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
        aria-invalid={mistake ? 'true' : undefined}
        aria-describedby={`${id}-error`}
      />
    </div>
  );
}

type Part = 'day' | 'month' | 'year';
const names = { day: 'Day', month: 'Month', year: 'Year' } as const;

interface DateBoxesProps {
  label: string;
  autocomplete: 'bday';
  order: Part[];
  id: (part: Part) => string;
  example: Record<Part, string>;
  typed: Record<Part, string>;
  mistake: { message: string; parts: Part[] } | undefined;
  onType: (part: Part, text: string) => void;
}

/** A date in three boxes; nobody is moved on from one to the next while typing. */
export function DateBoxes(props: DateBoxesProps) {
  const { label, autocomplete, order, id, example, typed, mistake, onType } = props;
  return (
    <fieldset class={mistake ? 'field wrong' : 'field'} aria-describedby="date-hint date-error">
      <legend>{label}</legend>
      <p class="hint" id="date-hint">
        For example, {order.map((part) => example[part]).join(' ')}
      </p>
      <FieldError id="date-error" text={mistake?.message} />
      <div class="date-boxes">
        {order.map((part) => (
          <div key={part} class="date-box">
            <label for={id(part)}>{names[part]}</label>
            <input
              id={id(part)}
              class={part}
              autocomplete={`${autocomplete}-${part}`}
              // A month may be a name, so it gets all keys.
              inputMode={part === 'month' ? undefined : 'numeric'}
              value={typed[part]}
              onInput={(event) => onType(part, event.currentTarget.value)}
              aria-invalid={mistake?.parts.includes(part) ? 'true' : undefined}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
