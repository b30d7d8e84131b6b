import { jsonLog, serve as serveGateway, type LogLevel } from '../cloud/gateway/index.js';
import { readArgs, readProject } from './project.js';

const usage = 'serve [--config <file>] [--host <address>] [--port <port>] [--store <address>] [--log debug|info|warn|error]';

/** `ecom-events serve`: runs the gateway until it is told to stop. */
export async function serve(args: string[]): Promise<void> {
  const { values } = readArgs(args, { host: { type: 'string' }, port: { type: 'string' }, log: { type: 'string', default: 'info' } }, usage);
  const project = readProject(values);
  const port = values.port === undefined ? project.port : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port: expected 0 to 65535`);
  if (!['debug', 'info', 'warn', 'error'].includes(values.log)) throw new Error('--log: expected debug, info, warn or error');
  // Who reads the log may go away: the gateway goes on.
  process.stdout.on('error', () => {});
  const log = jsonLog((line) => process.stdout.write(`${line}\n`), values.log as LogLevel);
  await serveGateway({ ...project, port, host: values.host ?? project.host }, log);
}
