// Where an element takes its product from: nearer wins, field by field.
import { expect, nextFrame } from '@open-wc/testing';
import '../../components/add-to-cart/define.js';
import '../../components/product/define.js';
import '../../components/product-list/define.js';
import type { ProductData } from '../../src/element/product-data.js';
import { closePage, later, mount, nextFact, nextFactNamed, nothingElse, openPage, overhearConsole, tracker } from './page.js';

/** What a click on the add-to-cart inside the markup reports. */
async function added(html: string, product?: ProductData): Promise<object> {
  const root = await mount(`<div>${html}</div>`);
  const element = root.querySelector('ecom-add-to-cart')!;
  if (product) element.product = product;
  element.click();
  return (await nextFactNamed('Product Added')).payload;
}

const script = (data: unknown): string => `<script type="application/json">${JSON.stringify(data)}</script>`;

/** Puts JSON-LD into the page, until the test is over. */
function addJsonLd(...texts: string[]): void {
  for (const text of texts) {
    const element = document.createElement('script');
    element.type = 'application/ld+json';
    element.textContent = text;
    document.head.append(element);
    later(() => element.remove());
  }
}

describe('product data', () => {
  beforeEach(openPage);
  afterEach(closePage);

  describe('by nearness', () => {
    const onIt = '<ecom-add-to-cart product-id="1" price="1" currency="SAR" name="attribute" sku="attribute" brand="attribute" category="attribute">';
    const around = (inside: string, own = ''): string => `<ecom-product-list list-id="list"><ecom-product product-id="0" name="around" variant="around" position="7">${own}${inside}</ecom-product></ecom-product-list>`;

    it('comes from the property before the JSON script, from that before the attributes, from those before what is around', async () => {
      const inside = `${onIt}${script({ name: 'script', sku: 'script', brand: 'script' })}</ecom-add-to-cart>`;
      expect(await added(around(inside), { name: 'property', sku: 'property' })).to.deep.equal({
        product_id: '1', price: 1, currency: 'SAR', quantity: 1,
        name: 'property', sku: 'property', brand: 'script', category: 'attribute', variant: 'around', position: 7, list_id: 'list',
      });
    });

    it('takes script and property of the <ecom-product> too', async () => {
      const root = await mount(`<div>${around('<ecom-add-to-cart></ecom-add-to-cart>', script({ price: 2, currency: 'SAR', name: 'script', variant: 'script' }))}</div>`);
      root.querySelector('ecom-product')!.product = { variant: 'property' };
      root.querySelector('ecom-add-to-cart')!.click();
      expect((await nextFactNamed('Product Added')).payload).to.include({ product_id: '0', price: 2, name: 'script', variant: 'property' });
    });

    it('takes the position from the list when nothing says another', async () => {
      const html = '<ecom-product-list><ecom-product product-id="a"></ecom-product><ecom-product product-id="b" price="1" currency="SAR"><ecom-add-to-cart></ecom-add-to-cart></ecom-product></ecom-product-list>';
      expect(await added(html)).to.include({ product_id: 'b', position: 2 });
    });

    it('reaches across shadow roots', async () => {
      const root = await mount('<ecom-product product-id="1" price="1" currency="SAR"><div></div></ecom-product>');
      const shadow = root.firstElementChild!.attachShadow({ mode: 'closed' });
      shadow.innerHTML = '<ecom-add-to-cart></ecom-add-to-cart>';
      shadow.querySelector('ecom-add-to-cart')!.click();
      expect((await nextFact()).payload).to.include({ product_id: '1', price: 1 });
    });

    it('is read when the shopper acts, not before', async () => {
      const root = await mount('<div><ecom-add-to-cart product-id="1" price="1" currency="SAR"></ecom-add-to-cart></div>');
      const element = root.querySelector('ecom-add-to-cart')!;
      element.setAttribute('price', '2');
      element.click();
      expect((await nextFact()).payload.price).to.equal(2);
    });

    it('is copied: what the page changes later is not reported', async () => {
      const product = { product_id: '1', price: 1, currency: 'SAR', name: 'then' };
      const root = await mount('<div><ecom-add-to-cart></ecom-add-to-cart></div>');
      const element = root.querySelector('ecom-add-to-cart')!;
      element.product = product;
      element.click();
      product.name = 'now';
      expect((await nextFact()).payload.name).to.equal('then');
    });
  });

  describe('in attributes', () => {
    it('takes all fields of a product', async () => {
      const html = '<ecom-add-to-cart product-id="1" sku="s" name="n" brand="b" category="c" variant="v" coupon="k" currency="SAR" url="/u" image-url="/i" price="1.5" quantity="2" position="3"></ecom-add-to-cart>';
      expect(await added(html)).to.deep.equal({
        product_id: '1', sku: 's', name: 'n', brand: 'b', category: 'c', variant: 'v', coupon: 'k', currency: 'SAR', url: '/u', image_url: '/i', price: 1.5, quantity: 2, position: 3,
      });
    });

    for (const [written, price] of [['٣٥', 35], ['٣٥٫٥', 35.5], ['۱٬۲۰۰', 1200], [' 35 ', 35], ['0', 0]] as const) {
      it(`reads the price "${written}" as ${price}`, async () => {
        expect(await added(`<ecom-add-to-cart product-id="1" currency="SAR" price="${written}"></ecom-add-to-cart>`)).to.include({ price });
      });
    }

    for (const written of ['1,200', '35 SAR', '0x10', '-1', 'free']) {
      it(`takes the price "${written}" for no number: the event is rejected and says so`, async () => {
        const root = await mount(`<div><ecom-add-to-cart product-id="1" currency="SAR" price="${written}"></ecom-add-to-cart></div>`);
        root.querySelector('ecom-add-to-cart')!.click();
        await nothingElse();
        const [receipt] = tracker().receipts();
        expect(receipt!.status).to.equal('rejected');
        expect(receipt!.findings.find(({ kind }) => kind === 'rejected')).to.include({ event: 'Product Added', field: 'price' });
      });
    }

    it('takes a blank price for none, never for 0', async () => {
      expect(await added('<ecom-add-to-cart product-id="1" currency="SAR" price=" "></ecom-add-to-cart>')).not.to.have.property('price');
    });
  });

  describe('in a JSON script', () => {
    it('that is broken is told with its element, and the event is rejected with its field', async () => {
      const said = overhearConsole('error');
      for (const broken of ['{"product_id": 1,}', '[1]', '7']) {
        const root = await mount(`<div><ecom-add-to-cart><script type="application/json">${broken}</script></ecom-add-to-cart></div>`);
        root.querySelector('ecom-add-to-cart')!.click();
        await nextFrame();
        expect(said.splice(0).join(), broken).to.match(/ecom-events: no JSON.*HTMLElement/);
        const receipt = tracker().receipts().at(-1)!;
        expect(receipt.status).to.equal('rejected');
        expect(receipt.findings.find(({ kind }) => kind === 'rejected')).to.include({ field: 'product_id', received: 'nothing' });
      }
    });

    it('deeper inside belongs to somebody else', async () => {
      expect(await added(`<ecom-product product-id="1" name="Mug" price="1" currency="SAR"><div>${script({ name: 'other' })}</div><ecom-add-to-cart></ecom-add-to-cart></ecom-product>`)).to.include({ name: 'Mug' });
    });
  });

  describe('in the page’s JSON-LD', () => {
    const product = {
      '@context': 'https://schema.org', '@type': 'Product', productID: '9', sku: 'S', name: 'From JSON-LD', brand: { '@type': 'Brand', name: 'Finjan' }, category: 'Mugs',
      url: '/9', image: ['/9.png', '/9b.png'], offers: [{ '@type': 'Offer', price: '35.50', priceCurrency: 'SAR' }],
    };
    const read = { product_id: '9', sku: 'S', name: 'From JSON-LD', brand: 'Finjan', category: 'Mugs', url: '/9', image_url: '/9.png', price: 35.5, currency: 'SAR' };
    const from = '<ecom-product from="json-ld"><ecom-add-to-cart></ecom-add-to-cart></ecom-product>';

    it('is taken with from="json-ld" when there is exactly one Product', async () => {
      addJsonLd(JSON.stringify({ '@type': 'Organization', name: 'Shop' }), JSON.stringify(product));
      expect(await added(from)).to.deep.equal({ ...read, quantity: 1 });
    });

    it('is found in a list, in a graph, and among several types', async () => {
      for (const text of [[{ '@type': 'WebPage' }, product], { '@graph': [{ '@type': 'WebPage' }, product] }, { ...product, '@type': ['Product', 'Thing'] }]) {
        addJsonLd(JSON.stringify(text));
        expect(await added(from)).to.include({ product_id: '9', price: 35.5 });
        document.head.querySelector('script[type="application/ld+json"]')!.remove();
      }
    });

    it('gives way to everything that is written on the elements', async () => {
      addJsonLd(JSON.stringify(product));
      expect(await added(from.replace('from=', 'name="Mine" from='))).to.include({ product_id: '9', name: 'Mine' });
    });

    it('is not taken without from', async () => {
      addJsonLd(JSON.stringify(product));
      expect(await added(from.replace('from="json-ld"', 'product-id="1" price="1" currency="SAR"'))).to.deep.equal({ product_id: '1', price: 1, currency: 'SAR', quantity: 1 });
    });

    it('is not taken when two Products stand there: nobody can say which is meant', async () => {
      for (const texts of [[product, product], [[product, product]], [{ '@graph': [product] }, product]]) {
        addJsonLd(...texts.map((text) => JSON.stringify(text)));
        expect(await added(from.replace('from=', 'product-id="1" price="1" currency="SAR" from='))).not.to.have.property('name');
        document.head.querySelectorAll('script[type="application/ld+json"]').forEach((element) => element.remove());
      }
    });

    it('that is broken is told, and the rest is read', async () => {
      const said = overhearConsole('error');
      addJsonLd('{"@type": "Product",', JSON.stringify(product));
      expect(await added(from)).to.include({ product_id: '9' });
      expect(said.join()).to.contain('no JSON');
    });
  });
});
