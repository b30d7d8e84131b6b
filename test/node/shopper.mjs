// A shopper in a browser of their own: by mouse, by the keyboard alone, or by touch on a phone. What a registered callback
// gets in each tab is recorded from the first page on.
import assert from 'node:assert/strict';
import { eventually, openPage } from './browser.mjs';

/** In every page before its scripts: a callback that notes what it gets, registered through the head stub. */
function record() {
  const key = 'journey';
  const note = (name, payload, context) => {
    const got = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    sessionStorage.setItem(key, JSON.stringify([...got, { name, payload, context }]));
  };
  window.ecom = window.ecom ?? [];
  window.ecom.push(['register', { name: key, track: note, page: (payload, context) => note(`page ${payload.name}`, payload, context) }]);
}

/** Whether the element with the focus, in shadow roots too, is the one meant or stands in it. */
const hasFocus = (selector) => {
  const meant = document.querySelector(selector);
  return !!meant && (meant === document.activeElement || (meant.contains(document.activeElement) && !meant.matches('form, main, body')));
};

/** More stops than any page has. */
const maxStops = 160;

/** How each kind of shopper acts. */
const hands = {
  mouse: (page) => ({
    press: (selector) => page.click(selector),
    async type(selector, text) {
      await page.click(selector, { count: 3 });
      await page.keyboard.type(text);
    },
    async select(selector, value) {
      // The list of a native select is drawn by the system, out of reach of a page's mouse.
      await page.focus(selector);
      await page.select(selector, value);
    },
  }),
  touch: (page) => ({
    press: (selector) => page.tap(selector),
    async type(selector, text) {
      await page.tap(selector);
      await page.$eval(selector, (field) => field.select());
      await page.keyboard.type(text);
    },
    async select(selector, value) {
      await page.focus(selector);
      await page.select(selector, value);
    },
  }),
  keyboard(page) {
    /** Goes on by Tab to the element, around the page if it must be. */
    async function goTo(selector) {
      for (let stops = 0; stops < maxStops; stops++) {
        if (await page.evaluate(hasFocus, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${selector} is not reached by the keyboard`);
    }
    return {
      async press(selector) {
        // Of a group of radios the keyboard reaches the chosen one, or the first, and goes on by arrows.
        const group = await page.$eval(selector, ({ type, name, form }) => (type === 'radio' ? `#${form.id} [name="${name}"]` : ''));
        if (!group) {
          await goTo(selector);
          const isBox = await page.$eval(selector, ({ type }) => type === 'checkbox');
          return page.keyboard.press(isBox ? 'Space' : 'Enter');
        }
        await goTo(`${group}:checked, ${group}:is(:not(:has(~ :checked)))`);
        for (let steps = 0; steps < 12 && !(await page.$eval(selector, ({ checked }) => checked)); steps++) {
          await page.keyboard.press((await page.evaluate(hasFocus, selector)) ? 'Space' : 'ArrowDown');
        }
        assert.ok(await page.$eval(selector, ({ checked }) => checked), `${selector} is chosen`);
      },
      async type(selector, text) {
        await goTo(selector);
        await page.keyboard.down('Control');
        await page.keyboard.press('a');
        await page.keyboard.up('Control');
        await page.keyboard.type(text);
      },
      async select(selector, value) {
        await goTo(selector);
        for (let steps = 0; steps < 12 && (await page.$eval(selector, (select) => select.value)) !== value; steps++) await page.keyboard.press('ArrowDown');
      },
    };
  },
};

/** Opens a shop at `address` for a shopper with these `hands`: mouse, keyboard or touch. */
export async function enter(browser, address, kind = 'mouse') {
  const { page, trouble } = await openPage(browser);
  // Copying is asked for in real browsers too, and granted here.
  await page.browserContext().setPermission(new URL(address).origin, { permission: { name: 'clipboard-write' }, state: 'granted' });
  await page.evaluateOnNewDocument(record);
  const isPhone = kind === 'touch';
  await page.setViewport(isPhone ? { width: 390, height: 844, isMobile: true, hasTouch: true } : { width: 1280, height: 900 });
  await page.goto(address);
  return shopperOn(page, trouble, kind);
}

/** The same for a page that is open already: another tab of the same shopper. */
export function shopperOn(page, trouble, kind = 'mouse') {
  const acts = hands[kind](page);
  const seen = [];
  const got = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('journey') ?? '[]'));
  const act = (name) => async (selector, ...values) => {
    await page.waitForSelector(selector, { visible: true, timeout: 10_000 });
    await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
    await acts[name](selector, ...values);
  };
  return {
    page,
    trouble,
    /** All that the callback got in this tab. */
    got,
    press: act('press'),
    type: act('type'),
    select: act('select'),
    /** The next events, in this order and no others. */
    async reports(...names) {
      seen.push(...names);
      // While a page gives way to the next there is none to ask.
      const read = () => got().catch(() => []);
      const now = await eventually(read, ({ length }) => length >= seen.length, 10_000).catch(read);
      assert.deepEqual(now.map(({ name }) => name), seen);
    },
  };
}
