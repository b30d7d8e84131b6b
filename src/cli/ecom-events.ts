#!/usr/bin/env node

export {};

type Command = (args: string[]) => unknown;

/**
 * The commands by their names, each loaded when it is asked for, so that none waits for what another needs. Each gets the
 * arguments after its name; a number that it returns is the exit code, the message of what it throws is for the user.
 */
const commands: Record<string, (() => Promise<Command>) | undefined> = {
  init: async () => (await import('./init.js')).init,
  check: async () => (await import('./check.js')).check,
  serve: async () => (await import('./serve.js')).serve,
  dev: async () => (await import('./serve.js')).dev,
  send: async () => (await import('./send.js')).send,
  tail: async () => (await import('./tail.js')).tail,
  deliveries: async () => (await import('./deliveries.js')).deliveries,
  dlq: async () => (await import('./dlq.js')).dlq,
  functions: async () => (await import('./functions.js')).functions,
  keys: async () => (await import('./keys.js')).keys,
  settings: async () => (await import('./settings.js')).settings,
  erase: async () => (await import('./erase.js')).erase,
  export: async () => (await import('./export.js')).exportEvents,
  backup: async () => (await import('./backup.js')).backup,
  doctor: async () => (await import('./doctor.js')).doctor,
};

const usage = `Usage: ecom-events <command>

  init tracker <folder>   writes a project for a tracker.js: listeners, a page to try them, a build
  check <url>             walks a shop in a headless browser and grades its tracking

  serve                   runs the gateway of ecom-events.config.json
  dev                     the same for developing: takes changed functions over at once, shows what they do
  send <event>            sends an event to it, signed
  tail                    prints events as they arrive
  deliveries              list | show <id> | retry <id>
  dlq                     list | replay | purge: the dead letters
  functions               new <event> | list | build | preview <event> <file> | pause <name> | resume <name> | status
  keys                    create | rotate <id> | retire <id> | list
  settings                set <function> <name> | list | rotate: settings of functions, sealed
  erase --user <id>       forgets a shopper
  export                  writes what is stored as JSON lines
  backup <file>           copies the store while it is in use; --check, --restore
  doctor                  looks whether a gateway would run here`;

const [command = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(commands, command) ? commands[command] : undefined;
if (!load) {
  const asked = !command || command === 'help' || command === '--help';
  console[asked ? 'log' : 'error'](usage);
  process.exitCode = asked ? 0 : 1;
} else {
  try {
    const run = await load();
    const code = await run(args);
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
