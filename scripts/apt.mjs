// Debian's and Ubuntu's packages, for browsers and servers that are missing: as root only, else it does nothing.
import { spawnSync } from 'node:child_process';

/** Runs a command; true when it succeeded. What installers say goes to stderr: stdout is for the tests. */
export const succeeds = (command, ...args) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

/** Installs the packages, where that is possible. The caller looks whether it has what it wants then. */
export function installByApt(...packages) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.error(`apt-get install ${packages.join(' ')}`);
  // Another apt-get may be at work.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  // An update that fails half may still know the packages.
  succeeds('apt-get', ...wait, 'update');
  if (!succeeds('apt-get', ...wait, 'install', '-y', '--no-install-recommends', ...packages)) console.error('apt-get could not install it');
}
