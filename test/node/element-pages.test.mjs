// The pages of the elements: one for each, in both languages, with all that its documentation says, live and accessible.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../../scripts/run.mjs';
import { eventually, openPage } from './browser.mjs';
import { browser, faults, serveShop, shop } from './demo-shop.mjs';

const names = readdirSync(`${root}components`);
const { modules } = JSON.parse(readFileSync(`${root}dist/custom-elements.json`, 'utf8'));
const declarations = modules.flatMap((module) => module.declarations);

serveShop();

for (const name of names) {
  test(`<ecom-${name}> has a page that shows it, and all that is documented of it`, async () => {
    const { page, trouble } = await openPage(browser);
    const declared = declarations.find(({ tagName }) => tagName === `ecom-${name}`);
    const documented = ['attributes', 'slots', 'cssParts', 'cssProperties', 'events'].flatMap((kind) => declared[kind] ?? []).map((each) => each.name);
    for (const [lang, path, width] of [['en', '', 1280], ['ar', '/ar', 390]]) {
      await page.setViewport({ width, height: 800 });
      await page.goto(`${shop}/elements${path}/${name}.html`);
      const shown = await page.$$eval('tbody th', (cells) => cells.map(({ textContent }) => textContent.replace(/^\(.*\)$/, '')));
      for (const each of documented) assert.ok(shown.includes(each), `${each} stands on the page`);
      const stages = await page.$$eval('.stage', (all, tag) => all.map((stage) => !!stage.querySelector(`${tag}:defined`)), `ecom-${name}`);
      assert.ok(stages.length && stages.every(Boolean), `${stages.length} examples show the element`);
      assert.equal(await page.$eval('html', ({ lang: here, dir }) => `${here} ${dir}`), `${lang} ${lang === 'ar' ? 'rtl' : 'ltr'}`);
      assert.deepEqual(trouble, [], 'nothing is violated, nothing complains');
      // axe is no part of the page.
      await page.setBypassCSP(true);
      await page.reload();
      // One element stands here several times; in a shop its landmarks have names of their own.
      assert.deepEqual(await faults(page, { 'landmark-unique': { enabled: false } }), []);
      await page.setBypassCSP(false);
    }
    await page.close();
  });
}

test('an example is answered as its heading says, and what was emitted is listed', async () => {
  const { page, trouble } = await openPage(browser);
  await page.goto(`${shop}/elements/add-to-cart.html`);
  const listed = () => page.$$eval('#log b', (all) => all.map(({ textContent }) => textContent));
  const said = (answer) => page.$eval(`[data-answer="${answer}"] ecom-add-to-cart`, ({ shadowRoot }) => shadowRoot.querySelector('[role="status"]').textContent);
  const act = async (answer, text) => {
    await page.click(`[data-answer="${answer}"] ecom-add-to-cart`);
    assert.equal(await eventually(() => said(answer), (now) => now === text).catch(() => said(answer)), text);
  };
  await act('hang', 'One moment…');
  await act('deny', 'This is not possible right now');
  await act('fail', 'That did not work. Please try again.');
  assert.ok(!(await listed()).includes('Product Added'), 'nothing happened, nothing is listed');
  await act('confirm', 'Added to cart');
  await eventually(listed, (names) => names[0] === 'Product Added');
  assert.deepEqual((await listed()).filter((name) => name === 'ecom-request-failed').length, 1);
  assert.deepEqual(trouble, []);
});
