import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isObject, type JsonObject } from '../../../events/plain.js';
import { version } from '../../../version.js';
import { checkedLookup, isKnownPrivate, refuseLiteral, type Resolve } from '../runner/address.js';
import { emptyOutcome, isTemporary, lateText, outcomeOfResponse } from '../runner/outcome.js';
import type { FunctionCall, FunctionOutcome } from '../runner/runner.js';
import { secretBytes, signedHeaders } from './signature.js';

/** A function behind an address. */
export interface RemoteOptions {
  url: string;
  /** One, or two while it is replaced: `whsec_…`. */
  secrets: readonly string[];
  settings: JsonObject | null;
  /** `host:port` that may be of a private network, and then plain http. */
  privateHosts: readonly string[];
  resolve: Resolve;
  ca?: string;
}

/** More of an answer is not read, in bytes. */
const maxAnswer = 64 * 1024;
/** Nobody is waited for longer, ms. */
const longestWait = 24 * 60 * 60 * 1000;

/** What a `Retry-After` header asks for, ms: seconds or a date. */
export function retryAfter(header: string | undefined, now = Date.now()): number | undefined {
  if (!header) return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), longestWait);
}

/** Delivers to an address: signed as Standard Webhooks 1.0 has it, the call's context as the body. */
export class RemoteFunction {
  readonly #url: URL;
  readonly #agent: HttpAgent | HttpsAgent;

  /** @throws when the address or a secret is no good */
  constructor(private readonly options: RemoteOptions) {
    this.#url = new URL(options.url);
    const { protocol, host, username, password } = this.#url;
    const isPrivate = isKnownPrivate(this.#url, options.privateHosts);
    if (protocol !== 'https:' && !(protocol === 'http:' && isPrivate)) throw new TypeError(`its url must begin with https://, not ${protocol}//${host}`);
    if (username || password) throw new TypeError('its url must hold no user name or password');
    if (!isPrivate) refuseLiteral(this.#url);
    if (!options.secrets.length) throw new TypeError('it has a url and no secrets to sign with');
    for (const secret of options.secrets) secretBytes(secret);
    const agent = { keepAlive: true, maxSockets: 64 };
    this.#agent = protocol === 'https:' ? new HttpsAgent({ ...agent, ca: options.ca }) : new HttpAgent(agent);
  }

  async call(call: FunctionCall, signal: AbortSignal): Promise<FunctionOutcome> {
    const startedAt = performance.now();
    const entry: FunctionOutcome['requests'][number] = { method: 'POST', url: (this.#url.host + this.#url.pathname).slice(0, 300), durationMs: 0 };
    const late = AbortSignal.timeout(call.timeoutMs);
    let outcome: FunctionOutcome;
    try {
      const answer = await this.#post(call, AbortSignal.any([signal, late]));
      entry.status = answer.statusCode;
      const text = await readText(answer);
      outcome = outcomeOfAnswer(answer, text);
    } catch (error) {
      outcome = emptyOutcome(this.#failure(error as Error & { code?: string }, call, signal, late));
    }
    entry.durationMs = Math.round(performance.now() - startedAt);
    return { ...outcome, requests: [entry], durationMs: entry.durationMs };
  }

  #post({ payload, delivery, source }: FunctionCall, signal: AbortSignal): Promise<IncomingMessage> {
    const { settings, privateHosts, resolve, secrets } = this.options;
    const body = JSON.stringify({ payload, settings, merchant: { id: payload.merchant }, delivery, source });
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': `ecom-events/${version}`,
      ...signedHeaders(secrets, delivery.id, body),
    };
    const lookup = checkedLookup(resolve, isKnownPrivate(this.#url, privateHosts));
    const send = this.#url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((done, reject) => {
      send(this.#url, { method: 'POST', headers, agent: this.#agent, lookup, signal, maxHeaderSize: 16_384 }, done).once('error', reject).end(body);
    });
  }

  #failure({ name, message, code }: Error & { code?: string }, call: FunctionCall, signal: AbortSignal, late: AbortSignal): Parameters<typeof emptyOutcome>[0] {
    if (signal.aborted) return { kind: 'retry', message: 'it was stopped', innocent: true };
    if (late.aborted) return { kind: 'retry', status: 504, message: lateText(call.timeoutMs) };
    return { kind: 'retry', message: message || code || name };
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** The body as text; undefined when it is too long to be read. */
async function readText(answer: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    size += (part as Buffer).length;
    // Leaving the loop closes the connection.
    if (size > maxAnswer) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}

/** How an answer counts: its status first, then what its body says if that is the answer of a function. */
function outcomeOfAnswer({ statusCode = 0, headers }: IncomingMessage, text: string | undefined): FunctionOutcome {
  const retryAfterMs = retryAfter(headers['retry-after']);
  const wait = retryAfterMs !== undefined && { retryAfterMs };
  // JSON may say that it failed: a status of success is not believed then, as of a local function. A page says nothing.
  if (text === undefined && /\bjson\b/i.test(headers['content-type'] ?? '') && statusCode >= 200 && statusCode < 300) return emptyOutcome({ kind: 'rejected', status: statusCode, message: `its answer is longer than ${maxAnswer} bytes` });
  let body: unknown;
  try {
    body = JSON.parse(text ?? '');
  } catch {
    body = undefined;
  }
  const said = isObject(body) && typeof body.success === 'boolean' ? outcomeOfResponse(body) : undefined;
  if (statusCode >= 200 && statusCode < 300) {
    const outcome = emptyOutcome({ ...(said ?? { kind: 'success' }), status: said?.kind === 'success' || !said ? statusCode : said.status });
    return outcome.kind === 'retry' ? { ...outcome, ...wait } : outcome;
  }
  const message = said?.message ?? `it answered ${statusCode}`;
  const error = said?.error;
  if (statusCode === 410) return emptyOutcome({ kind: 'rejected', status: statusCode, message: 'its address is gone (410)', gone: true });
  if (statusCode >= 300 && statusCode < 400) return emptyOutcome({ kind: 'retry', status: statusCode, message: `it answered ${statusCode}; redirects are not followed`, ...wait });
  return emptyOutcome({ kind: isTemporary(statusCode) ? 'retry' : 'rejected', status: statusCode, message, error, ...(isTemporary(statusCode) && wait) });
}
