import { changesBetween } from '../domain/changes.ts';
import type { JsonSchema } from './schema.ts';

/** What a consumer's code would break on, and where. */
export interface Breach {
  type: string;
  why: string;
}

type Schemas = Readonly<Record<string, JsonSchema>>;

/**
 * How a catalogue differs from what has been released (product 8.1): of a released type nothing may change, be
 * added or go; what needs more is a new version beside it.
 */
export const breaches = (released: Schemas, current: Schemas): Breach[] =>
  Object.entries(released).flatMap(([type, schema]) => {
    const now = current[type];
    if (!now) return [{ type, why: 'is released and no longer in the catalogue' }];
    return changesBetween(schema, now).map(({ pointer }) => ({ type, why: `differs at ${pointer}` }));
  });

/** The types of a catalogue that have not been released yet. */
export const unreleased = (released: Schemas, current: Schemas): string[] =>
  Object.keys(current).filter((type) => !(type in released));
