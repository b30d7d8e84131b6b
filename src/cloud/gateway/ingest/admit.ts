import { describeValue, type Finding, type Verdict } from '../../../events/finding.js';
import { newEventId } from '../../../events/event-id.js';
import { isObject, toPlain, type Json, type JsonObject } from '../../../events/plain.js';
import { judgeWithZod } from '../../../events/verdict.js';
import type { FunctionSpec } from '../runner/runner.js';
import type { Entry, NewEvent, RejectedEvent } from '../store/store.js';
import { consentIn, grantsAnything, isGranted, readConsent } from './consent.js';
import type { Incoming, Sender } from './incoming.js';
import { inspect } from './inspect.js';
import { findByName, serverOnly } from '../names.js';
import { cleanContext, pseudonym, withoutPersonal } from './personal.js';
import { route } from './route.js';

/** By what events are judged. */
export interface AdmitRules {
  merchant: string;
  customEvents: boolean;
  retentionDays: number;
  eventBytes: number;
  /** Whether a function gets what is personal. */
  personalFor(name: string): boolean;
  specs(): readonly FunctionSpec[];
}

/** Where an event stands in its request, when that came, and how large it is. */
export interface Arrival {
  index: number;
  now: number;
  /** Of the whole request: an event of a small one need not be measured. */
  bytes: number;
}

/** What a line and a header can hold, and is no longer than ids are. */
const goodId = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** A clock that is ahead by more than this is wrong, ms. */
const maxAhead = 5 * 60_000;

/** No request is on its way for longer than this, ms. */
const longestWay = 30_000;

/** A clock that is off by more than a century is none: its number is of another unit, ms. */
const mostOff = 36_525 * 86_400_000;

/** More is not told of one event. */
const maxFindings = 20;

/** An event that is not taken. */
class Rejection extends Error {
  constructor(readonly findings: Finding[]) {
    super('rejected');
  }
}

/** Judges what came in: what is to be stored, for whom, or as rejected, with the reasons. */
export function admit(incoming: Incoming, sender: Sender, rules: AdmitRules, arrival: Arrival): Entry {
  const label = typeof incoming.event === 'string' ? incoming.event.trim().slice(0, 100) : typeof incoming.type === 'string' ? incoming.type.slice(0, 20) : '';
  const { key, source } = sender;
  const received = { merchant: rules.merchant, eventId: makeId(sender, arrival), name: label || 'unknown', type: 'track' as const, source, key: key.id, receivedAt: arrival.now };
  try {
    return { event: accept(incoming, sender, rules, received, label, arrival.bytes) };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { rejected: reject(incoming, rules, received, error.findings) };
  }
}

const makeId = ({ requestId }: Sender, { index }: Arrival): string => (requestId === undefined ? newEventId() : `${requestId}:${index}`);

const say = (event: string, field: string, expected: string, value: unknown): Finding => ({
  kind: 'rejected',
  event,
  field,
  expected,
  received: describeValue(value as Json),
});

type Received = Pick<RejectedEvent, 'merchant' | 'eventId' | 'name' | 'source' | 'key' | 'receivedAt'> & { type: NewEvent['type'] };

/** The event as it will be stored. Fills in `received` as far as it gets. @throws Rejection */
function accept(incoming: Incoming, sender: Sender, rules: AdmitRules, received: Received, label: string, requestBytes: number): NewEvent {
  const refuse = (field: string, expected: string, value: unknown): never => {
    throw new Rejection([say(received.name, field, expected, value)]);
  };
  const { type, payload, context } = incoming;
  if (incoming.eventId != null) {
    if (typeof incoming.eventId !== 'string' || !goodId.test(incoming.eventId)) refuse('event_id', '1 to 128 printable characters', incoming.eventId);
    received.eventId = incoming.eventId as string;
  }
  const fault = inspect(payload) ?? inspect(context);
  if (fault) throw new Rejection([{ kind: 'rejected', event: received.name, ...fault, received: 'another' }]);
  if (type !== 'track' && type !== 'page' && type !== 'identify') return refuse('type', 'track, page or identify', type);
  received.type = type;
  if (context != null && !isObject(context)) refuse('context', 'an object', context);

  const verdict = judge(incoming, type, label, rules, received);
  if (!isInScope(sender, received.name)) refuse('event', 'an event that this key may send', received.name);
  if (!verdict.ok) throw new Rejection(verdict.findings.slice(0, maxFindings));

  const given = isObject(context) ? (toPlain(context) as JsonObject) : {};
  const said = consentIn(given);
  const consent = readConsent(said);
  const known = grantsAnything(consent);
  const userId = known ? pseudonymOf(incoming.userId) : undefined;
  const anonymousId = known ? idOf(incoming.anonymousId) : undefined;
  const deliveries = route({ name: received.name, type, source: received.source, userId, anonymousId, consent }, rules.specs());
  // What is kept for nobody's use but the shop's own is analytics.
  const withheld = deliveries.length || isGranted(consent, 'analytics') ? undefined : 'consent';
  const wanted = deliveries.some((delivery) => rules.personalFor(delivery.function));
  const kept = wanted ? verdict.payload : withoutPersonal(type, verdict.payload);
  const off = offOf(incoming.sentAt, received.receivedAt);
  const findings = off === undefined ? [...verdict.findings, unusableSentAt(received.name, incoming.sentAt)] : verdict.findings;
  // Field by field: a spread costs more here than all else.
  const event: NewEvent = {
    merchant: received.merchant,
    eventId: received.eventId,
    name: received.name,
    type,
    source: received.source,
    key: received.key,
    receivedAt: received.receivedAt,
    occurredAt: timeOf(incoming.timestamp, off ?? 0, sender, rules, received),
    userId,
    anonymousId,
    sessionId: known ? idOf(incoming.sessionId) : undefined,
    payload: withheld ? {} : kept,
    context: withheld ? { ...(said !== undefined && { consent: said }) } : storedContext(given, known),
    findings: findings.length ? findings.slice(0, maxFindings) : undefined,
    withheld,
    deliveries,
  };
  // Repairs make nothing much longer than it came.
  const bytes = requestBytes <= rules.eventBytes ? 0 : Buffer.byteLength(JSON.stringify([event.payload, event.context]));
  if (bytes > rules.eventBytes) throw new Rejection([{ kind: 'rejected', event: event.name, field: '', expected: `${rules.eventBytes} bytes at most`, received: `${bytes} bytes` }]);
  return event;
}

