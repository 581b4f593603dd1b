import { createHash, timingSafeEqual } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DateTime } from 'luxon';
import { z } from 'zod';

/**
 * The control of the cold start: the same route as most would write it, with the usual libraries used in the
 * usual way. It reads the same items and gives the same answer for an appointment that is booked.
 */

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const windowSchema = z.enum(['none', 'never', '1h', '2h', '3h', '4h', '5h', '6h', '1d', '2d', '3d', '1w']);
const ruleSchema = z.object({ window: windowSchema, mode: z.enum(['refuse', 'mark-late']) });

const practiceSchema = z.object({
  id: z.string(),
  phone: z.string(),
  country: z.string().length(2),
  sessionEpoch: z.number(),
  policyVersion: z.number(),
  settings: z.object({
    clientPortal: z.boolean(),
    applyCancellationPolicy: z.boolean(),
    change: ruleSchema,
    cancellation: ruleSchema,
    cancellationPolicy: z.object({ shown: z.boolean(), text: z.string() }),
  }),
});

const sessionSchema = z.object({
  hash: z.string(),
  appointmentId: z.string().nullable(),
  idleUntil: z.number(),
  endsAt: z.number(),
  practiceEpoch: z.number(),
  accessEpoch: z.number(),
});

const accessSchema = z.object({
  state: z.enum(['none', 'invited', 'active', 'disabled']),
  epoch: z.number(),
});

const appointmentSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  staffId: z.string(),
  serviceId: z.string(),
  locationId: z.string(),
  startsAt: z.string().datetime(),
  endsAt: z.string().datetime(),
  localTime: z.string(),
  zone: z.string(),
  statusId: z.string(),
  statusKind: z.enum(['booked', 'attended', 'no-show', 'cancelled', 'late-cancelled']),
  lateReference: z.string().datetime().nullable(),
  version: z.number(),
});

const staffSchema = z.object({ id: z.string(), name: z.string(), bookableOnline: z.boolean() });
const serviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  overrides: z.object({
    changeWindow: windowSchema.optional(),
    changeMode: z.enum(['refuse', 'mark-late']).optional(),
    cancellationWindow: windowSchema.optional(),
    cancellationMode: z.enum(['refuse', 'mark-late']).optional(),
  }),
});
const locationSchema = z.object({ id: z.string(), name: z.string(), address: z.string().nullable() });
const statusSchema = z.object({ id: z.string(), name: z.string() });

const verdictSchema = z.object({
  allowed: z.boolean(),
  until: z.string().nullable(),
  late: z.boolean(),
  lateFrom: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
});

const resultSchema = z.object({
  id: z.string(),
  startsAt: z.string().datetime(),
  endsAt: z.string().datetime(),
  localTime: z.string(),
  zone: z.string(),
  when: z.string(),
  clinician: z.object({ id: z.string(), name: z.string() }),
  service: z.object({ id: z.string(), name: z.string() }),
  location: locationSchema,
  status: z.object({ name: z.string(), kind: appointmentSchema.shape.statusKind }),
  change: verdictSchema,
  cancellation: verdictSchema,
  waitlist: verdictSchema.pick({ allowed: true, reason: true, detail: true }),
  policy: z.object({ version: z.number(), text: z.string() }).nullable(),
  version: z.number(),
});

const hours = {
  '1h': 1,
  '2h': 2,
  '3h': 3,
  '4h': 4,
  '5h': 5,
  '6h': 6,
  '1d': 24,
  '2d': 48,
  '3d': 72,
  '1w': 168,
};

