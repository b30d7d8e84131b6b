// PostgreSQL for the tests: finds the server's programs, or gets them (Debian's package, as root), and runs one with a folder of
// its own, which is gone when it ends. `node scripts/postgres.mjs` runs one to try a gateway with, until Ctrl+C.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installByApt } from './apt.mjs';
import { freePort } from './run.mjs';

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where Debian, Homebrew and the installers of PostgreSQL put it, the newest first; PATH goes before. */
function folders() {
  const versions = (folder) => (existsSync(folder) ? readdirSync(folder) : []).sort((one, other) => parseFloat(other) - parseFloat(one)).map((version) => join(folder, version, 'bin'));
  const brew = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.startsWith('postgresql')).map((name) => join(folder, name, 'bin')));
  return [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...versions('/usr/lib/postgresql'), ...versions('/Library/PostgreSQL'), ...brew];
}

/** The folder that holds both programs, or undefined. */
const find = () => folders().find((folder) => ['postgres', 'initdb'].every((name) => isProgram(join(folder, name))));

/** The folder of PostgreSQL's programs. Throws an Error that says what to do when there is none to be had. */
export function ensurePostgres() {
  const found = find() ?? (installByApt('postgresql'), find());
  if (found) return found;
  throw new Error('There is no PostgreSQL, and none could be installed. Install it (Debian, as root: apt-get install postgresql) or put its programs on the PATH.');
}

/** Who it runs as: it refuses to be root. */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    const { status, stdout } = spawnSync('id', [user], { encoding: 'utf8' });
    const [, uid, gid] = (status === 0 && /^uid=(\d+).*? gid=(\d+)/.exec(stdout)) || [];
    if (uid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
}

/**
 * Starts a PostgreSQL.
 *
 * @param settings of the server, as postgresql.conf has them
 * @returns its address for a database of this name, and what ends it and removes what it wrote; `kill` as a crash would, `start`
 * begins again where it was
 */
export async function startPostgres({ settings = {} } = {}) {
  const bin = ensurePostgres();
  const who = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'ecom-postgres-'));
  let server;
  // Ours ends with us, also when we do not come to say so.
  const cleanUp = () => {
    server?.kill('SIGQUIT');
    // It writes until it is gone; nothing can be awaited any more.
    for (let tries = 0; existsSync(join(folder, 'data/postmaster.pid')) && tries < 100; tries++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.once('exit', cleanUp);
  if (who) chownSync(folder, who.uid, who.gid);
  const port = await freePort();
  const data = join(folder, 'data');
  const cleanEnv = { PATH: process.env.PATH, LC_ALL: 'C', HOME: folder };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'ecom', '--auth=trust', '--encoding=UTF8', '--no-sync', '--locale=C'], { ...who, cwd: folder, env: cleanEnv, stdio: ['ignore', 'ignore', 'pipe'] });
  const options = Object.entries({ listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, max_connections: 200, shared_buffers: '128MB', ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let said = '';
  const start = async () => {
    server = spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...who, cwd: folder, env: cleanEnv, stdio: ['ignore', 'ignore', 'pipe'] });
    said = '';
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)));
      server.stderr.on('data', (part) => {
        said = (said + part).slice(-10_000);
        if (said.includes('database system is ready to accept connections')) resolve();
      });
    });
  };
  const end = async (signal) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  const stop = async () => {
    process.off('exit', cleanUp);
    await end('SIGINT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const address = (database = 'postgres') => `postgres://ecom@127.0.0.1:${port}/${database}`;
  return {
    address,
    stop,
    start,
    /** Ends it at once, as when its machine loses power, but for what the disk holds. */
    kill: () => end('SIGQUIT'),
    /** What it wrote to its log of late. */
    log: () => said,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit());
  const postgres = await startPostgres();
  console.log(`PostgreSQL: ${postgres.address()}\nCtrl+C ends it and removes what it holds.`);
}
