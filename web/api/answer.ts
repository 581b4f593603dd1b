/** What a refusal knows, as the problem document tells it, or what kept us from having an answer at all. */
export interface Problem {
  /** The last part of the document's `type`; `offline` and `no-answer` are our own. */
  code: string;
  /** 0 where there was no answer. */
  status: number;
  detail: string;
  until?: string;
  phone?: string;
  nearest?: string[];
  current?: unknown;
  errors?: { pointer: string; message: string }[];
  retryAfterSeconds?: number;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** What a call of openapi-fetch resolves to. */
export interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** A function runs ten seconds at most: after this nothing is coming any more. */
export const PATIENCE_MS = 20_000;

const nothing = (code: 'offline' | 'no-answer'): Answer<never> => ({
  ok: false,
  problem: { code, status: 0, detail: '' },
});

/** Reads a problem document; anything else that is no yes (a proxy's page) counts as no answer. */
function problemOf(body: unknown, response: Response): Answer<never> {
  const document = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem> & {
    type?: string;
  };
  const code = /^\/problems\/([a-z-]+)$/.exec(document.type ?? '')?.[1];
  if (code === undefined) return nothing('no-answer');
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    ok: false,
    problem: {
      ...document,
      code,
      status: response.status,
      detail: document.detail ?? '',
      ...(Number.isFinite(wait) && { retryAfterSeconds: wait }),
    },
  };
}

/** Makes one call and says what came of it; it never throws. */
export async function answerOf<T>(call: (signal: AbortSignal) => Promise<Fetched<T>>): Promise<Answer<T>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const { data, error, response } = await call(abort.signal);
    return response.ok ? { ok: true, value: data as T } : problemOf(error, response);
  } catch {
    return nothing(navigator.onLine === false ? 'offline' : 'no-answer');
  } finally {
    clearTimeout(timer);
  }
}
