// The package as it is published, packed and put into a folder as npm would install it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';

/** A new folder with the package in its node_modules; beside it what npm would install, the dependencies and theirs, and `more`. */
export function installPacked(more = []) {
  const project = mkdtempSync(join(tmpdir(), 'ecom-events-consumer-'));
  const modules = join(project, 'node_modules');
  const installed = join(modules, 'ecom-events');
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', project], { cwd: root, shell: true });
  const tarball = readdirSync(project).find((file) => file.endsWith('.tgz'));
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], { cwd: project });
  for (const name of ['lit', 'lit-html', 'lit-element', '@lit', 'zod', '@types/trusted-types', ...more]) {
    const link = join(modules, name);
    mkdirSync(join(link, '..'), { recursive: true });
    if (!existsSync(link)) symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module', private: true }));
  return { project, installed };
}

/** Runs a program of Node in the folder; its output, or an Error that holds it. */
export function runNode(cwd, ...args) {
  try {
    return execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(`${error.stdout}${error.stderr}`, { cause: error });
  }
}
