import * as z from 'zod';
import type { EventDefinition } from './catalogue.js';
import { objectRule } from './schemas/fields.js';

/**
 * An event's payload, after repair, as JSON Schema (draft 2020-12), for readers without zod. Required is
 * what the event means nothing without; unknown fields are allowed.
 */
export function jsonSchemaOf({ name, description, schema, example }: EventDefinition): z.core.JSONSchema.JSONSchema {
  const { $schema, ...shape } = z.toJSONSchema(schema);
  const anyOf = objectRule(schema).oneOf?.map((field) => ({ required: [field] }));
  return { $schema, title: name, description, ...shape, ...(anyOf && { anyOf }), examples: [example] };
}
