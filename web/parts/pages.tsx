import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { Loading, Trouble } from './messages.tsx';
import type { usePages } from './use-pages.ts';
import { problemText } from './words.ts';

interface Props<T> {
  pages: Pick<ReturnType<typeof usePages<T>>, 'items' | 'busy' | 'problem' | 'more' | 'read' | 'readOn'>;
  /** What is loading, and what there is more of. */
  what: string;
  /** What is said where there is nothing. */
  none: string;
  children: (items: T[]) => ComponentChildren;
}

/** A list that is read a page at a time, until it is there, where it does not come, and where it is empty. */
export function Pages<T>({ pages, what, none, children }: Props<T>) {
  const { items, busy, problem, more } = pages;
  return (
    <>
      {!items && busy && <Loading what={what} />}
      <Trouble text={problem && problemText(problem)} again={() => void pages.read()} />
      {items?.length === 0 && <p>{none}</p>}
      {items && items.length > 0 && children(items)}
      {more && (
        <Button look="plain" busy={busy && 'Loading...'} onPress={() => void pages.readOn()}>
          Show more <span class="unseen">of {what}</span>
        </Button>
      )}
    </>
  );
}
