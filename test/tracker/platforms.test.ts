// Storefront platforms: attached once, by themselves or by the name that a script provides.
import { expect } from '@open-wc/testing';
import type { Platform } from '../../src/tracker/platform.js';
import { startTracker } from './harness.js';

/** A platform that counts how often it is attached and detached. */
function shop(): Platform & { calls: string[] } {
  const calls: string[] = [];
  return {
    name: 'shop',
    calls,
    attach() {
      calls.push('attach');
      return () => void calls.push('detach');
    },
  };
}

describe('a platform that is asked for before its script has come', () => {
  it('is attached when it comes, and detached by who asked', () => {
    const tracker = startTracker();
    const platform = shop();
    const end = tracker.use('shop');
    tracker.provide('shop', () => platform);
    expect(tracker.platforms.shop).to.equal(platform);
    end();
    expect([platform.calls, tracker.platforms]).to.deep.equal([['attach', 'detach'], {}]);
  });

  it('is not attached any more when nobody wants it by then', () => {
    const tracker = startTracker();
    const platform = shop();
    tracker.use('shop')();
    tracker.provide('shop', () => platform);
    expect([platform.calls, tracker.platforms]).to.deep.equal([[], {}]);
  });
});

describe('a platform that cannot be attached', () => {
  it('is not there, and may be tried again', () => {
    const tracker = startTracker();
    const platform = shop();
    const broken: Platform = {
      name: 'shop',
      attach() {
        throw new TypeError('no SDK');
      },
    };
    expect(() => tracker.use(broken)).to.throw('no SDK');
    expect(tracker.platforms).to.deep.equal({});
    tracker.use(platform);
    expect(tracker.platforms.shop).to.equal(platform);
  });
});
