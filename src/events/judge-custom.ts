import { describeValue, type Verdict } from './finding.js';
import { isObject, toPlain, type Json } from './plain.js';
import type { StandardIssue, StandardSchema } from './standard-schema.js';

/** Judges a custom event by the schema of `defineEvent`: what does not fit is rejected, there are no levels. */
export function judgeCustom(event: string, data: Json = {}, schema: StandardSchema): Verdict {
  const result = schema['~standard'].validate(data);
  const issues = 'then' in result ? [{ message: 'a schema that answers at once' }] : (result.issues ?? []);
  const judged = issues.length ? data : toPlain((result as { value?: unknown }).value);
  return {
    ok: !issues.length,
    payload: isObject(judged) ? judged : {},
    findings: issues.map(({ path = [], message }: StandardIssue) => ({
      kind: 'rejected',
      event,
      field: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
      expected: message,
      received: describeValue(data),
    })),
  };
}
