// What leaves the inspector, copied or saved, holds nothing of a person: marks stand in all fields of all events.
import { expect } from '@open-wc/testing';
import { catalogue } from '../../src/events/catalogue.js';
import { readTable } from '../../src/tracker/table.js';
import type { Json, JsonObject } from '../../src/events/plain.js';
import { all, choose, find, listed, mug, openInspector, press, textOf, track, until, usePage } from './panel.js';
import { later, overhearConsole, tracker } from '../elements/page.js';

const mark = 'canary@shop.example';

/** Takes what is saved as a file, until the test is over. */
function takeFile(): { name: string; blob: Blob }[] {
  const files: { name: string; blob: Blob }[] = [];
  let last: Blob | undefined;
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob: Blob) => {
    last = blob;
    return 'blob:none';
  };
  HTMLAnchorElement.prototype.click = function () {
    files.push({ name: this.download, blob: last! });
  };
  later(() => {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  });
  return files;
}

/** Takes what is put on the clipboard, which may refuse it. */
function takeCopies(refuse = false): string[] {
  const copies: string[] = [];
  const before = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  const writeText = async (text: string): Promise<void> => {
    if (refuse) throw new DOMException('no', 'NotAllowedError');
    copies.push(text);
  };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  later(() => (before ? Object.defineProperty(navigator, 'clipboard', before) : Reflect.deleteProperty(navigator, 'clipboard')));
  return copies;
}

/** An event with a mark in each field. */
const marked = (name: string): JsonObject => Object.fromEntries([...readTable(name)!.fields.map((field): [string, Json] => [field.name, mark]), ['unheard_of', mark], [mark, mark]]);

describe('what leaves the inspector', () => {
  usePage();

  it('as a file holds all 35 events and no mark', async () => {
    overhearConsole('error');
    const files = takeFile();
    tracker().configure({ invalid: 'deliver' });
    tracker().register({ name: 'ours', track: (_, payload) => ({ sent: [{ name: 'x', params: payload }], notes: [mark] }) });
    tracker().register({ name: 'broken', track: () => { throw new TypeError(mark); } });
    const inspector = await openInspector();
    for (const { name } of catalogue) track(name, marked(name));
    await listed(inspector, 35);
    await until(() => all(inspector, '[data-delivery="delivered"]').length >= 35);
    await press(inspector, 'save');
    expect(files).to.have.length(1);
    expect(files[0]!.name).to.match(/^ecom-events-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.json$/);
    expect(files[0]!.blob.type).to.equal('application/json');
    const text = await files[0]!.blob.text();
    expect(text).to.not.contain(mark);
    const { events } = JSON.parse(text) as { events: { event: string; given: Json }[] };
    expect(events.map(({ event }) => event)).to.deep.equal(catalogue.map(({ name }) => name));
    expect(events.every(({ given }) => given), 'as they were born, too').to.equal(true);
    expect(textOf(find(inspector, '.outcome'))).to.equal('Saved, without personal data.');
  });

  it('as a copy of one event holds it and no mark', async () => {
    const copies = takeCopies();
    tracker().configure({ invalid: 'deliver' });
    const inspector = await openInspector();
    for (const { name } of catalogue) track(name, marked(name));
    await listed(inspector, 35);
    for (const row of all(inspector, '.row')) {
      row.click();
      await inspector.updateComplete;
      find(inspector, '.copy').click();
    }
    await until(() => copies.length === 35);
    for (const copy of copies) expect(copy).to.not.contain(mark);
    expect(copies.map((copy) => (JSON.parse(copy) as { event: string }).event)).to.deep.equal(catalogue.map(({ name }) => name).reverse());
    await until(() => textOf(find(inspector, '.outcome')) === 'Copied, without personal data.');
  });

  it('is what is shown: paused and emptied, the file has no more', async () => {
    const files = takeFile();
    const inspector = await openInspector();
    track('Product Viewed', mug);
    await listed(inspector, 1);
    await press(inspector, 'clear');
    track('Product Added', mug);
    await listed(inspector, 1);
    await press(inspector, 'save');
    expect((JSON.parse(await files[0]!.blob.text()) as { events: { event: string }[] }).events.map(({ event }) => event)).to.deep.equal(['Product Added']);
  });

  it('says so where the browser does not let it be copied', async () => {
    takeCopies(true);
    const inspector = await openInspector();
    track('Product Added', mug);
    await choose(inspector, 'Product Added');
    find(inspector, '.copy').click();
    await until(() => textOf(find(inspector, '.outcome')) === 'The browser does not let it be copied.');
  });
});
