import { problems } from '../../../shared/runtime/problem.ts';

/** What a made-up API is asked and answers. */
export interface Asked {
  operation: string;
  path: string;
  body: unknown;
  query: URLSearchParams;
  key: string | undefined;
  /** The version that If-Match names. */
  over: number | undefined;
}

/** `cut` breaks off in the middle of its answer: before that, browsers send again by themselves. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'cut';
export type Answering = (asked: Asked) => Reply | Promise<Reply>;

export const yes = (body: unknown): Reply => ({ status: 200, body });

export const problem = (code: keyof typeof problems, facts: Record<string, unknown> = {}): Reply => ({
  status: problems[code].status,
  body: { type: `/problems/${code}`, title: problems[code].title, detail: 'As the rule says.', ...facts },
  headers: { 'content-type': 'application/problem+json' },
});
