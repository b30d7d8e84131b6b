// The list of events: what it shows, how it is narrowed down, stopped and emptied, and that a thousand are no burden.
import { expect } from '@open-wc/testing';
import type { EcomInspector } from '../../components/inspector/inspector.js';
import { all, choose, find, listed, mug, openInspector, press, textOf, track, until, usePage } from './panel.js';
import { overhearConsole, tracker } from '../elements/page.js';

async function narrow(inspector: EcomInspector, field: string, value: string): Promise<void> {
  const control = find<HTMLInputElement>(inspector, `[aria-label="${field}"]`);
  control.value = value;
  control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  await inspector.updateComplete;
}

describe('the list of events', () => {
  usePage();

  it('has each event, newest first, with what it is about, and those from before it was open', async () => {
    track('Product Viewed', mug);
    const inspector = await openInspector();
    track('Product Added', { ...mug, product_id: '2' });
    tracker().page({ name: 'Home' });
    expect(await listed(inspector, 3)).to.deep.equal(['Home', 'Product Added', 'Product Viewed']);
    expect(all(inspector, '.row-name').map(textOf)).to.deep.equal(['Page view Home', 'Product Added 2', 'Product Viewed 1']);
  });

  it('marks what was rejected, repaired, and came twice', async () => {
    const inspector = await openInspector();
    track('Order Completed', { order_id: '9', total: 'much', currency: 'SAR' });
    track('Product Added', { ...mug, price: '35' });
    track('Order Completed', { order_id: '7', total: 35, currency: 'SAR', products: [mug] }, { eventId: 'one' });
    track('Order Completed', { order_id: '7', total: 35, currency: 'SAR', products: [mug] });
    track('Product Viewed', mug, { eventId: 'same' });
    track('Product Viewed', mug, { eventId: 'same' });
    await listed(inspector, 6);
    const statuses = all(inspector, '.row').map(({ dataset }) => dataset.status);
    expect(statuses).to.deep.equal(['duplicate', 'accepted', 'duplicate', 'accepted', 'accepted', 'rejected']);
    expect(new Set(all(inspector, '.row').map(({ dataset }) => dataset.id)).size, 'each is a row of its own').to.equal(6);
    const marks = all(inspector, '.row-marks').map(textOf);
    expect([marks[0], marks[2]]).to.deep.equal(['Duplicate', 'Duplicate']);
    expect(marks[4]).to.equal('Findings: ✎ 1'.replace('Findings', 'What was noticed'));
    expect(marks[5]).to.match(/^Rejected/);
  });

  it('is narrowed down by text, status and destination', async () => {
    overhearConsole('error');
    tracker().register({ name: 'broken', track: () => { throw new TypeError('no'); } });
    const inspector = await openInspector();
    track('Product Added', mug);
    track('Product Viewed', { ...mug, product_id: 'zebra' });
    track('Order Completed', { total: 'much' });
    await listed(inspector, 3);
    await until(() => all(inspector, '[data-delivery="failed"]').length === 2);
    await narrow(inspector, 'Name, id or value', ' ZEBRA ');
    expect(await listed(inspector, 1)).to.deep.equal(['Product Viewed']);
    await narrow(inspector, 'Name, id or value', '');
    await narrow(inspector, 'Status', 'rejected');
    expect(await listed(inspector, 1)).to.deep.equal(['Order Completed']);
    await narrow(inspector, 'Status', 'failed');
    expect(await listed(inspector, 2)).to.deep.equal(['Product Viewed', 'Product Added']);
    await narrow(inspector, 'Destination', 'test');
    expect(textOf(find(inspector, '.list .empty'))).to.equal('No event matches the filter.');
    find(inspector, '.list .plain').click();
    await inspector.updateComplete;
    expect(await listed(inspector, 3)).to.have.length(3);
    expect(find<HTMLInputElement>(inspector, 'select').value).to.equal('all');
  });

  it('stands still while it is paused, and goes on with what came meanwhile', async () => {
    const inspector = await openInspector();
    track('Product Viewed', mug);
    await listed(inspector, 1);
    await press(inspector, 'pause');
    expect(textOf(find(inspector, '.tools .mark'))).to.equal('Paused');
    track('Product Added', mug);
    await until(() => tracker().receipts()[1]?.deliveries.every(({ status }) => status === 'delivered'));
    expect(await listed(inspector, 1)).to.deep.equal(['Product Viewed']);
    await press(inspector, 'resume');
    expect(await listed(inspector, 2)).to.deep.equal(['Product Added', 'Product Viewed']);
    expect(find(inspector, '.tools .mark')).to.equal(null);
  });

  it('is emptied, and shows what comes afterwards; the tracker keeps all', async () => {
    const inspector = await openInspector();
    track('Product Viewed', mug);
    await choose(inspector, 'Product Viewed');
    await press(inspector, 'clear');
    expect([all(inspector, '.row').length, textOf(find(inspector, '.detail'))]).to.deep.equal([0, 'Choose an event to see what became of it.']);
    track('Product Added', mug);
    expect(await listed(inspector, 1)).to.deep.equal(['Product Added']);
    expect(tracker().receipts()).to.have.length(2);
  });

  it('draws the newest 200 of a thousand, and the older ones when they are wished for', async () => {
    const inspector = await openInspector();
    for (let number = 1; number <= 1000; number++) track('Product Viewed', { ...mug, product_id: `p${number}` });
    await until(() => textOf(find(inspector, '#tab-events .count')) === '1000');
    expect(all(inspector, '.row')).to.have.length(200);
    expect(textOf(find(inspector, '.older'))).to.equal('Show older events (800)');
    find(inspector, '.older').click();
    await listed(inspector, 400);
    expect(textOf(find(inspector, '.older'))).to.equal('Show older events (600)');
    await narrow(inspector, 'Name, id or value', '"p7"');
    expect(await listed(inspector, 1)).to.have.length(1);
  });

  it('keeps to the event that is chosen while others come', async () => {
    const inspector = await openInspector();
    track('Product Viewed', mug);
    const detail = await choose(inspector, 'Product Viewed');
    const title = detail.querySelector('h3');
    track('Product Added', mug);
    await listed(inspector, 2);
    expect([detail.querySelector('h3') === title, textOf(title)]).to.deep.equal([true, 'Product Viewed']);
    expect(all(inspector, '[aria-current]').map((row) => textOf(row.querySelector('.row-name')))).to.deep.equal(['Product Viewed 1']);
  });
});
