import { expect, nextFrame } from '@open-wc/testing';
import type { ConsentCategory, ConsentState } from '../../src/events/consent.js';
import { optInRegions } from '../../src/tracker/consent-regions.js';
import { readConsent } from '../../src/tracker/consent.js';
import { Tracker } from '../../src/tracker/tracker.js';
import { all, asked, categories, outcomes, partners, reached, recordChanges, recordStorage, storedNames } from './consent-harness.js';
import { lastReceipt, partner, recordConsole, replace, settled, setClock, startTracker } from './harness.js';

const mug = { product_id: '1', name: 'Mug', price: 35, quantity: 1, currency: 'SAR' };
const start = Date.UTC(2026, 0, 2, 12);

/** Several paints later, all that is to be delivered has been. */
async function paints(): Promise<void> {
  for (let paint = 0; paint < 4; paint++) await nextFrame();
}

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

describe('what a page begins with', () => {
  it('is an open gate where the shop says nothing', async () => {
    const tracker = startTracker();
    const made = partners(tracker);
    tracker.track('Product Added', mug);
    await settled(tracker);
    expect(reached(made)).to.deep.equal(categories);
    expect(tracker.consent.state).to.deep.equal(all('granted'));
    expect(made.marketing.heard[0]!.context.consent_at_delivery).to.equal(undefined);
    expect(made.marketing.heard[0]!.context.consent).to.equal(undefined);
  });

  const words: [word: string, state: ConsentState][] = [
    ['pending', all('pending')],
    ['granted', all('granted')],
    ['denied', all('denied')],
    ['analytics', { ...all('denied'), analytics: 'granted' }],
    ['analytics marketing', { ...all('denied'), analytics: 'granted', marketing: 'granted' }],
    [' Marketing,  personalization ', { ...all('denied'), marketing: 'granted', personalisation: 'granted' }],
    ['necessary', all('denied')],
    ['', all('pending')],
  ];
  for (const [word, state] of words) {
    it(`is what consent="${word}" says`, () => {
      expect(startTracker({ consent: word }).consent.state).to.deep.equal(state);
    });
  }

  it('opens nothing for a word that nobody knows, and says so without its value where it has one', () => {
    const { error } = recordConsole();
    expect(startTracker({ consent: 'yes' }).consent.state).to.deep.equal(all('denied'));
    expect(startTracker({ consent: 'analytics adverts' }).consent.state).to.deep.equal({ ...all('denied'), analytics: 'granted' });
    expect(readConsent({ marketing: 'noura@example.com', ad_storage: 'granted', analytics: true })).to.deep.equal({ analytics: 'granted' });
    const expected = 'expected granted, denied or pending for necessary, analytics, marketing, personalisation';
    const found = [['yes', 'boolean'], ['adverts', 'boolean'], ['marketing', 'string'], ['ad_storage', 'string']];
    expect(error).to.deep.equal(found.map(([name, got]) => `ecom-events: consent "${name}": ${expected}; got ${got}`));
  });

  for (const [group, regions] of Object.entries(optInRegions)) {
    it(`is pending in the regions of ${group}`, () => {
      replace(navigator, 'globalPrivacyControl', { value: true });
      for (const consentRegion of regions.split(' ')) expect(startTracker({ consentRegion }).consent.state, consentRegion).to.deep.equal(all('pending'));
    });
  }

  for (const consentRegion of ['US', 'us', 'US-CA', ' US-TX ']) {
    it(`is granted in ${consentRegion}, but for marketing where the browser objects`, () => {
      replace(navigator, 'globalPrivacyControl', { value: undefined });
      expect(startTracker({ consentRegion }).consent.state).to.deep.equal(all('granted'));
      replace(navigator, 'globalPrivacyControl', { value: true });
      expect(startTracker({ consentRegion }).consent.state).to.deep.equal({ ...all('granted'), marketing: 'denied' });
    });
  }

  it('opens nothing for a status that stands among other words, and says so', () => {
    const { error } = recordConsole();
    for (const consent of ['granted marketing', 'analytics denied', 'granted,denied', 'pending analytics']) {
      expect(startTracker({ consent }).consent.state, consent).to.deep.equal(all('denied'));
    }
    expect(error).to.have.length(5);
    expect(error[0]).to.contain('consent "granted": expected');
  });

  it('is pending in a region that is not known', () => {
    for (const consentRegion of ['', 'XX', 'USA', 'Atlantis']) expect(startTracker({ consentRegion }).consent.state, consentRegion).to.deep.equal(all('pending'));
  });

  it('is the word of the shop where it names the region, too', () => {
    expect(startTracker({ consent: 'analytics', consentRegion: 'US' }).consent.state).to.deep.equal({ ...all('denied'), analytics: 'granted' });
  });

  it('is what was decided before the script was there, whatever the theme begins with', () => {
    const tracker = new Tracker();
    tracker.push(['consent', { analytics: true }]);
    tracker.configure({ consent: 'pending' });
    expect(tracker.consent.state).to.deep.equal({ ...all('pending'), analytics: 'granted' });
  });

  it('stays when other options change', () => {
    const tracker = startTracker({ consent: 'pending' });
    tracker.consent.update('granted');
    tracker.configure({ debug: false, consent: 'pending' });
    expect(tracker.consent.state).to.deep.equal(all('granted'));
    tracker.configure({ consent: 'denied' });
    expect(tracker.consent.state, 'what was decided counts for more').to.deep.equal(all('granted'));
  });

  it('follows the attribute where a theme tells of decisions by that alone', () => {
    const tracker = startTracker({ consent: 'pending' });
    for (const [consent, state] of words) {
      tracker.configure({ consent });
      expect(tracker.consent.state, consent).to.deep.equal(state);
    }
    tracker.configure({ consent: undefined });
    expect(tracker.consent.state, 'nothing opens because an attribute is gone').to.deep.equal(all('pending'));
  });
});

