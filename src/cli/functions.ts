type Command = (args: string[]) => unknown;

/** What can be done with App Functions, each loaded when it is asked for. */
const commands: Record<string, (() => Promise<Command>) | undefined> = {
  new: async () => (await import('./functions-new.js')).newFunction,
  list: async () => (await import('./functions-list.js')).listFunctions,
  build: async () => (await import('./functions-build.js')).buildFunctions,
  preview: async () => (await import('./functions-preview.js')).previewFunction,
  ...Object.fromEntries(
    ['pause', 'resume', 'status'].map((name) => [name, async (): Promise<Command> => async (args) => (await import('./functions-state.js')).functionsState([name, ...args])]),
  ),
};

const usage = `Usage: ecom-events functions <command>

  new <event>             writes a function for an event of the catalogue
  list                    shows the functions, their events, and what cannot run
  build                   bundles them as the gateway does
  preview <event> <file>  runs one once: result, logs, time, requests
  pause|resume <name>     stops calling it, and goes on
  status                  what waits for each`;

/** `ecom-events functions …`. */
export async function functions([command = '', ...args]: string[]): Promise<void> {
  const load = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (command === '--help') return console.log(usage);
  if (!load) throw new Error(usage);
  const run = await load();
  await run(args);
}
