import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { cloudNameOf, createRunner, findFunctions, type FunctionCall, type FunctionOutcome } from '../cloud/gateway/runner/index.js';
import { canonicalName } from '../events/canonical-name.js';
import { catalogue, type EventDefinition } from '../events/catalogue.js';
import { isObject, type JsonObject } from '../events/plain.js';
import { projectOptions, readFunctionsProject } from './functions-project.js';
import { readJson } from './project-files.js';
import { readOptions } from './terminal.js';

const usage = `functions preview <event> <file> [options]

  --fixture <file>     JSON of the event's data, or of the whole payload; else the catalogue's example
  --event <name>       the event, instead of naming it first; a .json file is a whole payload
  --settings <file>    JSON of the settings, instead of those of the configuration
  --egress <host>      a host it may reach besides those of the configuration; may be repeated
  --timeout <ms>       how long it may run; 30000
  --json               prints the outcome as JSON`;

const options = {
  ...projectOptions,
  event: { type: 'string' },
  fixture: { type: 'string' },
  settings: { type: 'string' },
  egress: { type: 'string', multiple: true, default: [] as string[] },
  timeout: { type: 'string', default: '30000' },
  json: { type: 'boolean', default: false },
} as const;

/** A JSON object of a file. */
function readObject(file: string): JsonObject {
  const value = readJson(file);
  if (!isObject(value)) throw new Error(`${file}: expected a JSON object`);
  return value;
}

const definitionOf = (event: string): EventDefinition | undefined => catalogue.find(({ name }) => name === canonicalName(event));

/** What the function is called with: of a file, or the catalogue's example. */
function payloadOf(event: string | undefined, file: string | undefined, merchant: string): FunctionCall['payload'] {
  const given = file === undefined ? undefined : readObject(file);
  const whole = given && typeof given.event === 'string' && isObject(given.data) ? given : undefined;
  const name = event ?? (typeof whole?.event === 'string' ? whole.event : undefined);
  if (!name) throw new Error(`Usage: ecom-events ${usage}`);
  const data = whole ? (whole.data as JsonObject) : given ?? definitionOf(name)?.example;
  if (!data) throw new Error(`"${name}" is no event of the catalogue, so there is no example of it; give its data with --fixture`);
  const at = whole?.created_at;
  return { event: cloudNameOf(name), merchant: typeof whole?.merchant === 'string' || typeof whole?.merchant === 'number' ? String(whole.merchant) : merchant, created_at: typeof at === 'string' ? at : new Date().toISOString(), data };
}

/** What of the data the catalogue would reject: the gateway would not call the function with it. */
const faultsOf = ({ event, data }: FunctionCall['payload']): string[] =>
  definitionOf(event)?.schema.safeParse(data).error?.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`) ?? [];

const section = (title: string, lines: string[]): string[] => (lines.length ? ['', title, ...lines] : []);

/** An outcome as the terminal shows it. */
function shown({ kind, status, message, data, error, logs, requests, durationMs }: FunctionOutcome): string {
  const outcome = { success: 'success', rejected: 'rejected, final', retry: 'failed, would be tried again' }[kind];
  return [
    `${outcome}${status ? ` (${status})` : ''} in ${durationMs} ms${message ? `: ${message}` : ''}`,
    ...section('data', data === undefined ? [] : [JSON.stringify(data, null, 2)]),
    ...section('error', error === undefined ? [] : [JSON.stringify(error, null, 2)]),
    ...section('logs', logs.map(({ level, text }) => `  ${level.padEnd(5)} ${text}`)),
    ...section('requests', requests.map((made) => `  ${made.method} ${made.url} ${made.refused ? `refused: ${made.refused}` : `${made.status ?? 'no answer'} in ${made.durationMs} ms`}`)),
  ].join('\n');
}

/** `ecom-events functions preview <event> <file>`: runs a function once, as the gateway would. */
export async function previewFunction(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, options, usage);
  const isPayload = values.event?.endsWith('.json') ?? false;
  const byOption = isPayload || values.event !== undefined || positionals.length === 1;
  const [first, second] = positionals;
  const path = byOption ? first : second;
  const timeoutMs = Number(values.timeout);
  if (!path || positionals.length > 2 || !Number.isInteger(timeoutMs) || timeoutMs < 1) throw new Error(`Usage: ecom-events ${usage}`);
  const file = resolve(path);
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  const project = readFunctionsProject(values);
  const payload = payloadOf(isPayload ? undefined : values.event ?? (byOption ? undefined : first), values.fixture ?? (isPayload ? values.event : undefined), 'preview');

  const folder = findFunctions(project.folder).some((found) => found.file === file) ? project.folder : dirname(file);
  const name = findFunctions(folder).find((found) => found.file === file)?.name;
  if (!name) throw new Error(`${basename(file)} is no function: expected a .ts or .js file whose name begins with neither _ nor a dot`);
  const said = project.config.functions.each[name] ?? {};
  const settings = values.settings === undefined ? said.settings : readObject(values.settings);
  const each = { [name]: { ...said, settings: settings ?? null, egress: [...(said.egress ?? []), ...values.egress] } };
  const { runner, problems } = await createRunner({ folder, only: [name], config: { functions: { each } } });
  try {
    const [problem] = problems;
    if (problem) throw new Error(`${path}: ${problem.message}`);
    const faults = faultsOf(payload);
    if (faults.length) console.error(`The gateway would reject this ${payload.event}:\n${faults.join('\n')}\n`);
    const call = { function: name, delivery: { id: `preview-${randomUUID()}`, attempt: 1 }, payload, source: 'browser' as const, timeoutMs };
    const outcome = await runner.call(call, new AbortController().signal);
    console.log(values.json ? JSON.stringify(outcome, null, 2) : shown(outcome));
    if (outcome.kind !== 'success') process.exitCode = 1;
  } finally {
    await runner.close();
  }
}
