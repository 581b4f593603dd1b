import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import type { Mistake } from './mistakes.ts';

/** Something that the reader has to know; `alert` is read out at once. */
export function Note({
  tone,
  alert,
  children,
}: {
  tone: 'info' | 'warn' | 'danger' | 'ok';
  alert?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={`note ${tone}`} {...(alert && { role: 'alert' })}>
      {children}
    </div>
  );
}

/** What went wrong with a press, beside the button, and a way to try again where pressing it is not enough. */
export function Trouble({ text, again }: { text: string | null; again?: () => void }) {
  return (
    <div role="alert">
      {text !== null && (
        <div class="note danger">
          <p>{text}</p>
          {again && (
            <Button look="plain" onPress={again}>
              Try again
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/**
 * The box above a form that was not accepted (GOV.UK's pattern): each line leads to its field. It takes focus
 * when it appears, and again with every further `attempt`.
 */
export function ErrorBox({
  title,
  mistakes,
  attempt,
}: {
  title: string;
  mistakes: Mistake[];
  attempt: number;
}) {
  const box = useRef<HTMLElement>(null);
  useFocus(box, attempt);
  return (
    <section class="note danger error-box" ref={box} tabIndex={-1} aria-labelledby="error-box-title">
      <h2 id="error-box-title">{title}</h2>
      <ul>
        {mistakes.map(({ text, field }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Moves focus to an element when it appears, and again whenever `cause` is another. */
export function useFocus(element: RefObject<HTMLElement | null>, cause: unknown): void {
  useEffect(() => element.current?.focus(), [cause]);
}

/** What became of a press, or comes of it: the pressed button is gone, so focus goes where that is said. */
export function Said({ words }: { words: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  useFocus(line, words);
  return (
    <p class="said" ref={line} tabIndex={-1}>
      {words}
    </p>
  );
}

/** Says after one second that something is loading, and after eight that it still is. */
export function Loading({ what }: { what: string }) {
  const [seconds, pass] = useState(0);
  useEffect(() => {
    const timers = [1, 8].map((second) => setTimeout(() => pass(second), second * 1000));
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <p class="loading" role="status">
      {seconds === 0 ? '' : seconds === 1 ? `Loading ${what}...` : 'Still trying. You can wait.'}
    </p>
  );
}
