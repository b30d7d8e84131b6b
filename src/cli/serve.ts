import { jsonLog, serve as serveGateway, type Log, type LogLevel } from '../cloud/gateway/index.js';
import { readArgs, readProject } from './project.js';

const options = '[--config <file>] [--host <address>] [--port <port>] [--store <address>] [--log debug|info|warn|error]';

/** `ecom-events serve`: runs the gateway until it is told to stop. */
export const serve = (args: string[]): Promise<void> => run('serve', args);

/** `ecom-events dev`: runs it for who writes functions: a changed file is taken over at once, what functions say is shown. */
export const dev = (args: string[]): Promise<void> => run('dev', args);

async function run(command: 'serve' | 'dev', args: string[]): Promise<void> {
  const { values } = readArgs(args, { host: { type: 'string' }, port: { type: 'string' }, log: { type: 'string', default: 'info' } }, `${command} ${options}`);
  const project = readProject(values);
  const port = values.port === undefined ? project.port : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port: expected 0 to 65535`);
  if (!['debug', 'info', 'warn', 'error'].includes(values.log)) throw new Error('--log: expected debug, info, warn or error');
  // Who reads the log may go away: the gateway goes on.
  process.stdout.on('error', () => {});
  const log: Log = jsonLog((line) => process.stdout.write(`${line}\n`), values.log as LogLevel);
  await serveGateway({ ...project, port, host: values.host ?? project.host }, log, { dev: command === 'dev' });
}
