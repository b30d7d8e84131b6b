import type { FastifyInstance } from 'fastify';
import { errorText, type Log } from '../log.js';

/** A request that is refused; what it says is for the sender. */
export class HttpError extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    /** Seconds to wait before trying again. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** Answers of the framework's own refusals. */
const own: Readonly<Record<number, [code: string, message: string] | undefined>> = {
  413: ['too_large', 'the body is too large'],
  408: ['timeout', 'the request took too long'],
};

/** Each refusal is answered as `{ error: { code, message } }`; what failed here says nothing of how. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof HttpError) {
      if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter);
      return reply.code(error.statusCode).send({ error: { code: error.code, message: error.message } });
    }
    const { statusCode = 500 } = error as { statusCode?: number };
    if (statusCode >= 500) {
      log('error', 'a request failed', { route: request.routeOptions.url, error: errorText(error) });
      return reply.code(503).header('retry-after', 5).send({ error: { code: 'unavailable', message: 'try again' } });
    }
    const [code, message] = own[statusCode] ?? ['bad_request', 'the request cannot be read'];
    return reply.code(statusCode).send({ error: { code, message } });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: { code: 'not_found', message: 'there is nothing here' } }));
}
