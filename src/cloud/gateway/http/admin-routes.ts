import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { studioRoutes, type StudioParts } from '../studio/api-routes.js';
import type { AdminDoor } from './admin-door.js';
import { parseJson } from './body.js';
import { HttpError } from './errors.js';
import { named, read, told, whole } from './read.js';

const page = z.object({ name: z.string().optional(), before: whole.optional(), after: whole.optional(), limit: whole.optional() });
const deliveryPage = z.object({
  function: z.string().optional(),
  state: z.enum(['pending', 'leased', 'succeeded', 'dead']).optional(),
  before: whole.optional(),
  limit: whole.optional(),
});
const day = 86_400_000;
const span = z.object({ from: whole.optional(), to: whole.optional() });
const funnel = span.extend({ steps: z.string().optional() });
const which = z.object({ function: z.string().optional() });
const shopper = z.object({ user: z.string().min(1).max(256) });

/** What operators see and do, under `/admin/api`, with an admin key. */
export function adminRoutes(door: AdminDoor, studio: StudioParts) {
  const { operations } = studio;
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) => {
      try {
        done(null, body.length ? parseJson(body as Buffer) : {});
      } catch (error) {
        done(error as Error);
      }
    });
    app.addHook('onRequest', async (request, reply) => {
      door.admit(request);
      // A walk over a long log may take its time; with the next request of the connection its patience is back.
      request.raw.setTimeout(0);
      reply.header('cache-control', 'no-store');
    });
    const missing = (what: string): never => {
      throw new HttpError(404, 'not_found', `there is no such ${what}`);
    };
    const lastDay = ({ from, to }: z.infer<typeof span>): [from: number, to: number] => [from ?? Date.now() - day, to ?? Date.now() + 1];

    app.get('/events', async ({ query }) => ({ events: await operations.store.events(read(page, query)) }));
    app.get('/events/:id', async ({ params, query }) => (await operations.event(named(params, 'id'), read(told, query).source)) ?? missing('event'));
    app.get('/rejected', async ({ query }) => ({ rejected: await operations.store.rejected(read(page, query)) }));
    app.get('/deliveries', async ({ query }) => ({ deliveries: await operations.store.deliveries(read(deliveryPage, query)) }));
    app.get('/deliveries/:id', async ({ params }) => (await operations.delivery(named(params, 'id'))) ?? missing('delivery'));
    app.post('/deliveries/:id/retry', async ({ params }) => ({ replayed: (await operations.retry(named(params, 'id'))) ?? missing('delivery') }));
    app.get('/functions', async () => ({ functions: await operations.functions() }));
    app.post('/functions/:name/pause', async ({ params }) => {
      await operations.pause(named(params, 'name'));
      return { paused: true };
    });
    app.post('/functions/:name/resume', async ({ params }) => {
      await operations.resume(named(params, 'name'));
      return { paused: false };
    });
    app.get('/dlq', async ({ query }) => ({ deliveries: await operations.store.deliveries({ ...read(deliveryPage, query), state: 'dead' }) }));
    app.post('/dlq/replay', async ({ body }) => ({ replayed: await operations.replay(read(which, body).function) }));
    app.post('/dlq/purge', async ({ body }) => ({ purged: await operations.store.purge(read(which, body)) }));
    app.get('/stats', async ({ query }) => ({ events: await operations.store.counts(...lastDay(read(span, query))) }));
    app.get('/funnel', async ({ query }) => {
      const { steps, ...asked } = read(funnel, query);
      return { steps: await operations.funnel(steps?.split(','), ...lastDay(asked)) };
    });
    void app.register(studioRoutes(studio), { prefix: '/studio' });
    app.post('/erase', async ({ body }) => operations.erase(read(shopper, body).user));
  };
}
