// What the inspector says of one event: as it was born, what was noticed, and what became of it at each destination.
import { expect } from '@open-wc/testing';
import { all, choose, find, listed, mug, openInspector, showTab, textOf, track, until, usePage } from './panel.js';
import { later, overhearConsole, stopTheClock, tracker } from '../elements/page.js';

/** What the details say of a destination. */
const card = (detail: HTMLElement, name: string): HTMLElement => [...detail.querySelectorAll<HTMLElement>('.delivery')].find((one) => textOf(one.querySelector('b')) === name)!;

describe('the details of an event', () => {
  usePage();

  it('show it as it was born, and after normalising', async () => {
    const inspector = await openInspector();
    track('product_added', { productId: '1', price: '35', name: 'Mug', currency: 'SAR' });
    const detail = await choose(inspector, 'Product Added');
    const [born, normal] = [...detail.querySelectorAll('.versions pre')].map((code) => JSON.parse(code.textContent!) as unknown);
    expect(born).to.deep.equal({ productId: '1', price: '35', name: 'Mug', currency: 'SAR' });
    expect(normal).to.deep.equal(tracker().receipts()[0]!.payload);
    expect([...detail.querySelectorAll('.versions code')].map(textOf)).to.deep.equal(['product_added', 'Product Added']);
  });

  it('say so where it was born before anybody looked', async () => {
    track('Product Viewed', mug);
    const detail = await choose(await openInspector(), 'Product Viewed');
    expect(textOf(detail.querySelector('.versions section'))).to.equal('As it was born Not kept: it came before the inspector was open.');
  });

  it('name each repair and each fault by field, what was expected and what came', async () => {
    const inspector = await openInspector();
    track('Order Completed', { order_id: '9', total: 'much', currency: 'SAR', products: [mug] });
    const detail = await choose(inspector, 'Order Completed');
    expect(textOf(detail.querySelector('.findings'))).to.contain('total Rejected expected ').and.contain('came string');
    expect(textOf(detail.querySelector('.detail-head'))).to.contain('It broke its schema; nobody gets it.');
    expect(textOf(detail.querySelector('[aria-labelledby="destinations-title"]'))).to.equal('Destinations Delivered to nobody');
  });

  it('say when a destination got it, with what, in how many milliseconds, and what it did without', async () => {
    tracker().register({ name: 'ga4', category: 'analytics', track: () => ({ sent: [{ name: 'add_to_cart', params: { value: 35 } }], notes: ['value is left out: no currency'] }) });
    const inspector = await openInspector();
    track('Product Added', mug);
    const detail = await choose(inspector, 'Product Added');
    await until(() => card(detail, 'ga4')?.dataset.delivery === 'delivered');
    const ga4 = card(detail, 'ga4');
    const { at, durationMs } = tracker().receipts()[0]!.deliveries.find(({ destination }) => destination === 'ga4')!;
    expect(ga4.querySelector('time')!.dateTime).to.equal(new Date(at!).toISOString());
    expect(durationMs).to.be.a('number');
    expect(textOf(ga4.querySelector('.cost'))).to.match(/^Main thread (<\s?0\.1|\d+(\.\d)?) ms$/);
    expect([...ga4.querySelectorAll('summary')].map(textOf)).to.deep.equal(['add_to_cart']);
    expect(JSON.parse(ga4.querySelector('pre')!.textContent!)).to.deep.equal({ value: 35 });
    expect(textOf(ga4.querySelector('.notes'))).to.equal('value is left out: no currency');
    expect(textOf(ga4.querySelector('.delivery-head'))).to.contain('analytics');
  });

  it('say of a failure which error it was, and not its words', async () => {
    overhearConsole('error');
    tracker().register({ name: 'broken', track: () => { throw new TypeError('noura@shop.example'); } });
    const inspector = await openInspector();
    track('Product Added', mug);
    const detail = await choose(inspector, 'Product Added');
    await until(() => card(detail, 'broken')?.dataset.delivery === 'failed');
    expect(textOf(card(detail, 'broken'))).to.contain('TypeError').and.not.contain('noura');
  });

  it('say that one waits for consent, and that it was dropped when the shopper refused', async () => {
    tracker().configure({ consent: 'pending' });
    tracker().register({ name: 'ads', category: 'marketing', track() {} });
    const inspector = await openInspector();
    track('Product Added', mug);
    const detail = await choose(inspector, 'Product Added');
    const said = (): string => textOf(card(detail, 'ads'));
    await until(() => card(detail, 'ads')?.dataset.delivery === 'waiting');
    expect(said()).to.contain('The shopper has not decided yet');
    tracker().consent.update('denied');
    await until(() => card(detail, 'ads')?.dataset.delivery === 'dropped');
    expect(said()).to.contain('The shopper has not agreed');
  });

  it('say that one failed and is tried again, and how often it was tried', async () => {
    overhearConsole('error');
    const clock = stopTheClock(900);
    let calls = 0;
    tracker().register({ name: 'flaky', retry: true, track: () => { if (!calls++) throw new Error('later'); } });
    const inspector = await openInspector();
    track('Product Added', mug);
    const detail = await choose(inspector, 'Product Added');
    await until(() => textOf(card(detail, 'flaky')).includes('tried again'));
    expect(textOf(card(detail, 'flaky'))).to.contain('It failed and is tried again').and.contain('Error');
    const now = Date.now;
    Date.now = () => now() + 2000;
    later(() => (Date.now = now));
    clock.pass(2000);
    await until(() => card(detail, 'flaky')?.dataset.delivery === 'delivered');
    expect(textOf(card(detail, 'flaky'))).to.contain('Tries: 2');
  });

  it('say that one rests after too many failures', async () => {
    overhearConsole('error');
    tracker().register({ name: 'down', track: () => { throw new Error('down'); } });
    const inspector = await openInspector();
    for (let time = 0; time < 6; time++) track('Product Viewed', { ...mug, product_id: `p${time}` });
    const detail = await choose(inspector, 'p5');
    await until(() => card(detail, 'down')?.dataset.delivery === 'waiting' && textOf(card(detail, 'down')).includes('failed too often'));
    expect(textOf(card(detail, 'down'))).to.contain('The destination failed too often and rests');
  });

  it('say that one is running while its promise is open, and see its end', async () => {
    let answer = (): void => {};
    tracker().register({ name: 'slow', track: () => new Promise<void>((resolve) => (answer = resolve)) });
    const inspector = await openInspector();
    track('Product Added', mug);
    const detail = await choose(inspector, 'Product Added');
    await until(() => card(detail, 'slow')?.dataset.delivery === 'running');
    answer();
    await until(() => card(detail, 'slow')?.dataset.delivery === 'delivered');
  });

  it('say that the same order is a duplicate, which nobody gets', async () => {
    const inspector = await openInspector();
    const order = { order_id: '7', total: 35, currency: 'SAR', products: [mug] };
    track('Order Completed', order);
    track('Order Completed', order);
    await listed(inspector, 2);
    const detail = await choose(inspector, 'Duplicate');
    expect(textOf(detail.querySelector('.detail-head'))).to.contain('An event with this id, or of this order, was there already; nobody gets it a second time.');
    expect(detail.querySelectorAll('.delivery')).to.have.length(0);
  });

  it('tell two events of one id apart', async () => {
    const inspector = await openInspector();
    track('Product Viewed', mug, { eventId: 'same' });
    track('Product Viewed', mug, { eventId: 'same' });
    await listed(inspector, 2);
    const [second, first] = all(inspector, '.row');
    second!.click();
    await inspector.updateComplete;
    expect(textOf(find(inspector, '.detail-head'))).to.contain('Duplicate');
    first!.click();
    await inspector.updateComplete;
    expect(textOf(find(inspector, '.detail-head'))).to.contain('Accepted').and.not.contain('Duplicate');
  });

  it('know an order of an earlier page', async () => {
    const context = { event_id: 'owed', timestamp: new Date().toISOString(), page: {}, library: {} };
    localStorage.setItem('ecom.orders.ads', JSON.stringify([[{ order_id: '7', total: 35, currency: 'SAR' }, context]]));
    const inspector = await openInspector();
    tracker().register({ name: 'ads', track() {} });
    const detail = await choose(inspector, 'Earlier page');
    expect(textOf(detail)).to.contain('An order of an earlier page, which this destination had not taken.');
  });

  it('say that no destination is registered', async () => {
    tracker().unregister('test');
    const inspector = await openInspector();
    track('Product Added', mug);
    expect(textOf(await choose(inspector, 'Product Added'))).to.contain('No destination is registered: nobody gets these events.');
  });

  it('leave out the page’s own listeners: they are no destination', async () => {
    tracker().on('*', () => {});
    const inspector = await openInspector();
    track('Product Added', mug);
    const detail = await choose(inspector, 'Product Added');
    await until(() => card(detail, 'test')?.dataset.delivery === 'delivered');
    expect(detail.querySelectorAll('.delivery')).to.have.length(1);
  });
});

