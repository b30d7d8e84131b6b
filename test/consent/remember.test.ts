import { expect } from '@open-wc/testing';
import { rememberConsent } from '../../src/consent/remember.js';
import { Tracker } from '../../src/tracker/tracker.js';
import type { TrackerOptions } from '../../src/tracker/tracker-options.js';
import { all, recordStorage, storedNames } from '../tracker/consent-harness.js';
import { later, replace, setClock } from '../tracker/harness.js';

const start = Date.UTC(2026, 0, 2, 12);

let last = (): void => {};

/** A page of the shop, after the one before is gone: its tracker, which remembers. */
function page(options: TrackerOptions): Tracker {
  last();
  const queue: Parameters<Tracker['push']> = [];
  (window as { ecom?: unknown }).ecom = queue;
  last = rememberConsent();
  const tracker = new Tracker();
  (window as { ecom?: unknown }).ecom = tracker;
  tracker.push(...queue);
  tracker.configure(options);
  tracker.start();
  return tracker;
}

describe('a decision that is remembered', () => {
  beforeEach(() => {
    localStorage.clear();
    later(() => {
      last();
      delete (window as { ecom?: unknown }).ecom;
      localStorage.clear();
    });
  });

  for (const decision of ['granted', 'denied', 'analytics']) {
    it(`(${decision}) holds on the next page, whatever that begins with`, () => {
      const tracker = page({ consent: 'pending' });
      expect(Object.keys(localStorage), 'nothing while it is pending').to.deep.equal([]);
      tracker.consent.update(decision);
      const { state } = tracker.consent;
      expect(Object.keys(localStorage)).to.deep.equal(['ecom-consent']);
      for (const consent of ['pending', 'granted', 'denied']) expect(page({ consent }).consent.state).to.deep.equal(state);
      expect(page({ consentRegion: 'US' }).consent.state).to.deep.equal(state);
    });
  }

  for (const consent of ['denied', 'granted']) {
    it(`(${consent}) is kept also where the page begins with the same: the shopper is not asked again`, () => {
      page({ consent }).consent.update(consent);
      expect(page({ consent: 'pending' }).consent.state).to.deep.equal(all(consent as 'denied' | 'granted'));
    });
  }

  it('is the shopper’s, not what holds in their region', () => {
    page({ consentRegion: 'US' });
    expect(Object.keys(localStorage)).to.deep.equal([]);
    page({ consentRegion: 'US' }).consent.update({ marketing: false });
    expect(page({ consentRegion: 'SA' }).consent.state).to.deep.equal({ ...all('pending'), marketing: 'denied' });
  });

  it('is asked for anew after half a year', () => {
    const clock = setClock(start);
    page({ consent: 'pending' }).consent.update('granted');
    clock.now += 179 * 24 * 60 * 60_000;
    expect(page({ consent: 'pending' }).consent.state).to.deep.equal(all('granted'));
    clock.now += 2 * 24 * 60 * 60_000;
    expect(page({ consent: 'pending' }).consent.state, 'looking at it makes it no younger').to.deep.equal(all('pending'));
  });

  it('is older than one of this page', () => {
    page({ consent: 'pending' }).consent.update('granted');
    const tracker = page({ consent: 'pending' });
    tracker.consent.update({ marketing: 'denied' });
    expect(tracker.consent.state).to.deep.equal({ ...all('granted'), marketing: 'denied' });
    expect(page({ consent: 'pending' }).consent.state.marketing).to.equal('denied');
  });

  it('stays when all that is ours is removed: that was the decision', () => {
    const tracker = page({ consent: 'pending' });
    tracker.consent.update('granted');
    tracker.track('One');
    expect(storedNames()).to.deep.equal(['ecom.session', 'ecom.visitor']);
    tracker.consent.update('denied');
    expect(Object.keys(localStorage)).to.deep.equal(['ecom-consent']);
  });

  for (const type of ['storage', 'pageshow']) {
    it(`in another tab, or on another page, holds here at ${type}`, () => {
      const tracker = page({ consent: 'pending' });
      tracker.consent.update('granted');
      localStorage.setItem('ecom-consent', JSON.stringify([Date.now(), { personalisation: 'denied', marketing: 'denied', analytics: 'denied' }]));
      const lines = recordStorage();
      dispatchEvent(new Event(type));
      expect(tracker.consent.state).to.deep.equal(all('denied'));
      expect(lines.filter((line) => line.startsWith('set')), 'two tabs do not answer each other for ever').to.deep.equal([]);
    });
  }

  it('is none when it is nonsense', () => {
    for (const nonsense of ['', 'x', '{}', '[]', 'null', '[1,2]', `[${Date.now()}]`, `[${Date.now()},null]`, `[${Date.now()},"granted"]`]) {
      localStorage.setItem('ecom-consent', nonsense);
      expect(page({ consent: 'pending' }).consent.state, nonsense).to.deep.equal(all('pending'));
    }
  });

  it('is none where storage is shut', () => {
    replace(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    const tracker = page({ consent: 'pending' });
    tracker.consent.update('granted');
    expect(tracker.consent.state).to.deep.equal(all('granted'));
  });
});
