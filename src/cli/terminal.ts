import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Options of a command, by their names. */
export type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command was given. */
export type Given<Own extends Options> = Pick<ReturnType<typeof parseArgs<{ options: Own; allowPositionals: true; strict: true }>>, 'values' | 'positionals'>;

/** Reads the arguments of a command. Prints the usage and ends, when that is asked for. @throws with the usage, for what is no option */
export function readOptions<Own extends Options>(args: string[], options: Own, usage: string): Given<Own> {
  if (args.includes('--help')) {
    console.log(`Usage: ecom-events ${usage}`);
    process.exit();
  }
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : ''}\nUsage: ecom-events ${usage}`, { cause: error });
  }
}

/** Ends when nobody reads on, as in `… | head`: that is no failure. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** Lines of columns, each as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}

/** A time for people: ISO 8601, to the second. */
export const timeText = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
