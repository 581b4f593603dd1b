/** What of an SDK client a fault is put into. */
interface Faulty {
  middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: every client has types of its own.
    add(middleware: any, options: any): void;
    remove(name: string): boolean;
  };
}

export interface Fault {
  /** How often it has happened. A test that never reached its fault proves nothing. */
  fired: number;
}

/** An error as the connection gives it: nobody knows what became of the call. */
export const lost = () =>
  Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });

/** An answer that blames the request: the service has not done it. */
export const refused = (name: string, status = 400) =>
  Object.assign(new Error('no'), { name, $fault: 'client', $metadata: { httpStatusCode: status } });

let made = 0;

/**
 * Runs some work while calls of a client fail, each attempt of the SDK by itself: `before` the service hears of
 * them, or `after` it has done what they ask. The first `times` calls fail; none is spared unless it is said. Only
 * those of one operation do where it is named.
 */
export async function failing<T>(
  client: Faulty,
  when: 'before' | 'after',
  work: (fault: Fault) => Promise<T>,
  {
    times = Number.POSITIVE_INFINITY,
    error = lost,
    operation = '',
  }: { times?: number; error?: () => Error; operation?: string } = {},
): Promise<T> {
  made += 1;
  const name = `fault-${made}`;
  const fault: Fault = { fired: 0 };
  client.middlewareStack.add(
    (next: (args: unknown) => Promise<unknown>, context: { commandName?: string }) =>
      async (args: unknown) => {
        if (fault.fired >= times || !context.commandName?.startsWith(operation)) return next(args);
        if (when === 'after') await next(args);
        fault.fired += 1;
        throw error();
      },
    // Innermost of its step, so inside the SDK's own retries.
    { step: 'finalizeRequest', priority: 'low', name },
  );
  try {
    return await work(fault);
  } finally {
    client.middlewareStack.remove(name);
  }
}
