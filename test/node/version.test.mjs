// What names the version says the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../../scripts/run.mjs';

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

test('src/version.ts has the version of package.json', () => {
  assert.match(readFileSync(`${root}src/version.ts`, 'utf8'), new RegExp(`version = '${version}'`));
});

test('the lock file has the version of package.json', () => {
  assert.equal(JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).version, version);
});
