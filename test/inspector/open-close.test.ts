// How the inspector opens and closes, where the focus goes, and where it stands on the next page.
import { expect, nextFrame } from '@open-wc/testing';
import { listen, mount, tracker } from '../elements/page.js';
import { remembered } from '../../src/inspector/remember.js';
import { find, focusIn, openInspector, press, pressKey, shortcut, textOf, until, usePage } from './panel.js';

describe('the inspector', () => {
  usePage();

  it('is a button until somebody opens it', async () => {
    const inspector = await openInspector('');
    expect(find(inspector, '.panel')).to.equal(null);
    expect([textOf(find(inspector, '.launcher')), find(inspector, '.launcher').getAttribute('aria-expanded')]).to.deep.equal(['Event inspector', 'false']);
  });

  it('opens by its button, takes the focus, and gives it back to the button', async () => {
    const inspector = await openInspector('');
    find(inspector, '.launcher').focus();
    find(inspector, '.launcher').click();
    await inspector.updateComplete;
    await until(() => focusIn(inspector)?.id === 'tab-events');
    expect([inspector.open, inspector.hasAttribute('open')]).to.deep.equal([true, true]);
    await press(inspector, 'close');
    expect([inspector.open, focusIn(inspector)?.className]).to.deep.equal([false, 'launcher']);
  });

  it('opens and closes by Alt+Shift+E, and the focus goes back to where the shopper was', async () => {
    const inspector = await openInspector('');
    const field = await mount<HTMLInputElement>('<input aria-label="Search">');
    field.focus();
    expect(shortcut(field), 'the page does not get the key').to.equal(false);
    await until(() => focusIn(inspector)?.id === 'tab-events');
    shortcut(focusIn(inspector)!);
    await inspector.updateComplete;
    expect([inspector.open, document.activeElement === field]).to.deep.equal([false, true]);
  });

  it('leaves other keys to the page', async () => {
    const inspector = await openInspector('');
    for (const init of [{}, { altKey: true }, { shiftKey: true }, { altKey: true, shiftKey: true, ctrlKey: true }, { altKey: true, shiftKey: true, metaKey: true }, { altKey: true, shiftKey: true, repeat: true }]) {
      expect(pressKey(document.body, 'e', { code: 'KeyE', ...init }), JSON.stringify(init)).to.equal(true);
    }
    expect(inspector.open).to.not.equal(true);
  });

  it('opens by its attribute without taking the focus, and closes by it', async () => {
    const field = await mount<HTMLInputElement>('<input aria-label="Search">');
    field.focus();
    const inspector = await openInspector();
    expect(document.activeElement).to.equal(field);
    inspector.removeAttribute('open');
    await inspector.updateComplete;
    expect([find(inspector, '.panel'), document.activeElement === field]).to.deep.equal([null, true]);
  });

  it('closes by Escape, which first empties the search', async () => {
    const inspector = await openInspector();
    const search = find<HTMLInputElement>(inspector, '[type="search"]');
    search.value = 'mug';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await inspector.updateComplete;
    pressKey(search, 'Escape');
    await inspector.updateComplete;
    expect([search.value, inspector.open]).to.deep.equal(['', true]);
    pressKey(search, 'Escape');
    await inspector.updateComplete;
    expect([inspector.open, focusIn(inspector)?.className]).to.deep.equal([false, 'launcher']);
  });

  it('stands above a dialogue of the page', async () => {
    const dialogue = await mount<HTMLDialogElement>('<dialog><button>Buy</button></dialog>');
    dialogue.show();
    const inspector = await openInspector();
    expect(find(inspector, '.panel').matches(':popover-open')).to.equal(true);
  });

  it('is kept for the next page of the tab, with its place, until it is closed', async () => {
    const inspector = await openInspector('');
    shortcut();
    await inspector.updateComplete;
    expect(remembered()).to.equal('bottom');
    await press(inspector, 'side');
    expect([remembered(), inspector.dock]).to.deep.equal(['side', 'side']);
    await press(inspector, 'bottom');
    expect(remembered()).to.equal('bottom');
    shortcut();
    expect(remembered()).to.equal(undefined);
  });

  it('is kept only once the shopper has agreed to all', async () => {
    tracker().configure({ consent: 'pending' });
    const inspector = await openInspector('');
    shortcut();
    await inspector.updateComplete;
    expect([remembered(), Object.keys(sessionStorage)]).to.deep.equal([undefined, []]);
    tracker().consent.update('granted');
    expect(remembered()).to.equal('bottom');
  });

  it('is not kept where the page itself has it open', async () => {
    await openInspector();
    expect(remembered()).to.equal(undefined);
  });

  it('says so where there is no tracker, and finds the one that comes', async () => {
    const page = window as { ecom?: unknown };
    const own = page.ecom;
    delete page.ecom;
    const inspector = await openInspector();
    expect(textOf(find(inspector, '.content'))).to.equal('There is no tracker on this page.');
    page.ecom = own;
    await until(() => tracker().options.inspect);
    await until(() => textOf(find(inspector, '.list .empty')) === 'No events yet. Do something in the shop.');
  });

  it('goes with its element: nothing listens any more', async () => {
    const inspector = await openInspector();
    inspector.remove();
    expect(tracker().options.inspect).to.equal(false);
    let asked = 0;
    listen(document, 'ecom-recorded', () => asked++);
    tracker().track('Gift Wrapped' as string);
    await nextFrame();
    expect([asked, shortcut(), inspector.open]).to.deep.equal([0, true, true]);
  });
});
