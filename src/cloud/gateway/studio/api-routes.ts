import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { catalogue } from '../../../events/catalogue.js';
import { version } from '../../../version.js';
import { HttpError } from '../http/errors.js';
import { named, read, told, whole } from '../http/read.js';
import type { Operations } from '../operations.js';
import { maxSpan, maxSpanDays, rowFilters, type StudioSession } from './answers.js';
import { StudioReads } from './reads.js';

const rows = z.object({
  name: z.string().max(200).optional(),
  who: z.string().min(1).max(256).optional(),
  status: z.enum(rowFilters).optional(),
  before: whole.optional(),
  rejectedBefore: whole.optional(),
  limit: whole.optional(),
});
const day = z.object({ from: whole, to: whole });
const funnel = day.extend({ by: z.enum(['session', 'shopper']).default('session') });
const reconcile = day.extend({ name: z.string().min(1).max(200) });

/** What the routes work with. */
export interface StudioParts {
  operations: Operations;
  retentionDays: number;
  /** Told that somebody looked at what an event says. */
  revealed(request: FastifyRequest, what: string): void;
}

/** What the Studio asks for, under `/admin/api/studio`, in the context of the admin API. */
export function studioRoutes({ operations, retentionDays, revealed }: StudioParts) {
  return async (app: FastifyInstance): Promise<void> => {
    const { store, merchant } = operations;
    const reads = new StudioReads(store, merchant);
    const missing = (): never => {
      throw new HttpError(404, 'not_found', 'there is no such event');
    };
    const spanOf = ({ from, to }: z.infer<typeof day>): [from: number, to: number] => {
      if (to < from) throw new HttpError(400, 'shape', `to: expected ${from} or later, as from is`);
      if (to - from > maxSpan) throw new HttpError(400, 'shape', `to: at most ${maxSpanDays} days after from`);
      return [from, to];
    };
    const session: StudioSession = { merchant, version, retentionDays, names: catalogue.map(({ cloudName }) => cloudName) };

    app.get('/session', async () => session);
    app.post('/events', async ({ body }) => reads.rows(read(rows, body)));
    app.get('/events/:id', async ({ params, query }) => (await reads.event(named(params, 'id'), read(told, query).source)) ?? missing());
    app.get('/events/:id/payload', async (request) => {
      const found = (await reads.reveal(named(request.params, 'id'), read(told, request.query).source)) ?? missing();
      revealed(request, named(request.params, 'id'));
      return found;
    });
    app.get('/rejected', async () => reads.rejectedGroups());
    app.get('/rejected/:seq', async ({ params }) => (await reads.rejected(read(whole, named(params, 'seq')))) ?? missing());
    app.get('/rejected/:seq/payload', async (request) => {
      const seq = read(whole, named(request.params, 'seq'));
      const found = (await reads.revealRejected(seq)) ?? missing();
      revealed(request, `rejected ${seq}`);
      return found;
    });
    app.get('/funnel', async ({ query }) => {
      const { by, ...asked } = read(funnel, query);
      return { steps: await operations.funnel(undefined, ...spanOf(asked), by) };
    });
    app.get('/reconciliation', async ({ query }) => {
      const { name, ...asked } = read(reconcile, query);
      return store.reconcile(name, ...spanOf(asked));
    });
  };
}
