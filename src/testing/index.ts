// ecom-events/testing: for tests of a theme that run in a browser (@web/test-runner, Vitest's browser mode). For tests that
// drive a browser from Node (Playwright, Puppeteer) there is ecom-events/testing/page.
import type { AnyEventName, DeviceModeTracker } from '../events/commands.js';
import type { RecordedEvent, WaitOptions } from './event-log.js';
import { waitForEvent, watchForNone, type Act } from './expectations.js';
import type { ExpectedPayload } from './matching.js';
import { EventRecorder, type RecordOptions } from './recorder.js';
import { RecordingDestination } from './recording-destination.js';

/**
 * Records every event from now on; with an element, those that it or something inside it emits. A page without a tracker
 * gets one.
 *
 * ```js
 * const recorder = recordEvents();
 * button.click();
 * const { payload } = await recorder.next('Product Added');
 * expect(recorder.names).to.deep.equal(['Product Added']);
 * recorder.stop();
 * ```
 */
export const recordEvents = (target?: EventTarget, options?: RecordOptions): EventRecorder => new EventRecorder(target, options);

/**
 * Waits for an event of that name (in any spelling) from the element or something inside it, with at least these fields.
 * Expect it before it can happen: give what makes it happen as the last argument, or do it before you await.
 *
 * ```js
 * const { payload, context } = await expectEvent(button, 'Product Added', { quantity: 2 }, () => button.click());
 * ```
 *
 * @throws {EventAssertionError} when none came in time: says what came instead, which fields differ, what was rejected and why.
 */
export async function expectEvent<Name extends AnyEventName>(target: EventTarget, name: Name, expected?: ExpectedPayload<Name>, act?: Act, { timeout }: WaitOptions = {}): Promise<RecordedEvent<Name>> {
  return waitForEvent(new EventRecorder(target, { custom: [name] }), name, expected, act, timeout);
}

/**
 * Watches that no event of that name comes from the element or something inside it, also none that is rejected; `*` stands
 * for any. `within` is how long it is waited for after the act, 250 milliseconds when absent.
 *
 * @throws {EventAssertionError} when one came.
 */
export async function expectNoEvent(target: EventTarget, name: AnyEventName | '*', act?: Act, { within }: { within?: number } = {}): Promise<void> {
  return watchForNone(new EventRecorder(target, { custom: [name] }), name, act, within);
}

/**
 * A destination that keeps what it gets, as a partner's callback would:
 * `const analytics = recordingDestination(); ecom.register(analytics); … analytics.names`. `more` is what else it says of
 * itself, as a destination may.
 */
export const recordingDestination = <const More extends Partial<DeviceModeTracker> & Record<string, unknown>>(name = 'recording', more?: More): RecordingDestination & More =>
  Object.assign(new RecordingDestination(name), more);

export { EventAssertionError } from './failure.js';
export type { RecordedEvent, RejectedEvent, WaitOptions } from './event-log.js';
export { EventLog } from './event-log.js';
export type { Act } from './expectations.js';
export { freshPage } from './fresh-page.js';
export type { Expected, ExpectedPayload, Matcher } from './matching.js';
export { EventRecorder, type RecordOptions } from './recorder.js';
export { RecordingDestination } from './recording-destination.js';
export { memory, type MemoryOptions, type MemoryPlatform } from '../platforms/memory.js';
