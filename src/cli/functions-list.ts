import { parseArgs } from 'node:util';
import { createRunner } from '../cloud/gateway/runner/index.js';
import { projectOptions, readFunctionsProject } from './functions-project.js';

/** Lines of columns, each as wide as its widest cell. */
function columns(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

/** `ecom-events functions list`: what there is, and what cannot run. */
export async function listFunctions(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: projectOptions });
  const project = readFunctionsProject(values);
  const { specs, problems, runner } = await createRunner(project);
  await runner.close();
  const rows = specs.map(({ name, kind, events, egress, url }) => [name, kind, events.join(', '), url ?? (egress?.join(', ') || 'reaches no host')]);
  if (rows.length) console.log(columns([['function', 'runs', 'events', 'address or hosts it may reach'], ...rows]));
  else if (!problems.length) console.log(`there is no function in ${project.folder}`);
  for (const problem of problems) console.error(`${problem.function}: ${problem.message}`);
  if (problems.length) process.exitCode = 1;
}
