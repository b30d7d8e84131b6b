// What follows each answer of the store, alike for everything that can be asked: see acts.ts.
import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { EcomRequestEvent } from '../../src/events/ecom-request-event.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import { acts, type Act } from './acts.js';
import { answer, closePage, drawn, hold, isSeen, listen, mount, needs, nothingElse, openPage, overhear, overhearConsole, rest, restNames, statusOf, tracker, type Fact, type OpenRequest } from './page.js';

/** Where the focus is in the shadow root too. */
const busyOf = (element: Element): string | null => element.shadowRoot!.querySelector('button')?.ariaBusy ?? element.ariaBusy;

for (const { tag, request, html, act, confirmed, done, asked = [], denied = [], unanswered } of acts) {
  describe(`${request} of ${html.slice(html.indexOf(`<${tag}`), html.indexOf('>', html.indexOf(`<${tag}`)) + 1)}`, () => {
    let thrown: unknown[] = [];
    let failures: EcomRequestFailed[] = [];
    /** What the theme's own control does natively, and whether it went on each time. */
    const native = html.includes('<form') ? 'submit' : html.includes('<a ') ? 'click' : undefined;
    let wentOn: boolean[] = [];

    beforeEach(async () => {
      openPage();
      // Each test's checkout and order is another one.
      localStorage.clear();
      thrown = [];
      failures = [];
      for (const type of ['error', 'unhandledrejection']) listen(window, type, (event: Event) => void thrown.push(event));
      listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<EcomRequestFailed>) => void failures.push(detail));
      wentOn = [];
      // What goes on natively would leave the tests.
      for (const type of ['click', 'submit']) {
        listen(window, type, (event: Event) => {
          if (type === native) wentOn.push(!event.defaultPrevented);
          event.preventDefault();
        });
      }
    });
    afterEach(() => {
      expect(thrown).to.deep.equal([]);
      closePage();
    });

    /** The page with the element; what it reports by being there is not of these tests. */
    async function open(attributes = ''): Promise<{ root: HTMLElement; element: HTMLElement }> {
      const root = await mount(`<div>${html.replace(`<${tag}`, `<${tag} ${attributes}`)}</div>`);
      // A list is reported after its quiet time.
      if (root.querySelector('ecom-product-list')) await oneEvent(document, 'ecom-product-list-viewed');
      await rest();
      return { root, element: root.querySelector<HTMLElement>(tag)! };
    }

    /** Acts while the store takes its time. */
    async function ask(attributes?: string): Promise<{ root: HTMLElement; element: HTMLElement; request: OpenRequest }> {
      const requests = hold(request);
      const { root, element } = await open(attributes);
      act(element);
      return { root, element, request: requests[0]! };
    }

    /** The names of what was reported, once lists have settled. */
    async function reported(expected: string[]): Promise<void> {
      const facts: Fact[] = [];
      const names = (): string[] => facts.map(({ name }) => name);
      if (expected.some((name) => /Filtered|Sorted/.test(name))) await oneEvent(document, /Sorted/.test(expected.join()) ? 'ecom-product-list-sorted' : 'ecom-product-list-filtered');
      facts.push(...(await rest()));
      expect(names()).to.deep.equal(expected);
      for (const { context } of facts) expect(context.invalid).to.equal(undefined);
    }

    it('is one fact of each kind when the store confirms, and only then', async () => {
      const { element, request: open } = await ask();
      expect(await restNames()).to.deep.equal(asked);
      open.confirm();
      await reported(confirmed);
      await drawn(element);
      expect(busyOf(element)).not.to.equal('true');
      expect([statusOf(element).textContent, isSeen(statusOf(element))]).to.deep.equal([done, false]);
      if (native) expect(wentOn).to.deep.equal([false]);
      await nothingElse();
    });

    it('tells that it is busy, and asks once however often the shopper acts', async () => {
      const requests = hold(request);
      const { element } = await open();
      act(element);
      await drawn(element);
      expect(busyOf(element)).to.equal('true');
      expect(statusOf(element).textContent).to.equal('One moment…');
      act(element);
      act(element);
      expect(requests).to.have.length(1);
    });

    it('shows why the store says no, and reports no success', async () => {
      const { root, element, request: open } = await ask();
      open.deny('Not today');
      await nextFrame();
      await drawn(element);
      expect(`${root.textContent} ${statusOf(element).textContent}`).to.contain('Not today');
      expect(busyOf(element)).not.to.equal('true');
      expect(failures).to.deep.equal([]);
      await reported([...asked, ...denied]);
    });

    it('reports no denial that the platform reports', async () => {
      answer(request, () => ({ denied: true, reason: 'Not today', reportedBy: 'platform' }));
      const { element } = await open();
      act(element);
      await nextFrame();
      await reported(asked);
    });

    it('shows that the store failed, and reports no success', async () => {
      const { element, request: open } = await ask();
      open.fail();
      await nextFrame();
      await drawn(element);
      expect([statusOf(element).textContent, isSeen(statusOf(element))]).to.deep.equal(['That did not work. Please try again.', true]);
      expect(failures.map((failure) => failure.request)).to.deep.equal([request]);
      await reported(asked);
    });

    it('has failed when the store never answers', async () => {
      const { element, request: open } = await ask('timeout="1"');
      if (!failures.length) await oneEvent(document, 'ecom-request-failed');
      await drawn(element);
      expect(open.signal.aborted).to.equal(true);
      expect([statusOf(element).textContent, busyOf(element)]).to.not.deep.equal(['One moment…', 'true']);
      expect(failures.map(({ error }) => (error as Error).name)).to.deep.equal(['TimeoutError']);
      await reported(asked);
    });

    for (const outcome of ['deny', 'fail'] as const) {
      it(`is aborted when its element leaves; that the store then ${outcome === 'deny' ? 'denies' : 'fails'} is no news`, async () => {
        const { root, request: open } = await ask();
        await restNames();
        root.replaceChildren();
        await nextFrame();
        expect(open.signal.aborted).to.equal(true);
        open[outcome]();
        await nextFrame();
        expect(failures).to.deep.equal([]);
        await reported(outcome === 'deny' ? denied : []);
      });
    }

    it('is a fact all the same, once, when the store confirms after its element has left', async () => {
      const { root, element, request: open } = await ask();
      await restNames();
      element.remove();
      await nextFrame();
      open.confirm();
      await reported(confirmed);
      expect(root.isConnected).to.equal(true);
    });

    it('is nothing at all when a listener calls it off', async () => {
      listen(document, `ecom-${request}-request`, (event: Event) => event.preventDefault());
      const { element } = await open();
      act(element);
      await drawn(element);
      expect([statusOf(element).textContent, busyOf(element) === 'true']).to.deep.equal(['', false]);
      if (native) expect(wentOn).to.deep.equal([false]);
      await nothingElse();
    });

    it('is no fact of the element when the platform reports it', async () => {
      answer(request, () => ({ reportedBy: 'platform' }));
      const { element } = await open();
      act(element);
      await nextFrame();
      await reported(asked);
    });

    for (const attribute of ['assume', 'ignore', ''] as const) {
      const assumes = (attribute || unanswered) === 'assume';
      it(`that nobody answers is ${assumes ? 'assumed' : 'left to the next page'} with ${attribute ? `unanswered="${attribute}"` : 'the default'}`, async () => {
        const requests = overhear(request);
        const { element } = await open(attribute && `unanswered="${attribute}"`);
        // A share that nobody answers is what the element does itself.
        const clipboard = { writeText: async () => {} };
        Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
        act(element);
        await reported([...asked, ...(assumes ? confirmed : [])]);
        expect(requests).to.have.length(1);
        if (native) expect(wentOn, 'it goes on natively').to.deep.equal([true]);
        delete (navigator as { clipboard?: unknown }).clipboard;
      });
    }

    it('that nobody answers is what the tracker says, where the element says nothing', async () => {
      tracker().configure({ unanswered: 'ignore' });
      overhear(request);
      const { element } = await open();
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {} }, configurable: true });
      act(element);
      await reported(asked);
      delete (navigator as { clipboard?: unknown }).clipboard;
    });

    it('can be asked again after a failure', async () => {
      const requests = hold(request);
      const { element } = await open();
      act(element);
      requests[0]!.fail();
      await nextFrame();
      await drawn(element);
      act(element);
      expect(requests).to.have.length(2);
    });

    it('works the same after its element was taken out and put back', async () => {
      const requests = hold(request);
      const { root, element } = await open();
      const place = element.parentElement!;
      for (let times = 0; times < 3; times++) {
        element.remove();
        place.append(element);
      }
      await drawn(root);
      if (root.querySelector('ecom-product-list')) await rest();
      act(element);
      expect(requests).to.have.length(1);
      requests[0]!.confirm();
      await reported([...asked, ...confirmed]);
    });
  });
}

