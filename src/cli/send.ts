import { randomUUID } from 'node:crypto';
import { resolveSecret, sign, type GatewayConfig } from '../cloud/gateway/index.js';
import { readJson } from './project-files.js';
import { readArgs, readProject } from './project.js';

const usage = `send <event> [--payload '<json>' | --file <file>] [--user <id>] [--id <event id>] [--key <id of a server key>] [--url <gateway>]`;

/** `ecom-events send`: sends an event as the shop's server does, signed. */
export async function send(args: string[]): Promise<void> {
  const own = { payload: { type: 'string' }, file: { type: 'string' }, user: { type: 'string' }, id: { type: 'string' }, key: { type: 'string' }, url: { type: 'string' } } as const;
  const { values, positionals } = readArgs(args, own, usage);
  const [event, ...more] = positionals;
  if (!event || more.length) throw new Error(`Usage: ecom-events ${usage}`);
  const project = readProject(values);
  const { id, secret } = serverKey(project, values.key);
  const payload = values.file === undefined ? parsePayload(values.payload ?? '{}') : readJson(values.file);
  const sent = { type: 'track', event, payload, event_id: values.id ?? randomUUID(), timestamp: new Date().toISOString(), user_id: values.user };
  const body = JSON.stringify({ events: [sent] });
  const requestId = `msg_${randomUUID()}`;
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'x-write-key': id,
    'webhook-id': requestId,
    'webhook-timestamp': String(seconds),
    'webhook-signature': sign(secret, requestId, seconds, body),
  };
  const response = await post(values.url ?? `http://${project.host}:${project.port}`, { headers, body });
  const answer = (await response.json().catch(() => ({}))) as { results?: { event_id: string; status: string; findings?: { message: string }[] }[]; error?: { message: string } };
  const [result] = answer.results ?? [];
  if (!result) throw new Error(answer.error?.message ?? `the gateway answered ${response.status}`);
  console.log(`${result.event_id} ${result.status}`);
  for (const { message } of result.findings ?? []) console.log(`  ${message}`);
  if (result.status === 'rejected') process.exitCode = 1;
}

function parsePayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`--payload: expected JSON, as '{ "order_id": "50" }'; ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
}

/** Posts to a gateway. @throws naming its address, when nobody answers there */
async function post(gateway: string, request: { headers: Record<string, string>; body: string }): Promise<Response> {
  if (!URL.canParse(gateway)) throw new Error(`--url: expected an address, as http://127.0.0.1:8787, not ${gateway}`);
  try {
    return await fetch(new URL('/v1/events', gateway), { method: 'POST', ...request });
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    throw new Error(`no gateway answers at ${gateway}${code ? ` (${code})` : ''}; start it with: ecom-events serve`, { cause: error });
  }
}

function serverKey({ keys }: GatewayConfig, wanted: string | undefined): { id: string; secret: string } {
  const key = keys.find((one) => one.kind === 'server' && (wanted === undefined || one.id === wanted));
  if (key?.kind !== 'server' || !key.secrets[0]) throw new Error('a server key with a secret is needed: ecom-events keys create --kind server');
  return { id: key.id, secret: resolveSecret(key.secrets[0], process.env) };
}
