import type { ElementHandle, Page } from 'puppeteer-core';
import { fillForm } from './fill-form.js';

type Handle = ElementHandle<Element>;

/** How a shopper acts on a page: by the mouse and the keyboard, on what is to be seen. */
export class Hands {
  constructor(
    readonly page: Page,
    /** Selector → what is typed there, where a shop wants something particular. */
    private readonly answers: Record<string, string>,
  ) {}

  /** The first element that matches and can be seen and used. */
  async find(selector: string, within?: Handle): Promise<Handle | undefined> {
    const found = await (within ?? this.page).$$(selector);
    for (const handle of found) {
      const usable = await handle.evaluate((element) => {
        const parts = [element, ...element.querySelectorAll('*')];
        const isShown = parts.some((part) => part.getClientRects().length > 0 && getComputedStyle(part).visibility === 'visible');
        return isShown && !element.closest('[inert], [aria-disabled=true]') && !element.matches(':disabled');
      });
      if (usable) return handle;
    }
    return undefined;
  }

  /** The first of the selectors that is there. */
  async findFirst(...selectors: (string | undefined)[]): Promise<Handle | undefined> {
    for (const selector of selectors) {
      const handle = selector && (await this.find(selector));
      if (handle) return handle;
    }
    return undefined;
  }

  /** Clicks; with the mouse where it is in reach, else as a script would. */
  async click(handle: Handle): Promise<void> {
    await handle.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const isInReach = await handle.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      // What lies inside is hit, or the host that it is the button of.
      return !!hit && (element.contains(hit) || (element.getRootNode() as Partial<ShadowRoot>).host === hit);
    });
    if (isInReach) await handle.click();
    else await handle.evaluate((element) => (element as HTMLElement).click());
  }

  /** Writes into a field, over what is in it. */
  async type(handle: Handle, text: string): Promise<void> {
    await handle.evaluate((field) => {
      field.scrollIntoView({ block: 'center', behavior: 'instant' });
      (field as HTMLInputElement).focus();
      (field as HTMLInputElement).select?.();
    });
    await this.page.keyboard.type(text);
  }

  /** Fills what a form needs; passwords and cards only with what was answered for them. */
  async fill(form: Handle): Promise<void> {
    await form.evaluate(fillForm, this.answers);
  }

  /** Sends a form by its button. */
  async submit(form: Handle): Promise<void> {
    const button = await this.find('button:not([type]), button[type=submit], input[type=submit], input[type=image]', form);
    if (button) await this.click(button);
    else await form.evaluate((element) => (element as HTMLFormElement).requestSubmit());
  }

  text = (handle: Handle, attribute: string): Promise<string | undefined> => handle.evaluate((element, name) => element.getAttribute(name) ?? undefined, attribute);
}
