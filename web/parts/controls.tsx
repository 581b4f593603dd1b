import type { ComponentChildren } from 'preact';
import { FieldError } from './fields.tsx';

/** What every control has: its label, what is amiss, and what it means as it stands. */
interface Control<T> {
  id: string;
  label: string;
  value: T;
  mistake?: string | undefined;
  /** Says live what the value means. */
  effect?: string | undefined;
  hint?: string | undefined;
  onChange: (value: T) => void;
}

const describedBy = (id: string) => `${id}-hint ${id}-error ${id}-effect`;

/** Hint and mistake above a control, its meaning below. */
function About({
  id,
  label,
  hint,
  mistake,
  effect,
  children,
}: Omit<Control<unknown>, 'value' | 'onChange'> & { children: ComponentChildren }) {
  return (
    <div class={mistake ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} text={mistake} />
      {children}
      <Effect id={id} text={effect} />
    </div>
  );
}

const Effect = ({ id, text }: { id: string; text: string | undefined }) => (
  <p class="effect" id={`${id}-effect`} aria-live="polite" hidden={!text}>
    {text}
  </p>
);

/** On or off. */
export function Switch({ id, label, value, mistake, effect, onChange }: Control<boolean>) {
  return (
    <div class={mistake ? 'field wrong' : 'field'}>
      <FieldError id={`${id}-error`} text={mistake} />
      <label class="tick">
        <input
          id={id}
          type="checkbox"
          checked={value}
          onChange={(event) => onChange(event.currentTarget.checked)}
          aria-invalid={mistake ? 'true' : undefined}
          aria-describedby={describedBy(id)}
        />
        <span>
          {label}{' '}
          <span class="state" aria-hidden="true">
            {value ? 'On' : 'Off'}
          </span>
        </span>
      </label>
      <Effect id={id} text={effect} />
    </div>
  );
}

/** One of a list. */
export function Select<T extends string>({
  options,
  ...control
}: Control<T> & { options: { value: T; label: string }[] }) {
  const { id, value, mistake, onChange } = control;
  return (
    <About {...control}>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as T)}
        aria-invalid={mistake ? 'true' : undefined}
        aria-describedby={describedBy(id)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </About>
  );
}

/** Words: a line, or with `rows` several. */
export function Words({
  rows,
  onFocus,
  ...control
}: Control<string> & { rows?: number; onFocus?: (field: HTMLInputElement | HTMLTextAreaElement) => void }) {
  const { id, value, mistake, onChange } = control;
  const shared = {
    id,
    value,
    'aria-invalid': mistake ? ('true' as const) : undefined,
    'aria-describedby': describedBy(id),
  };
  return (
    <About {...control}>
      {rows ? (
        <textarea
          {...shared}
          rows={rows}
          onInput={(event) => onChange(event.currentTarget.value)}
          onFocus={(event) => onFocus?.(event.currentTarget)}
        />
      ) : (
        <input
          {...shared}
          class="wide"
          autocomplete="off"
          onInput={(event) => onChange(event.currentTarget.value)}
          onFocus={(event) => onFocus?.(event.currentTarget)}
        />
      )}
    </About>
  );
}

/** A whole number; what is none stays as it was typed, for the server to say so. */
export function Count(control: Control<number>) {
  const { id, value, mistake, onChange } = control;
  return (
    <About {...control}>
      <input
        id={id}
        class="count"
        inputMode="numeric"
        autocomplete="off"
        value={String(value)}
        onInput={({ currentTarget: { value: typed } }) =>
          onChange((/^\d{1,6}$/.test(typed.trim()) ? Number(typed) : typed) as number)
        }
        aria-invalid={mistake ? 'true' : undefined}
        aria-describedby={describedBy(id)}
      />
    </About>
  );
}
