import type { Finding } from '../../events/finding.js';
import { isObject, type Json } from '../../events/plain.js';

/** What a gateway said of one event. */
export interface Result {
  status: 'accepted' | 'duplicate' | 'rejected';
  findings: Finding[];
}

/** What a gateway said to a request. */
export interface Answer {
  /** HTTP status; 0 when there was none. */
  status: number;
  /** event_id → what became of it. An event that is not here is sent again. */
  results: ReadonlyMap<string, Result>;
  /** The request would never succeed as it is, and why: true of each event when it is about one. */
  refused?: Result;
  /** It asked to wait that long, milliseconds. */
  retryAfter?: number | undefined;
}

/** Nobody answered. */
export const silence: Answer = { status: 0, results: new Map() };

/** The longest wait that a server may ask for, milliseconds. */
export const longestWait = 86_400_000;

/** 4xx that are a verdict on what was sent; all others are of the server's state, or the shop's to put right (key, address). */
const verdicts = [400, 413, 415, 422];

/** 4xx that pass by themselves. */
const passing = [408, 425, 429];

/** Whether it stands in the way until the shop puts something right. */
export const isStuck = ({ status, refused }: Answer): boolean => status >= 400 && status < 500 && !refused && !passing.includes(status);

/** As many findings as a message about one event needs. */
const maxFindings = 20;

/** Reads an answer, whoever gave it: only a result that names an event and says what became of it counts. */
export async function readAnswer(response: Response): Promise<Answer> {
  const { status, ok, headers } = response;
  const json: Json = await response.json().catch(() => null);
  const body = isObject(json) ? json : {};
  const results = new Map(ok && Array.isArray(body.results) ? body.results.flatMap(readResult) : []);
  const findings = readFindings(body.findings ?? readError(body.error, status));
  // Whatever stands between page and gateway answers as it likes: it is no verdict unless the gateway says why.
  const refused = verdicts.includes(status) && findings.length;
  return { status, results, retryAfter: readWait(headers), ...(refused && { refused: { status: 'rejected', findings } }) };
}

function readResult(result: Json): [string, Result][] {
  if (!isObject(result)) return [];
  const { event_id, status, findings } = result;
  const known = status === 'accepted' || status === 'duplicate' || status === 'rejected';
  return known && typeof event_id === 'string' ? [[event_id, { status, findings: readFindings(findings) }]] : [];
}

/** What the gateway says of a request as a whole. */
const readError = (error: Json | undefined, status: number): Finding[] =>
  isObject(error) && typeof error.message === 'string' ? [{ kind: 'rejected', event: '', field: '', expected: error.message, received: `status ${status}` }] : [];

const readFindings = (findings: unknown): Finding[] => (Array.isArray(findings) ? findings.filter(isFinding).slice(0, maxFindings) : []);

const isFinding = (finding: Partial<Finding> | null): finding is Finding => typeof finding?.expected === 'string';

/** `Retry-After` in milliseconds: it comes in seconds, or as a date. */
function readWait(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait > 0 ? Math.min(wait, longestWait) : undefined;
}

/** The longest wait of our own, milliseconds. */
const maxBackoff = 15 * 60_000;

/** How long to wait after that many failures, milliseconds: twice as long each time, and a part of it by chance. */
export const backoff = (failures: number): number => (Math.min(1000 * 2 ** failures, maxBackoff) * (1 + Math.random())) / 2;
