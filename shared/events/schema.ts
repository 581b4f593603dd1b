import * as z from 'zod';
import { type EventType, eventDetail, eventTypes } from '../domain/event.ts';

export type JsonSchema = Record<string, unknown>;

/** Where the running portal answers the schema of an event. */
export const schemaPath = (type: string): string => `/v1/event-schemas/${type}`;

/** Says nothing of what is valid; and patterns beside a format are zod's own spelling of that format. */
const isBinding = (schema: JsonSchema, keyword: string): boolean =>
  keyword !== 'examples' && !(keyword === 'pattern' && schema.format !== undefined);

/** Names of properties are no keywords: what is called `pattern` there stays. */
function bare(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((it) => bare(it));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([name]) => isNames || isBinding(schema as JsonSchema, name));
  return Object.fromEntries(kept.map(([name, it]) => [name, bare(it, !isNames && name === 'properties')]));
}

/**
 * The JSON Schema (draft 2020-12) of an event's detail (product 8.1), of what is binding alone: examples and
 * another spelling of a format make no other schema.
 */
export const schemaOf = (type: EventType): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(eventDetail(type));
  return { $schema, $id: schemaPath(type), title: type, ...(bare(rest) as JsonSchema) };
};

/** The schemas of the whole catalogue, by type. */
export const schemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(eventTypes.map((type) => [type, schemaOf(type)]));
