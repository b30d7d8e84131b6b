// The inspector for everybody: assistive technology, the keyboard alone, right to left, forced colours, no motion, little room.
import { expect, nextFrame } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { forceColors, later, needs, overhearConsole, stopTheClock, tracker } from '../elements/page.js';
import type { EcomInspector } from '../../components/inspector/inspector.js';
import { texts } from '../../src/inspector/texts.js';
import { all, choose, find, focusIn, listed, mug, openInspector, press, pressKey, showTab, textOf, track, until, usePage } from './panel.js';

/** An inspector with all kinds of events in it. */
async function filled(attributes?: string): Promise<EcomInspector> {
  overhearConsole('error');
  tracker().register({ name: 'ga4', category: 'analytics', track: () => ({ sent: [{ name: 'add_to_cart', params: { value: 35 } }], notes: ['note'] }) });
  tracker().register({ name: 'broken', track: () => { throw new TypeError('no'); } });
  const inspector = await openInspector(attributes);
  tracker().page({ name: 'Home' });
  track('Product Viewed', mug);
  track('Order Completed', { total: 'much' });
  track('Product Added', { ...mug, price: '35' });
  await listed(inspector, 4);
  await until(() => all(inspector, '[data-delivery="failed"]').length === 2);
  return inspector;
}

const arabic = (): void => void Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' });

