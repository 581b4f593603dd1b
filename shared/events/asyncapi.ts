import { type EventType, events, eventTypes } from '../domain/event.ts';
import { fixtures } from './fixtures.ts';
import { type JsonSchema, schemaOf, schemaPath } from './schema.ts';

const description = `What happens in Portico, for other systems: ids, times and codes, never personal data.

An event may come more than once (its \`metadata.id\` is then the same) and out of order (of one aggregate the higher \`metadata.sequence\` is the newer state). A replay has \`metadata.cause\` \`replay\`. Of a released version nothing changes: what needs more is another version, beside it.

The same events can be read from any point on: \`GET /v1/practices/{practiceId}/events\`.`;

/** Without what says which JSON Schema it is: AsyncAPI has a way of its own, and these keywords are in both. */
const payloadOf = (type: EventType): JsonSchema => {
  const { $schema, $id, ...schema } = schemaOf(type);
  return schema;
};

const messageOf = (type: EventType) => ({
  name: type,
  title: type,
  contentType: 'application/json',
  tags: [{ name: events[type].aggregate }],
  correlationId: { location: '$message.payload#/metadata/correlationId' },
  headers: {
    type: 'object',
    description: 'What EventBridge puts around the payload, which is the `detail`.',
    properties: {
      source: { type: 'string', const: 'portico' },
      'detail-type': { type: 'string', const: type },
    },
    required: ['source', 'detail-type'],
  },
  payload: payloadOf(type),
  examples: [
    { name: 'one', headers: { source: 'portico', 'detail-type': type }, payload: { ...fixtures[type] } },
  ],
  'x-json-schema': schemaPath(type),
});

/** The catalogue of events as an AsyncAPI 3 document, made of the schemas that the bus checks (product 8.1). */
export const asyncapiOf = (): Record<string, unknown> => ({
  asyncapi: '3.0.0',
  info: { title: 'Portico events', version: '1', description },
  defaultContentType: 'application/json',
  channels: {
    bus: {
      address: 'portico',
      title: 'The event bus',
      description: 'An EventBridge bus. Rules match `source` and `detail-type`.',
      messages: Object.fromEntries(eventTypes.map((type) => [type, messageOf(type)])),
      // AsyncAPI has no binding for EventBridge yet.
      'x-eventbridge': { busName: 'portico', source: 'portico', registry: 'portico' },
    },
  },
  operations: Object.fromEntries(
    eventTypes.map((type) => [
      type,
      {
        action: 'send',
        title: `Portico sends ${type}`,
        channel: { $ref: '#/channels/bus' },
        messages: [{ $ref: `#/channels/bus/messages/${type}` }],
      },
    ]),
  ),
});
