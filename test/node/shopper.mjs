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

/** Whether a radio of the same group has it: that is where the keyboard enters, and arrows go on from there. */
const groupHasFocus = (selector) => {
  const { name, form } = document.querySelector(selector);
  const { activeElement: at } = document;
  return at.type === 'radio' && at.name === name && at.form === form;
};

/** Resolves when the element has stood still for two frames: a hand does not aim at what moves. */
const standsStill = (element) =>
  new Promise((resolve) => {
    const place = () => JSON.stringify(element.getBoundingClientRect());
    const look = (before) => requestAnimationFrame(() => requestAnimationFrame(() => (place() === before ? resolve() : look(place()))));
    element.scrollIntoView({ block: 'center' });
    look(place());
  });

/** More stops than any page has. */
const maxStops = 160;

/** Two taps at one place within this time are a double tap, in milliseconds; which is the same wish, not two. */
const doubleTap = 400;
let tappedAt = 0;

/** A tap of its own: the finger is lifted for longer than for a double tap, for which a browser has no event. */
async function tapOnce(page, selector) {
  await new Promise((resolve) => setTimeout(resolve, tappedAt + doubleTap - Date.now()));
  await page.tap(selector);
  tappedAt = Date.now();
}

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
    press: (selector) => tapOnce(page, selector),
    async type(selector, text) {
      await tapOnce(page, selector);
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
    async function goTo(selector, isThere = hasFocus) {
      for (let stops = 0; stops < maxStops; stops++) {
        if (await page.evaluate(isThere, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${selector} is not reached by the keyboard`);
    }
    return {
      async press(selector) {
        const kind = await page.$eval(selector, ({ type }) => type);
        if (kind !== 'radio') {
          await goTo(selector);
          return page.keyboard.press(kind === 'checkbox' ? 'Space' : 'Enter');
        }
        await goTo(selector, groupHasFocus);
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
        // Each arrow would choose the next one on the way: the first and the last have keys of their own.
        const last = await page.$eval(selector, ({ options }) => options[options.length - 1].value);
        await page.keyboard.press(value === last ? 'End' : 'Home');
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
    await page.$eval(selector, standsStill);
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
