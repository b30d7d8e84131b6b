// The rooms of the repository and what may enter each: the table of the architecture as rules. Fails when an import,
// of a type too, breaks one. test/node/check-imports.test.mjs proves that it notices.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root as repository } from './run.mjs';

const lit = ['lit', '@lit/reactive-element'];
const anything = () => true;
const none = [];
const rooms = (...names) => (file, room) => names.includes(room);

/** What each room may import besides its own files: which files of ours, and which packages. */
const rules = {
  'src/events': { ours: rooms(), packages: ['zod'] },
  'src/tracker': { ours: rooms('src/events'), packages: none },
  'src/destinations': { ours: rooms('src/events'), packages: none },
  // Who tells the gate of consent, and whom it tells: Google's words are those of its destinations.
  'src/consent': { ours: (file, room) => ['src/events', 'src/tracker'].includes(room) || file === 'src/destinations/shared/google-consent.ts', packages: none },
  'src/platforms': { ours: rooms('src/events', 'src/tracker'), packages: none },
  // The table by which destinations speak is read the other way, and an order that an element has reported is known.
  'src/sources': {
    ours: (file, room) => ['src/events', 'src/tracker'].includes(room) || /^src\/(destinations\/shared\/ga4-events|element\/done-once)\.ts$/.test(file),
    packages: none,
  },
  'src/element': { ours: rooms('src/events', 'src/i18n'), packages: lit },
  'src/listeners': { ours: rooms('src/events', 'src/tracker', 'src/platforms'), packages: ['virtual:ecom-listeners'] },
  // For a theme's tests, which stand in the page or in Node beside it.
  'src/testing': { ours: (file, room) => room !== 'src/element' ? ['src/events', 'src/tracker', 'src/platforms'].includes(room) : file === 'src/element/done-once.ts', packages: none },
  // The tools of partners, in Node: what of the browser side they build, they name by its path.
  'src/vite': { ours: rooms('src/events'), packages: ['node:', 'vite'] },
  'src/cli': { ours: (file, room) => ['src/cloud/gateway', 'src/events'].includes(room) || /^src\/testing\/(in-page|page-line)\.ts$/.test(file), packages: ['node:', 'puppeteer-core'] },
  'src/i18n': { ours: rooms(), packages: none },
  // What `<ecom-inspector>` shows, loaded only when it is asked for.
  'src/inspector': { ours: rooms('src/events', 'src/tracker', 'src/destinations'), packages: lit },
  // A destination, which leaves out the same as the others.
  'src/cloud/outbox': { ours: (file, room) => room === 'src/events' || file === 'src/destinations/shared/without-personal.ts', packages: none },
  // The server, and what its authors write against; in Node.
  'src/cloud/gateway': { ours: rooms('src/events', 'src/cloud/functions'), packages: ['zod', 'node:', 'fastify', 'libsql', 'pg', 'workerd', 'esbuild', 'ipaddr.js', 'prom-client', 'virtual:ecom-function'] },
  // The gateway's own page, in a browser: of the server it knows the types of its answers.
  'src/cloud/studio-page': { ours: (file, room) => room === 'src/events' || file === 'src/cloud/gateway/studio/answers.ts', packages: ['lit'] },
  'src/cloud/functions': { ours: rooms('src/events'), packages: none },
  // One element is one room, so another component is none of its own.
  components: { ours: (file) => file.startsWith('src/'), packages: lit },
  demo: { ours: isPublic, packages: ['lit'] },
  test: { ours: anything },
  // The entries of the package put the rooms together.
  src: { ours: (file) => !/^(demo|test)\//.test(file), packages: none },
};

/** What the package exports. */
function isPublic(file) {
  return /^src\/((index|ecom|tracker|memory|salla|consent|sources|destinations|outbox|inspector)|(events|tracker|listeners|cloud\/outbox)\/index|(consent|destinations|platforms|sources)\/[^/]+|cloud\/functions\/index)\.ts$|^components\//.test(file);
}

/** The rule of a file, that of the longest folder, and the room it is in. */
function roomOf(file) {
  const folders = file.split('/').slice(0, -1);
  for (let length = Math.min(folders.length, 3); length; length--) {
    const room = folders.slice(0, length).join('/');
    if (rules[room]) return { rule: rules[room], room: room === 'components' ? folders.slice(0, 2).join('/') : room };
  }
  return { room: file };
}

/** The package of a bare import: `lit/decorators.js` is of `lit`; Node's own modules are `node:`; a plugin makes `virtual:` ones. */
function packageOf(specifier) {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node:';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The rule that an import breaks, in words. */
function brokenBy(specifier, file, dependencies) {
  const { rule, room } = roomOf(file);
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    if (rule.packages && !rule.packages.includes(name)) return `${room} may not import the package ${name}`;
    const published = /^(src|components)\//.test(file) && !/^(node|virtual):/.test(name);
    return published && !(name in dependencies) ? `${name} is not among the dependencies of package.json` : undefined;
  }
  // TypeScript is imported under the name it will have.
  const target = posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
  const { room: targetRoom } = roomOf(target);
  // The version imports nothing and is of all rooms.
  if (targetRoom === room || target === 'src/version.ts' || rule.ours(target, targetRoom)) return undefined;
  return `${room} may not import ${rule.ours === isPublic ? 'what is not public' : targetRoom}`;
}

/** Only define.ts registers a tag, by the one function that calls customElements.define. */
function brokenByRegistering(text, file, specifiers) {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/.*$/gm, '$1');
  const registers = /customElements\s*\??\.\s*define\b|@customElement\b/.test(code);
  if (registers && file !== 'src/element/define-element.ts') return 'only defineElement() registers a tag';
  const calls = specifiers.some((specifier) => specifier.endsWith('/define-element.js'));
  if (calls && !/^components\/[^/]+\/define\.ts$/.test(file)) return 'only the define.ts of a component may import defineElement()';
  return undefined;
}

/** Fixtures stand for the code of others, which need not keep our rules. */
const isOurs = (file) => /\.(ts|js|mjs)$/.test(file) && !/^(test\/fixtures|demo\/public)\//.test(file);

/** All broken rules of the repository under this folder, one a line. */
export function findViolations(root) {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files = ['src', 'components', 'demo', 'test']
    .filter((top) => existsSync(join(root, top)))
    .flatMap((top) => readdirSync(join(root, top), { recursive: true }).map((file) => `${top}/${file.split(sep).join('/')}`));
  const found = [];
  for (const file of files.filter(isOurs)) {
    const text = readFileSync(join(root, file), 'utf8');
    const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
    for (const specifier of specifiers) {
      const broken = brokenBy(specifier, file, { ...dependencies, ...optionalDependencies, ...peerDependencies });
      if (broken) found.push(`${file}: ${broken} (${specifier})`);
    }
    const broken = !file.startsWith('test/') && brokenByRegistering(text, file, specifiers);
    if (broken) found.push(`${file}: ${broken}`);
  }
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = findViolations(repository);
  for (const line of found) console.error(line);
  process.exitCode = found.length ? 1 : 0;
}
