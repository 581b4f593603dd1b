import type { ComponentChildren, TargetedMouseEvent } from 'preact';

type Look = 'filled' | 'danger' | 'plain' | 'link';

interface Props {
  look: Look;
  children: ComponentChildren;
  type?: 'submit' | 'button';
  /** What it says while its work is under way; then a further press does nothing, and it stays focusable. */
  busy?: string | false | undefined;
  /** There is nothing for it to do now; it stays where it is, so that focus does. */
  idle?: boolean;
  /** It opens and closes something that stands after it. */
  expanded?: boolean;
  onPress?: () => void;
}

/** A button that is never `disabled`: a press that can do nothing is ignored, and the reason stands beside it. */
export function Button({ look, children, type = 'button', busy, idle, expanded, onPress }: Props) {
  const ignored = Boolean(busy) || idle === true;
  const press = (event: TargetedMouseEvent<HTMLButtonElement>) => {
    if (ignored) event.preventDefault();
    else onPress?.();
  };
  return (
    <button
      class={`button ${look}`}
      type={type}
      aria-disabled={ignored ? 'true' : undefined}
      aria-expanded={expanded}
      onClick={press}
    >
      {busy || children}
    </button>
  );
}
