import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Without Node compatibility at this date, code finds neither `process` nor `node:fs`. */
const compatibilityDate = '2024-09-01';

/** A sandbox cannot run on this machine. */
export class SandboxUnavailable extends Error {
  override name = 'SandboxUnavailable';
}

/**
 * The workerd program.
 *
 * @throws SandboxUnavailable that says what to install
 */
export function findWorkerd(): string {
  if (process.platform === 'win32') throw new SandboxUnavailable('local App Functions run on Linux and macOS (on Windows in WSL); functions with an address run everywhere');
  const { resolve } = createRequire(import.meta.url);
  try {
    // The package's own main finds the binary of this platform, and works where install scripts are off.
    const require = createRequire(resolve('workerd/package.json'));
    const { default: path } = require(join(resolve('workerd/package.json'), '../lib/main.js')) as { default: string };
    if (existsSync(path)) return path;
  } catch {
    // Said below.
  }
  throw new SandboxUnavailable('local App Functions need the package workerd, which is not installed here: npm install workerd');
}

/**
 * How large the heap may be before it is cleaned for the first time, and the part of it for what is young, MB. What a call leaves
 * behind in workerd is freed only by a whole cleaning, during which every call waits: many short ones (about 30 ms) are better
 * than one of 150 ms after ten thousand calls, which is what V8's own sizes lead to. The heap grows with what a function keeps.
 */
const firstHeapMb = 4;
const youngHeapMb = 4;

/** The configuration of one process: one function, one way in, one way out, both sockets of a private folder. */
export const workerdConfig = (heapMb: number): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "function", worker = .function),
    (name = "egress", external = (address = "unix:out.sock", http = (style = proxy))),
    (name = "internet", network = (allow = [])),
  ],
  sockets = [(name = "in", address = "unix:in.sock", http = (), service = "function")],
  v8Flags = ["--max-old-space-size=${heapMb}", "--initial-heap-size=${firstHeapMb}", "--max-semi-space-size=${youngHeapMb}"],
);
const function :Workerd.Worker = (
  modules = [
    (name = "harness.js", esModule = embed "harness.js"),
    (name = "function.js", esModule = embed "function.js"),
  ],
  compatibilityDate = "${compatibilityDate}",
  compatibilityFlags = ["nodejs_als"],
  globalOutbound = "egress",
);
`;
