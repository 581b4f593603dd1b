import { useRef, useState } from 'preact/hooks';
import type { Answer } from '../api/answer.ts';
import { useAction } from './use-action.ts';

/** A list that is read a page at a time; what was read stays while it is read again. */
export function usePages<T>(
  list: (cursor: string | null) => Promise<Answer<{ items: T[]; next: string | null }>>,
) {
  const [items, show] = useState<T[] | null>(null);
  const next = useRef<string | null>(null);
  const look = useAction(async (_, on: boolean) => {
    const answer = await list(on ? next.current : null);
    if (!answer.ok) return answer.problem;
    next.current = answer.value.next;
    show((before) => [...((on && before) || []), ...answer.value.items]);
    return null;
  });
  return {
    items,
    busy: look.busy,
    problem: look.problem,
    more: next.current !== null,
    read: () => look.run(false),
    readOn: () => look.run(true),
  };
}
