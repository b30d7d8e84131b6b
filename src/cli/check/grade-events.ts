import type { Entry, EntryOf } from './entries.js';
import { differingField, findMet, isEvent, isMet, isRefused, isRejected, type Expectation, type Stretch } from './expectation.js';
import { adviceFor } from './advice.js';
import type { Fault } from './fault.js';
import { identify, needsAct, onceForEver } from './identity.js';
import type { Walk } from './journey.js';
import type { CheckOptions } from './options.js';

type EventEntry = EntryOf<'event'>;

/** A stretch with what was seen in it. */
interface Seen {
  stretch: Stretch;
  entries: Entry[];
}

/** Events that are missing, late, twice there, or that nobody caused. */
export function gradeEvents({ stretches, recording: { entries }, visits }: Walk, options: CheckOptions): Fault[] {
  const all = stretches.map((stretch): Seen => ({ stretch, entries: entries.slice(stretch.from, stretch.to) }));
  /** Events that were expected and came, also late. */
  const taken = new Set<EventEntry>();
  const open: { expectation: Expectation; at: number }[] = [];
  const faults: Fault[] = [];
  all.forEach(({ stretch, entries }, at) => {
    for (const expectation of stretch.expectations) {
      const event = findMet(expectation, entries, taken) ?? (expectation.fields ? undefined : findMet(expectation, entries));
      if (!event) open.push({ expectation, at });
      else {
        taken.add(event);
        const ms = tookOf(event, entries, visits);
        if (ms > options.late && !isOfTime(expectation)) faults.push(late(event, stretch, ms, expectation));
      }
    }
  });
  for (const { expectation, at } of open) {
    const { stretch, entries } = all[at]!;
    const refused = isRefused(expectation, entries);
    if (isRejected(expectation, entries) || refused === 'denied') continue;
    if (refused) {
      faults.push(failedStore(stretch));
      continue;
    }
    const after = all.slice(at + 1).flatMap(({ entries }) => entries);
    const event = after.filter(isEvent).find((event) => !taken.has(event) && isMet(expectation, event));
    if (event) {
      taken.add(event);
      faults.push(late(event, stretch, tookOf(event, entries, visits), expectation));
    } else faults.push(missing(expectation, stretch, entries, options));
  }
  return [...faults, ...gradeDoubled(all, taken), ...gradeUnprompted(all, taken)];
}

/** Those that a shopper must look at for a while come when they have. */
const isOfTime = ({ names }: Expectation): boolean => names.includes('Promotion Viewed');

/** Milliseconds from what the shopper did, or the page's being there, to the event. */
function tookOf({ context, doc, at }: EventEntry, entries: Entry[], visits: Walk['visits']): number {
  const happened = Date.parse(context.timestamp) || at;
  const begins = entries.filter(({ kind, at }) => (kind === 'act' || kind === 'document') && at <= happened + 5);
  const last = begins.at(-1);
  const loaded = last?.kind === 'document' ? visits.find(({ survey }) => survey.doc === doc)?.loadedAt : undefined;
  return Math.max(0, Math.round(happened - Math.max(last?.at ?? happened, loaded ?? 0)));
}

function late(event: EventEntry, { title }: Stretch, ms: number, { after }: Expectation): Fault {
  const seconds = (ms / 1000).toFixed(1);
  return {
    kind: 'late',
    severity: 'error',
    event: event.name,
    message: `${event.name} came ${seconds} s after ${after}`,
    advice: 'Report what happened as soon as the store has confirmed it: a shopper who goes on before is lost.',
    pages: [pathOf(event)],
    after: title,
    ms,
  };
}

function failedStore({ title, page }: Stretch): Fault {
  return {
    kind: 'store',
    severity: 'error',
    message: `the store failed: ${title}`,
    advice: 'The request was answered with an error, or not in time: the shopper was told so, and nothing was reported.',
    pages: [page],
    after: title,
  };
}

function missing({ names, fields, after }: Expectation, { title, page }: Stretch, entries: Entry[], { timeout }: CheckOptions): Fault {
  const name = names[0]!;
  // Of something else: that is no second one, it is the wrong one.
  const other = fields && entries.filter(isEvent).find((event) => event.name === name);
  const differs = other && differingField(fields, other.payload);
  return {
    kind: 'missing',
    severity: 'error',
    event: name,
    message: differs ? `${name} came with another ${differs} after ${after}` : `no ${names.join(' or ')} within ${timeout / 1000} s after ${after}`,
    advice: adviceFor(name),
    pages: [after.endsWith(' was opened') ? after.replace(/ was opened$/, '') : page],
    after: title,
  };
}

const pathOf = ({ url }: Entry): string => new URL(url).pathname;

/** The same thing told twice in one navigation; or, of what happens once for ever, at any time. */
function gradeDoubled(all: Seen[], taken: Set<EventEntry>): Fault[] {
  const known = new Map<string, EventEntry>();
  const faults: Fault[] = [];
  all.forEach(({ stretch, entries }, number) => {
    for (const event of entries.filter(isEvent)) {
      const { name, payload, doc, url } = event;
      const field = onceForEver[name];
      const once = field && payload[field];
      const key = once ? JSON.stringify([name, once]) : `${number} ${doc} ${url} ${identify(name, payload)}`;
      const first = known.get(key);
      if (!first) known.set(key, event);
      else {
        taken.add(event);
        faults.push({
          kind: 'doubled',
          severity: 'error',
          event: name,
          message: doc === first.doc ? `${name} came twice for one action` : `${name} came again on another page, or after a reload`,
          advice: 'One action is one event: look for a second snippet or listener that reports it too.',
          pages: [pathOf(event)],
          after: stretch.title,
        });
      }
    }
  });
  return faults;
}

/** What a shopper must do, and has not done; or has done before, and it is told again. */
function gradeUnprompted(all: Seen[], taken: Set<EventEntry>): Fault[] {
  const faults: Fault[] = [];
  const before = new Set<string>();
  for (const { stretch, entries } of all) {
    const allowed = new Set([...stretch.mayCause, ...stretch.expectations.flatMap(({ names }) => names)]);
    const events = entries.filter(isEvent);
    for (const event of events) {
      const { name, payload } = event;
      const isOrder = name === 'Order Completed' && !all.some(({ stretch }) => stretch.act === 'order');
      if ((!needsAct.has(name) && !isOrder) || taken.has(event) || allowed.has(name)) continue;
      const again = before.has(identify(name, payload));
      faults.push({
        kind: again ? 'doubled' : 'unprompted',
        severity: 'error',
        event: name,
        message: again ? `${name} came again, long after its action` : `${name} came, and the shopper did nothing of the kind`,
        advice: again ? 'One action is one event: look for what reports it once more.' : 'Report it when the shopper acts, not when the page is loaded or drawn.',
        pages: [pathOf(event)],
        after: stretch.title,
      });
    }
    for (const { name, payload } of events) before.add(identify(name, payload));
  }
  return faults;
}

/** An event of a stretch, for the report: how long it took, in milliseconds. */
export interface TimedEvent {
  name: string;
  ms?: number;
  status: 'accepted' | 'rejected';
}

export const timesOf = (entries: Entry[], visits: Walk['visits']): TimedEvent[] =>
  entries.flatMap((entry): TimedEvent[] => {
    if (isEvent(entry)) return [{ name: entry.name, ms: tookOf(entry, entries, visits), status: 'accepted' }];
    return entry.kind === 'rejected' ? [{ name: entry.name, status: 'rejected' }] : [];
  });
