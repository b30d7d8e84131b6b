import { expect } from '@open-wc/testing';
import { Session } from '../../src/tracker/session.js';
import { lastReceipt, replace, setClock, startTracker } from './harness.js';

const minute = 60_000;
const start = Date.UTC(2026, 0, 2, 12);

describe('the session', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  /** The session's id at that many minutes. */
  const at = (session: Session, minutes: number): string => session.touch(start + minutes * minute);

  it('slides: it goes on while less than 30 minutes are between two events, and ends after', () => {
    const session = new Session();
    const first = at(session, 0);
    expect(at(session, 29)).to.equal(first);
    expect(at(session, 58)).to.equal(first);
    expect(at(session, 87.9)).to.equal(first);
    const second = at(session, 118);
    expect(second).to.match(/^[\da-f-]{36}$/).and.not.to.equal(first);
    expect(at(session, 119)).to.equal(second);
  });

  it('is shared with another tab, which extends it', () => {
    const [here, there] = [new Session(), new Session()];
    const first = at(here, 0);
    expect(at(there, 20)).to.equal(first);
    expect(at(there, 45)).to.equal(first);
    // Here nothing happened for 46 minutes, but the shopper was in the other tab.
    expect(at(here, 46)).to.equal(first);
    expect(at(new Session(), 46)).to.equal(first);
  });

  it('is a new one for a tab that comes after 30 minutes', () => {
    const first = at(new Session(), 0);
    expect(at(new Session(), 30)).not.to.equal(first);
  });

  it('ends with Signed Out: the next event has another, for other tabs too', () => {
    const clock = setClock(start);
    const tracker = startTracker();
    tracker.track('Signed In', {});
    const before = lastReceipt(tracker).context;
    clock.now += minute;
    tracker.track('Signed Out');
    expect(lastReceipt(tracker).context.session_id, 'the sign-out belongs to the session that it ends').to.equal(before.session_id);
    tracker.track('Product Viewed', { product_id: '1' });
    const after = lastReceipt(tracker).context;
    expect(after.session_id).not.to.equal(before.session_id);
    expect(new Session().touch(clock.now)).to.equal(after.session_id);
  });

  it('in the context goes by the clock', () => {
    const clock = setClock(start);
    const tracker = startTracker();
    const ids = [0, 29, 58, 89].map((minutes) => {
      clock.now = start + minutes * minute;
      tracker.track('One');
      return lastReceipt(tracker).context.session_id;
    });
    expect(ids[1]).to.equal(ids[0]);
    expect(ids[2]).to.equal(ids[0]);
    expect(ids[3]).not.to.equal(ids[0]);
  });

  it('is written down once a minute at most: storage is slow', () => {
    let writes = 0;
    const { setItem } = Storage.prototype;
    replace(Storage.prototype, 'setItem', {
      value(this: Storage, key: string, value: string) {
        writes++;
        setItem.call(this, key, value);
      },
    });
    const session = new Session();
    for (let second = 0; second < 60; second++) session.touch(start + second * 1000);
    expect(writes).to.equal(1);
    session.touch(start + minute);
    expect(writes).to.equal(2);
  });

  it('begins anew after nonsense in the storage', () => {
    for (const nonsense of ['', 'x', '1', `${start * 2}`, 'Infinity', 'NaN x']) {
      localStorage.setItem('ecom.session', nonsense);
      expect(at(new Session(), 0), nonsense).to.match(/^[\da-f-]{36}$/);
    }
  });
});

describe('the anonymous id', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('stays with the browser', () => {
    const { visitor } = new Session();
    expect(visitor).to.match(/^[\da-f-]{36}$/);
    expect(new Session().visitor).to.equal(visitor);
    const tracker = startTracker();
    tracker.track('Signed Out');
    tracker.track('One');
    expect(tracker.receipts().map(({ context }) => context.anonymous_id)).to.deep.equal([visitor, visitor]);
  });

  it('is no session id', () => {
    const session = new Session();
    expect(session.visitor).not.to.equal(session.touch(start));
  });
});

describe('a storage that is shut', () => {
  const shut = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  const cases: [string, () => void][] = [
    ['when read at all', () => replace(window, 'localStorage', { get: shut })],
    ['when written to, being full', () => replace(Storage.prototype, 'setItem', { value: shut })],
    ['because there is none', () => replace(window, 'localStorage', { value: null })],
  ];
  for (const [when, close] of cases) {
    it(`(${when}) costs no event: session and anonymous id live in memory`, () => {
      localStorage.clear();
      close();
      const tracker = startTracker();
      tracker.track('One');
      tracker.track('Two');
      const [one, two] = tracker.receipts().map(({ context }) => context);
      expect(one!.session_id).to.match(/^[\da-f-]{36}$/).and.to.equal(two!.session_id);
      expect(one!.anonymous_id).to.match(/^[\da-f-]{36}$/).and.to.equal(two!.anonymous_id);
    });
  }
});
