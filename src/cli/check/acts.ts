import type { ElementHandle } from 'puppeteer-core';
import type { Expectation, Fields } from './expectation.js';
import type { Hands } from './hands.js';
import type { ActName, CheckOptions, Role } from './options.js';

/** What an act finds on a page: what it will do there and what must follow. */
export interface Plan {
  /** In words: `click on a product`. */
  title: string;
  expectations: Expectation[];
  /** Names that may come too. */
  mayCause?: string[];
  /** What the page is that it leads to, if to another one. */
  leadsTo?: Role | 'order';
  /** Id of the product that the page is of. */
  productId?: string;
  act(): Promise<void>;
}

/** What an act may ask for. */
export interface Scene {
  hands: Hands;
  options: CheckOptions;
  /** The number of the step of the checkout the shopper is at. */
  step?: number;
  /** A word to search for. */
  query: string;
}

/** Looks for what it can do on the page; a text says why it does nothing. */
type Find = (scene: Scene) => Promise<Plan | string>;

const expects = (after: string, names: string | string[], fields?: Fields): Expectation => ({ names: [names].flat(), after, fields });

/** A card or a link that is a theme's own is as good as an element of ours. */
const productLink = ['ecom-product-link a[href]', 'ecom-product a[href]'];

const notInList = ':not(ecom-product-list *):not(ecom-wishlist *)';

/** Why the steps end before the last one. */
export const paymentIsNext = 'the next step is the payment';

/** A button that buys: nothing without `--order` presses one. */
const buys = /\b(pay|buy|place (the |your )?order|order now|complete (the |your )?(order|purchase))\b|ادفع|الدفع الآن|إتمام الطلب|تأكيد الطلب|اشتر/i;

/** Whether sending this form may cost money. */
export const mayBuy = (form: ElementHandle): Promise<boolean> =>
  form.evaluate((form, pattern) => {
    const isPayment = !!form.closest('ecom-payment-form') || !!form.querySelector('ecom-payment-form, [autocomplete^=cc-], [name^=card], [name=payment_method]');
    const labels = [...form.querySelectorAll('button:not([type=button]), input[type=submit]')].map((button) => button.textContent || (button as HTMLInputElement).value);
    return isPayment || labels.some((label) => new RegExp(pattern, 'i').test(label));
  }, buys.source);

