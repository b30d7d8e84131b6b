import type { FastifyInstance, FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify';
import type { Limits } from '../config.js';
import type { Incoming } from '../ingest/incoming.js';
import type { Ingest, IngestResult } from '../ingest/ingest.js';
import { countReceipts } from '../ingest/receipts.js';
import { readNative } from '../ingest/native.js';
import { readSegment } from '../ingest/segment.js';
import type { Key, KeyRing } from '../keys/key-ring.js';
import type { Metrics } from '../metrics.js';
import { inflateBody, parseJson } from './body.js';
import { HttpError } from './errors.js';
import { allowOrigin, type Api, type Gate } from './gate.js';

/** What the routes work with. */
export interface IngestParts {
  ring: KeyRing;
  gate: Gate;
  ingest: Ingest;
  limits: Limits;
  metrics: Metrics;
}

/** One way in: how its body is read, and what it answers. */
interface Way {
  path: string;
  api: Api;
  read(body: unknown, request: FastifyRequest): Incoming[] | undefined;
  answer(results: IngestResult[]): object;
}

/** Types of events in the paths of public SDKs; of each, Segment's in a page says the first letter. */
const types = ['track', 'page', 'identify', 'screen', 'group', 'alias'];

const segmentAnswer = (): object => ({ success: true });
const jitsuAnswer = (): object => ({ ok: true });

const ways: Way[] = [
  { path: '/v1/events', api: 'native', read: readNative, answer: (results) => ({ results }) },
  // Those of servers, of Segment's in a page, and of RudderStack's when the page is left.
  ...['/v1/batch', '/v1/b', '/beacon/v1/batch'].map((path): Way => ({ path, api: 'sdk', read: (body) => readSegment(body), answer: segmentAnswer })),
  ...types.flatMap((type): Way[] => [
    { path: `/v1/${type}`, api: 'sdk', read: (body) => readSegment(body, type), answer: segmentAnswer },
    { path: `/v1/${type[0]}`, api: 'sdk', read: (body) => readSegment(body, type), answer: segmentAnswer },
    { path: `/api/s/${type}`, api: 'sdk', read: (body) => readSegment(body, type), answer: jitsuAnswer },
    { path: `/api/s/s2s/${type}`, api: 'sdk', read: (body) => readSegment(body, type), answer: jitsuAnswer },
  ]),
];

/** Headers that a page may send: ours, then those that the SDKs of Segment, RudderStack and Jitsu add. Not `*`, which old browsers do not know. */
const allowedHeaders = [
  'authorization', 'content-type', 'content-encoding', 'x-write-key',
  'x-retry-count',
  'anonymousid', 'sentat', 'rsa-recovered', 'rsa-retry-attempt', 'rsa-retry-reason', 'rsa-since-first-attempt', 'rsa-since-last-attempt',
  'x-enable-debug', 'x-ip-policy',
].join(', ');

/** The routes that take events, in a context of their own, whose bodies are read as they are whatever they say to be. */
export function ingestRoutes({ ring, gate, ingest, limits, metrics }: IngestParts) {
  return async (app: FastifyInstance): Promise<void> => {
    const keys = new WeakMap<FastifyRequest, Key>();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.addHook('onResponse', async (request, reply) => metrics.request(request.routeOptions.url ?? '', reply.statusCode));

    const take = async (way: Way, request: FastifyRequest<RouteGenericInterface>): Promise<object> => {
      const key = keys.get(request)!;
      const packed = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const most = key.config.kind === 'browser' ? Math.min(limits.bodyBytes, limits.browserBodyBytes) : limits.bodyBytes;
      const body = await inflateBody(packed, request.headers['content-encoding'], most);
      const { sender, paid } = gate.sender(request, key, way.api, body);
      const events = way.read(parseJson(body), request);
      if (!events) throw new HttpError(400, 'shape', 'the body holds no events');
      const count = events.reduce((sum, { receipts }) => sum + (receipts === undefined ? 1 : countReceipts(receipts)), 0);
      if (count > limits.events) throw new HttpError(413, 'too_many', `more than ${limits.events} events in one request`);
      gate.charge(request, key, count - paid);
      return way.answer(await ingest.take(events, sender, body.length));
    };
    for (const way of ways) {
      const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => void keys.set(request, gate.admit(request, reply));
      app.post(way.path, { onRequest }, (request) => take(way, request));
      app.options(way.path, async (request, reply) => preflight(request, reply));
    }

    /** A browser asks before it sends, without the key: any page of a key's may. */
    const preflight = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      const { origin } = request.headers;
      if (!origin || !ring.allows(origin)) throw new HttpError(403, 'origin', 'no key is for this origin');
      allowOrigin(reply, origin);
      return reply
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', allowedHeaders)
        .header('access-control-max-age', '7200')
        .code(204)
        .send();
    };
  };
}
