// A gateway in a process of its own, to be killed. Its function writes each call to a file, synced, before it answers.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseConfig, startGateway } from '../../../dist/src/cloud/gateway/index.js';
import { keys } from './gateway.mjs';

const [directory] = process.argv.slice(2);
const calls = join(directory, 'calls.txt');
const runner = {
  async call({ delivery, payload }) {
    appendFileSync(calls, `${delivery.id} ${delivery.attempt} ${payload.data.product_id}\n`);
    // Long enough to be killed in the middle.
    await wait(Math.random() * 20);
    const kind = Math.random() < 0.1 ? 'retry' : 'success';
    return { kind, status: kind === 'retry' ? 500 : 200, logs: [], requests: [], durationMs: 1 };
  },
  async close() {},
};
const config = parseConfig({ merchant: { id: 'm1' }, port: 0, store: 'file:events.db', keys }, directory);
const specs = [{ name: 'f', kind: 'local', events: ['*'], concurrency: 8, scheduleMs: [0, ...Array.from({ length: 50 }, () => 20)] }];
const gateway = await startGateway(config, { runner, specs, log() {}, env: {} });
process.send(gateway.url);
process.on('disconnect', () => process.exit());
