import type { FunctionOutcome } from '../runner/runner.js';
import type { Claimed, Finish } from '../store/store.js';

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** Waits before each call, ms: the example of Standard Webhooks. */
export const defaultSchedule: readonly number[] = [
  0, 5 * seconds, 5 * minutes, 30 * minutes, 2 * hours, 5 * hours, 10 * hours, 14 * hours, 20 * hours, 24 * hours,
];

/** Nobody is waited for longer, ms. */
const maxWait = 24 * hours;

/** After another function's crash: soon again, ms. */
const afterCrash = 1000;

/** What decides what follows a call. */
export interface Call {
  claimed: Claimed;
  outcome: FunctionOutcome;
  scheduleMs: readonly number[] | undefined;
  /** When it ended, epoch milliseconds. */
  now: number;
  /** At random from 0 until before 1. */
  chance: number;
}

/** What becomes of a delivery after a call. */
export function transition({ claimed, outcome, scheduleMs = defaultSchedule, now, chance }: Call): Finish {
  const { delivery, attemptsBefore } = claimed;
  const asked = Math.min(outcome.retryAfterMs ?? 0, maxWait);
  if (outcome.innocent) return { claimed, state: 'pending', due: now + Math.max(spread(afterCrash, chance), asked), reason: outcome.message?.slice(0, 200) ?? 'another call ended its process' };
  const attempt = { number: delivery.attempts + 1, at: now, outcome };
  if (outcome.kind === 'success') return { claimed, state: 'succeeded', due: now, attempt };
  // It waits until somebody resumes the function.
  if (outcome.gone) return { claimed, state: 'pending', due: now, reason: 'gone', attempt };
  if (outcome.kind === 'rejected') return { claimed, state: 'dead', due: now, reason: 'rejected by the function', attempt };
  const wait = scheduleMs[attempt.number - attemptsBefore];
  if (wait === undefined) return { claimed, state: 'dead', due: now, reason: `failed ${attempt.number - attemptsBefore} times`, attempt };
  return { claimed, state: 'pending', due: now + Math.max(spread(wait, chance), asked), reason: outcome.message?.slice(0, 200) ?? 'failed', attempt };
}

/** A wait up to a fifth shorter or longer, so that what failed together does not come back together. */
const spread = (wait: number, chance: number): number => Math.round(wait * (0.8 + 0.4 * chance));
