import { afterAll, beforeAll, beforeEach, vi } from 'vitest';

/** Monday morning in London, before the clocks matter: where a test's clock stands unless it says otherwise. */
export const monday = Date.parse('2026-11-16T10:00:00.000Z');

/** The log lines that functions wrote during the present test. */
export const logLines: string[] = [];

/**
 * Stops the clock of all tests of a file, and keeps the functions' log lines out of the report. Timers go on
 * running, since the SDK and the engine need them.
 */
export function standingClock(at: number = monday): void {
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: at });
    const write = process.stdout.write.bind(process.stdout);
    vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
      if (!String(text).startsWith('{"level":')) return write(text, ...(rest as []));
      logLines.push(String(text));
      return true;
    });
  });
  beforeEach(() => {
    vi.setSystemTime(at);
    logLines.length = 0;
  });
  afterAll(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

/** Sets the clock: ISO text, or epoch milliseconds. */
export const itIs = (instant: string | number): void => void vi.setSystemTime(instant);
