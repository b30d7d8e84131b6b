import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './browser.mjs';
import { batch, eventOf } from './cloud/events.mjs';
import { serve } from './cloud/gateway.mjs';
import { insertRaw, readRows } from './cloud/raw.mjs';
const events = 20_000, rounds = Number(process.env.ROUNDS ?? 3), connections = Number(process.env.CONNECTIONS ?? 16);
const folder = mkdtempSync(join(tmpdir(), 'ecom-bench-'));
const load = fork(new URL('./cloud/load.mjs', import.meta.url));
const ask = (message) => new Promise((resolve, reject) => { load.once('message', (a) => a.error ? reject(new Error(a.error)) : resolve(a)); load.send(message); });
const gateway = await serve(folder, process.env.PROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : []);
try {
  await gateway.ask('/functions/count/pause', {});
  const rows = [];
  for (let r = -1; r < rounds; r++) {
    const [c0, s0] = [await gateway.metric('ecom_commit_requests_count'), await gateway.metric('ecom_commit_requests_sum')];
    const got = await ask({ what: 'fast', port: gateway.port, connections, requests: events / batch });
    const [c1, s1] = [await gateway.metric('ecom_commit_requests_count'), await gateway.metric('ecom_commit_requests_sum')];
    const group = (s1 - s0) / (c1 - c0);
    const source = await readRows(join(folder, 'events.db'), events);
    const one = await insertRaw(join(folder, `raw-1.db`), source, batch);
    const many = await insertRaw(join(folder, `raw-2.db`), source, Math.round(batch * group));
    const big = await insertRaw(join(folder, `raw-3.db`), source, events);
    const body = JSON.stringify({ events: Array.from({ length: batch }, (_, at) => eventOf(at, '00000000-0000-0000-0000-000000000000')) });
    const t = performance.now(); for (let i = 0; i < events / batch; i++) JSON.parse(body); const parse = performance.now() - t;
    const per = (ms) => Math.round(events / ms * 1000);
    if (r >= 0) rows.push({ gateway: per(got.ms), group: +group.toFixed(1), rawBatch: per(one), rawGroup: per(many), rawAll: per(big), parse: per(parse) });
  }
  console.table(rows);
} finally { await gateway.stop(); load.kill(); rmSync(folder, { recursive: true }); }
