import { examine } from '../cloud/gateway/index.js';
import { readArgs, readProject } from './project.js';

/** `ecom-events doctor`: looks whether a gateway would run here, and how well. */
export async function doctor(args: string[]): Promise<void> {
  const { values } = readArgs(args, {}, 'doctor');
  const checks = await examine(readProject(values), process.env);
  for (const { what, ok, found } of checks) console.log(`${ok ? 'ok ' : 'no '} ${what.padEnd(8)} ${found}`);
  if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
}
