import type { JsonObject, Json } from '../../../events/plain.js';

/** One call of a function: what it gets as its context (JSON), and who it is. */
export interface FunctionCall {
  /** Name of the function: its file without ending, or its name in the config. */
  function: string;
  /** Deterministic: made from merchant, event_id and function; the same for each attempt. */
  delivery: { id: string; attempt: number };
  /** Salla's: { event: 'product.added', merchant, created_at, data }. */
  payload: { event: string; merchant: string; created_at: string; data: JsonObject };
  source: 'browser' | 'server';
  /** Milliseconds the function has. */
  timeoutMs: number;
}
/** How a call ended. `retry`: crash, timeout, network, 408, 425, 429, 5xx; `rejected`: the function said no, final. */
export interface FunctionOutcome {
  kind: 'success' | 'rejected' | 'retry';
  /** HTTP-like status the function or its server answered. */
  status?: number;
  message?: string;
  data?: Json;
  error?: Json;
  /** What it wrote to the console, bounded. */
  logs: { level: 'log' | 'info' | 'warn' | 'error' | 'debug'; text: string; at: number }[];
  /** Its outgoing requests: method, host + path without query, status, ms. */
  requests: { method: string; url: string; status?: number; durationMs: number; refused?: string }[];
  durationMs: number;
  /** The other side asked to wait that long, ms. */
  retryAfterMs?: number;
  /** 410: the address is gone; the function is paused. */
  gone?: boolean;
  /** The failure was another function's crash in the same process: costs no attempt. */
  innocent?: boolean;
}
export interface Runner {
  call(call: FunctionCall, signal: AbortSignal): Promise<FunctionOutcome>;
  close(): Promise<void>;
}
/** Description of a function that dispatch needs. */
export interface FunctionSpec {
  name: string;
  /** Cloud names of the events it takes (`product.added`), `*` for all. */
  events: string[];
  kind: 'local' | 'remote';
  url?: string;              // remote
  timeoutMs?: number;        // default 30_000
  concurrency?: number;      // default 4
  scheduleMs?: number[];     // retry schedule; default that of cloud.md
  ordered?: boolean;         // one shopper's events in order
  egress?: string[];         // hosts a local function may fetch; '*' = any public one
  settings?: JsonObject | null;
  /** Whose word it takes: pages', servers', or both when absent. */
  from?: 'browser' | 'server';
  /** The consent category an event must have for this function. Default `analytics`. */
  category?: string;
}