/** The acts on what a page shows. Those that only go to a page are the journey's own. */
export const acts: Partial<Record<ActName, Find>> = {
  async promotion({ hands, options }) {
    const link = await hands.findFirst(options.elements.promotion, 'ecom-promotion:defined a[href^="/"], ecom-promotion:defined a[href^="."], ecom-promotion:defined a[href]');
    if (!link) return 'no <ecom-promotion> with a link was found';
    const id = await link.evaluate((link) => link.closest('ecom-promotion')?.getAttribute('promotion-id') ?? undefined);
    const isHere = await link.evaluate((link) => new URL((link as HTMLAnchorElement).href).origin === location.origin);
    if (!isHere) return 'the first promotion leads out of the shop';
    return { title: 'click on a promotion', expectations: [expects('the click on a promotion', 'Promotion Clicked', { promotion_id: id })], act: () => hands.click(link) };
  },

  async filter({ hands, options }) {
    const choice = await hands.findFirst(options.elements.filter, 'ecom-product-filters:defined input[type=checkbox]:not(:checked)', 'ecom-product-filters:defined input[type=radio]:not(:checked)');
    if (!choice) return 'no <ecom-product-filters> was found';
    return {
      title: 'choose a filter',
      expectations: [expects('the choice of a filter', 'Product List Filtered')],
      mayCause: ['Product List Viewed'],
      async act() {
        const form = await choice.evaluateHandle((choice) => (choice.closest('ecom-product-filters:not([auto])') ? (choice as HTMLInputElement).form : null));
        await hands.click(choice);
        const sent = form.asElement();
        if (sent) await hands.submit(sent as ElementHandle<Element>);
      },
    };
  },

  async sort({ hands, options }) {
    const select = await hands.findFirst(options.elements.sort, 'ecom-product-sort:defined select');
    if (!select) return 'no <ecom-product-sort> with a select was found';
    return {
      title: 'change the order of a list',
      expectations: [expects('the choice of an order', 'Product List Sorted')],
      mayCause: ['Product List Viewed'],
      async act() {
        const other = await select.evaluate((select) => [...(select as HTMLSelectElement).options].find(({ selected, disabled, value }) => !selected && !disabled && value)?.value ?? '');
        await (select as ElementHandle<HTMLSelectElement>).select(other);
      },
    };
  },

  async search({ hands, options, query }) {
    const field = await hands.findFirst(options.elements.search, 'ecom-search:defined input[type=search]', 'ecom-search:defined input:not([type=hidden])');
    if (!field) return 'no <ecom-search> with a field was found';
    return {
      title: 'search',
      expectations: [expects('the search', 'Products Searched')],
      mayCause: ['Product List Viewed'],
      async act() {
        await hands.type(field, query);
        await hands.page.keyboard.press('Enter');
      },
    };
  },

  async product({ hands, options }) {
    const link = await hands.findFirst(options.elements.product, ...productLink);
    if (!link) return 'no product to click on was found: say where one is with --pages product=/path';
    const { id, reports } = await link.evaluate((link) => ({
      id: link.closest('ecom-product')?.getAttribute('product-id') ?? undefined,
      reports: !!link.closest('ecom-product-link:defined'),
    }));
    return {
      title: 'click on a product',
      expectations: reports ? [expects('the click on a product', 'Product Clicked', { product_id: id })] : [],
      mayCause: ['Product Clicked'],
      leadsTo: 'product',
      productId: id,
      act: () => hands.click(link),
    };
  },

  async wishlist({ hands, options }) {
    const toggle = await hands.findFirst(options.elements.wishlist, `ecom-wishlist-toggle:defined${notInList}`, 'ecom-wishlist-toggle:defined');
    if (!toggle) return 'no <ecom-wishlist-toggle> was found';
    const names = ['Product Added to Wishlist', 'Product Removed from Wishlist'];
    return { title: 'keep a product', expectations: [expects('the click on the heart', names)], mayCause: names, act: () => hands.click(toggle) };
  },

  async add({ hands, options }) {
    const button = await hands.findFirst(options.elements.add, `ecom-add-to-cart:defined${notInList}`, 'ecom-add-to-cart:defined');
    if (!button) return 'no <ecom-add-to-cart> was found';
    const form = await button.evaluateHandle((button) => button.querySelector('form'));
    const element = form.asElement() as ElementHandle<Element> | null;
    return {
      title: 'add to the cart',
      expectations: [expects('the click on "add to cart"', ['Product Added', 'Wishlist Product Added to Cart'])],
      mayCause: ['Cart Updated'],
      async act() {
        if (!element) {
          const control = await hands.find('button, a[href]', button);
          return hands.click(control ?? button);
        }
        await hands.fill(element);
        await hands.submit(element);
      },
    };
  },

  async quantity({ hands, options }) {
    const more = await hands.findFirst(options.elements.quantity, 'ecom-cart-item:defined [data-ecom=increase]');
    if (!more) return 'no [data-ecom=increase] in an <ecom-cart-item> was found';
    const expectations = [expects('the click on "more" in the cart', ['Cart Updated', 'Product Added'])];
    return { title: 'raise a quantity', expectations, mayCause: ['Product Added', 'Cart Updated'], act: () => hands.click(more) };
  },

  async coupon({ hands, options }) {
    const field = await hands.findFirst(options.elements.coupon, ...['coupon', 'code', 'coupon_code'].map((name) => `ecom-coupon-form:defined input[name=${name}]`));
    if (!field) return 'no <ecom-coupon-form> was found';
    return {
      title: 'enter a coupon that does not exist',
      expectations: [expects('the coupon was sent', 'Coupon Entered')],
      mayCause: ['Coupon Denied', 'Coupon Applied', 'Cart Updated'],
      async act() {
        await hands.type(field, 'ECOM-CHECK');
        await hands.page.keyboard.press('Enter');
      },
    };
  },

  async checkout({ hands, options }) {
    const start = await hands.findFirst(options.elements.checkout, 'ecom-checkout:defined:not([view])');
    if (!start) return 'no <ecom-checkout> was found';
    const control = await hands.find('a[href], button', start);
    return {
      title: 'start the checkout',
      expectations: [expects('the click on "check out"', 'Checkout Started')],
      leadsTo: 'checkout',
      act: () => hands.click(control ?? start),
    };
  },

  async steps({ hands, step }) {
    const form = await hands.findFirst('ecom-checkout-step:defined[current] form');
    if (!form) return 'no <ecom-checkout-step> with a form was found';
    if (await mayBuy(form)) return paymentIsNext;
    return {
      title: `complete step ${step} of the checkout`,
      expectations: [expects(`step ${step} was sent`, 'Checkout Step Completed', { step })],
      mayCause: ['Payment Info Entered', 'Coupon Applied', 'Signed In', 'Signed Up', 'User Profile Updated'],
      async act() {
        await hands.fill(form);
        await hands.submit(form);
      },
    };
  },

  async order({ hands, options }) {
    const form = await hands.findFirst(options.elements.order, 'ecom-payment-form:defined form');
    if (!form) return 'no <ecom-payment-form> with a form was found';
    return {
      title: 'place the order',
      expectations: [expects('the payment was sent', 'Payment Info Entered'), expects('the order was placed', 'Order Completed')],
      mayCause: ['Checkout Step Completed', 'Payment Info Entered', 'Order Completed'],
      leadsTo: 'order',
      async act() {
        // Where nobody says otherwise: what costs nothing now.
        const ways = options.payment ? [options.payment] : ['cod', 'cash', 'cash_on_delivery', 'bank', 'bank_transfer'];
        const way = await hands.findFirst(...ways.map((value) => `ecom-payment-form [type=radio][value=${JSON.stringify(value)}]`));
        if (way) await hands.click(way);
        const again = (await hands.findFirst(options.elements.order, 'ecom-payment-form:defined form')) ?? form;
        await hands.fill(again);
        await hands.submit(again);
      },
    };
  },

  async remove({ hands, options }) {
    const remove = await hands.findFirst(options.elements.remove, 'ecom-cart-item:defined [data-ecom=remove]');
    if (!remove) return 'no [data-ecom=remove] in an <ecom-cart-item> was found';
    return {
      title: 'take a product out of the cart',
      expectations: [expects('the click on "remove"', 'Product Removed')],
      mayCause: ['Cart Updated'],
      act: () => hands.click(remove),
    };
  },
};
