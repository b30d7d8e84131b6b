// The inspector keeps out of the page: what is done in it stays in it, it reports nothing, and closed it costs nothing.
import { expect, nextFrame } from '@open-wc/testing';
import { listen, mount, nothingElse, nextFact, tracker } from '../elements/page.js';
import { later } from '../elements/page.js';
import { all, choose, find, listed, mug, openInspector, press, pressKey, showTab, textOf, track, usePage } from './panel.js';

const heardByPages = ['click', 'pointerdown', 'mousedown', 'touchstart', 'keydown', 'keyup', 'input', 'change', 'submit', 'focusin', 'focusout', 'copy', 'paste', 'contextmenu'];

describe('what is done in the inspector', () => {
  usePage();

  it('is not heard by the page', async () => {
    const inspector = await openInspector();
    track('Product Added', mug);
    await listed(inspector, 1);
    const heard: string[] = [];
    for (const type of heardByPages) for (const target of [window, document, document.body]) listen(target, type, (event: Event) => void heard.push(event.type));
    await choose(inspector, 'Product Added');
    await press(inspector, 'pause');
    await showTab(inspector, 'page');
    await showTab(inspector, 'events');
    for (const type of heardByPages) for (const selector of ['[type="search"]', 'select', '.row', '.grip']) find(inspector, selector).dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    await press(inspector, 'close');
    expect(heard).to.deep.equal([]);
  });

  it('is no act on an element of ours that it stands in', async () => {
    const wrapper = await mount(`<ecom-event name="Gift Wrapped" trigger="click"><ecom-inspector open></ecom-inspector></ecom-event>`);
    const inspector = wrapper.querySelector('ecom-inspector')!;
    await inspector.updateComplete;
    await press(inspector, 'pause');
    await nothingElse();
  });

  it('reports nothing', async () => {
    const inspector = await openInspector();
    for (const tab of ['destinations', 'doubles', 'page', 'events'] as const) await showTab(inspector, tab);
    await press(inspector, 'side');
    await press(inspector, 'close');
    await nothingElse();
  });

  it('changes nothing of what destinations get', async () => {
    await openInspector();
    track('Product Added', mug);
    const { payload, context } = await nextFact();
    expect(payload).to.deep.include(mug);
    expect(context).to.not.have.property('given');
  });

  it('takes no room, and nothing of the page’s look comes in', async () => {
    await mount('<style>button { display: none } * { font-size: 40px !important } section { color: red }</style>');
    const { scrollHeight } = document.documentElement;
    const inspector = await openInspector();
    expect(document.documentElement.scrollHeight).to.equal(scrollHeight);
    expect(find(inspector, '.tool').checkVisibility()).to.equal(true);
    expect(getComputedStyle(find(inspector, '.panel')).fontSize).to.equal('13px');
  });
});

describe('a closed inspector', () => {
  usePage();

  it('listens to nothing but its shortcut, waits for nothing, and asks nothing of the tracker', async () => {
    const added: string[] = [];
    const timers: unknown[] = [];
    const { addEventListener } = EventTarget.prototype;
    const { setTimeout, setInterval, requestAnimationFrame } = window;
    EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest: [never]) {
      if (this === document || this === window) added.push(type);
      addEventListener.call(this, type, ...rest);
    } as typeof addEventListener;
    Object.assign(window, {
      setTimeout: (...timer: [never]) => timers.push(timer) && setTimeout(...timer),
      setInterval: (...timer: [never]) => timers.push(timer) && setInterval(...timer),
      requestAnimationFrame: (...timer: [never]) => timers.push(timer) && requestAnimationFrame(...timer),
    });
    later(() => {
      EventTarget.prototype.addEventListener = addEventListener;
      Object.assign(window, { setTimeout, setInterval, requestAnimationFrame });
    });
    const inspector = document.createElement('ecom-inspector');
    document.body.append(inspector);
    later(() => inspector.remove());
    await inspector.updateComplete;
    expect([added, timers, tracker().options.inspect]).to.deep.equal([['keydown'], [], undefined]);
  });

  it('once closed leaves nothing behind: no listener, no timer, nothing kept', async () => {
    const open = new Set<string>();
    const { addEventListener, removeEventListener } = document;
    document.addEventListener = function (type: string, ...rest: [never]) {
      open.add(type);
      addEventListener.call(document, type, ...rest);
    } as typeof addEventListener;
    document.removeEventListener = function (type: string, ...rest: [never]) {
      open.delete(type);
      removeEventListener.call(document, type, ...rest);
    } as typeof removeEventListener;
    later(() => Object.assign(document, { addEventListener, removeEventListener }));
    const inspector = await openInspector();
    track('Product Viewed', mug);
    await listed(inspector, 1);
    expect([...open].sort()).to.deep.equal(['ecom-consent', 'ecom-invalid', 'ecom-receipt', 'ecom-recorded', 'keydown']);
    inspector.open = false;
    await inspector.updateComplete;
    expect([...open]).to.deep.equal(['keydown']);
    expect(tracker().options.inspect).to.equal(false);
    const { receipts } = tracker();
    let read = 0;
    tracker().receipts = () => {
      read++;
      return receipts.call(tracker());
    };
    tracker().track('Gift Wrapped' as string);
    await nextFact();
    await nextFrame();
    await nextFrame();
    expect(read).to.equal(0);
    expect(tracker().receipts().at(-1)).to.not.have.property('given');
    expect(all(inspector, '*').map(textOf).join(' ')).to.not.contain('Product');
    expect(pressKey(document.body, 'x')).to.equal(true);
  });
});
