// Runs in workerd before the author's code: gives it the globals it counts on.
import { Resp } from '../../../functions/index.js';
import { calls, type LogLine } from './call.js';

const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
const maxLines = 200;
const maxLine = 2_000;
const maxCharacters = 32_000;

/** A value as a line of the console shows it. */
function show(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    if (value instanceof Error) return value.stack ?? String(value);
    return (typeof value === 'object' && value !== null && JSON.stringify(value)) || String(value);
  } catch {
    // A cycle, or an object that throws while it is read.
    return `[${typeof value}]`;
  }
}

function write(level: LogLine['level'], values: unknown[]): void {
  const call = calls.getStore();
  if (!call) return;
  if (call.logs.length >= maxLines || call.written >= maxCharacters) {
    call.dropped++;
    return;
  }
  const text = values.map(show).join(' ').slice(0, maxLine);
  call.written += text.length;
  call.logs.push({ level, text, at: Date.now() });
}

for (const level of levels) console[level] = (...values: unknown[]) => write(level, values);
globalThis.Resp = Resp;

const send = globalThis.fetch;

/** Every request says which call it belongs to; the egress takes that away, decides, and says why when it refuses. */
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  request.headers.set('x-ecom-call', calls.getStore()?.token ?? '');
  const response = await send(request);
  const refused = response.headers.get('x-ecom-refused');
  if (refused) throw new TypeError(`fetch was refused: ${decodeURIComponent(refused)}`);
  return response;
};