describe('the tab of the destinations', () => {
  usePage();

  it('says what each one got and cost: all together, on average, and at worst', async () => {
    overhearConsole('error');
    tracker().register({ name: 'busy', category: 'analytics', track: () => spin(3) });
    tracker().register({ name: 'broken', track: () => { throw new TypeError('no'); } });
    const inspector = await openInspector();
    track('Product Viewed', mug);
    track('Product Added', mug);
    await listed(inspector, 2);
    const content = await showTab(inspector, 'destinations');
    const cells = (name: string): string[] | undefined => [...content.querySelectorAll('tbody tr')].map((row) => [...row.children].map(textOf)).find(([first]) => first === name);
    await until(() => cells('busy')?.[2] === '2' && cells('broken')?.[5] === '2');
    expect([...content.querySelectorAll('thead th')].map(textOf)).to.deep.equal(['Destination', 'Needs consent for', 'Delivered', 'Waiting', 'Dropped', 'Failed', 'Main thread', 'Mean', 'Worst']);
    const [, category, delivered, waiting, dropped, failed, total, mean, worst] = cells('busy')!;
    expect([category, delivered, waiting, dropped, failed]).to.deep.equal(['analytics', '2', '0', '0', '0']);
    expect(parseFloat(total!)).to.be.at.least(6);
    expect(parseFloat(mean!)).to.be.at.least(3);
    expect(parseFloat(worst!)).to.be.at.least(parseFloat(mean!));
  });
});

describe('the tab of the page', () => {
  usePage();

  it('says what the shopper agreed to, the options, the platforms, the versions', async () => {
    tracker().configure({ currency: 'SAR', consent: 'analytics' });
    const content = await showTab(await openInspector(), 'page');
    const said = Object.fromEntries([...content.querySelectorAll('dl div')].map((line) => [...line.children].map(textOf)) as [string, string][]);
    expect(said).to.deep.include({ analytics: 'Granted', marketing: 'Denied', necessary: 'Granted', currency: 'SAR', Tracker: tracker().version });
    expect(said, 'the inspector’s own is no option of the page').to.not.have.property('inspect');
  });
});

/** Keeps the main thread busy for that many milliseconds. */
function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
