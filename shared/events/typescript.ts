import type { JsonSchema } from './schema.ts';

const quoted = (value: unknown): string => JSON.stringify(value);

/** The TypeScript type of a JSON Schema, of the few keywords that the schemas of events use; throws at others. */
export function typeOf(schema: JsonSchema): string {
  if ('const' in schema) return quoted(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(quoted).join(' | ');
  if (Array.isArray(schema.anyOf))
    return [...new Set((schema.anyOf as JsonSchema[]).map(typeOf))].join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `(${typeOf(schema.items as JsonSchema)})[]`;
    case 'object':
      return objectOf(schema);
    default:
      throw new Error(`No type for the JSON Schema ${quoted(schema)}.`);
  }
}

function objectOf(schema: JsonSchema): string {
  const required = (schema.required ?? []) as string[];
  const fields = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(
    ([name, of]) => `${quoted(name)}${required.includes(name) ? '' : '?'}: ${typeOf(of)};`,
  );
  return `{ ${fields.join(' ')} }`;
}

/** The declarations of the whole catalogue, by themselves. */
export const declarationsOf = (
  schemas: Readonly<Record<string, JsonSchema>>,
): string => `/** The detail of each type of event. */
export interface EventDetails {
${Object.entries(schemas)
  .map(([type, schema]) => `  ${quoted(type)}: ${typeOf(schema)};`)
  .join('\n')}
}
export type EventType = keyof EventDetails;
export type EventDetail<T extends EventType = EventType> = EventDetails[T];
`;
