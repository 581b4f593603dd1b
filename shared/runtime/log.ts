/**
 * One structured line an invocation. It holds ids, codes and durations; never a body, a name, an address, a
 * token or the message of an unknown error (a driver's message may quote what it was given).
 */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** Writes the line of this invocation; Lambda's JSON log format adds nothing that is not here. */
export function logLine(level: 'info' | 'warn' | 'error', fields: LogFields): void {
  process.stdout.write(`${JSON.stringify({ level, ...fields })}\n`);
}

/** What may be said of an unknown error: its kind and where it came from. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const cause = error.cause instanceof Error ? error.cause.name : undefined;
  return {
    error: error.name,
    cause,
    at: frames
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' < '),
  };
}
