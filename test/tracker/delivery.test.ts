import { expect, nextFrame } from '@open-wc/testing';
import { hidePage, later, partner, replace, settled, startTracker, type Heard } from './harness.js';

const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

/** Holds the main thread for that long. */
function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** A callback that is done when it has been called `count` times. */
function countdown(name: string, count: number, act: () => unknown = () => {}) {
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  const ads = partner(name, () => {
    if (ads.heard.length === count) finish();
    return act();
  });
  return Object.assign(ads, { done });
}

describe('delivery', () => {
  it('comes after the next paint, in a task of its own', async () => {
    const tracker = startTracker();
    const order: string[] = [];
    const ads = countdown('ads', 1, () => order.push('delivered'));
    tracker.register(ads);
    tracker.track('One');
    order.push('click is over');
    // Asked for after the tracker did: it belongs to the same frame all the same.
    requestAnimationFrame(() => {
      order.push('frame');
      queueMicrotask(() => order.push('end of the frame'));
    });
    await ads.done;
    expect(order).to.deep.equal(['click is over', 'frame', 'end of the frame', 'delivered']);
  });

  it('of the history to a late one does, too', async () => {
    const tracker = startTracker();
    tracker.track('One');
    // The turn that the event asked for is over.
    await nextFrame();
    await nextFrame();
    const order: string[] = [];
    const ads = countdown('ads', 1, () => order.push('delivered'));
    tracker.register(ads);
    requestAnimationFrame(() => order.push('frame'));
    await ads.done;
    expect(order).to.deep.equal(['frame', 'delivered']);
  });

  it('comes without a frame where the page does not paint', async () => {
    replace(window, 'requestAnimationFrame', { value: () => 0, writable: true });
    const tracker = startTracker();
    const ads = countdown('ads', 2);
    tracker.register(ads);
    tracker.track('One');
    tracker.track('Two');
    await ads.done;
    expect(ads.names()).to.deep.equal(['One', 'Two']);
  });

  for (const event of ['visibilitychange', 'pagehide'] as const) {
    it(`comes at once with ${event}, all of it, also to slow ones`, () => {
      const tracker = startTracker();
      const [fast, slow] = [partner('fast'), partner('slow', () => busy(10))];
      tracker.register(fast);
      tracker.register(slow);
      for (const name of ['One', 'Two', 'Three']) tracker.track(name);
      expect(fast.names()).to.deep.equal([]);
      hidePage(event);
      expect(fast.names()).to.deep.equal(['One', 'Two', 'Three']);
      expect(slow.names()).to.deep.equal(['One', 'Two', 'Three']);
    });

    it(`comes at once for what is reported after ${event}, by a listener of the page`, () => {
      const tracker = startTracker();
      const ads = partner('ads');
      tracker.register(ads);
      hidePage(event);
      tracker.track('One');
      expect(ads.names()).to.deep.equal(['One']);
    });
  }

  it('waits for paints again when the page is shown again', async () => {
    const tracker = startTracker();
    const ads = countdown('ads', 2);
    tracker.register(ads);
    hidePage('pagehide');
    tracker.track('One');
    window.dispatchEvent(new Event('pageshow'));
    tracker.track('Two');
    expect(ads.names()).to.deep.equal(['One']);
    await ads.done;
    expect(ads.names()).to.deep.equal(['One', 'Two']);
  });

  it('is once an event, even when the page is hidden in between', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('One');
    hidePage();
    await nextFrame();
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['One']);
  });

  it('goes in turns: a slow one with a backlog keeps nobody waiting for longer than a call of it', async () => {
    const tracker = startTracker();
    const order: string[] = [];
    tracker.register(partner('slow', ({ name }) => { busy(20); order.push(`slow ${name}`); }));
    tracker.register(partner('fast', ({ name }) => order.push(`fast ${name}`)));
    for (let count = 0; count < 6; count++) tracker.track(`${count}`);
    await settled(tracker);
    expect(order).to.deep.equal([0, 1, 2, 3, 4, 5].flatMap((count) => [`slow ${count}`, `fast ${count}`]));
  });

  it('of a backlog lets the page paint between two slow calls', async () => {
    const tracker = startTracker();
    let frames = 0;
    const seen: number[] = [];
    const slow = countdown('slow', 5, () => {
      busy(20);
      seen.push(frames);
    });
    tracker.register(slow);
    for (let count = 0; count < 5; count++) tracker.track(`${count}`);
    const frame = (): void => {
      frames++;
      if (seen.length < 5) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    await slow.done;
    expect(new Set(seen).size, seen.join()).to.equal(5);
  });

  it('of a new event stands before no paint, also while somebody catches up', async () => {
    const tracker = startTracker();
    let painted: boolean | undefined;
    const fast = countdown('fast', 9, () => (fast.heard.length === 9 ? (seen = painted) : undefined));
    let seen: boolean | undefined;
    tracker.register(fast);
    for (let count = 0; count < 8; count++) tracker.track(`${count}`);
    await settled(tracker);
    // Its first call makes a click come right after this turn, before the next.
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      painted = false;
      requestAnimationFrame(() => (painted = true));
      tracker.track('Clicked');
    };
    tracker.register(partner('slow', () => {
      if (painted === undefined) port1.postMessage('');
      busy(20);
    }));
    await fast.done;
    port1.close();
    expect(fast.names().at(-1)).to.equal('Clicked');
    expect(seen).to.equal(true);
    await settled(tracker);
  });

  it('keeps the order of events for each, whatever the others do', async () => {
    const tracker = startTracker();
    const expected = Array.from({ length: 50 }, (_, index) => `${index}`);
    // Now and then: one that fails always is spared after a while.
    const fails = ({ name }: { name: string }): boolean => Number(name) % 3 !== 0;
    const all = ['slow', 'fails', 'rejects', 'hangs'].map((name, index) =>
      partner(name, [() => busy(2), (event: Heard) => { if (fails(event)) throw new Error(name); }, (event: Heard) => (fails(event) ? Promise.reject(new Error(name)) : 0), () => new Promise(() => {})][index]),
    );
    replace(console, 'error', { value: () => {}, writable: true });
    for (const ads of all) {
      tracker.register(ads);
      for (let count = 0; count < 10; count++) tracker.track(expected[tracker.receipts().length]!);
      await nextFrame();
    }
    for (const name of expected.slice(40)) tracker.track(name);
    await settled(tracker);
    for (const ads of all) expect(ads.names(), ads.name).to.deep.equal(expected);
  });
});

