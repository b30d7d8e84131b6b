import * as z from 'zod';
import { HttpError } from './errors.js';

/** A whole number of a query, 0 or more. */
export const whole = z.coerce.number().int().min(0);

/** Whose word, where a page and a server used one id. */
export const told = z.object({ source: z.enum(['browser', 'server']).optional() });

/** A value in the form a schema wants. @throws HttpError 400 that names what is wrong */
export function read<Shape>(schema: z.ZodType<Shape>, value: unknown): Shape {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new HttpError(400, 'shape', `${issue!.path.join('.') || 'the request'}: ${issue!.message}`);
}

/** A parameter of a path. */
export const named = (params: unknown, name: string): string => (params as Record<string, string>)[name]!;
