// What the scripts share: running a command, and one after the other.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The drop-in scripts of dist/: what stands in src/ itself, but for the main entry of the package and its version. */
export const dropIns = readdirSync(`${root}src`).flatMap((file) => /^(?!index\.|version\.)(\w[\w-]*)\.ts$/.exec(file)?.[1] ?? []);

// Commands of the dependencies are found without npx, which would go to the network for a missing one.
const path = [`${root}node_modules/.bin`, process.env.PATH].join(delimiter);

/** Runs a command line in the repository, with its output on ours (`held`: all at once, at its end); resolves with the exit code. */
export function run(command, env = {}, held = false) {
  return new Promise((resolve) => {
    const stdio = held ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, { cwd: root, shell: true, stdio, env: { ...process.env, PATH: path, ...env } });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => output.push(part));
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    // A signal leaves no code.
    child.once('close', (code) => {
      if (held) process.stdout.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

/** Runs them in turn and stops at the first that fails; resolves with its exit code, 0 when none did. */
export async function runAll(commands) {
  for (const command of commands) {
    const code = await run(command);
    if (code) {
      console.error(`failed: ${command}`);
      return code;
    }
  }
  return 0;
}

/** A port that nobody listens at. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
