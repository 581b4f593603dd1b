import { AsyncLocalStorage } from 'node:async_hooks';

/** A time that one piece of work has for itself: epoch milliseconds. */
export interface OwnClock {
  now: number;
}

const clocks = new AsyncLocalStorage<OwnClock>();

/** From now on whatever runs under a clock of its own is told its time; answers how to end that. */
export function ownClocks(): () => void {
  const usual = Date.now;
  Date.now = () => clocks.getStore()?.now ?? usual();
  return () => {
    Date.now = usual;
  };
}

/** Runs some work, and all that it waits for, by a clock of its own: several may run side by side. */
export const byClock = <T>(clock: OwnClock, work: () => Promise<T>): Promise<T> => clocks.run(clock, work);
