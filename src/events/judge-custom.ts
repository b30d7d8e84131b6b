import { describeValue, type Verdict } from './finding.js';
import { isObject, toPlain, type Json, type JsonObject } from './plain.js';
import type { StandardIssue, StandardSchema } from './standard-schema.js';

/** Judges a custom event by the schema of `defineEvent`: what does not fit is rejected, there are no levels. */
export function judgeCustom(event: string, data: Json = {}, schema: StandardSchema): Verdict {
  const result = validate(schema, data);
  const issues = 'then' in result ? [{ message: 'a schema that answers at once' }] : (result.issues ?? []);
  const judged = issues.length ? data : toPlain((result as { value?: unknown }).value);
  return {
    ok: !issues.length,
    payload: isObject(judged) ? judged : {},
    findings: issues.map(({ path = [], message }: StandardIssue) => ({
      kind: 'rejected',
      event,
      field: keysOf(path).reduce<string>((at, key) => at + (typeof key === 'number' ? `[${key}]` : `${at && '.'}${String(key)}`), ''),
      expected: message,
      received: describeValue(keysOf(path).reduce(valueAt, data)),
    })),
  };
}

/** The answer of a schema; one that breaks must not cost the event, which stays readable as rejected. */
function validate(schema: StandardSchema, data: Json): ReturnType<StandardSchema['~standard']['validate']> {
  try {
    return schema['~standard'].validate(data);
  } catch (error) {
    console.error('ecom-events: a schema failed', error);
    return { issues: [{ message: 'a schema that does not throw' }] };
  }
}

const keysOf = (path: NonNullable<StandardIssue['path']>): PropertyKey[] =>
  path.map((step) => (typeof step === 'object' ? step.key : step));

const valueAt = (value: Json | undefined, key: PropertyKey): Json | undefined =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as JsonObject)[key as string] : undefined;
