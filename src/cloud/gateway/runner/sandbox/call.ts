import { AsyncLocalStorage } from 'node:async_hooks';

/** One line of the console. */
export interface LogLine {
  level: 'log' | 'info' | 'warn' | 'error' | 'debug';
  text: string;
  at: number;
}

/** A call under way, as the code inside the sandbox sees it. */
export interface SandboxCall {
  /** Names the call to the egress. */
  token: string;
  logs: LogLine[];
  /** Characters written so far. */
  written: number;
  /** Lines that found no room. */
  dropped: number;
}

/** Which call the code that runs belongs to, over every await: several are under way at once. */
export const calls = new AsyncLocalStorage<SandboxCall>();
