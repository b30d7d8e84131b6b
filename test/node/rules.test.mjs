// Each rule that holds for all vendors has tests under its number.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../../scripts/run.mjs';

/** In the order of their numbers. */
const rules = ['one action', 'currency', 'amounts', 'price list', 'value', 'ids', 'content_type', 'id of an event', 'empty', 'quantities', "Google's limits", 'dataLayer'];

test('the twelve rules for vendors have tests, each under its number', () => {
  const text = readFileSync(`${root}test/destinations/rules.test.ts`, 'utf8');
  const sections = text.split(/^describe\(/m).slice(1);
  const titles = sections.map((section) => /^(['"])rule (\d+): ?(.*?)\1,/.exec(section)).map(([, , number, title]) => [Number(number), title]);
  assert.deepEqual(titles.map(([number]) => number), rules.map((_, index) => index + 1));
  titles.forEach(([number, title]) => assert.ok(title.includes(rules[number - 1]), `rule ${number}: ${title}`));
  for (const [index, section] of sections.entries()) assert.match(section, /\bit\([^]*\bexpect\(/, `rule ${index + 1} is tested`);
});
