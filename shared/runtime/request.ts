import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { Route } from '../contract.ts';
import { type FieldError, type RefusalCode, Refused } from '../domain/decision.ts';
import { fieldErrors } from './field-error.ts';

/** The largest body that any route reads, bytes. Files go to the upload bucket, never through here. */
export const bodyLimit = 256 * 1024;

const no = (code: RefusalCode, detail: string, errors?: FieldError[]) =>
  new Refused({ code, detail, ...(errors && { errors }) });

/** Problems of shape are 400; a value of the right shape that breaks a rule is 422. */
const shape = new Set([
  'invalid_type',
  'unrecognized_keys',
  'invalid_union',
  'invalid_key',
  'invalid_element',
]);

function check<T>(schema: z.ZodType<T>, value: unknown, prefix: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = fieldErrors(result.error, prefix);
  const malformed = result.error.issues.some((issue) => shape.has(issue.code));
  throw no(
    malformed ? 'malformed' : 'validation',
    errors.map((error) => `${error.pointer}: ${error.message}`).join(' '),
    errors,
  );
}

const typeOf = (event: APIGatewayProxyEventV2) =>
  (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

function textOf(event: APIGatewayProxyEventV2, raw: string): string | undefined {
  if (raw.length > bodyLimit * 1.4) throw no('too-large', `A body may be ${bodyLimit} bytes long.`);
  const bytes = Buffer.from(raw, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > bodyLimit) throw no('too-large', `A body may be ${bodyLimit} bytes long.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function jsonOf(event: APIGatewayProxyEventV2): unknown {
  const raw = event.body;
  if (raw === undefined || raw === '') return undefined;
  if (typeOf(event) !== 'application/json')
    throw no('unsupported-media-type', 'Send the body as application/json.');
  const text = textOf(event, raw);
  try {
    if (text !== undefined) return JSON.parse(text);
  } catch {
    // Said below, as for what is not UTF-8.
  }
  throw no('malformed', 'The body is not JSON in UTF-8.', [
    { pointer: '', code: 'json', message: 'is not JSON in UTF-8' },
  ]);
}

/** The fields of a form in either of its two types; of a name that comes twice the last counts. */
function formOf(event: APIGatewayProxyEventV2): unknown {
  const text = textOf(event, event.body ?? '') ?? '';
  if (text === '') return undefined;
  const type = typeOf(event);
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  const boundary = /;\s*boundary="?([^\s";]{1,70})"?/i.exec(event.headers['content-type'] ?? '')?.[1];
  if (type !== 'multipart/form-data' || boundary === undefined)
    throw no('unsupported-media-type', 'Send the body as a form.');
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const [head = '', ...value] = part.split('\r\n\r\n');
      return [/;\s*name="([^"]*)"/i.exec(head)?.[1] ?? '', value.join('\r\n\r\n')];
    }),
  );
}

/** What the caller sent, checked against the contract; everything else is refused by name. */
export interface Sent {
  params: Record<string, string>;
  query: unknown;
  body: unknown;
}

/** Reads params, query and body of a request. An id that cannot be is simply not there (404). */
export function readRequest(contract: Route, event: APIGatewayProxyEventV2): Sent {
  const params = contract.params?.safeParse(event.pathParameters ?? {});
  if (params && !params.success) throw no('not-found', 'There is nothing here, or it is not yours to see.');
  const given = event.queryStringParameters ?? {};
  const query = contract.query ? check(contract.query, given, '?') : noQuery(given);
  const sent = contract.method === 'GET' ? undefined : contract.form ? formOf(event) : jsonOf(event);
  // No body is an empty object; `null` is one that says something else.
  const body = contract.body ? check(contract.body, sent === undefined ? {} : sent, '/') : noBody(sent);
  return { params: (params?.data ?? {}) as Record<string, string>, query, body };
}

function noQuery(given: Record<string, string | undefined>): undefined {
  const [name] = Object.keys(given);
  if (name === undefined) return undefined;
  throw no('malformed', 'This takes no query.', [
    { pointer: `?${name.slice(0, 64)}`, code: 'unknown-field', message: 'is not a parameter here' },
  ]);
}

function noBody(sent: unknown): undefined {
  if (sent === undefined || JSON.stringify(sent) === '{}') return undefined;
  const [name] = typeof sent === 'object' && sent ? Object.keys(sent) : [''];
  throw no('malformed', 'This takes no body.', [
    { pointer: `/${name?.slice(0, 64)}`, code: 'unknown-field', message: 'is not a field here' },
  ]);
}

/**
 * The version that If-Match names; 428 without it where the contract wants one, 400 for anything but one quoted
 * number.
 */
export function expectedVersion(contract: Route, event: APIGatewayProxyEventV2): number | undefined {
  if (!contract.versioned || contract.method === 'GET') return undefined;
  const header = event.headers['if-match'];
  if (header === undefined && contract.versioned === 'when-sent') return undefined;
  if (header === undefined)
    throw no('precondition-required', 'Send If-Match with the version that you read, like "7".');
  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw no('malformed', 'If-Match wants one version in quotes, like "7".', [
      { pointer: 'If-Match', code: 'format', message: 'is not a version in quotes' },
    ]);
  return Number(version);
}

/** Whether If-None-Match names an ETag; weak ones count too, as RFC 9110 has it for reading. */
export const noneMatches = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);

/** The Idempotency-Key of a request whose route takes one. */
export function idempotencyKey(contract: Route, event: APIGatewayProxyEventV2): string | undefined {
  const header = contract.idempotent ? event.headers['idempotency-key'] : undefined;
  if (header !== undefined && !/^[\x21-\x7e]{1,64}$/.test(header))
    throw no('malformed', 'Idempotency-Key is 1 to 64 visible ASCII characters.', [
      { pointer: 'Idempotency-Key', code: 'format', message: 'is not 1 to 64 visible ASCII characters' },
    ]);
  return header;
}

/** The session token of a request and whether a browser sent it by itself (then the Origin is checked). */
export function tokenOf(
  event: APIGatewayProxyEventV2,
  cookieName: string,
): { token: string; byCookie: boolean } | undefined {
  const bearer = /^Bearer ([\x21-\x7e]{1,400})$/.exec(event.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, byCookie: false };
  // AWS hands cookies over as a list, the local engine as the header.
  const cookies = [...(event.cookies ?? []), ...(event.headers.cookie ?? '').split(';')];
  for (const cookie of cookies) {
    const [name, value] = cookie.trim().split('=', 2);
    if (name === cookieName && value) return { token: value, byCookie: true };
  }
  return undefined;
}
