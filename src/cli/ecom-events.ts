#!/usr/bin/env node
import { init } from './init.js';

/** The commands by their names. Each gets the arguments after its name; the message of what it throws is for the user. */
const commands: Record<string, ((args: string[]) => unknown) | undefined> = {
  init,
  // Loaded when it is asked for: `init` waits for nothing of it.
  functions: async (args) => (await import('./functions.js')).functions(args),
};

const usage = `Usage: ecom-events <command>

  init tracker <folder>   writes a project for a tracker.js: listeners, a page to try them, a build
  functions               new <event> | list | build | preview <event> <file>`;

const [command = '', ...args] = process.argv.slice(2);
const run = commands[command];
if (!run) {
  const asked = !command || command === 'help' || command === '--help';
  console[asked ? 'log' : 'error'](usage);
  process.exitCode = asked ? 0 : 1;
} else {
  try {
    await run(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
