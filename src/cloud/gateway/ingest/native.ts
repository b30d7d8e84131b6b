import { isObject } from '../../../events/plain.js';
import type { Incoming } from './incoming.js';

/** Reads the events of the native API: `{ events: [...], sent_at? }`, a list, or one event. */
export function readNative(body: unknown): Incoming[] | undefined {
  const sentAt = isObject(body) ? body.sent_at : undefined;
  const events = Array.isArray(body) ? body : isObject(body) && body.events !== undefined ? body.events : isObject(body) && body.type !== undefined ? [body] : undefined;
  return Array.isArray(events) ? events.map((event) => readEvent(event, sentAt)) : undefined;
}

function readEvent(event: unknown, sentAt: unknown): Incoming {
  if (!isObject(event)) return { type: undefined, payload: event, context: undefined };
  const context = isObject(event.context) ? event.context : {};
  return {
    type: event.type,
    event: event.event,
    payload: event.payload,
    context: event.context,
    eventId: event.event_id ?? context.event_id,
    timestamp: event.timestamp ?? context.timestamp,
    sentAt,
    userId: event.user_id ?? context.user_id,
    anonymousId: context.anonymous_id,
    sessionId: context.session_id,
    ...(event.type === 'receipts' && { receipts: event.receipts ?? null }),
  };
}
