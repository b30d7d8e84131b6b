import { expect, nextFrame } from '@open-wc/testing';
import type { EcomEventInit } from '../../src/events/ecom-event.js';
import type { doneOnce } from '../../src/element/done-once.js';
import { replace } from '../tracker/harness.js';

type DoneOnce = typeof doneOnce;

/** Ids live in the page's memory and in storage: each test has one of its own. */
let id = '';
let number = 0;

/** A page that remembers nothing, as after a reload or in another tab: storage and locks it shares with the others. */
async function newPage(): Promise<{ offer(inOneTab?: boolean, which?: string): void; reports: EcomEventInit[] }> {
  const { doneOnce: once } = (await import(new URL(`../../src/element/done-once.ts?page=${++number}`, import.meta.url).href)) as { doneOnce: DoneOnce };
  const reports: EcomEventInit[] = [];
  return { reports, offer: (inOneTab, which = id) => once('test', which, (init) => void reports.push(init), inOneTab) };
}

/** Locks are granted in tasks of their own, one after the other. */
async function granted(): Promise<void> {
  await navigator.locks.query();
  await nextFrame();
  await navigator.locks.query();
}

const held = async (): Promise<number> => {
  const { held: all = [], pending = [] } = await navigator.locks.query();
  return [...all, ...pending].filter(({ name }) => name?.includes(id)).length;
};

/** Resolves when nothing is held or waited for any more. */
async function free(): Promise<void> {
  while (await held()) await nextFrame();
}

const shut = (): never => {
  throw new DOMException('shut', 'SecurityError');
};

describe('what is done once', () => {
  beforeEach(() => (id = `done-${++number}`));
  after(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('ecom.done.test')) localStorage.removeItem(key);
  });

  for (const inOneTab of [false, true]) {
    describe(inOneTab ? 'by one of several tabs' : 'at once', () => {
      const offered = inOneTab ? granted : async (): Promise<void> => {};

      it('is reported once in a page, delivered or not', async () => {
        const page = await newPage();
        for (let times = 0; times < 3; times++) page.offer(inOneTab);
        await offered();
        expect(page.reports).to.have.length(1);
        page.reports[0]!.onDelivered!();
        page.offer(inOneTab);
        await offered();
        expect(page.reports).to.have.length(1);
      });

      it('is never reported again once it is delivered', async () => {
        const first = await newPage();
        first.offer(inOneTab);
        await offered();
        first.reports[0]!.onDelivered!();
        first.reports[0]!.onDelivered!();
        const second = await newPage();
        second.offer(inOneTab);
        await offered();
        expect(second.reports).to.deep.equal([]);
      });

      it('is reported again in this page when it was rejected', async () => {
        const page = await newPage();
        page.offer(inOneTab);
        await offered();
        page.reports[0]!.onRejected!();
        page.offer(inOneTab);
        await offered();
        expect(page.reports).to.have.length(2);
        const second = await newPage();
        page.reports[1]!.onDelivered!();
        second.offer(inOneTab);
        await offered();
        expect(second.reports).to.deep.equal([]);
      });

      it('is another thing under another id, and each time without one', async () => {
        const page = await newPage();
        page.offer(inOneTab);
        page.offer(inOneTab, `${id}-other`);
        page.offer(inOneTab, '');
        page.offer(inOneTab, '');
        await offered();
        expect(page.reports).to.have.length(4);
        page.reports.forEach(({ onDelivered }) => onDelivered?.());
      });

      it('is reported once in a page where storage is shut', async () => {
        replace(window, 'localStorage', { get: shut });
        const page = await newPage();
        page.offer(inOneTab);
        await offered();
        page.reports[0]!.onDelivered!();
        page.offer(inOneTab);
        await offered();
        expect(page.reports).to.have.length(1);
      });

      it('is reported once in a page where storage is full', async () => {
        replace(Storage.prototype, 'setItem', { value: shut, writable: true });
        const page = await newPage();
        page.offer(inOneTab);
        await offered();
        page.reports[0]!.onDelivered!();
        page.offer(inOneTab);
        await offered();
        expect(page.reports).to.have.length(1);
      });
    });
  }

  it('is reported within the call, so that a link that is followed takes nothing away', async () => {
    const page = await newPage();
    page.offer();
    expect(page.reports).to.have.length(1);
    expect(await held()).to.equal(0);
  });

  it('is offered by the next page when this one could not deliver', async () => {
    const [first, second] = [await newPage(), await newPage()];
    first.offer();
    second.offer();
    expect([first.reports.length, second.reports.length]).to.deep.equal([1, 1]);
  });

  describe('of several open tabs', () => {
    it('is reported by the first, and by none of the others once that has delivered', async () => {
      const [first, second, third] = [await newPage(), await newPage(), await newPage()];
      for (const page of [first, second, third]) page.offer(true);
      await granted();
      expect([first, second, third].map(({ reports }) => reports.length)).to.deep.equal([1, 0, 0]);
      first.reports[0]!.onDelivered!();
      await free();
      expect([first, second, third].map(({ reports }) => reports.length)).to.deep.equal([1, 0, 0]);
    });

    it('is reported by the next when the first has it rejected', async () => {
      const [first, second] = [await newPage(), await newPage()];
      first.offer(true);
      second.offer(true);
      await granted();
      first.reports[0]!.onRejected!();
      while (!second.reports.length) await nextFrame();
      expect(second.reports).to.have.length(1);
      second.reports[0]!.onDelivered!();
      await free();
    });

    it('is held while it waits for its delivery, and let go with it', async () => {
      const page = await newPage();
      page.offer(true);
      await granted();
      expect(await held()).to.equal(1);
      page.reports[0]!.onDelivered!();
      await free();
    });
  });

  for (const [what, locks] of [
    ['there are no locks (plain http)', undefined],
    ['there is no right to locks', { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) }],
  ] as const) {
    it(`is reported, and once delivered never again, where ${what}`, async () => {
      replace(navigator, 'locks', { get: () => locks });
      const [first, second] = [await newPage(), await newPage()];
      first.offer(true);
      await nextFrame();
      expect(first.reports).to.have.length(1);
      first.reports[0]!.onDelivered!();
      second.offer(true);
      await nextFrame();
      expect(second.reports).to.deep.equal([]);
    });
  }
});