// Memory is freed on demand.
needs('cdp').describe('50 elements that came, asked, and left', () => {
  beforeEach(() => {
    openPage();
    overhearConsole('error');
    for (const type of ['click', 'submit']) listen(window, type, (event: Event) => event.preventDefault());
  });
  afterEach(closePage);

  for (const { tag, request, html, act } of acts.filter((each: Act, index) => acts.findIndex(({ tag }) => tag === each.tag) === index)) {
    it(`are gone from memory: <${tag}>`, async () => {
      // Not by answer(): its list of requests would keep who asked.
      listen(document, `ecom-${request}-request`, (event: EcomRequestEvent) => event.intercept(() => ({ denied: true })));
      const root = await mount('<div></div>');
      const refs: WeakRef<Element>[] = [];
      for (let times = 0; times < 50; times++) {
        root.innerHTML = html;
        await drawn(root);
        const element = root.querySelector<HTMLElement>(tag)!;
        act(element);
        refs.push(new WeakRef(element));
        await drawn(root);
        root.replaceChildren();
      }
      await rest();
      // What is reachable only until the end of this task is no growth.
      await executeServerCommand('cdp', { method: 'HeapProfiler.collectGarbage' });
      await nextFrame();
      await executeServerCommand('cdp', { method: 'HeapProfiler.collectGarbage' });
      const kept = refs.filter((ref) => ref.deref()).length;
      expect(kept, 'elements still in memory').to.be.at.most(1);
    });
  }
});
