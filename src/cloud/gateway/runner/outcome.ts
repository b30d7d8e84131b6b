import { isObject, toPlain, type Json, type JsonObject } from '../../../events/plain.js';
import type { FunctionOutcome } from './runner.js';

/** Statuses after which another attempt may succeed. */
export const isTemporary = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
const maxLines = 200;
const maxLine = 2_000;

type Part = Partial<FunctionOutcome> & Pick<FunctionOutcome, 'kind'>;

/** An outcome without logs and requests. */
export const emptyOutcome = (part: Part): FunctionOutcome => ({ logs: [], requests: [], durationMs: 0, ...part });

const isStatus = (status: unknown): status is number => Number.isInteger(status) && Number(status) >= 100 && Number(status) <= 599;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value.slice(0, maxLine) : undefined);

/** How a call ended whose author's code answered `{ success, status, message, data, error }`. */
export function outcomeOfResponse(answer: JsonObject): Part {
  const status = isStatus(answer.status) ? answer.status : answer.success ? 200 : undefined;
  const refusal = status !== undefined && isTemporary(status) ? 'retry' : 'rejected';
  return {
    kind: answer.success === true ? 'success' : refusal,
    status,
    message: textOf(answer.message) ?? (isObject(answer.error) ? textOf(answer.error.message) : textOf(answer.error)),
    data: toPlain(answer.data),
    error: toPlain(answer.error),
  };
}

/** The lines that a sandbox says were written. It may say anything. */
function readLogs(lines: Json | undefined, dropped: Json | undefined): FunctionOutcome['logs'] {
  if (!Array.isArray(lines)) return [];
  const logs: FunctionOutcome['logs'] = lines.slice(0, maxLines).flatMap((line) => {
    const level = isObject(line) && levels.find((known) => known === line.level);
    return isObject(line) && level ? [{ level, text: textOf(line.text) ?? '', at: Number(line.at) || 0 }] : [];
  });
  const left = Number(dropped) + lines.length - logs.length;
  if (left > 0) logs.push({ level: 'warn', text: `${left} more lines were left out`, at: logs.at(-1)?.at ?? 0 });
  return logs;
}

/** How a call ended by what the sandbox answered; the code inside may have changed that, so it is read as a stranger's. */
export function outcomeOfSandbox(text: string, timeoutMs: number): FunctionOutcome {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (!isObject(body) || !isObject(body.answer)) return emptyOutcome({ kind: 'rejected', message: 'it answered something that is no answer' });
  const { answer } = body;
  const logs = readLogs(body.logs, body.dropped);
  if (answer.late) return emptyOutcome({ kind: 'retry', status: 504, message: lateText(timeoutMs), logs });
  if (answer.thrown !== undefined) return emptyOutcome({ kind: 'retry', status: 500, message: textOf(answer.thrown) ?? 'it threw', logs });
  if (answer.invalid !== undefined) return emptyOutcome({ kind: 'rejected', message: textOf(answer.invalid) ?? 'its answer is invalid', logs });
  return emptyOutcome({ ...outcomeOfResponse(answer), logs });
}

export const lateText = (timeoutMs: number): string => `it did not end within ${timeoutMs} ms`;
