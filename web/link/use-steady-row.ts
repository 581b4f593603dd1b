import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps a pressed day where it was on the screen: in the list the times above it fold away at that moment, and
 * the row would jump from under the finger.
 */
export function useSteadyRow(date: string): (row: HTMLElement) => void {
  const held = useRef<{ row: HTMLElement; top: number } | null>(null);
  useLayoutEffect(() => {
    if (!held.current) return;
    const { row, top } = held.current;
    held.current = null;
    window.scrollBy({ top: row.getBoundingClientRect().top - top, behavior: 'instant' });
  }, [date]);
  return (row) => {
    held.current = { row, top: row.getBoundingClientRect().top };
  };
}
