import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../version.js';

const templates = resolve(dirname(fileURLToPath(import.meta.url)), '../../../templates');

/** `ecom-events init tracker <folder>`: writes a small project. It overwrites nothing and asks no network. */
export function init([kind, folder, ...more]: string[]): void {
  const kinds = readdirSync(templates);
  const usage = `Usage: ecom-events init ${kinds.join('|')} <folder>`;
  if (kind === '--help') return console.log(usage);
  if (!kind || !folder || more.length || !kinds.includes(kind)) throw new Error(usage);
  const target = resolve(folder);
  const name = basename(target).toLowerCase();
  // As npm wants it. The name is also that under which the bundle registers.
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)) throw new Error(`"${name}" is no name for a package: small letters, digits, dots and dashes, 64 at most`);
  if (existsSync(target) && readdirSync(target).length) throw new Error(`${target} is not empty`);

  const template = join(templates, kind);
  for (const entry of readdirSync(template, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    // npm leaves a .gitignore out of a package.
    const file = join(target, source.slice(template.length).replace('_gitignore', '.gitignore'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, readFileSync(source, 'utf8').replaceAll('{{name}}', name).replaceAll('{{version}}', version));
  }
  console.log(`${target} is there. Next:

  cd ${folder}
  npm install
  npm run dev     fires every event of the catalogue at your listeners
  npm run build   makes dist/tracker.js`);
}
