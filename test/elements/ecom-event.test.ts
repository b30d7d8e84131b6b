import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/event/define.js';
import type { EcomEventElement } from '../../components/event/event.js';
import { clickWith, closePage, drawn, listen, mount, nextFact, nothingElse, openPage, overhearConsole, tracker } from './page.js';

const refund = '<script type="application/json">{"order_id":"10","total":35,"currency":"SAR"}</script>';

describe('<ecom-event>', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('reports an event of the catalogue on load, once, wherever it is moved', async () => {
    const root = await mount(`<div><ecom-event name="Order Refunded">${refund}</ecom-event><p></p></div>`);
    const { name, payload } = await nextFact();
    expect([name, payload]).to.deep.equal(['Order Refunded', { order_id: '10', total: 35, currency: 'SAR' }]);
    root.querySelector('p')!.append(root.querySelector('ecom-event')!);
    await nothingElse();
  });

  it('knows the catalogue’s names in other spellings', async () => {
    await mount(`<ecom-event name="order_refunded">${refund}</ecom-event>`);
    expect((await nextFact()).name).to.equal('Order Refunded');
    await nothingElse();
  });

  it('reports a custom event under the name it was given', async () => {
    await mount('<ecom-event name="Gift Wrapped"><script type="application/json">{"paper":"red"}</script></ecom-event>');
    const { name, payload } = await nextFact();
    expect([name, payload]).to.deep.equal(['Gift Wrapped', { paper: 'red' }]);
    await nothingElse();
  });

  it('takes the payload from the property before the script, field by field', async () => {
    const element = await mount<EcomEventElement>('<ecom-event name="Gift Wrapped" trigger="click"><script type="application/json">{"paper":"red","card":1}</script><b>Wrap</b></ecom-event>');
    element.payload = { paper: 'blue' };
    element.querySelector('b')!.click();
    expect((await nextFact()).payload).to.deep.equal({ paper: 'blue', card: 1 });
  });

  it('reports once when it was in view for a second', async () => {
    await mount('<ecom-event name="Banner Seen" trigger="visible"><p>Sale</p></ecom-event>');
    const start = performance.now();
    expect((await nextFact()).name).to.equal('Banner Seen');
    expect(performance.now() - start).to.be.above(950);
    await nothingElse();
  });

  it('waits for a name that is written later, and says so', async () => {
    const said = overhearConsole('error');
    const element = await mount<EcomEventElement>('<ecom-event></ecom-event>');
    expect(said.some((text) => text.includes('no name'))).to.equal(true);
    element.setAttribute('name', 'Gift Wrapped');
    expect((await nextFact()).name).to.equal('Gift Wrapped');
    await nothingElse();
  });

  it('reports each click of what is inside, and only clicks', async () => {
    const root = await mount('<ecom-event name="Gift Wrapped" trigger="click"><form><button type="button">Wrap</button></form></ecom-event>');
    const button = root.querySelector('button')!;
    button.focus();
    await sendKeys({ press: 'Space' });
    expect((await nextFact()).name).to.equal('Gift Wrapped');
    clickWith(button);
    expect((await nextFact()).name).to.equal('Gift Wrapped');
    listen(root, 'submit', (event: Event) => event.preventDefault());
    root.querySelector('form')!.requestSubmit();
    await nothingElse();
  });

  it('reports each submit of the form inside', async () => {
    const root = await mount('<ecom-event name="Gift Ordered" trigger="submit"><form><input><button>Order</button></form></ecom-event>');
    listen(root, 'submit', (event: Event) => event.preventDefault());
    root.querySelector('input')!.focus();
    await sendKeys({ press: 'Enter' });
    expect((await nextFact()).name).to.equal('Gift Ordered');
    await nothingElse();
  });

  it('follows its trigger when that changes', async () => {
    const element = await mount<EcomEventElement>('<ecom-event name="Gift Wrapped" trigger="click"><b>Wrap</b></ecom-event>');
    await nothingElse();
    element.trigger = 'load';
    await drawn(element);
    expect((await nextFact()).name).to.equal('Gift Wrapped');
    await nothingElse();
  });

  it('says that its JSON is broken, and the event is rejected with its field', async () => {
    const said = overhearConsole('error');
    await mount('<ecom-event name="Order Refunded"><script type="application/json">{order_id: 10}</script></ecom-event>');
    expect(said.join()).to.contain('no JSON');
    await nothingElse();
    const [receipt] = tracker().receipts();
    expect(receipt!.status).to.equal('rejected');
    expect(receipt!.findings.map(({ field }) => field)).to.include('order_id');
  });

  it('says that it has no name', async () => {
    const said = overhearConsole('error');
    await mount('<ecom-event></ecom-event>');
    expect(said.join()).to.contain('has no name');
    await nothingElse();
  });
});
