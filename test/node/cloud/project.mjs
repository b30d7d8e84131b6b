// A cloud project in a new folder, and its commands as they are typed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/run.mjs';
import { eventually, folder } from './gateway.mjs';

const cli = join(root, 'dist/src/cli/ecom-events.js');

/** A project in a new folder, and a way to type commands in it. */
export function project(context, config = {}) {
  const directory = folder(context);
  const file = join(directory, 'ecom-events.config.json');
  writeFileSync(file, JSON.stringify({ merchant: { id: 'm1' }, port: 0, ...config }));
  const begin = (...args) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: directory });
    const output = { out: '', err: '' };
    child.stdout.on('data', (part) => (output.out += part));
    child.stderr.on('data', (part) => (output.err += part));
    const ended = new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output })));
    context.after(() => child.kill('SIGKILL'));
    return { child, output, ended };
  };
  const run = (...args) => begin(...args).ended;
  /** A gateway that listens. */
  const serve = async (...args) => {
    const served = begin('serve', ...args);
    const { url } = await eventually(() => JSON.parse(served.output.out.split('\n').find((line) => line.includes('listening'))), 60_000);
    return { ...served, url };
  };
  return { directory, begin, run, serve, config: () => JSON.parse(readFileSync(file, 'utf8')) };
}

/** Says what went wrong when a command fails. */
export const ok = ({ code, out, err }) => {
  assert.equal(code, 0, err);
  return out;
};
