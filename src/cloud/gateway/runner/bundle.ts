import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildFailure, type Plugin } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** What of ours an author may import: it becomes the sandbox's globals. */
const globals: Record<string, string> = { 'ecom-events/functions': 'export const Resp = globalThis.Resp;' };

/** A message for the author, with where it is. */
const located = (text: string, location: { file: string; line: number } | null): string => (location ? `${location.file}:${location.line}: ${text}` : text);

/** Only files of the functions' folder can be imported: no package, nothing of the machine. */
const onlyRelative = (folder: string): Plugin => ({
  name: 'only-relative',
  setup({ onResolve, onLoad, resolve: find }) {
    const root = realpathSync(folder);
    onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === root) return undefined;
      if (path in globals) return { path, namespace: 'ecom-global' };
      if (!/^\.{1,2}\//.test(path))
        return { errors: [{ text: `"${path}" cannot be imported: a function imports only files of its folder, by ./ or ../; packages and Node's modules are not there where it runs` }] };
      const found = await find(path, { kind, importer, resolveDir, pluginData: root });
      if (found.errors.length) return found;
      const real = realpathSync(found.path);
      if (!real.startsWith(root + sep)) return { errors: [{ text: `"${path}" is outside of ${folder}` }] };
      return { path: found.path };
    });
    onLoad({ filter: /.*/, namespace: 'ecom-global' }, ({ path }) => ({ contents: globals[path], loader: 'js' }));
  },
});

/** What esbuild is told of both bundles: web standards only, and no project's settings. */
const common = { bundle: true, write: false, format: 'esm', platform: 'neutral', target: 'es2022', charset: 'utf8', logLevel: 'silent', tsconfigRaw: '{}' } as const;

/**
 * One module with all that a function imports, its types taken away. Nothing of it runs here.
 *
 * @throws with file, line and what is wrong
 */
export async function bundleFunction(file: string, folder: string): Promise<string> {
  try {
    const { outputFiles } = await build({ ...common, entryPoints: [file], absWorkingDir: resolve(folder), plugins: [onlyRelative(folder)], loader: { '.json': 'json' } });
    return outputFiles.map(({ text }) => text).join('');
  } catch (error) {
    const { errors } = error as BuildFailure;
    if (!Array.isArray(errors)) throw error;
    throw new Error(errors.map(({ text, location }) => located(text, location)).join('\n'), { cause: error });
  }
}

let harness: Promise<string> | undefined;

/** The module around every function. */
export function bundleHarness(): Promise<string> {
  const entry = join(here, existsSync(join(here, 'sandbox/harness.js')) ? 'sandbox/harness.js' : 'sandbox/harness.ts');
  harness ??= build({
    ...common,
    entryPoints: [entry],
    plugins: [
      {
        name: 'sandbox-modules',
        setup({ onResolve }) {
          onResolve({ filter: /^virtual:ecom-function$/ }, () => ({ path: './function.js', external: true }));
          onResolve({ filter: /^node:async_hooks$/ }, ({ path }) => ({ path, external: true }));
        },
      },
    ],
  }).then(({ outputFiles }) => outputFiles.map(({ text }) => text).join(''));
  return harness;
}

/** A function's file and the name it goes by. */
export interface FunctionFile {
  name: string;
  file: string;
}

const ending = /\.[cm]?[jt]s$/;

/** Whether a name in the folder is that of a function: no declarations, no tests, nothing that begins with `_` or a dot. */
const isFunction = (name: string): boolean => !/^[_.]/.test(name) && !/\.(d|test|spec)\.[cm]?[jt]s$/.test(name);

/** The module that a folder is, as Salla's starter has it. */
const indexOf = (folder: string): string | undefined =>
  ['index', 'src/index'].flatMap((stem) => ['.ts', '.js', '.mts', '.mjs'].map((end) => join(folder, stem + end))).find((file) => existsSync(file));

/** The functions of a folder: each file, and each folder with an index. */
export function findFunctions(folder: string): FunctionFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => isFunction(name) && name !== 'node_modules')
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry): FunctionFile[] => {
      const path = join(folder, entry.name);
      const file = entry.isDirectory() ? indexOf(path) : ending.test(entry.name) ? path : undefined;
      return file ? [{ name: entry.name.replace(ending, ''), file }] : [];
    });
}

/** A path as messages show it. */
export const shortPath = (file: string): string => relative(process.cwd(), file) || file;
