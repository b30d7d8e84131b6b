import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { GatewayConfig } from '../config.js';
import type { Log } from '../log.js';
import type { Metrics } from '../metrics.js';
import type { Operations } from '../operations.js';
import { pageRoutes } from '../studio/page-routes.js';
import type { AdminDoor } from './admin-door.js';
import { adminRoutes } from './admin-routes.js';
import { answerErrors } from './errors.js';
import { ingestRoutes, type IngestParts } from './ingest-routes.js';
import { Readiness } from './readiness.js';

/** What the server works with. */
export interface ServerParts extends IngestParts {
  config: GatewayConfig;
  operations: Operations;
  door: AdminDoor;
  metrics: Metrics;
  clock: Clock;
  log: Log;
  /** @throws while it takes nothing */
  checkReady(): Promise<void>;
}

/** The HTTP server, not yet listening. */
export function makeServer({ config, operations, door, metrics, clock, log, checkReady, ...parts }: ServerParts): FastifyInstance {
  const { limits, trustProxy } = config;
  const app = Fastify({
    logger: false,
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    // Beside requests that are slow: connections that say nothing, and how often both are looked for.
    connectionTimeout: limits.requestMs * 3,
    keepAliveTimeout: 15_000,
    http: { connectionsCheckingInterval: Math.min(1000, limits.requestMs), maxHeaderSize: 16 * 1024, headersTimeout: limits.requestMs },
    routerOptions: { maxParamLength: 2000 },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });
  answerErrors(app, log);
  app.addHook('onSend', async (_request, reply) => void reply.header('x-content-type-options', 'nosniff'));
  app.get('/healthz', async () => ({ ok: true }));
  const readiness = new Readiness(checkReady, clock, log);
  app.get('/readyz', async (_request, reply) => {
    if (await readiness.isReady()) return { ok: true };
    return reply.code(503).header('retry-after', 5).send({ ok: false, reason: 'it takes no events now: its log says why' });
  });
  app.get('/metrics', async (request, reply) => {
    if (!config.openMetrics) door.admit(request);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  void app.register(ingestRoutes({ ...parts, metrics }));
  const revealed = (request: FastifyRequest, what: string): void => log('info', 'an operator looked at what an event says', { key: door.admit(request).config.id, event: what });
  void app.register(adminRoutes(door, { operations, retentionDays: config.retentionDays, revealed }), { prefix: '/admin/api' });
  void app.register(pageRoutes());
  return app;
}
