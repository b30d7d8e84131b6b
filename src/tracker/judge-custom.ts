import type { Finding, Verdict } from '../events/finding.js';
import { describeValue } from '../events/finding.js';
import { isObject, type Json } from '../events/plain.js';
import { toPlain } from '../events/plain.js';
import type { StandardSchema } from '../events/standard-schema.js';

/** Judges a custom event by the schema of `defineEvent`: what does not fit is rejected, there are no levels. */
export function judgeCustom(event: string, data: Json | undefined, schema: StandardSchema): Verdict {
  const payload = isObject(data) ? data : {};
  const reject = (field: string, expected: string): Finding => ({ kind: 'rejected', event, field, expected, received: describeValue(data) });
  const result = schema['~standard'].validate(data ?? {});
  if ('then' in result) return { ok: false, payload, findings: [reject('', 'a schema that answers at once')] };
  if (!result.issues) {
    const judged = toPlain(result.value);
    return { ok: true, payload: isObject(judged) ? judged : payload, findings: [] };
  }
  const findings = result.issues.map(({ path = [], message }) =>
    reject(path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'), message),
  );
  return { ok: false, payload, findings };
}
