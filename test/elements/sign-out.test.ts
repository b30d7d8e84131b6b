import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/sign-out/define.js';
import { answer, buttonOf, closePage, drawn, listen, mount, nextFact, nothingElse, openPage, tracker } from './page.js';

/** Facts and native actions in the order in which the page hears of them. */
function order(): string[] {
  const heard: string[] = [];
  listen(document, 'ecom-signed-out', () => void heard.push('Signed Out'));
  for (const type of ['click', 'submit']) {
    listen(window, type, (event: Event) => {
      if (type === 'click' && (event.target as Element).closest('form')) return;
      heard.push(event.defaultPrevented ? 'cancelled' : 'goes on');
      event.preventDefault();
    });
  }
  return heard;
}

describe('<ecom-sign-out>', () => {
  beforeEach(() => {
    localStorage.clear();
    openPage();
  });
  afterEach(closePage);

  it('has a label of its own, in the language of the page, where the theme gives none', async () => {
    for (const [lang, inside, text] of [['en', '', 'Sign out'], ['ar', '', 'تسجيل الخروج'], ['en', 'Leave', '']] as const) {
      const root = await mount(`<div lang="${lang}"><ecom-sign-out>${inside}</ecom-sign-out></div>`);
      expect(buttonOf(root.firstElementChild!).textContent).to.equal(text);
    }
  });

  it('asks with nothing and reports nothing of what the store answers', async () => {
    const requests = answer('sign-out', () => ({ email: 'noor@shop.example' }) as never);
    (await mount<HTMLElement>('<ecom-sign-out></ecom-sign-out>')).click();
    expect((await nextFact()).payload).to.deep.equal({});
    expect(requests[0]!.detail).to.deep.equal({});
  });

  for (const [what, html] of [
    ['link', '<ecom-sign-out><a href="/test/elements/native.html">Leave</a></ecom-sign-out>'],
    ['form', '<ecom-sign-out><form action="/test/elements/native.html" method="post"><button>Leave</button></form></ecom-sign-out>'],
    ['button of a form', '<form action="/test/elements/native.html" method="post"><ecom-sign-out><button>Leave</button></ecom-sign-out></form>'],
  ] as const) {
    it(`is reported before the page is left by a ${what}, with Enter`, async () => {
      const heard = order();
      const element = await mount(html);
      element.querySelector<HTMLElement>('a, button')!.focus();
      await sendKeys({ press: 'Enter' });
      expect(heard).to.deep.equal(['Signed Out', 'goes on']);
      expect((await nextFact()).context.assumed).to.equal(true);
      await nothingElse();
    });
  }

  it('is delivered when the page is hidden by the link that is followed', async () => {
    order();
    const element = await mount('<ecom-sign-out><a href="/test/elements/native.html">Leave</a></ecom-sign-out>');
    const delivered: string[] = [];
    tracker().register({ name: 'pixel', track: (name) => void delivered.push(name) });
    element.querySelector('a')!.focus();
    await sendKeys({ press: 'Enter' });
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(delivered).to.deep.equal(['Signed Out']);
  });

  it('ends the session, for the page that follows too', async () => {
    const session = (): string => localStorage.getItem('ecom.session')!.split(' ')[1]!;
    const element = await mount('<ecom-sign-out></ecom-sign-out>');
    element.click();
    const { context } = await nextFact();
    const after = session();
    expect(after).to.match(/^[\da-f-]{36}$/).and.not.to.equal(context.session_id);
    // As on another page.
    closePage();
    openPage();
    tracker().track('One');
    expect((await nextFact()).context.session_id).to.equal(after);
  });

  it('becomes busy while the store is asked, and free again', async () => {
    let confirm = (): void => {};
    answer('sign-out', () => new Promise<void>((resolve) => (confirm = resolve)));
    const element = await mount<HTMLElement>('<ecom-sign-out></ecom-sign-out>');
    element.click();
    await drawn(element);
    expect(buttonOf(element).ariaBusy).to.equal('true');
    confirm();
    await nextFact();
    await drawn(element);
    expect(buttonOf(element).ariaBusy).to.equal('false');
  });
});
