// The inspector on a page of its own: what it shows, and what people do in it.
import { nextFrame } from '@open-wc/testing';
import '../../components/inspector/define.js';
import type { EcomInspector } from '../../components/inspector/inspector.js';
import { closePage, later, mount, openPage, tracker } from '../elements/page.js';

/** Any payload, also one that a type would not let pass. */
export const track = (name: string, payload?: unknown, options?: object): void => (tracker().track as (...event: unknown[]) => void).call(tracker(), name, payload, options);

/** A fresh page and a closed inspector for each test of a file. */
export function usePage(): void {
  beforeEach(() => {
    sessionStorage.clear();
    openPage();
  });
  afterEach(async () => {
    await closePage();
    sessionStorage.clear();
  });
}

/** Waits, frame by frame, for the first value of `read` that is something. */
export async function until<Value>(read: () => Value | undefined | null | false): Promise<Value> {
  for (;;) {
    const value = read();
    if (value) return value;
    await nextFrame();
  }
}

/** An open inspector that listens by now. */
export async function openInspector(attributes = 'open'): Promise<EcomInspector> {
  const inspector = await mount<EcomInspector>(`<ecom-inspector ${attributes}></ecom-inspector>`);
  later(() => inspector.remove());
  if (inspector.open && tracker()) await until(() => tracker().options.inspect);
  await inspector.updateComplete;
  return inspector;
}

export const find = <Found extends HTMLElement = HTMLElement>({ shadowRoot }: EcomInspector, selector: string): Found => shadowRoot!.querySelector<Found>(selector)!;

export const all = ({ shadowRoot }: EcomInspector, selector: string): HTMLElement[] => [...shadowRoot!.querySelectorAll<HTMLElement>(selector)];

/** Text as people read it. */
export const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/[\s\u2009\u202f]+/g, ' ').trim();

/** What has the focus in the inspector. */
export const focusIn = ({ shadowRoot }: EcomInspector): HTMLElement | null => shadowRoot!.activeElement as HTMLElement | null;

/** The names of the events in the list, newest first, once there are so many. */
export async function listed(inspector: EcomInspector, count: number): Promise<string[]> {
  await until(() => all(inspector, '.row').length === count);
  return all(inspector, '.row-name').map((name) => textOf(name.firstElementChild));
}

/** Waits until the list has a row with this text, chooses it, and hands over its details. */
export async function choose(inspector: EcomInspector, text: string): Promise<HTMLElement> {
  (await until(() => all(inspector, '.row').find((row) => textOf(row).includes(text)))).click();
  await inspector.updateComplete;
  return find(inspector, '.detail');
}

/** Presses a tool by the picture on it. */
export async function press(inspector: EcomInspector, tool: string): Promise<void> {
  find(inspector, `[data-tool="${tool}"]`).click();
  await inspector.updateComplete;
}

/** Shows a tab. */
export async function showTab(inspector: EcomInspector, tab: 'events' | 'destinations' | 'doubles' | 'page'): Promise<HTMLElement> {
  find(inspector, `#tab-${tab}`).click();
  await inspector.updateComplete;
  return find(inspector, '.content');
}

/** The shortcut, or another key, where the focus is. */
export const pressKey = (target: EventTarget, key: string, init: KeyboardEventInit = {}): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }));

export const shortcut = (target: EventTarget = document.body): boolean => pressKey(target, 'E', { code: 'KeyE', altKey: true, shiftKey: true });

export const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };
