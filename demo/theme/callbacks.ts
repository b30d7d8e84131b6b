import type {} from '../../src/index.js';

const key = 'finjan-analytics';
const brokenKey = 'finjan-analytics-broken';

/** Whether "Demo analytics" shall throw at each event. */
export const isBroken = (): boolean => sessionStorage.getItem(brokenKey) === 'yes';

export const setBroken = (broken: boolean): void => sessionStorage.setItem(brokenKey, broken ? 'yes' : 'no');

/**
 * Two device-mode callbacks, as partners would write them: a plain object, and an instance of a class that
 * keeps a list of what it got during this visit.
 */
export function registerCallbacks(): void {
  window.ecom!.register({
    name: 'Console',
    category: 'necessary',
    track: (eventName, payload) => console.info(eventName, payload),
    page: (payload) => console.info('page', payload),
  });
  window.ecom!.register(new DemoAnalytics());
}

class DemoAnalytics {
  readonly name = 'Demo analytics';
  readonly category = 'analytics';

  track(eventName: string): void {
    if (isBroken()) throw new TypeError('Demo analytics is broken, as asked');
    this.#note(eventName);
  }

  page({ name }: { name?: unknown }): void {
    this.track(`page ${String(name)}`);
  }

  #note(eventName: string): void {
    const got = JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[];
    sessionStorage.setItem(key, JSON.stringify([...got, eventName].slice(-200)));
  }
}