class HttpError extends Error {
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

async function readAll(keys: { pk: string; sk: string }[]) {
  const table = process.env.TABLE_NAME ?? '';
  const answer = await client.send(
    new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
  );
  const items = answer.Responses?.[table] ?? [];
  return keys.map(({ pk, sk }) => items.find((item) => item.pk === pk && item.sk === sk));
}

const iso = (time: DateTime) => time.toUTC().toISO();

function verdictOf(
  rule: z.infer<typeof ruleSchema>,
  start: DateTime,
  reference: DateTime,
  now: DateTime,
  words: { never: string; closed: string },
) {
  const opens =
    rule.window === 'none' || rule.window === 'never' ? null : reference.minus({ hours: hours[rule.window] });
  const marks = rule.mode === 'mark-late' && opens !== null;
  const inside = opens !== null && now >= opens;
  const [reason, detail] =
    rule.window === 'never'
      ? ['phone-required', words.never]
      : inside && !marks
        ? ['window-closed', words.closed]
        : [null, null];
  return {
    allowed: reason === null,
    until: rule.window === 'never' ? null : iso(marks || opens === null ? start : opens),
    late: reason === null && inside,
    lateFrom: marks && opens ? iso(opens) : null,
    reason,
    detail,
  };
}

function whenText(start: DateTime, country: string) {
  const local = start.setLocale(country === 'US' ? 'en-US' : 'en-GB');
  const zone = local.toLocaleParts({ hour: 'numeric', timeZoneName: 'longGeneric' });
  const name = zone.find((part) => part.type === 'timeZoneName')?.value;
  const clock = local.setLocale('en-US').toFormat('h:mma').toLowerCase();
  return `${local.toFormat('cccc d LLLL yyyy')}, ${clock} (${name})`;
}

async function readAppointment(event: APIGatewayProxyEventV2) {
  const now = DateTime.utc();
  const token = /^Bearer (\S+)$/.exec(event.headers.authorization ?? '')?.[1];
  const [practiceId, clientId, sessionId, secret] = (token ?? '').split('.');
  if (!practiceId || !clientId || !sessionId || !secret) throw new HttpError(401, 'Please sign in.');
  const { appointmentId } = z
    .object({ appointmentId: z.string().regex(/^appt_[0-9A-Z]{26}$/) })
    .parse(event.pathParameters);

  const own = await readAll([
    { pk: `PRACTICE#${practiceId}`, sk: 'PRACTICE' },
    { pk: `CLIENT#${practiceId}#${clientId}`, sk: `SESSION#${sessionId}` },
    { pk: `CLIENT#${practiceId}#${clientId}`, sk: 'ACCESS' },
    { pk: `APPT#${practiceId}#${appointmentId}`, sk: 'APPT' },
  ]);
  const practice = practiceSchema.parse(own[0]);
  if (!practice.settings.clientPortal) throw new HttpError(403, 'The client portal is switched off.');
  const session = sessionSchema.parse(own[1]);
  const access = accessSchema.parse(own[2]);
  const hash = Buffer.from(createHash('sha256').update(secret).digest('base64url'));
  const stored = Buffer.from(session.hash);
  const alive =
    hash.length === stored.length &&
    timingSafeEqual(hash, stored) &&
    now.toMillis() < Math.min(session.idleUntil, session.endsAt) &&
    access.state !== 'disabled' &&
    access.epoch === session.accessEpoch &&
    practice.sessionEpoch === session.practiceEpoch;
  if (!alive) throw new HttpError(401, 'Please sign in again.');
  const appointment = appointmentSchema.parse(own[3]);
  if (appointment.clientId !== clientId) throw new HttpError(404, 'Not found.');

  const referred = await readAll([
    { pk: `PRACTICE#${practiceId}`, sk: `STAFF#${appointment.staffId}` },
    { pk: `PRACTICE#${practiceId}`, sk: `SERVICE#${appointment.serviceId}` },
    { pk: `PRACTICE#${practiceId}`, sk: `LOCATION#${appointment.locationId}` },
    { pk: `PRACTICE#${practiceId}`, sk: `STATUS#${appointment.statusId}` },
  ]);
  const clinician = staffSchema.parse(referred[0]);
  const service = serviceSchema.parse(referred[1]);
  const location = locationSchema.parse(referred[2]);
  const status = statusSchema.parse(referred[3]);

  const start = DateTime.fromISO(appointment.startsAt, { zone: appointment.zone });
  const reference = appointment.lateReference
    ? DateTime.min(start, DateTime.fromISO(appointment.lateReference))
    : start;
  const { settings, phone } = practice;
  const applied = (rule: z.infer<typeof ruleSchema>) =>
    settings.applyCancellationPolicy ? rule : { ...rule, window: 'none' as const };
  const { overrides } = service;
  const change = applied({
    window: overrides.changeWindow ?? settings.change.window,
    mode: overrides.changeMode ?? settings.change.mode,
  });
  const cancellation = applied({
    window: overrides.cancellationWindow ?? settings.cancellation.window,
    mode: overrides.cancellationMode ?? settings.cancellation.mode,
  });
  const { shown, text } = settings.cancellationPolicy;
  const result = resultSchema.parse({
    ...appointment,
    when: whenText(start, practice.country),
    clinician: { id: clinician.id, name: clinician.name },
    service: { id: service.id, name: service.name },
    location,
    status: { name: status.name, kind: appointment.statusKind },
    change: verdictOf(change, start, start, now, {
      never: `To change the time, please phone ${phone}.`,
      closed: `Online changes have closed. Please phone ${phone}.`,
    }),
    cancellation: verdictOf(cancellation, start, reference, now, {
      never: `To cancel, please phone ${phone}.`,
      closed: `It is too late to cancel online. To cancel, please phone ${phone}.`,
    }),
    waitlist: { allowed: true, reason: null, detail: null },
    policy: shown ? { version: practice.policyVersion, text } : null,
  });
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(result),
  };
}

const log = (level: string, request: { event: unknown }, fields: object) => {
  const { requestContext } = request.event as APIGatewayProxyEventV2;
  console.log(
    JSON.stringify({ level, function: 'read-appointment', requestId: requestContext.requestId, ...fields }),
  );
};

export const handler = middy()
  .use({
    after: (request) => log('info', request, { status: request.response.statusCode }),
    onError: (request) => {
      const statusCode = request.error instanceof HttpError ? request.error.statusCode : 500;
      log('error', request, { status: statusCode });
      request.response = { statusCode, body: JSON.stringify({ message: request.error?.message }) };
    },
  })
  .handler(readAppointment);
