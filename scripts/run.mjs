// What the scripts share: running a command, and one after the other.
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

// Commands of the dependencies are found without npx, which would go to the network for a missing one.
const path = [`${root}node_modules/.bin`, process.env.PATH].join(delimiter);

/** Runs a command line in the repository, with its output on ours; resolves with the exit code. */
export function run(command, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: root, shell: true, stdio: 'inherit', env: { ...process.env, PATH: path, ...env } });
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    // A signal leaves no code.
    child.once('close', (code) => resolve(code ?? 1));
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
