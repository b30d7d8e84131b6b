// What follows whatever the store says: the same of every element that asks it about one thing.
import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import type { EcomRequestName } from '../../src/events/ecom-request-event.js';
import { answer, drawn, hold, isSeen, listen, mount, nextFact, nothingElse, overhear, restNames, statusOf, tracker } from './page.js';

/** An element that asks, and what is expected of it. */
export interface Asking {
  /** The element, the first in the markup, with a form, a button or a link inside. */
  html: string;
  request: EcomRequestName;
  /** The fact of a yes. */
  fact: string;
  /** The fact that it was asked at all. */
  entered?: string;
  /** The fact of a no. */
  denial?: string;
  /** What it does when nobody answers. */
  unanswered: 'assume' | 'ignore';
  /** What it says of a yes. */
  done: string;
  /** Whether the theme is told of a no in another place than the status. */
  quiet?: boolean;
}

/** What is clicked: the theme's own control, or the element. */
const control = (element: HTMLElement): HTMLElement => element.querySelector<HTMLElement>('form button:not([type="button"]), a, :scope > button') ?? element;

/** What has been answered is shown. */
export async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

/** Keeps what the tests send from leading to another page. */
export function stay(): void {
  listen(window, 'submit', (event: Event) => event.preventDefault());
  listen(window, 'click', (event: Event) => event.target instanceof HTMLAnchorElement && event.preventDefault());
}

/** Tests that one fact follows a yes and none another answer, and that the shopper is told; `openPage` has been called. */
export function testOutcomes({ html, request, fact, entered, denial, unanswered, done, quiet }: Asking): void {
  const first = entered ? [entered] : [];
  const ask = async (attributes = ''): Promise<HTMLElement> => {
    stay();
    const element = await mount(html.replace(/^<[\w-]+/, `$& ${attributes}`));
    control(element).click();
    return element;
  };
  /** Whether the native action went on. */
  const goesOn = (element: HTMLElement): boolean => {
    let goes = false;
    const type = element.querySelector('form') ? 'submit' : 'click';
    const natively = (event: Event): void => {
      goes = !event.defaultPrevented;
      event.preventDefault();
    };
    document.addEventListener(type, natively, { once: true });
    control(element).click();
    return goes;
  };

  it('is a fact when the store confirms, and not before', async () => {
    const requests = hold(request);
    const element = await ask();
    expect(await restNames()).to.deep.equal(first);
    expect((await shown(element)).textContent).to.equal('One moment…');
    requests[0]!.confirm();
    const { name, context } = await nextFact();
    expect([name, context.assumed]).to.deep.equal([fact, undefined]);
    const status = await shown(element);
    expect([status.textContent, isSeen(status)]).to.deep.equal([done, false]);
    await nothingElse();
  });

  it('is no such fact when the store denies, and the reason is told', async () => {
    const requests = hold(request);
    const element = await ask();
    requests[0]!.deny('Not now');
    expect(await restNames()).to.deep.equal([...first, ...(denial ? [denial] : [])]);
    const status = await shown(element);
    expect([status.textContent, isSeen(status)]).to.deep.equal(['Not now', !quiet]);
  });

  it('is no fact when the store fails, which is seen by everybody', async () => {
    const requests = hold(request);
    const element = await ask();
    const failed = oneEvent(document, 'ecom-request-failed') as Promise<CustomEvent<{ request: string }>>;
    requests[0]!.fail();
    expect((await failed).detail.request).to.equal(request);
    expect(await restNames()).to.deep.equal(first);
    expect(isSeen(await shown(element))).to.equal(true);
  });

  it('is no fact when the store never answers', async () => {
    const requests = hold(request);
    const failed = oneEvent(document, 'ecom-request-failed') as Promise<CustomEvent<{ error: Error }>>;
    const element = await ask('timeout="1"');
    expect((await failed).detail.error.name).to.equal('TimeoutError');
    expect(requests[0]!.signal.aborted).to.equal(true);
    expect(isSeen(await shown(element))).to.equal(true);
    expect(await restNames()).to.deep.equal(first);
  });

  it('is aborted for its handler when the element leaves, and a fact all the same when the store confirms', async () => {
    const requests = hold(request);
    const element = await ask();
    element.remove();
    await nextFrame();
    expect(requests[0]!.signal.aborted).to.equal(true);
    requests[0]!.confirm();
    expect(await restNames()).to.deep.equal([...first, fact]);
  });

  it('is nothing at all, and stays on the page, when a listener calls it off', async () => {
    listen(document, `ecom-${request}-request`, (event: Event) => event.preventDefault());
    const element = await mount(html);
    expect(goesOn(element)).to.equal(false);
    expect((await shown(element)).textContent).to.equal('');
    await nothingElse();
  });

  it('is left to the platform that reports it itself', async () => {
    answer(request, () => ({ reportedBy: 'platform' }));
    const element = await ask();
    expect(await restNames()).to.deep.equal(first);
    expect((await shown(element)).textContent).to.equal(done);
  });

  it('that nobody answers goes on natively, and is then a fact or none as the element or the tracker says', async () => {
    const asked = overhear(request);
    for (const [attributes, option, expected] of [
      ['', undefined, unanswered],
      ['unanswered="assume"', 'ignore', 'assume'],
      ['unanswered="ignore"', 'assume', 'ignore'],
      ['', 'assume', 'assume'],
      ['', 'ignore', 'ignore'],
    ] as const) {
      if (option) tracker().configure({ unanswered: option });
      const element = await mount(html.replace(/^<[\w-]+/, `$& ${attributes}`));
      expect(goesOn(element), attributes).to.equal(true);
      expect(await restNames(), `${attributes} ${option}`).to.deep.equal([...first, ...(expected === 'assume' ? [fact] : [])]);
    }
    expect(asked).to.have.length(5);
  });

  it('that the store answers keeps the page from going on natively', async () => {
    answer(request, () => ({}));
    expect(goesOn(await mount(html))).to.equal(false);
    await restNames();
  });

  it('is asked for once by a double click, and by another click while it is open', async () => {
    const requests = hold(request);
    const element = await ask();
    control(element).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: 2 }));
    control(element).click();
    expect(requests).to.have.length(1);
    requests[0]!.confirm();
    expect(await restNames()).to.deep.equal([...first, fact]);
  });

  it('is asked for once by a double click too when nobody answers', async () => {
    const asked = overhear(request);
    const element = await ask();
    control(element).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: 2 }));
    expect(asked).to.have.length(1);
  });
}
