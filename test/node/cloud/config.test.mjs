// The configuration: its defaults, and what it says of a wrong one.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig, readConfig } from '../../../dist/src/cloud/gateway/config.js';
import { folder } from './gateway.mjs';

const problems = (config) => {
  try {
    parseConfig(config, '/');
  } catch (error) {
    return error.message.split('\n').slice(1);
  }
  return [];
};

test('a merchant is enough', () => {
  const config = parseConfig({ merchant: { id: 42 } }, '/shop');
  assert.equal(config.merchant.id, '42');
  assert.deepEqual([config.host, config.port, config.store, config.personalData, config.retentionDays, config.directory], ['127.0.0.1', 8787, 'file:data/events.db', false, 30, '/shop']);
  assert.deepEqual(config.functions, { folder: 'functions', each: {} });
});

test('each wrong field is named, with what is expected there, and no secret is repeated', () => {
  const wrong = {
    merchant: {}, port: 'eighty', store: 'mysql://user:password@x', surprise: 1,
    keys: [{ id: 'b', kind: 'browser', origins: [] }, { id: 'server', kind: 'server', secrets: ['short'] }, { id: 'what', kind: 'other' }],
    functions: { each: { mail: { concurrency: 0 }, crm: { categroy: 'marketing' } } },
  };
  const found = problems(wrong).join('\n');
  for (const field of ['merchant.id', 'port', 'store', 'keys[0].id', 'keys[0].origins', 'keys[1].secrets[0]', 'keys[2].kind', 'functions.each.mail.concurrency']) {
    assert.ok(found.includes(`  ${field}: `), `${field} in\n${found}`);
  }
  assert.match(found, /surprise/);
  assert.match(found, /functions\.each\.crm: .*"categroy"/);
  assert.doesNotMatch(found, /password|short/);
});

test('two keys of one id are refused, and a third secret', () => {
  const key = { id: 'one', kind: 'browser', origins: ['*'] };
  assert.match(problems({ merchant: { id: 1 }, keys: [key, key] })[0], /one is there twice/);
  const secrets = [1, 2, 3].map((count) => ({ env: `SECRET_${count}` }));
  assert.match(problems({ merchant: { id: 1 }, keys: [{ id: 'server', kind: 'server', secrets }] })[0], /keys\[0\]\.secrets: at most two/);
});

test('a file that is missing or no JSON is told of by its name', (t) => {
  const file = join(folder(t), 'ecom-events.config.json');
  assert.throws(() => readConfig(file), /there is no .*ecom-events\.config\.json/);
  writeFileSync(file, '{');
  assert.throws(() => readConfig(file), /ecom-events\.config\.json is no JSON/);
});
