// Runs in workerd around the author's code: calls it and says as JSON how that went.
import './prelude.js';
import { dotted } from '../../dotted.js';
import { calls, type SandboxCall } from './call.js';

type Handler = (context: unknown) => unknown;

const maxData = 64_000;
const maxText = 2_000;

// Not by a plain import: that would run before the prelude does.
const author: object = await import('virtual:ecom-function');
const { default: given, eventName } = author as { default?: unknown; eventName?: unknown };
const isMap = typeof given === 'object' && given !== null;

/** Cloud name → function, of a map. */
const handlers = new Map(isMap ? Object.entries(given).map(([name, handler]): [string, unknown] => [dotted(name), handler]) : []);

/** What the module is: which events it names, or that it cannot be used. */
function describe(): object {
  if (!isMap && typeof given !== 'function') return { problem: 'its default export is neither a function nor a map from event names to functions' };
  const wrong = isMap && Object.entries(given).find(([, handler]) => typeof handler !== 'function');
  if (wrong) return { problem: `"${wrong[0]}" of its map is no function` };
  return { isMap, events: isMap ? Object.keys(given) : eventName === undefined ? undefined : [eventName].flat().map(String) };
}

/** As JSON, when it is that and not too long. */
function bounded(value: unknown, most: number, name: string): { value?: unknown; note?: string } {
  if (value === undefined) return {};
  try {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) return { note: `${name} is no JSON` };
    return text.length > most ? { note: `${name} of ${text.length} characters was left out; ${most} is the limit` } : { value };
  } catch (error) {
    return { note: `${name} is no JSON: ${String(error).slice(0, 200)}` };
  }
}

/** The answer of the author's code as data. */
function answerOf(result: unknown): object {
  if (typeof result !== 'object' || result === null || typeof (result as { success?: unknown }).success !== 'boolean')
    return { invalid: `it returned ${result === null ? 'null' : typeof result}; expected { success: true } or false, or what Resp builds` };
  const { success, status, message, data, error } = result as Record<string, unknown>;
  const kept = bounded(data, maxData, 'data');
  const reason = bounded(error, maxText, 'error');
  const text = [message, kept.note, reason.note].filter((part) => part !== undefined && part !== null && part !== '').map(String);
  return { success, status, message: text.join('; ').slice(0, maxText) || undefined, data: kept.value, error: reason.value };
}

/** Text of what was thrown, for the author. */
const thrownText = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, maxText);

async function invoke(context: { payload: { event: string } }): Promise<object> {
  try {
    const { event } = context.payload;
    const handler = isMap ? (handlers.get(event) ?? handlers.get('*')) : given;
    if (typeof handler !== 'function') return { invalid: `it takes no ${event}` };
    return answerOf(await (handler as Handler)(context));
  } catch (error) {
    if (error instanceof Error && error.stack) console.error(error.stack);
    return { thrown: thrownText(error) };
  }
}

export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method === 'GET') return Response.json(describe());
    const { context, token, timeoutMs } = (await request.json()) as { context: { payload: { event: string } }; token: string; timeoutMs: number };
    const call: SandboxCall = { token, logs: [], written: 0, dropped: 0 };
    const answer = await calls.run(call, () => {
      let clock: ReturnType<typeof setTimeout>;
      const late = new Promise<object>((resolve) => (clock = setTimeout(() => resolve({ late: true }), timeoutMs)));
      return Promise.race([invoke(context), late]).finally(() => clearTimeout(clock));
    });
    return Response.json({ answer, logs: call.logs, dropped: call.dropped });
  },
};
