// When something counts as seen. Time stands still but for what the test lets pass; what is in view the browser says.
import { expect, fixture, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { watchVisible, type Exposure } from '../../src/element/visibility.js';
import { clickWith, closePage, later, stopTheClock } from './page.js';

/** Whether the page is visible and has the focus. */
function attend({ hidden = false, focused = true }: { hidden?: boolean; focused?: boolean }): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  Object.defineProperty(document, 'hasFocus', { value: () => focused, configurable: true });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  dispatchEvent(new FocusEvent(focused ? 'focus' : 'blur'));
}

/** A box of which so many pixels are in view, above the lower edge of the window. */
async function box(shown: number, size = 200, extent = 200): Promise<HTMLElement> {
  const element = await fixture<HTMLElement>(`<div style="position: fixed; inset-inline-start: 0; inline-size: ${extent}px; block-size: ${size}px"><span>Mug</span></div>`);
  return show(element, shown);
}

function show(element: HTMLElement, shown: number): HTMLElement {
  element.style.insetBlockStart = `${innerHeight - shown}px`;
  return element;
}

/** Waits until every observer has told where its elements stand: as soon as a new one has, in the same frame. */
async function looked(): Promise<void> {
  await new Promise<void>((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body);
  });
  await nextFrame();
}

describe('what counts as seen', () => {
  let clock: ReturnType<typeof stopTheClock>;
  let seen: string[];

  beforeEach(async () => {
    await setViewport({ width: 800, height: 600 });
    seen = [];
    clock = stopTheClock();
    attend({});
    later(() => ['hidden', 'hasFocus'].forEach((name) => Reflect.deleteProperty(document, name)));
  });
  afterEach(closePage);

  /** Watches an element and notes when it was seen; ends with the test. */
  function watch(element: Element, exposure?: Exposure, name = 'seen'): () => void {
    const end = watchVisible(element, () => seen.push(name), exposure);
    later(end);
    return end;
  }

  describe('is what was in view for one second:', () => {
    it('half of it, and once', async () => {
      watch(await box(100));
      await looked();
      clock.pass(999);
      expect(seen).to.deep.equal([]);
      clock.pass(1);
      expect(seen).to.deep.equal(['seen']);
      clock.pass(5000);
      await looked();
      expect([seen.length, clock.running()]).to.deep.equal([1, 0]);
    });

    it('less than half is not enough', async () => {
      watch(await box(99));
      await looked();
      clock.pass(5000);
      expect(seen).to.deep.equal([]);
    });

    it('30 % from 242,500 px² on, half below', async () => {
      watch(await box(146, 485, 500), {}, '242,500');
      watch(await box(145, 485, 500), {}, 'less than 30 %');
      watch(await box(200, 484, 500), {}, '242,000');
      await looked();
      clock.pass(1000);
      expect(seen).to.deep.equal(['242,500']);
    });

    it('what scrolls into view later', async () => {
      const element = await box(0);
      watch(element);
      await looked();
      clock.pass(5000);
      show(element, 150);
      await looked();
      clock.pass(999);
      expect(seen).to.deep.equal([]);
      clock.pass(1);
      expect(seen).to.deep.equal(['seen']);
    });

    it('what a box around cuts off is not in view', async () => {
      const around = await fixture<HTMLElement>('<div style="block-size: 90px; overflow: hidden"><p style="block-size: 200px; margin: 0"></p></div>');
      watch(around.firstElementChild!);
      await looked();
      clock.pass(5000);
      expect(seen).to.deep.equal([]);
      around.style.blockSize = '110px';
      await looked();
      clock.pass(1000);
      expect(seen).to.deep.equal(['seen']);
    });
  });

  describe('begins anew with each interruption:', () => {
    const interruptions: [what: string, interrupt: (element: HTMLElement) => void, resume: (element: HTMLElement) => void][] = [
      ['it scrolls out of view', (element) => show(element, 50), (element) => show(element, 200)],
      ['it is hidden', (element) => (element.hidden = true), (element) => (element.hidden = false)],
      ['another tab comes to the front', () => attend({ hidden: true }), () => attend({})],
      ['another window takes the focus', () => attend({ focused: false }), () => attend({})],
    ];
    for (const [what, interrupt, resume] of interruptions) {
      it(what, async () => {
        const element = await box(200);
        watch(element);
        await looked();
        clock.pass(900);
        interrupt(element);
        await looked();
        expect(clock.running()).to.equal(0);
        clock.pass(5000);
        resume(element);
        await looked();
        clock.pass(999);
        expect(seen).to.deep.equal([]);
        clock.pass(1);
        expect(seen).to.deep.equal(['seen']);
      });
    }

    it('a page that is visible without the focus is not attended to, nor one with the focus that is hidden', async () => {
      attend({ focused: false });
      watch(await box(200));
      await looked();
      attend({ hidden: true });
      attend({ hidden: true, focused: false });
      clock.pass(5000);
      expect(seen).to.deep.equal([]);
    });

    it('not when the focus goes from field to field, or more of it comes into view', async () => {
      const fields = await fixture('<p><input><input></p>');
      const element = await box(120);
      watch(element);
      await looked();
      clock.pass(500);
      for (const field of fields.querySelectorAll('input')) field.focus();
      show(element, 200);
      await looked();
      clock.pass(500);
      expect(seen).to.deep.equal(['seen']);
    });
  });

  describe('is what the shopper clicks,', () => {
    it('at once, and once', async () => {
      const element = await box(200);
      watch(element);
      await looked();
      clickWith(element.firstElementChild!);
      expect([seen.length, clock.running()]).to.deep.equal([1, 0]);
      clickWith(element.firstElementChild!);
      clock.pass(5000);
      expect(seen).to.have.length(1);
    });

    it('before the click is reported by anything inside', async () => {
      const element = await box(200);
      watch(element);
      element.firstElementChild!.addEventListener('click', () => seen.push('clicked'), true);
      clickWith(element.firstElementChild!);
      expect(seen).to.deep.equal(['seen', 'clicked']);
    });

    it('in the shadow of an element inside, too', async () => {
      const element = await box(200);
      const button = document.createElement('button');
      element.firstElementChild!.attachShadow({ mode: 'open' }).append(button);
      watch(element);
      button.click();
      expect(seen).to.deep.equal(['seen']);
    });

    it('however little of it was in view, and without the focus', async () => {
      attend({ focused: false });
      const element = await box(10);
      watch(element);
      await looked();
      element.click();
      expect(seen).to.deep.equal(['seen']);
    });

    it('with the middle button, too, but not the right one, which opens a menu', async () => {
      const element = await box(200);
      watch(element);
      const press = (button: number): boolean => element.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button }));
      press(2);
      expect(seen).to.deep.equal([]);
      press(1);
      expect(seen).to.deep.equal(['seen']);
    });

    it('and nothing beside it', async () => {
      watch(await box(200));
      document.body.click();
      expect(seen).to.deep.equal([]);
    });
  });

  describe('can be another share and another time', () => {
    it('than the standard’s', async () => {
      watch(await box(100), { threshold: 0.7, dwell: 50 }, '50 %');
      watch(await box(140), { threshold: 0.7, dwell: 50 }, '70 %');
      watch(await box(1), { threshold: 0, dwell: 60 }, 'a pixel');
      watch(await box(-1), { threshold: 0, dwell: 60 }, 'nothing');
      watch(await box(200), { threshold: 1, dwell: 70 }, 'all');
      watch(await box(199), { threshold: 1, dwell: 70 }, 'all but a pixel');
      await looked();
      clock.pass(49);
      expect(seen).to.deep.equal([]);
      clock.pass(1);
      expect(seen).to.deep.equal(['70 %']);
      clock.pass(20);
      expect(seen).to.deep.equal(['70 %', 'a pixel', 'all']);
    });

    it('for large ones as for small ones', async () => {
      watch(await box(146, 485, 500), { threshold: 0.5 });
      await looked();
      clock.pass(1000);
      expect(seen).to.deep.equal([]);
    });
  });

  describe('of many elements', () => {
    /** Counts the observers that are made. */
    function countObservers(): () => number {
      const Original = IntersectionObserver;
      let made = 0;
      window.IntersectionObserver = class extends Original {
        constructor(...of: ConstructorParameters<typeof IntersectionObserver>) {
          super(...of);
          made++;
        }
      };
      later(() => (window.IntersectionObserver = Original));
      return () => made;
    }

    it('one observer tells, for each share', async () => {
      const boxes = await Promise.all(Array.from({ length: 20 }, () => box(200)));
      const made = countObservers();
      for (const [index, each] of boxes.entries()) watch(each, { threshold: index % 2 ? 0.21 : 0.22 }, `${index}`);
      expect(made()).to.equal(2);
      await looked();
      clock.pass(1000);
      expect(seen.sort()).to.deep.equal([...boxes.keys()].map(String).sort());
    });

    it('each has its own second', async () => {
      watch(await box(200), {}, 'first');
      await looked();
      clock.pass(600);
      watch(await box(200), {}, 'second');
      await looked();
      clock.pass(400);
      expect(seen).to.deep.equal(['first']);
      clock.pass(600);
      expect(seen).to.deep.equal(['first', 'second']);
    });
  });

  describe('of an element that is watched twice', () => {
    it('is told to both, each in its time', async () => {
      const element = await box(150);
      watch(element, {}, 'first');
      await looked();
      clock.pass(600);
      watch(element, {}, 'second');
      watch(element, { threshold: 0.7, dwell: 100 }, 'other share');
      watch(element, { threshold: 0.8, dwell: 100 }, 'too large a share');
      await looked();
      clock.pass(100);
      expect(seen).to.deep.equal(['other share']);
      clock.pass(300);
      expect(seen).to.deep.equal(['other share', 'first']);
      clock.pass(600);
      expect(seen).to.deep.equal(['other share', 'first', 'second']);
    });

    it('is still told to one when the other has ended, once or twice', async () => {
      const element = await box(0);
      const end = watch(element, {}, 'ended');
      watch(element, {}, 'stays');
      end();
      end();
      show(element, 200);
      await looked();
      clock.pass(1000);
      expect(seen).to.deep.equal(['stays']);
    });

    it('is told to both by a click', async () => {
      const element = await box(0);
      watch(element, {}, 'first');
      watch(element, { threshold: 0.7 }, 'second');
      element.click();
      expect(seen).to.deep.equal(['first', 'second']);
    });

    it('is watched anew by what was told, without being told again at once', async () => {
      const element = await box(0);
      later(watchVisible(element, () => watch(element, {}, 'again')));
      watch(element, {}, 'other');
      element.click();
      expect(seen).to.deep.equal(['other']);
      element.click();
      expect(seen).to.deep.equal(['other', 'again']);
    });
  });

  describe('is nothing of an element', () => {
    it('whose watch has ended', async () => {
      const element = await box(200);
      const end = watch(element);
      await looked();
      end();
      expect(clock.running()).to.equal(0);
      clock.pass(5000);
      element.click();
      expect(seen).to.deep.equal([]);
    });

    it('that has left the page, until it is back', async () => {
      const element = await box(200);
      watch(element);
      await looked();
      clock.pass(900);
      const parent = element.parentElement!;
      element.remove();
      await looked();
      clock.pass(5000);
      expect([seen.length, clock.running()]).to.deep.equal([0, 0]);
      parent.append(element);
      await looked();
      clock.pass(1000);
      expect(seen).to.deep.equal(['seen']);
    });
  });
});
