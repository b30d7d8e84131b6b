import { createRunner, misspelt } from '../cloud/gateway/runner/index.js';
import { projectOptions, readFunctionsProject } from './functions-project.js';
import { readOptions, table } from './terminal.js';

/** `ecom-events functions list`: what there is, and what cannot run. */
export async function listFunctions(args: string[]): Promise<void> {
  const { values } = readOptions(args, projectOptions, 'functions list [--folder <folder>]');
  const project = readFunctionsProject(values);
  const { specs, problems, runner } = await createRunner(project);
  await runner.close();
  const rows = specs.map(({ name, kind, events, egress, url }) => [name, kind, events.join(', '), url ?? (egress?.join(', ') || 'reaches no host')]);
  if (rows.length) console.log(table([['function', 'runs', 'events', 'address or hosts it may reach'], ...rows]));
  else if (!problems.length) console.log(`there is no function in ${project.folder}`);
  for (const { function: name, event, meant } of misspelt(specs)) console.error(`${name}: ${event} is no event of the catalogue; is ${meant} meant?`);
  for (const problem of problems) console.error(`${problem.function}: ${problem.message}`);
  if (problems.length) process.exitCode = 1;
}
