import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, Agent as HttpAgent, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { checkedLookup, isKnownPrivate, portOf, refuseLiteral, type Resolve } from './address.js';
import type { FunctionOutcome } from './runner.js';

/** Bounds of what one call of a function may send and fetch. */
export interface EgressLimits {
  requests: number;
  /** Of one request's body, in bytes. */
  requestBytes: number;
  /** Of one answer's body, in bytes. */
  responseBytes: number;
}

export const egressLimits: EgressLimits = { requests: 50, requestBytes: 1024 * 1024, responseBytes: 10 * 1024 * 1024 };

/** Where a function may connect to, and how that is found. */
export interface EgressRules {
  /** `api.example.com`, `*.example.com`, `api.example.com:8443`, `http://api.example.com`, or `*` for any public host; https unless it says http. */
  allow: readonly string[];
  /** `host:port` that may be of a private network. */
  privateHosts: readonly string[];
  resolve: Resolve;
  /** Certificates to trust instead of the usual ones, PEM. */
  ca?: string;
  limits: EgressLimits;
}

/** A call whose requests are let through. */
export interface EgressCall {
  deliveryId: string;
  /** What it has asked for, as the outcome tells it. */
  requests: FunctionOutcome['requests'];
  /** Aborted when the call is over. */
  signal: AbortSignal;
  /** For the keys of repeated requests: method and address → hashes of the bodies seen. */
  operations: Map<string, string[]>;
}

export const egressCall = (deliveryId: string, signal: AbortSignal): EgressCall => ({ deliveryId, requests: [], signal, operations: new Map() });

/** Headers that belong to one connection, ours to write, or workerd's own. */
const notForwarded = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|expect|content-length|x-ecom-.*|cf-.*|x-forwarded-.*|forwarded)$/i;

/** Whether a list of allowed hosts has this address. */
export function isAllowed(url: URL, allow: readonly string[]): boolean {
  return allow.some((entry) => {
    const insecure = entry.startsWith('http://');
    if (insecure !== (url.protocol === 'http:')) return false;
    const [, host = '', port = insecure ? '80' : '443'] = /^(?:https?:\/\/)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/.exec(entry) ?? [];
    if (port !== portOf(url)) return false;
    const name = url.hostname.replace(/\.$/, '');
    return host === '*' || (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host.toLowerCase());
  });
}

/** Why a request is not made. */
class Refused extends Error {}

/** The address without what may be secret or personal in its query. */
const described = (url: URL): string => (url.host + url.pathname).slice(0, 300);

/** Reads a body to its end. @throws Refused when it is longer than that */
async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > most) throw new Refused(`a request may have ${most} bytes`);
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/**
 * The key by which a receiver knows a repeated request: the delivery's id, which every attempt shares. When a call posts several
 * different bodies to one address, the second has `<id>-2`, and so on; the same body again is the same request.
 */
function idempotencyKey(call: EgressCall, method: string, url: URL, body: Buffer): string {
  const operation = `${method} ${url.href}`;
  const seen = call.operations.get(operation) ?? [];
  call.operations.set(operation, seen);
  const hash = createHash('sha256').update(body).digest('base64');
  if (!seen.includes(hash)) seen.push(hash);
  const place = seen.indexOf(hash) + 1;
  return place === 1 ? call.deliveryId : `${call.deliveryId}-${place}`;
}

/** What goes along with a request: the function's own headers, less what is not its to say. */
function forwardedHeaders(raw: readonly string[]): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]!.toLowerCase();
    if (!notForwarded.test(name)) headers[name] = name in headers ? `${String(headers[name])}, ${raw[index + 1]}` : raw[index + 1];
  }
  return headers;
}

/** The way out of one sandbox. */
export interface Egress {
  /** Listens on a socket of the file system. */
  listen(path: string): Promise<void>;
  /** Lets a call's requests through, by its token, until the function that comes back is called. */
  admit(token: string, call: EgressCall): () => void;
  close(): void;
}

/**
 * A proxy in our process: the only address a sandbox can reach. It judges every request, so every redirect too (workerd follows
 * them, one request each), connects to the address it has checked, and notes what was asked for.
 */
