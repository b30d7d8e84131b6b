// A gateway as `ecom-events serve` runs it, in a folder of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';
import { key } from './events.mjs';

const admin = 'admin-secret-of-the-benchmark';

/** Starts it; the one function it has says when it was begun. */
export async function serve(directory, nodeOptions = []) {
  mkdirSync(join(directory, 'functions'), { recursive: true });
  writeFileSync(join(directory, 'functions/count.js'), 'export default () => ({ success: true, data: Date.now() });\n');
  const rates = { ratePerMinute: 1e9, ratePerMinutePerAddress: 1e9 };
  const config = {
    merchant: { id: 'bench' },
    port: 0,
    store: 'file:events.db',
    keys: [{ id: key, kind: 'browser', origins: ['*'], ...rates }, { id: 'admin', kind: 'admin', secrets: [admin] }],
    functions: { each: { count: { events: ['*'], concurrency: 64 } } },
  };
  writeFileSync(join(directory, 'ecom-events.config.json'), JSON.stringify(config));
  const child = spawn(process.execPath, [...nodeOptions, `${root}dist/src/cli/ecom-events.js`, 'serve'], { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const found = /"url":"([^"]+)"/.exec(text);
      if (found) resolve(found[1]);
    });
    void ended.then((code) => reject(new Error(`the gateway ended (${code})`)));
  });
  const headers = { authorization: `Bearer ${admin}`, connection: 'close' };
  const ask = async (path, body) => (await fetch(`${url}/admin/api${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })).json();
  /** A number of `/metrics`. */
  const metric = async (name) => {
    const text = await (await fetch(`${url}/metrics`, { headers })).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
  };
  return {
    port: Number(new URL(url).port),
    ask,
    /** Synced commits so far, and the requests in them. */
    commits: async () => ({ commits: await metric('ecom_commit_requests_count'), requests: await metric('ecom_commit_requests_sum') }),
    /** Calls that succeeded. */
    calls: () => metric('ecom_calls_total\\{function="count",outcome="success"\\}'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    kill: () => child.kill('SIGKILL'),
  };
}
