import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/answer.ts';

/**
 * Work that a press starts. While it runs a second press does nothing; `problem` is what the last one came to,
 * and `silent` is set while nobody answers and it is being tried again.
 */
export function useAction<A extends unknown[]>(
  work: (onSilence: () => void, ...given: A) => Promise<Problem | null>,
) {
  const [shown, show] = useState({ busy: false, silent: false, problem: null as Problem | null });
  const running = useRef(false);
  const last = useRef<A | null>(null);
  const here = useRef(true);
  useEffect(
    () => () => {
      here.current = false;
    },
    [],
  );

  async function run(...given: A): Promise<Problem | null> {
    if (running.current) return null;
    running.current = true;
    last.current = given;
    show({ busy: true, silent: false, problem: null });
    const problem = await work(() => here.current && show((now) => ({ ...now, silent: true })), ...given);
    running.current = false;
    if (here.current) show({ busy: false, silent: false, problem });
    return problem;
  }

  /** The last press once more, with all that came with it. */
  const again = async () => (last.current ? run(...last.current) : null);

  return { ...shown, run, again };
}
