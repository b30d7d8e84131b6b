import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/cart/define.js';
import '../../components/cart-item/define.js';
import '../../components/product/define.js';
import '../../components/share/define.js';
import type { EcomShare } from '../../components/share/share.js';
import { answer, buttonOf, clickWith, closePage, doubleClick, drawn, hold, isSeen, later, listen, mount, mug, nextFact, nothingElse, openPage, overhear, overhearConsole, statusOf } from './page.js';

const payload = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

const button = (attributes = '', content = ''): Promise<EcomShare> => mount<EcomShare>(`<ecom-share ${mug} ${attributes}>${content}</ecom-share>`);

/** A part of the browser as the test says, until it is over. */
function stub(name: 'share' | 'clipboard', value: unknown): void {
  Object.defineProperty(navigator, name, { value, configurable: true });
  later(() => Reflect.deleteProperty(navigator, name));
}

/** A sheet for sharing: what it was opened with; `end` says what the shopper, or the browser, makes of it. */
function stubSheet(end: () => Promise<void> = async () => {}): ShareData[] {
  const opened: ShareData[] = [];
  stub('share', (data: ShareData) => {
    opened.push(JSON.parse(JSON.stringify(data)) as ShareData);
    return end();
  });
  return opened;
}

/** A clipboard: what was copied. */
function stubClipboard(end: () => Promise<void> = async () => {}): string[] {
  const copied: string[] = [];
  stub('clipboard', {
    writeText(text: string) {
      copied.push(text);
      return end();
    },
  });
  return copied;
}

const refuse = (name: string) => (): Promise<void> => Promise.reject(new DOMException('no', name));

/** What has been answered is shown. */
async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

/** Types of the local failures of the test. */
function failures(): string[] {
  const heard: string[] = [];
  listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<{ request: string; error: Error }>) => void heard.push(`${detail.request}: ${detail.error.name}`));
  return heard;
}

/** The page's address without its hash. */
const page = (): string => location.href.split('#')[0]!;

