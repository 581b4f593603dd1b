/**
 * Works on many things side by side, at most `width` at once, in their order; those that share a key wait for
 * one another, so that of two rows that want the same the first has it (product 8.3).
 */
export async function inOrder<T, R>(
  things: readonly T[],
  keysOf: (thing: T) => readonly string[],
  width: number,
  work: (thing: T) => Promise<R>,
): Promise<R[]> {
  const last = new Map<string, Promise<unknown>>();
  const running = new Set<Promise<unknown>>();
  const results: Promise<R>[] = [];
  for (const thing of things) {
    if (running.size >= width) await Promise.race(running);
    const keys = keysOf(thing);
    const before = keys.flatMap((key) => last.get(key) ?? []);
    const result = Promise.all(before).then(() => work(thing));
    // Each waiter sees the failure in the result that it waits for; this one only marks the place as free.
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    for (const key of keys) last.set(key, settled);
    running.add(settled);
    settled.then(() => running.delete(settled));
    results.push(result);
  }
  // One that fails leaves none behind that would write after everybody has gone.
  await Promise.allSettled(results);
  return Promise.all(results);
}