export function createEgress(rules: EgressRules): Egress {
  const calls = new Map<string, EgressCall>();
  const agents = { 'http:': new HttpAgent({ keepAlive: true, maxSockets: 32 }), 'https:': new HttpsAgent({ keepAlive: true, maxSockets: 32, ca: rules.ca }) };

  /** The address that was asked for. @throws when it may not be reached */
  function judge(request: IncomingMessage, call: EgressCall, url: URL): void {
    if (call.requests.length > rules.limits.requests) throw new Refused(`a call may make ${rules.limits.requests} requests`);
    if (request.headers.upgrade) throw new Refused('a connection cannot be upgraded');
    if (!isAllowed(url, rules.allow))
      throw new Refused(`${url.protocol}//${url.host} is not among the hosts this function may reach; list it under "egress" in the configuration`);
    if (!isKnownPrivate(url, rules.privateHosts)) refuseLiteral(url);
  }

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = calls.get(String(request.headers['x-ecom-call']));
    if (!call) return refuse(response, 'no call is under way');
    const method = request.method ?? 'GET';
    const startedAt = performance.now();
    const entry: FunctionOutcome['requests'][number] = { method, url: '', durationMs: 0 };
    if (call.requests.length <= rules.limits.requests) call.requests.push(entry);
    const tell = (reason: string): void => {
      entry.refused = reason;
      entry.durationMs = Math.round(performance.now() - startedAt);
      refuse(response, reason);
    };
    try {
      const url = new URL(request.url ?? '');
      entry.url = described(url);
      judge(request, call, url);
      const body = await readBody(request, rules.limits.requestBytes);
      const headers = forwardedHeaders(request.rawHeaders);
      const safe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
      if (!safe) headers['idempotency-key'] ??= idempotencyKey(call, method, url, body);
      if (body.length || !safe) headers['content-length'] = body.length;
      const answer = await connect(url, method, headers, body, call.signal);
      entry.status = answer.statusCode;
      await pass(answer, response);
    } catch (error) {
      tell(reasonOf(error));
    }
    entry.durationMs = Math.round(performance.now() - startedAt);
  }

  function connect(url: URL, method: string, headers: OutgoingHttpHeaders, body: Buffer, signal: AbortSignal): Promise<IncomingMessage> {
    const lookup = checkedLookup(rules.resolve, isKnownPrivate(url, rules.privateHosts));
    return new Promise((resolve, reject) => {
      const options = { method, headers, lookup, signal, maxHeaderSize: 16_384 };
      const outgoing =
        url.protocol === 'https:' ? httpsRequest(url, { ...options, agent: agents['https:'] }) : httpRequest(url, { ...options, agent: agents['http:'] });
      outgoing.once('response', resolve).once('error', reject);
      outgoing.once('upgrade', (_, socket: Duplex) => {
        socket.destroy();
        reject(new Refused('a connection cannot be upgraded'));
      });
      outgoing.end(body);
    });
  }

  async function pass(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = Object.entries(answer.headers).filter(([name]) => !notForwarded.test(name) || name === 'content-length');
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
    let size = 0;
    for await (const part of answer) {
      size += (part as Buffer).length;
      if (size > rules.limits.responseBytes) {
        // The head is out: only the connection can still say it.
        response.destroy();
        throw new Refused(`an answer may have ${rules.limits.responseBytes} bytes`);
      }
      if (!response.write(part) && !response.destroyed) await drained(response);
      if (response.destroyed) break;
    }
    response.end();
  }

  const server = createServer({ requireHostHeader: false, maxHeaderSize: 16_384 }, (request, response) => {
    response.on('error', () => {});
    void forward(request, response);
  });
  // A socket of its own (`connect()` of cloudflare:sockets) would be a way around all this.
  server.on('connect', (request, socket: Duplex) => {
    const call = [...calls.values()][0];
    if (call && call.requests.length <= rules.limits.requests) call.requests.push({ method: 'CONNECT', url: String(request.url).slice(0, 300), durationMs: 0, refused: 'only fetch is allowed' });
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });

  return {
    listen: (path) => new Promise((resolve, reject) => server.once('error', reject).listen(path, resolve)),
    admit(token, call) {
      calls.set(token, call);
      return () => void calls.delete(token);
    },
    close() {
      server.close();
      server.closeAllConnections();
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** Resolves when more can be written, or nobody is there any more. */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });

/** Why a request failed, for the author. */
function reasonOf(error: unknown): string {
  const { name, message, code } = error as Error & { code?: string };
  if (name === 'AbortError') return 'the call is over';
  return message || code || name;
}

/** Tells the sandbox, whose `fetch` throws it. */
function refuse(response: ServerResponse, reason: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(403, { 'x-ecom-refused': encodeURIComponent(reason.slice(0, 500)), connection: 'close' }).end();
}