describe('the inspector for everybody', () => {
  usePage();
  beforeEach(() => setViewport({ width: 1000, height: 700 }));

  for (const lang of ['en', 'ar'] as const) {
    for (const tab of ['events', 'destinations', 'doubles', 'page'] as const) {
      it(`has nothing for axe to find in the tab “${texts[lang][tab]}”`, async () => {
        if (lang === 'ar') arabic();
        const inspector = await filled();
        await showTab(inspector, tab);
        if (tab === 'events') await choose(inspector, 'Product Added');
        // It fades in where motion is welcome.
        await Promise.all(find(inspector, '.panel').getAnimations().map(({ finished }) => finished));
        await expect(inspector).to.be.accessible();
        expect(find(inspector, '[role="tabpanel"]').getAttribute('aria-labelledby')).to.equal(`tab-${tab}`);
      });
    }
  }

  it('has every text in both languages, with the same gaps', () => {
    expect(Object.keys(texts.ar)).to.deep.equal(Object.keys(texts.en));
    const gaps = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();
    for (const [key, text] of Object.entries(texts.en)) expect(gaps(texts.ar[key as keyof typeof texts.en]), key).to.equal(gaps(text));
  });

  it('goes through the tabs by arrows, Home and End, one stop of the Tab key', async () => {
    const inspector = await openInspector();
    find(inspector, '#tab-events').focus();
    const walk = async (key: string): Promise<string> => {
      pressKey(focusIn(inspector)!, key);
      await inspector.updateComplete;
      expect(all(inspector, '[role="tab"]').filter(({ tabIndex }) => !tabIndex)).to.deep.equal([focusIn(inspector)]);
      expect(focusIn(inspector)!.getAttribute('aria-selected')).to.equal('true');
      return focusIn(inspector)!.id.slice(4);
    };
    const ways = [['ArrowRight', 'destinations'], ['End', 'page'], ['ArrowRight', 'events'], ['ArrowLeft', 'page'], ['Home', 'events']] as const;
    for (const [key, tab] of ways) expect(await walk(key), key).to.equal(tab);
    arabic();
    for (const [key, tab] of [['ArrowLeft', 'destinations'], ['ArrowRight', 'events']] as const) expect(await walk(key), `${key}, mirrored`).to.equal(tab);
  });

  it('goes through the rows by arrows, Home and End, one stop, and opens with Enter', async () => {
    const inspector = await filled();
    const rows = all(inspector, '.row');
    rows[0]!.focus();
    for (const [key, at] of [['ArrowDown', 1], ['End', 3], ['ArrowDown', 3], ['ArrowUp', 2], ['Home', 0]] as const) {
      pressKey(focusIn(inspector)!, key);
      await inspector.updateComplete;
      expect(focusIn(inspector), key).to.equal(rows[at]);
      expect(rows.filter(({ tabIndex }) => !tabIndex), key).to.deep.equal([rows[at]]);
    }
    expect(rows.every(({ localName }) => localName === 'button'), 'Enter is the browser’s').to.equal(true);
  });

  it('keeps the focus in the list when events come', async () => {
    const inspector = await filled();
    const row = all(inspector, '.row')[2]!;
    row.focus();
    track('Product Viewed', { ...mug, product_id: '9' });
    await listed(inspector, 5);
    expect([focusIn(inspector) === row, row.tabIndex]).to.deep.equal([true, 0]);
  });

  it('is resized by the keys and says how large it is', async () => {
    const inspector = await openInspector();
    const grip = find(inspector, '.grip');
    const after = async (key: string): Promise<number> => {
      pressKey(grip, key);
      await inspector.updateComplete;
      return Number(grip.getAttribute('aria-valuenow'));
    };
    expect([grip.getAttribute('role'), grip.getAttribute('aria-orientation'), grip.tabIndex]).to.deep.equal(['separator', 'horizontal', 0]);
    const before = find(inspector, '.panel').offsetHeight;
    expect(await after('ArrowUp')).to.equal(50);
    expect(find(inspector, '.panel').offsetHeight).to.be.above(before);
    expect([await after('ArrowDown'), await after('End'), await after('ArrowUp'), await after('Home'), await after('ArrowDown')]).to.deep.equal([45, 90, 90, 20, 20]);
    await press(inspector, 'side');
    expect(grip.getAttribute('aria-orientation')).to.equal('vertical');
    expect([await after('ArrowLeft'), await after('ArrowRight'), await after('ArrowUp')]).to.deep.equal([41, 36, 36]);
    arabic();
    expect([await after('ArrowRight'), await after('ArrowLeft')]).to.deep.equal([41, 36]);
  });

  it('stands at the end of the line in both directions', async () => {
    const inspector = await openInspector('open dock="side"');
    const edges = (): boolean[] => {
      const { left, right } = find(inspector, '.panel').getBoundingClientRect();
      return [left < 1, Math.abs(right - document.documentElement.clientWidth) < 1 || Math.abs(right - innerWidth) < 1];
    };
    await Promise.all(find(inspector, '.panel').getAnimations().map(({ finished }) => finished));
    expect(edges()).to.deep.equal([false, true]);
    arabic();
    expect(edges()).to.deep.equal([true, false]);
  });

  it('speaks the language of the page, also when it changes', async () => {
    const inspector = await openInspector();
    arabic();
    await until(() => textOf(find(inspector, 'h2')) === 'فاحص الأحداث');
    expect(find(inspector, '.panel').lang).to.equal('ar');
  });

  it('tells what has come once in a while, not each event', async () => {
    const clock = stopTheClock(1900);
    const inspector = await openInspector();
    const region = find(inspector, '.only-told[role="status"]');
    const told: string[] = [];
    const observer = new MutationObserver(() => told.push(textOf(region)));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    later(() => observer.disconnect());
    for (let count = 1; count <= 5; count++) {
      track('Product Viewed', { ...mug, product_id: `p${count}` });
      await listed(inspector, count);
    }
    expect(told).to.deep.equal([]);
    clock.pass(2000);
    await until(() => told.length);
    expect(told).to.deep.equal(['Events: 5. Rejected: 0. Failed: 0. Reported twice: 0.']);
    clock.pass(10_000);
    await nextFrame();
    await nextFrame();
    expect(told, 'what has been told is no news').to.have.length(1);
  });

  it('shows the details instead of the list where there is little room, and leads back', async () => {
    await setViewport({ width: 480, height: 700 });
    const inspector = await filled();
    expect(find(inspector, '.detail').checkVisibility()).to.equal(false);
    await choose(inspector, 'Product Viewed');
    expect([find(inspector, '.list').checkVisibility(), find(inspector, '.detail').checkVisibility()]).to.deep.equal([false, true]);
    await until(() => focusIn(inspector)?.id === 'detail-title');
    pressKey(focusIn(inspector)!, 'Escape');
    await until(() => textOf(focusIn(inspector)).includes('Product Viewed'));
    expect([inspector.open, find(inspector, '.list').checkVisibility()]).to.deep.equal([true, true]);
    for (const tab of ['events', 'destinations', 'doubles', 'page'] as const) {
      await showTab(inspector, tab);
      expect(document.documentElement.scrollWidth, tab).to.be.at.most(innerWidth);
      expect(find(inspector, '.panel').scrollWidth, tab).to.be.at.most(find(inspector, '.panel').clientWidth);
    }
    expect(find(inspector, '[data-tool="side"]').checkVisibility(), 'there is no side').to.equal(false);
  });

  needs('forcedColors').it('shows in forced colours what is chosen', async () => {
    const inspector = await filled();
    await choose(inspector, 'Product Viewed');
    const outline = (row: HTMLElement): string => getComputedStyle(row).outlineStyle;
    await forceColors();
    const [chosen] = all(inspector, '[aria-current="true"]');
    expect([outline(chosen!), outline(all(inspector, '.row:not([aria-current])')[0]!)]).to.deep.equal(['solid', 'none']);
    expect(getComputedStyle(find(inspector, '.mark')).borderStyle).to.equal('solid');
    const line = (tab: string): string => getComputedStyle(find(inspector, tab)).borderBlockEndColor;
    expect(line('#tab-events')).to.not.equal(line('#tab-page'));
  });

  needs('emulateMedia').it('does not move where motion is not welcome', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    later(() => emulateMedia({ reducedMotion: 'no-preference' }));
    expect(getComputedStyle(find(await openInspector(), '.panel')).animationName).to.equal('none');
  });

  it('shows each state of a delivery by a sign, not by colour alone, and names it', async () => {
    const inspector = await filled();
    const pills = all(inspector, '.row .pill').map((pill) => [pill.dataset.delivery, textOf(pill.querySelector('.sign')), textOf(pill.querySelector('.only-told'))]);
    expect(pills).to.deep.include(['failed', '✕', 'Failed']).and.to.deep.include(['delivered', '✓', 'Delivered']);
  });
});
