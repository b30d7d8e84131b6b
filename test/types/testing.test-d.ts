/* Compiled, never run: expectations are typed by the catalogue, and pages of Playwright and Puppeteer are accepted. */
import type { Page as PlaywrightPage } from 'playwright';
import type { Page as PuppeteerPage } from 'puppeteer-core';
import { expectEvent, expectNoEvent, recordEvents, recordingDestination } from '../../src/testing/index.js';
import * as page from '../../src/testing/page.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_?: T): void => undefined;
declare const element: HTMLElement;
declare const playwright: PlaywrightPage;
declare const puppeteer: PuppeteerPage;

export async function inThePage(): Promise<void> {
  const { name, payload } = await expectEvent(element, 'Product Added', { quantity: 1 }, () => element.click());
  yes<Equal<typeof name, 'Product Added'>>();
  yes<Equal<typeof payload.price, number | undefined>>();
  await expectEvent(element, 'Order Completed', { total: (total) => total > 1, coupon: undefined, order_id: /1/, products: [{ quantity: 2 }, (product) => product.price === 1] });
  // @ts-expect-error a quantity is a number
  await expectEvent(element, 'Product Added', { quantity: '1' });
  // @ts-expect-error a typing mistake
  await expectEvent(element, 'Product Added', { quantiti: 1 });
  await expectEvent(element, 'Size Guide Opened', { any: 'thing' });
  await expectNoEvent(element, '*', () => element.click(), { within: 10 });
  const recorder = recordEvents(element, { custom: ['Size Guide Opened'] });
  yes<Equal<Awaited<ReturnType<typeof recorder.next<'Order Completed'>>>['payload']['total'], number>>();
  for await (const event of recorder) yes<Equal<typeof event.name, string>>();
  window.ecom!.register(recordingDestination('analytics'));
}

export async function inNode(): Promise<void> {
  await page.recordEvents(puppeteer);
  const recorder = await page.recordEvents(playwright);
  const { payload } = await recorder.next('Product Added');
  yes<Equal<typeof payload.price, number | undefined>>();
  await page.expectEvent(playwright, 'Product Added', { quantity: 1 }, () => playwright.click('button'), { timeout: 1000 });
  await page.expectNoEvent(puppeteer, 'Order Completed', () => puppeteer.reload());
  // @ts-expect-error no page
  await page.recordEvents({ evaluate: async () => undefined });
}