describe('<ecom-share>', () => {
  beforeEach(() => {
    openPage();
    stub('share', undefined);
    stub('clipboard', undefined);
  });
  afterEach(closePage);

  describe('when nobody answers', () => {
    it('opens the system’s sheet with the product, and reports Product Shared when it was shared', async () => {
      const [opened, copied] = [stubSheet(), stubClipboard()];
      const element = await button('url="/mug?color=red" text="Look"');
      expect(buttonOf(element).innerText.trim()).to.equal('Share');
      element.click();
      const { name, payload: shared, context } = await nextFact();
      expect([name, context.assumed]).to.deep.equal(['Product Shared', undefined]);
      expect(shared).to.deep.equal({ ...payload, url: '/mug?color=red', share_via: 'web_share' });
      expect(opened).to.deep.equal([{ title: 'Mug', text: 'Look', url: `${location.origin}/mug?color=red` }]);
      expect([copied.length, (await shown(element)).textContent]).to.deep.equal([0, 'Shared']);
      await nothingElse();
    });

    it('opens it within the shopper’s click', async () => {
      const element = await button();
      const opened = stubSheet();
      element.click();
      expect(opened).to.have.length(1);
      const copied = stubClipboard();
      const copying = await button('via="copy"');
      copying.click();
      expect(copied).to.have.length(1);
      expect([(await nextFact()).payload.share_via, (await nextFact()).payload.share_via]).to.deep.equal(['web_share', 'copy']);
    });

    it('reports nothing, and shows no failure, when the shopper closes the sheet', async () => {
      const [opened, copied, failed] = [stubSheet(refuse('AbortError')), stubClipboard(), failures()];
      const element = await button();
      element.click();
      const status = await shown(element);
      expect([status.textContent, opened.length, copied.length, failed.length]).to.deep.equal(['', 1, 0, 0]);
      await nothingElse();
      stubSheet();
      element.click();
      expect((await nextFact()).name).to.equal('Product Shared');
    });

    it('copies the address where the browser has no sheet, and where it refuses to open it', async () => {
      for (const sheet of [undefined, refuse('NotAllowedError')]) {
        if (sheet) stubSheet(sheet);
        const copied = stubClipboard();
        const element = await button('url="/mug"');
        element.click();
        expect((await nextFact()).payload).to.deep.equal({ ...payload, url: '/mug', share_via: 'copy' });
        expect(copied).to.deep.equal([`${location.origin}/mug`]);
        const status = await shown(element);
        expect([status.textContent, isSeen(status)]).to.deep.equal(['Link copied', false]);
        await nothingElse();
      }
    });

    it('copies the address, without a sheet, when a channel is named', async () => {
      const [opened, copied] = [stubSheet(), stubClipboard()];
      for (const via of ['copy', 'whatsapp']) {
        (await button(`via="${via}"`)).click();
        expect((await nextFact()).payload.share_via).to.equal('copy');
      }
      expect([opened.length, copied.length]).to.deep.equal([0, 2]);
    });

    it('fails, and reports nothing, when nothing could be copied', async () => {
      const failed = failures();
      for (const clipboard of [refuse('NotAllowedError'), undefined]) {
        if (clipboard) stubClipboard(clipboard);
        else stub('clipboard', undefined);
        const element = await button();
        element.click();
        const status = await shown(element);
        expect([status.textContent, isSeen(status), buttonOf(element).ariaBusy]).to.deep.equal(['That did not work. Please try again.', true, 'false']);
      }
      expect(failed).to.deep.equal(['share: NotAllowedError', 'share: TypeError']);
      await nothingElse();
    });

    it('shares, and reports nothing, where unanswered requests are no facts', async () => {
      const copied = stubClipboard();
      const element = await button('unanswered="ignore"');
      element.click();
      expect([(await shown(element)).textContent, copied.length]).to.deep.equal(['Link copied', 1]);
      await nothingElse();
    });

    it('says it in Arabic', async () => {
      stubClipboard();
      const root = await mount(`<p lang="ar" dir="rtl"><ecom-share ${mug}></ecom-share></p>`);
      const element = root.querySelector('ecom-share')!;
      expect(buttonOf(element).innerText.trim()).to.equal('مشاركة');
      element.click();
      expect((await shown(element)).textContent).to.equal('نُسخ الرابط');
    });

    it('shares once for a double click, and for clicks while the sheet is open', async () => {
      let close = (): void => {};
      const opened = stubSheet(() => new Promise((resolve) => (close = resolve)));
      const element = await button();
      doubleClick(buttonOf(element));
      element.click();
      await drawn(element);
      expect([opened.length, buttonOf(element).ariaBusy, buttonOf(element).ariaDisabled]).to.deep.equal([1, 'true', 'true']);
      close();
      expect((await nextFact()).name).to.equal('Product Shared');
      await nothingElse();
    });

    it('works by the keyboard, and keeps the focus', async () => {
      const opened = stubSheet();
      const element = await button();
      element.focus();
      await sendKeys({ press: 'Enter' });
      await nextFact();
      await sendKeys({ press: 'Space' });
      await nextFact();
      expect([opened.length, element.shadowRoot!.activeElement]).to.deep.equal([2, buttonOf(element)]);
      await nothingElse();
    });

    it('reports what was shared when the element has left meanwhile', async () => {
      let close = (): void => {};
      stubSheet(() => new Promise((resolve) => (close = resolve)));
      const root = await mount(`<div><ecom-share ${mug}></ecom-share></div>`);
      root.querySelector('ecom-share')!.click();
      root.replaceChildren();
      await nextFrame();
      close();
      expect((await nextFact()).payload).to.deep.equal({ ...payload, share_via: 'web_share' });
    });
  });

  describe('takes the address', () => {
    it('of the page, without its hash, when none is known; and adds nothing to it', async () => {
      const copied = stubClipboard();
      const before = location.href;
      history.replaceState(null, '', `${page()}#reviews`);
      later(() => history.replaceState(null, '', before));
      (await button()).click();
      expect((await nextFact()).payload).to.deep.equal({ ...payload, share_via: 'copy' });
      expect(copied).to.deep.equal([page()]);
    });

    it('of the product around, or its own', async () => {
      const copied = stubClipboard();
      const root = await mount(`<ecom-product ${mug} url="https://shop.example/mug?variant=2"><ecom-share></ecom-share><ecom-share url="/short"></ecom-share></ecom-product>`);
      for (const element of root.querySelectorAll('ecom-share')) {
        element.click();
        expect((await nextFact()).payload).to.include({ product_id: '1', name: 'Mug' });
      }
      expect(copied).to.deep.equal(['https://shop.example/mug?variant=2', `${location.origin}/short`]);
    });

    it('as it is when it is none', async () => {
      const copied = stubClipboard();
      (await button('url="https://["')).click();
      await nextFact();
      expect(copied).to.deep.equal(['https://[']);
    });
  });

  describe('of the cart', () => {
    const line = `<ecom-cart-item line-id="l" quantity="2" ${mug}></ecom-cart-item>`;
    const products = [{ ...payload, quantity: 2, cart_item_id: 'l' }];

    it('reports Cart Shared with what the cart around holds, and shares the page', async () => {
      const opened = stubSheet();
      const root = await mount(`<ecom-cart cart-id="c" currency="SAR">${line}<ecom-share subject="cart"></ecom-share></ecom-cart>`);
      root.querySelector('ecom-share')!.click();
      const { name, payload: shared } = await nextFact();
      expect(name).to.equal('Cart Shared');
      expect(shared).to.deep.equal({ cart_id: 'c', share_via: 'web_share', products });
      expect(opened).to.deep.equal([{ url: page() }]);
      await nothingElse();
    });

    it('takes the page’s cart when there is none around, and its own address', async () => {
      const [asked, copied] = [overhear('share'), stubClipboard()];
      const root = await mount(`<div><ecom-cart cart-id="c">${line}</ecom-cart><ecom-share subject="cart" url="/cart/shared"></ecom-share></div>`);
      root.querySelector('ecom-share')!.click();
      expect((await nextFact()).payload).to.deep.equal({ cart_id: 'c', share_via: 'copy', products });
      expect(JSON.parse(JSON.stringify(asked[0]!.detail))).to.deep.equal({ cart_id: 'c', products });
      expect(copied).to.deep.equal([`${location.origin}/cart/shared`]);
    });

    it('invents none where the page has none', async () => {
      stubClipboard();
      (await mount<EcomShare>('<ecom-share subject="cart"></ecom-share>')).click();
      expect((await nextFact()).payload).to.deep.equal({ share_via: 'copy' });
    });
  });

  describe('around a link of the theme’s', () => {
    /** The channel, and whether the link was let go, of a link to there. */
    async function follow(href: string, attributes = ''): Promise<{ via: unknown; goes?: boolean; assumed?: boolean }> {
      const element = await button(attributes, `<a href="${href}"><b>Send</b></a>`);
      let goes: boolean | undefined;
      // The test's page stays.
      listen(element.parentElement!, 'click', (event: Event) => {
        goes = !event.defaultPrevented;
        event.preventDefault();
      });
      clickWith(element.querySelector('b')!);
      const { payload: shared, context } = await nextFact();
      await nothingElse();
      return { via: shared.share_via, goes, assumed: context.assumed };
    }

    for (const [href, via] of [
      ['https://wa.me/?text=mug', 'whatsapp'],
      ['https://api.whatsapp.com/send?text=mug', 'whatsapp'],
      ['whatsapp://send?text=mug', 'whatsapp'],
      ['https://t.me/share/url?url=mug', 'telegram'],
      ['tg://msg_url?url=mug', 'telegram'],
      ['https://x.com/intent/post', 'x'],
      ['https://twitter.com/intent/tweet', 'x'],
      ['https://www.facebook.com/sharer/sharer.php', 'facebook'],
      ['https://www.pinterest.co.uk/pin/create/button', 'pinterest'],
      ['https://social-plugins.line.me/lineit/share', 'line'],
      ['mailto:?subject=mug', 'email'],
      ['sms:?body=mug', 'sms'],
    ] as const) {
      it(`lets it go where it goes and takes the share for done: ${href.split('?')[0]} is ${via}`, async () => {
        const [opened, copied] = [stubSheet(), stubClipboard()];
        expect(await follow(href)).to.deep.equal({ via, goes: true, assumed: true });
        expect([opened.length, copied.length]).to.deep.equal([0, 0]);
      });
    }

    it('takes the name of the channel that the theme gives', async () => {
      expect(await follow('https://wa.me/', 'via="wa_business"')).to.deep.equal({ via: 'wa_business', goes: true, assumed: true });
      expect(await follow('/share/instagram', 'via="instagram"')).to.deep.equal({ via: 'instagram', goes: true, assumed: true });
    });

    it('copies instead of following it when it says so', async () => {
      const copied = stubClipboard();
      expect(await follow('https://wa.me/', 'via="copy"')).to.deep.equal({ via: 'copy', goes: false, assumed: undefined });
      expect(copied).to.have.length(1);
    });

    it('takes a link that stays in the shop for a button', async () => {
      const opened = stubSheet();
      expect(await follow('#share')).to.deep.equal({ via: 'web_share', goes: false, assumed: undefined });
      expect(await follow('/mug')).to.deep.equal({ via: 'web_share', goes: false, assumed: undefined });
      expect(opened).to.have.length(2);
    });

    it('is silent, and lets it go, where unanswered requests are no facts', async () => {
      const element = await button('unanswered="ignore"', '<a href="https://wa.me/">Send</a>');
      const clicked = oneEvent(window, 'click') as Promise<Event>;
      listen(element.parentElement!, 'click', (event: Event) => {
        expect(event.defaultPrevented).to.equal(false);
        event.preventDefault();
      });
      clickWith(element.querySelector('a')!);
      await clicked;
      await nothingElse();
    });

    it('does not take a link around it for its own', async () => {
      const opened = stubSheet();
      const root = await mount(`<a href="https://wa.me/"><ecom-share ${mug}><b>Share</b></ecom-share></a>`);
      expect(clickWith(root.querySelector('b')!)).to.equal(false);
      expect([opened.length, (await nextFact()).payload.share_via]).to.deep.equal([1, 'web_share']);
    });

    it('keeps it from being followed when somebody answers', async () => {
      const requests = hold('share');
      const element = await button('', '<a href="https://wa.me/">Send</a>');
      expect(clickWith(element.querySelector('a')!)).to.equal(false);
      expect(requests[0]!.detail).to.deep.equal({ ...payload, share_via: 'whatsapp' });
      requests[0]!.confirm();
      const { payload: shared, context } = await nextFact();
      expect([shared, context.assumed]).to.deep.equal([{ ...payload, share_via: 'whatsapp' }, undefined]);
    });
  });

  it('around a button of the theme’s keeps it as it is, and shares', async () => {
    const opened = stubSheet();
    const element = await button('', '<button>Tell a friend</button>');
    element.querySelector('button')!.click();
    expect([(await nextFact()).payload.share_via, opened.length]).to.deep.equal(['web_share', 1]);
    await nothingElse();
  });

  it('around a form of the theme’s lets it be sent, and takes the share for done', async () => {
    const element = await button('via="email"', '<form action="/tell"><input name="to" type="email" value="a@b.example"><button>Tell</button></form>');
    listen(element.parentElement!, 'submit', (event: Event) => {
      expect(event.defaultPrevented).to.equal(false);
      event.preventDefault();
    });
    element.querySelector('button')!.click();
    const { payload: shared, context } = await nextFact();
    expect([shared, context.assumed]).to.deep.equal([{ ...payload, share_via: 'email' }, true]);
  });

  describe('when somebody answers', () => {
    it('reports what was confirmed, and opens and copies nothing', async () => {
      const [opened, copied] = [stubSheet(), stubClipboard()];
      answer('share', () => ({ share_via: 'instagram' }));
      const element = await button();
      element.click();
      expect((await nextFact()).payload).to.deep.equal({ ...payload, share_via: 'instagram' });
      expect([(await shown(element)).textContent, opened.length, copied.length]).to.deep.equal(['Shared', 0, 0]);
      await nothingElse();
    });

    it('reports nothing that is denied, fails, is called off, is given up or is reported by the platform', async () => {
      const [element, failed, requests] = [await button(), failures(), hold('share')];
      for (const [end, text] of [
        [(): void => requests.at(-1)!.deny('Not this one'), 'Not this one'],
        [(): void => requests.at(-1)!.fail(), 'That did not work. Please try again.'],
        [(): void => requests.at(-1)!.fail(new DOMException('no', 'AbortError')), ''],
        [(): void => requests.at(-1)!.confirm({ reportedBy: 'platform' }), 'Shared'],
      ] as const) {
        element.click();
        end();
        expect((await shown(element)).textContent).to.equal(text);
      }
      listen(document, 'ecom-share-request', (event: Event) => event.preventDefault());
      element.click();
      expect([requests.length, failed]).to.deep.equal([4, ['share: Error']]);
      await nothingElse();
    });

    it('fails when there is no answer in time', async () => {
      const [element, requests] = [await button('timeout="1"'), hold('share')];
      element.click();
      await oneEvent(document, 'ecom-request-failed');
      expect([requests[0]!.signal.aborted, (await shown(element)).textContent]).to.deep.equal([true, 'That did not work. Please try again.']);
      await nothingElse();
    });

    it('tells the handler when the element has left', async () => {
      const requests = hold('share');
      const element = await button();
      element.click();
      element.remove();
      await nextFrame();
      expect(requests[0]!.signal.aborted).to.equal(true);
      requests[0]!.fail(new DOMException('left', 'AbortError'));
      await nothingElse();
    });
  });

  it('says nothing to the console', async () => {
    const said = [overhearConsole('error'), overhearConsole('warn')];
    stubSheet(refuse('NotAllowedError'));
    stubClipboard(refuse('NotAllowedError'));
    const element = await button();
    element.click();
    await shown(element);
    expect(said.flat()).to.deep.equal([]);
  });
});