describe('a decision', () => {
  it('is told once to the document, whole, when something is another way', () => {
    const changes = recordChanges();
    const tracker = startTracker({ consent: 'pending' });
    tracker.consent.update({ analytics: 'granted' });
    tracker.consent.update({ analytics: true });
    tracker.consent.update({ marketing: false, necessary: 'denied' });
    tracker.consent.update({ marketing: 'denied' });
    expect(changes).to.deep.equal([all('pending'), { ...all('pending'), analytics: 'granted' }, { ...all('pending'), analytics: 'granted', marketing: 'denied' }]);
    expect(tracker.consent.state).to.deep.equal(changes.at(-1));
  });

  it('is told also when it is what the page began with: nobody knew', () => {
    const changes = recordChanges();
    const tracker = startTracker({ consent: 'granted' });
    expect(changes).to.deep.equal([all('granted')]);
    tracker.consent.update('granted');
    tracker.consent.update('granted');
    expect(changes).to.deep.equal([all('granted'), all('granted')]);
  });

  it('cannot be made by changing the state', () => {
    const tracker = startTracker({ consent: 'denied' });
    expect(() => Object.assign(tracker.consent.state, { marketing: 'granted' })).to.throw(TypeError);
    expect(tracker.consent.state.marketing).to.equal('denied');
  });

  it('is taken in all its forms from the queue, too', () => {
    const tracker = startTracker({ consent: 'pending' });
    tracker.push(['consent', 'analytics']);
    expect(tracker.consent.state).to.deep.equal({ ...all('denied'), analytics: 'granted' });
    const { error } = recordConsole();
    tracker.push(['consent', null as never], ['consent', 7 as never], ['consent', 'denied']);
    expect(tracker.consent.state).to.deep.equal(all('denied'));
    expect(error).to.deep.equal([]);
  });

  for (const category of asked) {
    it(`for ${category} is one for ${category} alone: what waited comes, with its time and ids, the others wait on`, async () => {
      const clock = setClock(start);
      const tracker = startTracker({ consent: 'pending' });
      const made = partners(tracker);
      tracker.track('Product Added', mug, { eventId: 'e-1', timestamp: '2026-01-02T12:00:00.000Z' });
      await paints();
      expect(reached(made)).to.deep.equal(['necessary']);
      expect(outcomes(tracker)).to.deep.include({ necessary: 'delivered', [category]: 'waiting consent' });
      const born = lastReceipt(tracker).context;
      clock.now += 60_000;
      tracker.consent.update({ [category]: 'granted' });
      await paints();
      expect(reached(made)).to.have.members(['necessary', category]);
      const [heard, ...more] = made[category].heard;
      expect(more).to.deep.equal([]);
      const now = { ...all('pending'), [category]: 'granted' };
      expect(heard!.payload).to.deep.equal(mug);
      expect(heard!.context).to.deep.include({ event_id: 'e-1', timestamp: '2026-01-02T12:00:00.000Z', anonymous_id: born.anonymous_id, session_id: born.session_id });
      expect(heard!.context.consent).to.deep.equal(all('pending'));
      expect(heard!.context.consent_at_delivery).to.deep.equal(now);
    });

    it(`against ${category} drops what waited, and what comes, for ${category} alone`, async () => {
      const tracker = startTracker({ consent: 'pending' });
      const made = partners(tracker);
      tracker.track('Product Added', mug);
      await paints();
      tracker.consent.update({ [category]: 'denied' });
      expect(outcomes(tracker)[category], 'at once').to.equal('dropped consent');
      tracker.track('Signed In', {});
      await paints();
      expect(outcomes(tracker)).to.deep.include({ necessary: 'delivered', [category]: 'dropped consent' });
      tracker.consent.update('granted');
      await settled(tracker);
      expect(made[category].names(), 'what was denied does not come back').to.deep.equal([]);
      for (const other of asked.filter((each) => each !== category)) expect(made[other].names(), other).to.deep.equal(['Product Added', 'Signed In']);
      tracker.track('Signed Out');
      await settled(tracker);
      expect(made[category].names()).to.deep.equal(['Signed Out']);
    });
  }

  it('holds for who registers later: nothing of a time that was denied, what was pending once it is granted', async () => {
    const tracker = startTracker({ consent: 'denied' });
    tracker.track('One');
    tracker.consent.update('pending');
    tracker.track('Two');
    const late = partner('late');
    tracker.register(late);
    await paints();
    expect(late.names()).to.deep.equal([]);
    tracker.consent.update('granted');
    await settled(tracker);
    expect(late.names()).to.deep.equal(['Two']);
    expect(tracker.receipts().map(({ deliveries: [delivery] }) => [delivery!.status, delivery!.reason])).to.deep.equal([['dropped', 'consent'], ['delivered', undefined]]);
  });

  it('is marketing for a callback that says nothing, necessary for a listener of the theme, which may say another', async () => {
    const tracker = startTracker({ consent: 'pending' });
    const names: string[] = [];
    const silent = partner('silent');
    tracker.register(silent);
    tracker.on('*', (name) => names.push(name));
    tracker.on('*', (name) => names.push(`analytics ${name}`), { category: 'analytics' });
    tracker.track('One');
    await paints();
    expect([silent.names(), names]).to.deep.equal([[], ['One']]);
    tracker.consent.update({ marketing: 'granted' });
    await paints();
    expect([silent.names(), names]).to.deep.equal([['One'], ['One']]);
    tracker.consent.update({ analytics: 'granted' });
    await paints();
    expect(names).to.deep.equal(['One', 'analytics One']);
  });

  it('cannot be had for a category that there is not: the callback is refused', () => {
    const tracker = startTracker();
    const { error } = recordConsole();
    expect(tracker.register({ ...partner('ads'), category: 'ads' as ConsentCategory })).to.equal(false);
    expect(error).to.deep.equal(['ecom-events: tracker "ads" is refused: its category is none of necessary, analytics, marketing, personalisation']);
  });

  it('keeps nobody else waiting, and lets old events go', async () => {
    const tracker = startTracker({ consent: 'pending' });
    const made = partners(tracker);
    for (let event = 0; event < 1200; event++) tracker.track(`Event ${event}`);
    while (made.necessary.heard.length < 1200) await nextFrame();
    expect(tracker.receipts()).to.have.length(1000);
    tracker.consent.update({ analytics: 'granted' });
    await settled({ receipts: () => tracker.receipts().map((receipt) => ({ ...receipt, deliveries: receipt.deliveries.filter(({ category }) => category === 'analytics') })) } as never);
    expect(made.analytics.names().slice(0, 1)).to.deep.equal(['Event 200']);
  });
});

