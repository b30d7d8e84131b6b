import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { ConsentCategory } from '../events/consent.js';

/** How `ecomListeners()` makes a tracker.js. */
export interface EcomListenersOptions {
  /** Folder of the listener files; default `listeners`, or `src/listeners` where that is not there. */
  listeners?: string;
  /** Name under which the bundle registers, unique on a page; default: that of package.json. */
  name?: string;
  /**
   * Whether it brings a tracker for pages that have none. Without, it registers with what is there: our tracker, or Salla's
   * SDK, whose payloads nobody has judged then.
   */
  standalone?: boolean;
  /**
   * What the shopper has to agree to before a listener is told anything: `necessary`, `analytics`, `marketing` (the default) or
   * `personalisation`. Where Salla's SDK alone brings the events, its own consent decides.
   */
  category?: ConsentCategory;
}

const categories: readonly ConsentCategory[] = ['necessary', 'analytics', 'marketing', 'personalisation'];

const virtual = 'virtual:ecom-listeners';

/** Longer names would not fit where they are shown. */
const longestName = 64;

const here = dirname(fileURLToPath(import.meta.url));
const packageRoot = resolve(here, '../../..');
const slashes = (path: string): string => path.split(sep).join('/');

/** A module of the browser side of this package. */
const browserModule = (name: string): string => slashes(resolve(here, `../listeners/${name}.js`));

/** Whether a file of the folder is a listener: no declarations, no tests, nothing under a name that begins with `_` or a dot. */
const isListener = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file) && !/\.(d|test|spec)\.\w+$|(^|\/)[_.]/.test(file);

/**
 * Vite plugin: collects the listener files of a project and builds them into one classic script, `dist/tracker.js`. Each file is
 * imported as the module it is, so that whatever its exports are made of counts. While developing it serves a page on which
 * every event of the catalogue can be fired and seen.
 */
export function ecomListeners({ listeners, name, standalone = false, category = 'marketing' }: EcomListenersOptions = {}): Plugin {
  if (!categories.includes(category)) throw new Error(`ecom-events: the category "${category}" of ecomListeners() is none of ${categories.join(', ')}`);
  let root: string;
  let folder: string;

  const find = (): string[] =>
    existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(slashes).filter(isListener).sort() : [];
  const pathInProject = (file: string): string => slashes(join(folder, file)).slice(slashes(root).length + 1);

  /** The module that imports them all. */
  function collect(): string {
    const files = find();
    if (!files.length) throw new Error(`ecom-events: there is no listener in ${folder}; a file there exports eventName and a function, or what defineListener() returns`);
    const imports = files.map((file, index) => `import * as listener${index} from ${JSON.stringify(slashes(join(folder, file)))};\n`);
    const entries = files.map((file, index) => `[${JSON.stringify(pathInProject(file))}, listener${index}]`);
    return `${imports.join('')}export const name = ${JSON.stringify(nameOf())};\nexport const category = ${JSON.stringify(category)};\nexport const files = [${entries.join()}];\n`;
  }

  function nameOf(): string {
    const file = join(root, 'package.json');
    const found: unknown = name ?? (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name : undefined);
    if (!found || typeof found !== 'string') throw new Error(`ecom-events: the bundle has no name; give one in ${file}, or to ecomListeners()`);
    return found.slice(0, longestName);
  }

  const isInFolder = (file: string): boolean => slashes(file).startsWith(`${slashes(folder)}/`);

  return {
    name: 'ecom-listeners',
    config(user, { command }) {
      root = resolve(user.root ?? '.');
      folder = resolve(root, listeners ?? (existsSync(join(root, 'listeners')) ? 'listeners' : 'src/listeners'));
      return {
        appType: 'custom',
        // Vite keeps it for whoever bundles a library; here it is the page that has none.
        ...(command === 'build' && { define: { 'process.env.NODE_ENV': '"production"' } }),
        // The package is served as it is: the page and the listeners share its modules.
        optimizeDeps: { entries: [slashes(join(folder, '**/*.{js,mjs,ts,mts}'))], exclude: ['ecom-events'] },
        build: {
          // As our own scripts: for older browsers Vite 6 and 7 put helpers before the script's own scope, as globals.
          target: user.build?.target ?? 'es2022',
          // Vite asks for a name of the global; an entry without exports makes none.
          lib: { entry: browserModule(standalone ? 'bundle-standalone' : 'bundle'), name: 'ecomListeners', formats: ['iife'], fileName: () => 'tracker.js' },
        },
      };
    },
    configResolved({ server }) {
      server.fs.allow.push(packageRoot);
    },
    resolveId: (id) => (id === virtual || id === `${virtual}/catalogue` ? `\0${id}` : undefined),
    async load(id) {
      if (id === `\0${virtual}`) return collect();
      if (id !== `\0${virtual}/catalogue`) return undefined;
      // A build does without zod.
      const { catalogue } = await import('../events/catalogue.js');
      return `export const catalogue = ${JSON.stringify(catalogue.map(({ name, family, description, example }) => ({ name, family, description, example })))};`;
    },
    moduleParsed({ id, exports }) {
      const file = isInFolder(id) ? slashes(id).slice(slashes(folder).length + 1) : '';
      if (exports && isListener(file) && !exports.includes('default')) {
        this.error(`ecom-events: ${pathInProject(file)} has no default export; a listener file exports a function, with eventName, or what defineListener() returns. A file that is none has a name that begins with _`);
      }
    },
    configureServer({ moduleGraph, middlewares, watcher, ws }) {
      watcher.add(folder);
      for (const change of ['add', 'unlink'] as const) {
        watcher.on(change, (file) => {
          const module = isInFolder(file) && moduleGraph.getModuleById(`\0${virtual}`);
          if (!module) return;
          moduleGraph.invalidateModule(module);
          ws.send({ type: 'full-reload' });
        });
      }
      return () => {
        middlewares.use((request, response, next) => {
          if (request.url !== '/' && request.url !== '/index.html') return next();
          response.setHeader('content-type', 'text/html; charset=utf-8').end(page(nameOf()));
        });
      };
    },
  };
}

const page = (name: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${name.replace(/[&<]/g, '')}: listeners</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/@vite/client"></script>
    <script type="module" src="/@fs/${browserModule('dev-page').replace(/^\//, '')}"></script>
  </head>
  <body></body>
</html>
`;
