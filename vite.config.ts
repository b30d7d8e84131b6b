import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import { slimLit } from './scripts/slim-lit.js';

/** Files of a folder whose name ends so, with the folder. */
const filesIn = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith(ending))
        .map((file) => `${folder}/${file}`)
    : [];

const target = 'es2022';

/** ES modules for bundlers and Node, one file for each source file; the dependencies stay the reader's. */
const modules = (): UserConfig => {
  const entries = [
    'src/index.ts',
    'src/events/index.ts',
    'src/events/catalogue.ts',
    'src/tracker/index.ts',
    'src/cloud/outbox/index.ts',
    ...filesIn('src/destinations', '.ts'),
    ...filesIn('src/consent', '.ts'),
    'src/listeners/index.ts',
    'src/listeners/bundle.ts',
    'src/listeners/bundle-standalone.ts',
    'src/listeners/dev-page.ts',
    'src/vite/index.ts',
    'src/cli/ecom-events.ts',
    'src/cloud/functions/index.ts',
    ...filesIn('src/cloud/gateway', '.ts').filter((file) => !file.endsWith('.d.ts')),
    'src/testing/index.ts',
    'src/testing/page.ts',
    ...filesIn('src/platforms', '.ts'),
    ...filesIn('src/sources', '.ts'),
    ...filesIn('components', '.ts'),
  ];
  return {
    build: {
      target,
      sourcemap: true,
      minify: false,
      lib: { entry: entries, formats: ['es'] },
      rolldownOptions: {
        external: /^(lit|@lit\/|zod|node:|virtual:|fastify|libsql|pg$|workerd|esbuild|ipaddr\.js|prom-client|puppeteer-core)/,
        output: {
          preserveModules: true,
          preserveModulesRoot: '.',
          // The compiler's own helper module would land in a folder named after its place in node_modules.
          entryFileNames: ({ name }) => (name.includes('@oxc-project') ? `_helpers/${name.slice(name.lastIndexOf('/') + 1)}.js` : '[name].js'),
        },
      },
    },
  };
};

/**
 * The elements' styles without the layout that is for readers of the source, and without the tag function, which looks
 * after what is put into a style: into these nothing is.
 */
const tightStyles: Plugin = {
  name: 'tight-styles',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.styles.ts')) return;
    const tight = (styles: string): string =>
      styles.replace(/\/\*.*?\*\//gs, '').replace(/\s*([{};])\s*/g, '$1').replace(/\s+/g, ' ').replaceAll(': ', ':').replaceAll(';}', '}').trim();
    // Nothing in these files is ever debugged: the map of the source will do.
    return {
      code: code.replace(/css`([^`]+)`/g, (_, styles: string) => `unsafeCSS(${JSON.stringify(tight(styles))})`).replace('{ css }', '{ unsafeCSS }'),
      map: null,
    };
  },
};

/** Names of properties that never leave a drop-in script: neither the DOM, nor a page, nor another of our scripts knows them. */
const innerNames = new RegExp(
  `^(${[
    'slotted ancestors isContext describeProduct submitted otherwise reported requestName inView',
    'retries offerAgain dropRetries holds wants owes isListener wake settled timer wanted visitor touch anyOf aliases level callback receipt',
    // Lit's own, of which it keeps `requestUpdate`, `updateComplete` and its controllers' names for readers of the page.
    'isUpdatePending hasUpdated enableUpdating getPropertyOptions elementStyles finalizeStyles createRenderRoot performUpdate',
    'scheduleUpdate shouldUpdate willUpdate firstUpdated getUpdateComplete hostUpdate hostUpdated hostConnected hostDisconnected',
    'shadowRootOptions createProperty getPropertyDescriptor hasChanged toAttribute fromAttribute useDefault noAccessor styleSheet wrapped finalize renderRoot reflect attribute updated',
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
);

/** The drop-in scripts: what stands in src/ itself, but for the main entry of the package and its version. */
const dropIns = readdirSync('src').flatMap((file) => /^(?!index\.|version\.)(\w[\w-]*)\.ts$/.exec(file)?.[1] ?? []);

/** One classic script for `<script src>`, with all it needs. */
const dropIn = (name: string): UserConfig => ({
  plugins: [tightStyles, slimLit],
  build: {
    target,
    // Beside the script, not named in it: that would be bytes too.
    sourcemap: 'hidden',
    emptyOutDir: false,
    // Smaller by a hundredth than the default; here each byte is paid by every shopper.
    minify: 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 4, ecma: 2020,  toplevel: true, unsafe_arrows: true, pure_getters: true, keep_fargs: false }, mangle: { toplevel: true, properties: { regex: innerNames } } },
    lib: { entry: `src/${name}.ts`, name: 'ecomEvents', formats: ['iife'], fileName: () => `${name}.js` },
    // On a busy machine it would be told that the minifier takes the most time.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});

/** The gateway's own page, which it serves from dist/studio: a script, and what stands beside it as it is. */
const studio = (): UserConfig => ({
  publicDir: 'src/cloud/studio-page/static',
  build: {
    target: 'es2023',
    outDir: 'dist/studio',
    sourcemap: false,
    emptyOutDir: true,
    lib: { entry: 'src/cloud/studio-page/main.ts', formats: ['es'], fileName: () => 'studio.js' },
  },
});

/** While developing, the drop-in scripts are built from the sources at each request. */
const freshDropIns: Plugin = {
  name: 'fresh-drop-ins',
  apply: 'serve',
  configureServer({ middlewares, watcher, ws }) {
    watcher.add(['src', 'components']);
    watcher.on('change', (file) => /[/\\](src|components)[/\\]/.test(file) && ws.send({ type: 'full-reload' }));
    middlewares.use(async (request, response, next) => {
      const name = request.url?.match(/^\/([\w-]+)\.js(?:\?|$)/)?.[1];
      if (!name || !dropIns.includes(name)) return next();
      try {
        const [built] = [await build({ mode: name, logLevel: 'warn', build: { write: false, minify: false, sourcemap: 'inline' } })].flat();
        if (!built || !('output' in built)) throw new Error(`nothing was built for ${name}`);
        response.setHeader('content-type', 'text/javascript').end(built.output[0].code);
      } catch (error) {
        next(error);
      }
    });
  },
};

/** While developing, too, the single-page shop has one document for all its routes. */
const routes: Plugin = {
  name: 'routes',
  apply: 'serve',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      if (/^\/app\/[^.]*$/.test(request.url?.split('?')[0] ?? '')) request.url = '/app/index.html';
      next();
    });
  },
};

/** The demo shop, whose pages load /ecom.js as any shop would. */
const demo = (): UserConfig => ({
  root: 'demo',
  plugins: [freshDropIns, routes],
  build: {
    target,
    outDir: '../dist-demo',
    emptyOutDir: true,
    // Under the content security policy of the demo neither data: addresses nor inline scripts are allowed.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: filesIn('demo', '.html').map((file) => resolve(file)) },
  },
});

export default defineConfig(({ mode }) => (mode === 'demo' ? demo() : mode === 'studio' ? studio() : dropIns.includes(mode) ? dropIn(mode) : modules()));