describe('a callback may', () => {
  it('track: that event comes in the next turn, to everybody', async () => {
    const tracker = startTracker();
    const calls: string[] = [];
    tracker.register(partner('a', ({ name }) => {
      calls.push(`a ${name}`);
      if (name === 'One') tracker.track('Two');
    }));
    tracker.register(partner('b', ({ name }) => calls.push(`b ${name}`)));
    tracker.track('One');
    await settled(tracker);
    expect(calls.sort()).to.deep.equal(['a One', 'a Two', 'b One', 'b Two']);
  });

  it('track at every event: the page goes on', async () => {
    const tracker = startTracker();
    const echo = countdown('echo', 5, () => tracker.track('Echo'));
    tracker.register(echo);
    later(() => tracker.unregister('echo'));
    tracker.track('Echo');
    let frames = 0;
    const frame = (): void => void (frames++, requestAnimationFrame(frame));
    frame();
    await echo.done;
    expect(frames).to.be.greaterThan(4);
  });

  it('track while the page is being hidden: the others get it, and it does not go on for ever', async () => {
    const tracker = startTracker();
    const echo = partner('echo', () => tracker.track('Echo'));
    const other = countdown('other', 3);
    tracker.register(echo);
    tracker.register(other);
    later(() => tracker.unregister('echo'));
    tracker.track('Echo');
    hidePage();
    // It has come back from hiding, and what was tracked meanwhile is on its way without another event.
    expect(other.heard.length).to.be.greaterThan(0);
    await other.done;
    tracker.unregister('echo');
  });

  it('register another: that one gets the whole history, once', async () => {
    const tracker = startTracker();
    const second = partner('second');
    const first = partner('first', () => first.heard.length === 2 && tracker.register(second));
    tracker.register(first);
    for (const name of ['One', 'Two', 'Three']) tracker.track(name);
    await settled(tracker);
    expect(first.names()).to.deep.equal(['One', 'Two', 'Three']);
    expect(second.names()).to.deep.equal(['One', 'Two', 'Three']);
  });

  it('register another while the page is being hidden: that one gets it all at once', () => {
    const tracker = startTracker();
    const second = partner('second');
    const first = partner('first', () => first.heard.length === 1 && tracker.register(second));
    tracker.register(first);
    tracker.track('One');
    tracker.track('Two');
    hidePage('pagehide');
    expect(second.names()).to.deep.equal(['One', 'Two']);
  });

  it('unregister itself: it gets no more, the others all', async () => {
    const tracker = startTracker();
    const once = partner('once', () => tracker.unregister('once'));
    const [before, after] = [partner('before'), partner('after')];
    for (const ads of [before, once, after]) tracker.register(ads);
    for (const name of ['One', 'Two', 'Three']) tracker.track(name);
    await settled(tracker);
    expect(once.names()).to.deep.equal(['One']);
    expect(before.names()).to.deep.equal(['One', 'Two', 'Three']);
    expect(after.names()).to.deep.equal(['One', 'Two', 'Three']);
  });

  it('unregister everybody', async () => {
    const tracker = startTracker();
    const names = ['a', 'b', 'c'];
    const all = names.map((name) => partner(name, () => names.forEach((other) => tracker.unregister(other))));
    all.forEach((ads) => tracker.register(ads));
    tracker.track('One');
    tracker.track('Two');
    await settled(tracker);
    expect(all.flatMap((ads) => ads.names())).to.deep.equal(['One']);
  });

  it('end what on() began from inside', async () => {
    const tracker = startTracker();
    const heard: string[] = [];
    const off = tracker.on('*', (name) => {
      heard.push(name);
      off();
    });
    tracker.track('One');
    tracker.track('Two');
    await settled(tracker);
    expect(heard).to.deep.equal(['One']);
  });

  it('change its payload and context: nobody else sees it, now or later', async () => {
    const tracker = startTracker();
    const vandal = partner('vandal', ({ payload, context }) => {
      payload.price = 0;
      delete payload.name;
      (payload.products as unknown[]).length = 0;
      (payload.extra as { deep: { list: number[] } }).deep.list.push(3);
      context.event_id = 'mine';
      context.page.url = 'mine';
      context.library.name = 'mine';
      Object.assign(context, { session_id: 'mine' });
    });
    const [beside, late] = [partner('beside'), partner('late')];
    tracker.register(vandal);
    tracker.register(beside);
    const own = { ...mug, products: [{ ...mug }], extra: { deep: { list: [1, 2] } } };
    const before = structuredClone(own);
    tracker.track('Product Added', own);
    await settled(tracker);
    tracker.register(late);
    await settled(tracker);
    expect(vandal.heard.length).to.equal(1);
    expect(own).to.deep.equal(before);
    expect(beside.heard[0]!.payload).to.deep.equal(before);
    expect(late.heard).to.deep.equal(beside.heard);
    expect(tracker.history[0]!.payload).to.deep.equal(before);
    expect(tracker.history[0]!.context).to.deep.equal(JSON.parse(JSON.stringify(beside.heard[0]!.context)));
    expect(beside.heard[0]!.context.event_id).not.to.equal('mine');
    expect(beside.heard[0]!.context.page.url).not.to.equal('mine');
    expect(beside.heard[0]!.context.library.name).to.equal('ecom-events');
  });
});