describe('the withdrawal', () => {
  it('stops a destination at once, also for what is queued', async () => {
    const tracker = startTracker({ consent: 'granted' });
    const made = partners(tracker);
    tracker.track('One');
    tracker.track('Two');
    tracker.consent.update({ marketing: 'denied' });
    expect(outcomes(tracker)).to.deep.equal({ marketing: 'dropped consent', necessary: 'waiting', analytics: 'waiting', personalisation: 'waiting' });
    await settled(tracker);
    expect(reached(made)).to.have.members(['necessary', 'analytics', 'personalisation']);
  });

  it('by a callback that is being called stops those behind it', async () => {
    const tracker = startTracker({ consent: 'granted' });
    const first = partner('first', () => tracker.consent.update('denied'));
    const second = partner('second');
    tracker.register(first);
    tracker.register(second);
    tracker.track('One');
    tracker.track('Two');
    await settled(tracker);
    expect([first.names(), second.names()]).to.deep.equal([['One'], []]);
  });

  it('of all removes our identifiers and other traces; whoever comes next is somebody else', async () => {
    localStorage.setItem('ecom.done.order 1', '2026-01-02');
    localStorage.setItem('shop', 'cart');
    const tracker = startTracker({ consent: 'granted' });
    tracker.register(partner('ads'));
    tracker.track('One');
    await settled(tracker);
    expect(storedNames()).to.deep.equal(['ecom.done.order 1', 'ecom.session', 'ecom.visitor']);
    const before = lastReceipt(tracker).context;
    tracker.consent.update('denied');
    expect(Object.keys(localStorage)).to.deep.equal(['shop']);
    tracker.track('Two');
    const after = lastReceipt(tracker).context;
    expect(after.anonymous_id).to.match(/^[\da-f-]{36}$/).and.not.to.equal(before.anonymous_id);
    expect(after.session_id).to.match(/^[\da-f-]{36}$/).and.not.to.equal(before.session_id);
    expect(storedNames()).to.deep.equal([]);
  });

  it('keeps what says that an order is reported, where a callback is necessary: it is not told of it twice', () => {
    localStorage.setItem('ecom.done.order 1', '2026-01-02');
    const tracker = startTracker({ consent: 'granted' });
    tracker.register({ ...partner('books'), category: 'necessary' });
    tracker.consent.update('denied');
    expect(storedNames()).to.deep.equal(['ecom.done.order 1']);
  });

  it('of some keeps the ids, which the others need', () => {
    const tracker = startTracker({ consent: 'granted' });
    tracker.track('One');
    const names = storedNames();
    tracker.consent.update({ marketing: 'denied', personalisation: 'denied' });
    expect(storedNames()).to.deep.equal(names);
    tracker.consent.update({ analytics: 'denied' });
    expect(storedNames()).to.deep.equal([]);
  });

  it('is also one on the page that begins denied: what an earlier one stored goes', () => {
    startTracker().track('One');
    expect(storedNames()).to.have.length(2);
    startTracker({ consent: 'denied' });
    expect(storedNames()).to.deep.equal([]);
  });

  it('in a storage that is shut costs nothing', () => {
    replace(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    const tracker = startTracker({ consent: 'granted' });
    tracker.track('One');
    tracker.consent.update('denied');
    expect(tracker.consent.state).to.deep.equal(all('denied'));
  });
});

describe('our identifiers', () => {
  for (const consent of ['pending', 'denied']) {
    it(`live in memory while all is ${consent}: nothing is stored, and while it is pending nothing read`, () => {
      const lines = recordStorage();
      const tracker = startTracker({ consent });
      for (const name of ['One', 'Two', 'Signed Out', 'Three']) tracker.track(name);
      const [one, two, , three] = tracker.receipts().map(({ context }) => context);
      expect(one!.session_id).to.match(/^[\da-f-]{36}$/).and.to.equal(two!.session_id);
      expect(three!.session_id).not.to.equal(one!.session_id);
      expect(three!.anonymous_id).to.match(/^[\da-f-]{36}$/).and.to.equal(one!.anonymous_id);
      expect(lines).to.deep.equal([]);
      expect(storedNames()).to.deep.equal([]);
    });
  }

  for (const category of asked) {
    it(`are stored, the same ones, when ${category} is granted`, () => {
      const tracker = startTracker({ consent: 'pending' });
      tracker.track('One');
      const { anonymous_id, session_id } = lastReceipt(tracker).context;
      tracker.consent.update({ [category]: 'granted' });
      expect(localStorage.getItem('ecom.visitor')).to.equal(anonymous_id);
      expect(localStorage.getItem('ecom.session')).to.match(new RegExp(` ${session_id}$`));
      tracker.track('Two');
      expect(lastReceipt(tracker).context).to.deep.include({ anonymous_id, session_id });
    });
  }

  it('are those of the earlier page once they may be read, also for what waited', async () => {
    startTracker().track('One');
    const [, id] = localStorage.getItem('ecom.session')!.split(' ');
    const visitor = localStorage.getItem('ecom.visitor');
    const tracker = startTracker({ consent: 'pending' });
    const made = partners(tracker);
    tracker.page();
    await paints();
    expect(made.necessary.heard[0]!.context.anonymous_id).not.to.equal(visitor);
    tracker.consent.update('granted');
    await settled(tracker);
    expect(made.analytics.heard[0]!.context).to.deep.include({ anonymous_id: visitor, session_id: id });
    expect(localStorage.getItem('ecom.visitor')).to.equal(visitor);
  });

  it('are not stored by an agreement before the first event', () => {
    const tracker = startTracker({ consent: 'pending' });
    tracker.consent.update('granted');
    expect(storedNames()).to.deep.equal([]);
    tracker.track('One');
    expect(storedNames()).to.deep.equal(['ecom.session', 'ecom.visitor']);
  });

  it('are new in a session that ended while the shopper thought about it', () => {
    const clock = setClock(start);
    const tracker = startTracker({ consent: 'pending' });
    tracker.track('One');
    const before = lastReceipt(tracker).context;
    clock.now += 31 * 60_000;
    tracker.consent.update('granted');
    tracker.track('Two');
    expect(lastReceipt(tracker).context.session_id).not.to.equal(before.session_id);
  });
});

describe("a destination's own consent call", () => {
  /** A marketing destination that keeps what it is told of consent. */
  function listener(tracker: Tracker, options: { category?: ConsentCategory } = {}): [boolean, string][] {
    const told: [boolean, string][] = [];
    const consent = (granted: boolean, state: ConsentState): unknown => told.push([granted, asked.map((category) => state[category][0]).join('')]);
    tracker.register({ ...partner('vendor'), consent, ...options });
    return told;
  }

  it('is not made where nobody asks', () => {
    expect(listener(startTracker())).to.deep.equal([]);
  });

  it('is made when it registers, as far as it is known', () => {
    expect(listener(startTracker({ consent: 'pending' }))).to.deep.equal([]);
    expect(listener(startTracker({ consent: 'granted' }))).to.deep.equal([[true, 'ggg']]);
    expect(listener(startTracker({ consent: 'analytics' }))).to.deep.equal([[false, 'gdd']]);
    expect(listener(startTracker({ consent: 'analytics' }), { category: 'analytics' })).to.deep.equal([[true, 'gdd']]);
  });

  it('is made at each change since, with the whole state, and before what waited is delivered', async () => {
    const tracker = startTracker({ consent: 'pending' });
    const told = listener(tracker);
    tracker.consent.update({ analytics: true });
    expect(told, 'its own is still pending').to.deep.equal([]);
    tracker.track('One');
    tracker.consent.update({ marketing: true });
    expect(told).to.deep.equal([[true, 'ggp']]);
    await settled(tracker);
    tracker.consent.update({ analytics: false });
    tracker.consent.update({ marketing: false });
    tracker.consent.update('pending');
    expect(told.slice(1)).to.deep.equal([[true, 'dgp'], [false, 'ddp'], [false, 'ppp']]);
  });

  it('that throws harms nobody, and cannot change what it is told', () => {
    const { error } = recordConsole();
    const tracker = startTracker({ consent: 'pending' });
    tracker.register({
      ...partner('broken'),
      consent(_granted, state) {
        expect(() => Object.assign(state, { marketing: 'granted' })).to.throw(TypeError);
        throw new TypeError('theirs');
      },
    });
    const told = listener(tracker);
    tracker.consent.update('denied');
    expect(told).to.deep.equal([[false, 'ddd']]);
    expect(tracker.consent.state).to.deep.equal(all('denied'));
    expect(error).to.deep.equal(['ecom-events: a command failed TypeError: theirs']);
  });

  it('stays with the callback: what is made of an object keeps its this', () => {
    class Vendor {
      readonly name = 'vendor';
      told: boolean[] = [];
      track(): void {}
      consent(granted: boolean): void {
        this.told.push(granted);
      }
    }
    const vendor = new Vendor();
    startTracker({ consent: 'granted' }).register(vendor);
    expect(vendor.told).to.deep.equal([true]);
  });
});
