import { expect, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../components/product/define.js';
import '../../components/product-link/define.js';
import '../../components/product-list/define.js';
import { closePage, drawn, later, listen, mount, navigate, nextFact, nothingElse, openPage, tracker, turnPage } from './page.js';

describe('<ecom-product>', () => {
  beforeEach(async () => {
    openPage();
    turnPage();
  });
  afterEach(closePage);

  describe('with view="load"', () => {
    it('is reported as viewed at once, with what is known of it', async () => {
      await mount('<ecom-product view="load" product-id="1" name="Mug" price="35" currency="SAR" image-url="/m.png"></ecom-product>');
      const { name, payload } = await nextFact();
      expect(name).to.equal('Product Viewed');
      expect(payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR', image_url: '/m.png' });
      await nothingElse();
    });

    it('is reported once per id and navigation, however often it is drawn or moved', async () => {
      const html = '<ecom-product view="load" product-id="1" price="1" currency="SAR"></ecom-product>';
      const root = await mount(`<div>${html}${html}<p></p></div>`);
      expect((await nextFact()).name).to.equal('Product Viewed');
      root.querySelector('p')!.append(root.querySelector('ecom-product')!);
      await mount(html);
      await nothingElse();
      await navigate();
      await mount(html);
      expect((await nextFact()).name).to.equal('Product Viewed');
      await nothingElse();
    });

    it('is reported again when a router gives the element another product', async () => {
      const product = await mount('<ecom-product view="load" product-id="1" price="1" currency="SAR"></ecom-product>');
      product.setAttribute('product-id', '2');
      await drawn(product);
      expect([(await nextFact()).payload.product_id, (await nextFact()).payload.product_id]).to.deep.equal(['1', '2']);
      await nothingElse();
    });

    it('is not viewed again when a router moves on around it', async () => {
      await mount('<ecom-product view="load" product-id="1" price="1" currency="SAR"></ecom-product>');
      await nextFact();
      await navigate();
      await nothingElse();
    });

    it('stays the same page when only the hash changes', async () => {
      const html = '<ecom-product view="load" product-id="1" price="1" currency="SAR"></ecom-product>';
      await mount(html);
      await nextFact();
      const moved = new Promise((resolve) => listen(window, 'hashchange', resolve));
      location.hash = 'reviews';
      await moved;
      await mount(html);
      await nothingElse();
    });

    it('is reported again when the page comes back out of the back/forward cache', async () => {
      await mount('<ecom-product view="load" product-id="1" price="1" currency="SAR"></ecom-product>');
      await nextFact();
      turnPage();
      expect((await nextFact()).name).to.equal('Product Viewed');
      await nothingElse();
    });
  });

  it('is not viewed without view, nor with view="none"', async () => {
    await mount('<div><ecom-product product-id="1" price="1"></ecom-product><ecom-product view="none" product-id="2" price="1"></ecom-product></div>');
    await nothingElse();
  });

  describe('with view="visible"', () => {
    const box = (style: string): string => `<ecom-product view="visible" product-id="1" price="1" currency="SAR" style="block-size: 200px; ${style}"></ecom-product>`;

    it('is reported when half of it has been in view for a second, once', async () => {
      await mount(box(''));
      const start = performance.now();
      expect((await nextFact()).name).to.equal('Product Viewed');
      expect(performance.now() - start).to.be.above(950);
      await nothingElse();
    });

    it('is not reported while less than half of it is in view', async () => {
      // The other one is in view: a second later this one would have been reported, too.
      const outside = box('position: absolute; inset-block-start: -120px; inset-inline: 0').replace('"1"', '"outside"');
      await mount(`<div>${outside}${box('')}</div>`);
      expect((await nextFact()).payload.product_id).to.equal('1');
      await nothingElse();
    });

    it('counts 30 % of what is larger than 242,500 px²', async () => {
      await setViewport({ width: 800, height: 600 });
      await mount(box('position: absolute; inset-block-start: 0; inset-inline: 0; block-size: 1500px'));
      expect((await nextFact()).name).to.equal('Product Viewed');
    });

    it('begins the second anew when it was interrupted, by scrolling or by another tab in front', async () => {
      const root = await mount(`<div>${box('')}</div>`);
      const product = root.querySelector('ecom-product')!;
      const inView = (wanted: boolean): Promise<void> =>
        new Promise((resolve) => {
          const observer = new IntersectionObserver((entries) => {
            if (!entries.some(({ isIntersecting }) => isIntersecting === wanted)) return;
            observer.disconnect();
            resolve();
          });
          observer.observe(product);
        });
      const hide = (hidden: boolean): void => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      later(() => Reflect.deleteProperty(document, 'hidden'));
      // Time stands still here but for the timers: whoever sets none is not waiting for the second.
      const timers = countTimers();
      await inView(true);
      await nextFrame();
      expect(timers.open()).to.equal(1);
      hide(true);
      expect(timers.open()).to.equal(0);
      hide(false);
      expect(timers.open()).to.equal(1);
      root.hidden = true;
      await inView(false);
      await nextFrame();
      expect(timers.open()).to.equal(0);
      expect(tracker().receipts()).to.have.length(0);
    });

    it('is reported at once when the shopper clicks in it, before what the click itself reports', async () => {
      const root = await mount(box('').replace('></', '><ecom-product-link><a href="#mug">Mug</a></ecom-product-link></'));
      root.querySelector('a')!.click();
      expect([(await nextFact()).name, (await nextFact()).name]).to.deep.equal(['Product Viewed', 'Product Clicked']);
      root.click();
      await nothingElse();
    });

    it('is not reported when it leaves before the second is over', async () => {
      const root = await mount(`<div>${box('')}${box('').replace('"1"', '"stays"')}</div>`);
      root.firstElementChild!.remove();
      expect((await nextFact()).payload.product_id).to.equal('stays');
      await nothingElse();
    });
  });

  /** Counts the timers of one second that run. */
  function countTimers(): { open(): number } {
    const open = new Set<unknown>();
    const { setTimeout: set, clearTimeout: clear } = window;
    window.setTimeout = ((callback: () => void, wait: number, ...rest: unknown[]) => {
      const timer = (set as (...values: unknown[]) => number)(callback, wait, ...rest);
      if (wait === 1000) open.add(timer);
      return timer;
    }) as typeof setTimeout;
    window.clearTimeout = ((timer: number) => {
      open.delete(timer);
      clear(timer);
    }) as typeof clearTimeout;
    later(() => Object.assign(window, { setTimeout: set, clearTimeout: clear }));
    return { open: () => open.size };
  }
});