describe('what the caller does to its object after track()', () => {
  it('changes nothing', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    const own = { paper: 'red', sizes: [1, 2] };
    tracker.track('Gift Wrapped', own);
    own.paper = 'blue';
    own.sizes.pop();
    await settled(tracker);
    expect(ads.heard[0]!.payload).to.deep.equal({ paper: 'red', sizes: [1, 2] });
  });

  it('is its own business: nothing is written into it, and it may report it again', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    const own = Object.freeze({ productId: 1, price: '35' });
    tracker.track('Product Added', own);
    tracker.track('Product Added', own);
    await settled(tracker);
    expect(own).to.deep.equal({ productId: 1, price: '35' });
    expect(ads.heard.length).to.equal(2);
    expect(ads.heard[0]!.context.event_id).not.to.equal(ads.heard[1]!.context.event_id);
  });
});

describe('a callback that breaks', () => {
  const revoked = (): unknown => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  const breaks: Record<string, () => unknown> = {
    'throws an error': () => {
      throw new Error('broken');
    },
    'throws nothing': () => {
      throw undefined;
    },
    'throws what throws': () => {
      throw revoked();
    },
    rejects: () => Promise.reject(new Error('broken')),
    hangs: () => new Promise(() => {}),
    'is slow': () => busy(50),
    'returns what cannot be read': revoked,
    'returns a promise whose then throws': () => ({
      then() {
        throw new Error('broken');
      },
    }),
    'returns a promise that settles twice': () => ({
      then(resolve: () => void, reject: (error: Error) => void) {
        resolve();
        reject(new Error('broken'));
      },
    }),
  };
  for (const [what, act] of Object.entries(breaks)) {
    it(`(it ${what}) harms itself alone, live and in the replay, and is called again for the next event`, async () => {
      replace(console, 'error', { value: () => {}, writable: true });
      const tracker = startTracker();
      const live = partner('live', act);
      const [first, last] = [partner('first'), partner('last')];
      for (const ads of [first, live, last]) tracker.register(ads);
      const names = ['One', 'page', 'Two'];
      tracker.track('One');
      tracker.page();
      tracker.track('Two');
      await settled(tracker);
      const [replayed, late] = [partner('replayed', act), partner('late')];
      tracker.register(replayed);
      tracker.register(late);
      await settled(tracker);
      for (const ads of [first, live, last, replayed, late]) expect(ads.names(), ads.name).to.deep.equal(names);
    });
  }

  it('throws into the page neither by track() nor by the hiding of the page', () => {
    replace(console, 'error', { value: () => {}, writable: true });
    const tracker = startTracker();
    const [broken, other] = [partner('broken', breaks['throws an error']), partner('other')];
    tracker.register(broken);
    tracker.register(other);
    tracker.track('One');
    hidePage();
    tracker.track('Two');
    expect(other.names()).to.deep.equal(['One', 'Two']);
  });
});
