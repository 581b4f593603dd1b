import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Contract, Route } from '../contract.ts';
import { type RefusalCode, refusalCodes } from '../domain/decision.ts';
import { problems } from './problem.ts';

/** A problem document (RFC 9457), with what the rule knows. */
const problem = z
  .object({
    type: z.string().meta({ description: 'A stable path with a page: /problems/{code}.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
    until: z.string().optional(),
    phone: z.string().optional(),
    missing: z.array(z.string()).optional(),
    current: z.unknown().optional(),
    nearest: z.array(z.string()).optional(),
    home: z.string().optional(),
  })
  .meta({ id: 'Problem' });

/** Refusals that come of the manners, not of the rule of one route. */
function mannerly(route: Route): RefusalCode[] {
  return [
    ...(route.params ? (['not-found'] as const) : []),
    ...(route.body ? (['malformed', 'validation', 'too-large', 'unsupported-media-type'] as const) : []),
    ...(route.query ? (['malformed'] as const) : []),
    ...(route.caller.kind === 'public' ? [] : (['no-session', 'session-ended', 'wrong-region'] as const)),
    ...(route.caller.kind === 'client' ? (['portal-off', 'booking-off', 'origin'] as const) : []),
    ...(route.caller.kind === 'staff' ? (['forbidden', 'origin'] as const) : []),
    ...(route.idempotent ? (['idempotency-key-reused'] as const) : []),
    ...(route.versioned && route.method !== 'GET' ? (['stale-version'] as const) : []),
    ...(route.versioned === true && route.method !== 'GET' ? (['precondition-required'] as const) : []),
    ...(route.needs.length > 0 ? (['busy'] as const) : []),
  ];
}

function problemResponses(route: Route) {
  const codes = refusalCodes.filter((code) => [...mannerly(route), ...route.refusals].includes(code));
  const byStatus = Object.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, of = []]) => [
      status,
      {
        description: of.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

function headersOf(route: Route) {
  const headers = {
    ...(route.idempotent && {
      'Idempotency-Key': z
        .string()
        .regex(/^[\x21-\x7e]{1,64}$/)
        .optional()
        .meta({ description: 'Kept for 24 hours: the same answer again, and nothing done twice.' }),
    }),
    ...(route.versioned &&
      route.method !== 'GET' && {
        'If-Match': (route.versioned === 'when-sent' ? z.string().optional() : z.string()).meta({
          description: 'The ETag that was read, like "7".',
        }),
      }),
  };
  return Object.keys(headers).length > 0 ? z.object(headers) : undefined;
}

function operation(route: Route): ZodOpenApiOperationObject {
  const header = headersOf(route);
  const status = String(route.status ?? 200);
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [route.caller.kind],
    ...(route.caller.kind !== 'public' && { security: [{ session: [] }] }),
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
      ...(header && { header }),
    },
    ...(route.body && {
      requestBody: {
        // None is read as an empty object.
        required: !route.body.safeParse({}).success,
        content: {
          [route.form ? 'application/x-www-form-urlencoded' : 'application/json']: { schema: route.body },
        },
      },
    }),
    responses: {
      [status]:
        status === '204'
          ? { description: 'Done.' }
          : {
              description: 'As asked.',
              content: { [route.mediaType ?? 'application/json']: { schema: route.result } },
            },
      ...problemResponses(route),
    },
  } as ZodOpenApiOperationObject;
}

/** The API as an OpenAPI 3.1 document, made of the contracts alone (product 8.2). */
export function openapiOf(contracts: readonly Contract[]): Record<string, unknown> {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of contracts) {
    if (contract.kind !== 'route' || contract.path === '$default') continue;
    const path = paths[contract.path] ?? {};
    path[contract.method.toLowerCase() as 'get'] = operation(contract);
    paths[contract.path] = path;
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Portico',
      version: '1',
      description:
        'The client portal of health and therapy practices. Instants are UTC in ISO form ending in Z; unknown fields are refused by name; errors are problem documents (RFC 9457). The events on the bus: /v1/asyncapi.json.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session token; the web on our own origin sends it as an HttpOnly cookie instead.',
        },
      },
    },
  }) as unknown as Record<string, unknown>;
}
