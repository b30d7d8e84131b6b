// Gateways in processes of their own (`ecom-events serve`, as anybody runs it), which can be killed at any time.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort, root } from '../../scripts/run.mjs';
import { adminSecret, keys, secret } from '../node/cloud/gateway.mjs';

/** A local function that crashes in every way, before and after its effect. */
const forward = `
export const eventName = 'Product Added';
export default async ({ payload, settings }) => {
  const chance = Math.random();
  if (chance < 0.003) for (;;);
  if (chance < 0.006) await new Promise(() => {});
  if (chance < 0.03) throw new Error('before');
  const answer = await fetch(settings.url, { method: 'POST', body: JSON.stringify({ product_id: payload.data.product_id }) });
  if (chance > 0.98) throw new Error('after');
  return answer.ok ? Resp.success() : Resp.error().setStatus(answer.status);
};
`;

/** Which events a function takes. */
export const takes = {
  audit: () => true,
  journey: () => true,
  orders: ({ cloudName }) => cloudName === 'order.completed',
  forward: ({ cloudName }) => cloudName === 'product.added',
};

/** Writes the project that all gateways run. */
export function writeProject(directory, store, partnerPort) {
  const host = `127.0.0.1:${partnerPort}`;
  const often = [0, ...Array.from({ length: 200 }, (_, index) => Math.min(50 * (index + 1), 400))];
  const remote = (name, more) => ({ url: `http://${host}/${name}`, privateHosts: [host], secrets: [secret], timeoutMs: 1000, concurrency: 16, scheduleMs: often, ...more });
  const each = {
    audit: remote('audit', { events: ['*'] }),
    journey: remote('journey', { events: ['*'], ordered: true }),
    orders: remote('orders', { events: ['order.completed'], scheduleMs: [0, 50, 100, 150] }),
    forward: { egress: [`http://${host}`], privateHosts: [host], settings: { url: `http://${host}/forward` }, timeoutMs: 1000, concurrency: 8, scheduleMs: often },
  };
  const plenty = { ratePerMinute: 10_000_000, ratePerMinutePerAddress: 10_000_000 };
  const config = {
    merchant: { id: 'm1' }, store, functions: { each },
    keys: keys.map((key) => ({ ...key, ...(key.kind === 'browser' ? plenty : key.kind === 'server' && { ratePerMinute: plenty.ratePerMinute }) })),
  };
  mkdirSync(join(directory, 'functions'));
  writeFileSync(join(directory, 'functions/forward.ts'), forward);
  writeFileSync(join(directory, 'ecom-events.config.json'), JSON.stringify(config));
}

/** One gateway, at one port, over several lives. */
class GatewayProcess {
  lives = 0;
  up = false;
  /** The last lines it logged, for who has to find out why it does not start. */
  lines = [];

  constructor(directory, port) {
    this.directory = directory;
    this.port = port;
  }

  /** Resolves when it listens. */
  async start() {
    const child = spawn(process.execPath, [join(root, 'dist/src/cli/ecom-events.js'), 'serve', '--port', String(this.port), '--log', 'info'], { cwd: this.directory, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.lives++;
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    const note = (line) => {
      this.lines.push(line);
      if (this.lines.length > 30) this.lines.shift();
    };
    createInterface(child.stderr).on('line', note);
    await new Promise((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        note(line);
        if (line.includes('"message":"listening"')) resolve();
      });
      void this.ended.then((how) => reject(new Error(`a gateway ended (${how}) instead of starting:\n${this.lines.join('\n')}`)));
    });
    this.up = true;
    void this.ended.then(() => {
      if (this.child === child) this.up = false;
    });
  }

  async end(signal) {
    this.up = false;
    this.child.kill(signal);
    return this.ended;
  }

  async ask(path, body) {
    const response = await fetch(`http://127.0.0.1:${this.port}/admin/api${path}`, {
      headers: { authorization: `Bearer ${adminSecret}` },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }
}

export const makeGateways = (directory, count) => Promise.all(Array.from({ length: count }, async () => new GatewayProcess(directory, await freePort())));
