import type { Context } from 'aws-lambda';
import { folderOf, type Route } from '../../shared/contract.ts';

/** What a test asks of a route. */
export interface Question {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** A session's bearer token. */
  token?: string;
  /** The version for If-Match. */
  version?: number;
  headers?: Record<string, string>;
}

/** What it answered. `body` is parsed where it is JSON, a problem too. */
export interface Answer<T = unknown> {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: T;
}

/** The members of a problem document that tests look at. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  requestId: string;
  errors?: { pointer: string; code: string; message: string }[];
  current?: unknown;
  until?: string;
  phone?: string;
}

/** Asks a route; over HTTP or in this process. */
export type Ask = <R extends Route>(
  route: R,
  question?: Question,
) => Promise<Answer<import('zod').infer<R['result']> & Partial<Problem>>>;

/** The path of a route with its parameters filled in. */
export const pathOf = (route: Route, params: Record<string, string> = {}): string =>
  (route.path === '$default' ? '/v1/nowhere' : route.path).replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );

/** The headers of a question; JSON unless it brings its own type. */
export function headersOf({ token, version, body, headers }: Question): Record<string, string> {
  return {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(version !== undefined && { 'if-match': `"${version}"` }),
    ...headers,
  };
}

/** A body as it is sent: text as it stands, all else as JSON. */
const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));

const parsed = (text: string, type = '') => (/json/.test(type) && text !== '' ? JSON.parse(text) : text);

/** Asks over HTTP, as a browser or another system does. */
export const overHttp =
  (baseUrl: string): Ask =>
  async (route, question = {}) => {
    const search = new URLSearchParams(question.query).toString();
    const answer = await fetch(
      `${baseUrl}${pathOf(route, question.params)}${search === '' ? '' : `?${search}`}`,
      {
        method: route.method,
        headers: headersOf(question),
        redirect: 'manual',
        ...(question.body !== undefined && { body: textOf(question.body) }),
      },
    );
    const headers = Object.fromEntries(answer.headers);
    const body = parsed(await answer.text(), headers['content-type']);
    return { status: answer.status, headers, cookies: answer.headers.getSetCookie(), body };
  };

/** Asks the handler in this process with the event that API Gateway would send, where a test sets the clock. */
export const inProcess: Ask = async (route, question = {}) => {
  // A whole address: vite would look a relative one up among the files of one folder.
  const file = new URL(`../../functions/${folderOf(route)}/handler.ts`, import.meta.url).href;
  const { handler } = await import(/* @vite-ignore */ file);
  const path = pathOf(route, question.params);
  const event = {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath: path,
    rawQueryString: '',
    headers: headersOf(question),
    requestContext: {
      requestId: `test-${Math.random().toString(36).slice(2)}`,
      http: { method: route.method, path, sourceIp: '192.0.2.1', protocol: 'HTTP/1.1', userAgent: 'test' },
    },
    pathParameters: question.params ?? null,
    isBase64Encoded: false,
    ...(question.query && { queryStringParameters: question.query }),
    ...(question.body !== undefined && { body: textOf(question.body) }),
  };
  const answer = await handler(event, {} as Context);
  const headers = (answer.headers ?? {}) as Record<string, string>;
  return {
    status: answer.statusCode,
    headers,
    cookies: answer.cookies ?? [],
    body: parsed(answer.body ?? '', headers['content-type']),
  };
};
