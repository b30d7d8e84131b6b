#!/usr/bin/env node
import { check } from './check.js';
import { init } from './init.js';

/**
 * The commands by their names. Each gets the arguments after its name; a number that it returns is the exit code, the message
 * of what it throws is for the user.
 */
const commands: Record<string, ((args: string[]) => unknown) | undefined> = { init, check };

const usage = `Usage: ecom-events <command>

  init tracker <folder>   writes a project for a tracker.js: listeners, a page to try them, a build
  check <url>             walks a shop in a headless browser and grades its tracking`;

const [command = '', ...args] = process.argv.slice(2);
const run = commands[command];
if (!run) {
  const asked = !command || command === 'help' || command === '--help';
  console[asked ? 'log' : 'error'](usage);
  process.exitCode = asked ? 0 : 1;
} else {
  try {
    const code = await run(args);
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
