import { isObject, type JsonObject } from '../../../events/plain.js';
import type { Incoming } from './incoming.js';

/** Reads the events of Segment's API, which RudderStack's and Jitsu's SDKs speak too: `{ batch: [...] }`, or one event. */
export function readSegment(body: unknown, type?: string): Incoming[] | undefined {
  if (!isObject(body)) return undefined;
  const { batch, sentAt } = body;
  if (batch === undefined) return type === undefined ? undefined : [readEvent(body, sentAt, type)];
  return Array.isArray(batch) ? batch.map((event) => readEvent(event, sentAt, type)) : undefined;
}

function readEvent(event: unknown, sentAt: unknown, type: string | undefined): Incoming {
  if (!isObject(event)) return { type: undefined, payload: event, context: undefined };
  const context = isObject(event.context) ? event.context : {};
  const kind = event.type ?? type;
  return {
    // A screen is the page of an app.
    type: kind === 'screen' ? 'page' : kind,
    event: event.event,
    payload: payloadOf(event, context, kind),
    context: event.context,
    eventId: event.messageId,
    timestamp: event.timestamp ?? event.originalTimestamp ?? event.sentAt,
    sentAt: event.sentAt ?? sentAt,
    userId: event.userId,
    anonymousId: event.anonymousId,
    sessionId: context.sessionId ?? context.session_id,
  };
}

function payloadOf(event: JsonObject, context: JsonObject, kind: unknown): unknown {
  if (kind === 'identify') return event.traits ?? context.traits;
  if (kind !== 'page' && kind !== 'screen') return event.properties;
  const { name, category, properties } = event;
  return { ...(name !== undefined && { name }), ...(category !== undefined && { category }), ...(isObject(properties) && properties) };
}