/** The judgement of the catalogue, or of nobody for a page and for events of the shop's own. */
function judge({ event, payload }: Incoming, type: NewEvent['type'], label: string, rules: AdmitRules, received: Received): Verdict {
  if (type !== 'track') {
    received.name = type;
    return plainVerdict(type, payload);
  }
  if (typeof event !== 'string' || !label || event.trim().length > 100) throw new Rejection([say(received.name, 'event', 'a name of 1 to 100 characters', event)]);
  const { definition, cloudName } = findByName(label);
  if (!cloudName || cloudName === 'page' || cloudName === 'identify') throw new Rejection([say(label, 'event', 'a name with letters, which is not page or identify', event)]);
  received.name = cloudName;
  if (definition) return judgeWithZod(definition.name, payload);
  if (!rules.customEvents) throw new Rejection([say(label, 'event', 'an event of the catalogue', event)]);
  return plainVerdict(label, payload);
}

function plainVerdict(event: string, payload: unknown): Verdict {
  const plain = toPlain(payload ?? {});
  if (isObject(plain)) return { ok: true, payload: plain, findings: [] };
  return { ok: false, payload: {}, findings: [say(event, '', 'an object', plain)] };
}

const isInScope = ({ key: { scopes }, source }: Sender, name: string): boolean =>
  scopes ? scopes.includes('*') || scopes.includes(name) : source === 'server' || !serverOnly.includes(name);

const readTime = (time: unknown): number => (typeof time === 'string' || typeof time === 'number' ? new Date(time).getTime() : NaN);

/** By how much the clock of a sender has to be put forward, if by more than a request takes; `undefined`: it says nothing that can be a time. */
function offOf(sentAt: unknown, receivedAt: number): number | undefined {
  if (sentAt == null) return 0;
  const off = receivedAt - readTime(sentAt);
  if (!(Math.abs(off) <= mostOff)) return undefined;
  return Math.abs(off) > longestWay ? off : 0;
}

const unusableSentAt = (event: string, sentAt: unknown): Finding => ({
  kind: 'removed',
  event,
  field: 'sent_at',
  expected: 'the time when it was sent, as a date or in milliseconds',
  received: typeof sentAt === 'number' ? 'a number that is no such time' : describeValue(sentAt as Json),
});

/**
 * When it happened, by our clock. A time that is ahead is not believed; what is older than the log would not be known as a repetition;
 * what a server says was before 1970 was then, at the earliest.
 */
function timeOf(timestamp: unknown, off: number, { source }: Sender, { retentionDays }: AdmitRules, { name, receivedAt }: Received): number {
  const time = readTime(timestamp) + off;
  if (Number.isNaN(time) || time > receivedAt + maxAhead) return receivedAt;
  if (source === 'browser' && time < receivedAt - retentionDays * 86_400_000) {
    throw new Rejection([{ kind: 'rejected', event: name, field: 'timestamp', expected: `a time of the last ${retentionDays} days`, received: 'an older one' }]);
  }
  return Math.max(time, 0);
}

/** An id of a shopper or a session; anything else is none. */
const idOf = (id: unknown): string | undefined =>
  typeof id === 'number' ? String(id) : typeof id === 'string' && id.length > 0 && id.length <= 256 ? id : undefined;

function pseudonymOf(userId: unknown): string | undefined {
  const id = idOf(userId);
  return id && pseudonym(id);
}

function storedContext(given: JsonObject, known: boolean): JsonObject {
  const context = cleanContext(given);
  if (known) return context;
  const { anonymous_id: _a, session_id: _s, anonymousId: _b, sessionId: _t, ...rest } = context;
  return rest;
}

/** What is kept of an event that is not taken: without what is personal, and nothing its shopper did not agree to. */
function reject({ payload, context, userId, anonymousId }: Incoming, { eventBytes }: AdmitRules, received: Received, findings: Finding[]): RejectedEvent {
  const plain = toPlain(payload);
  const own = (name: string): Json | undefined => (isObject(context) && Object.hasOwn(context, name) ? toPlain(context[name]) : undefined);
  const consent = readConsent(consentIn({ consent: own('consent'), consent_at_delivery: own('consent_at_delivery') }));
  const kept = isGranted(consent, 'analytics') && isObject(plain) ? withoutPersonal(received.type, plain) : undefined;
  const fits = kept && Buffer.byteLength(JSON.stringify(kept)) <= eventBytes;
  const known = grantsAnything(consent);
  return {
    ...received,
    userId: known ? pseudonymOf(userId) : undefined,
    anonymousId: known ? idOf(anonymousId) : undefined,
    findings,
    payload: fits ? kept : undefined,
  };
}
