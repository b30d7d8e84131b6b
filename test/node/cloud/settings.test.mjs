// Settings of functions, sealed in the configuration.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newSealingKey, seal, sealingKeys, unseal } from '../../../dist/src/cloud/gateway/keys/sealed.js';
import { eventually } from './gateway.mjs';
import { ok, project } from './project.mjs';

const secret = 'the key of the CRM';
const variable = 'ECOM_EVENTS_SETTINGS_KEY';

/** Sends a value by a pipe. */
async function set({ begin }, ...names) {
  const { child, ended } = begin('settings', 'set', ...names);
  child.stdin.end(`${secret}\n`);
  return ended;
}

const change = (directory, work) => {
  const file = join(directory, 'ecom-events.config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  work(config);
  writeFileSync(file, JSON.stringify(config));
};

test('what is sealed opens for its owner with its key, and with nothing else', () => {
  const [one, other] = sealingKeys({ [variable]: `${newSealingKey()}, ${newSealingKey()}` });
  const sealed = seal('سر ✓', one, 'crm');
  assert.equal(unseal(sealed, [other, one], 'crm'), 'سر ✓');
  assert.notEqual(seal('سر ✓', one, 'crm'), sealed);
  const bytes = Buffer.from(sealed, 'base64');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] ^= 1;
    assert.throws(() => unseal(changed.toString('base64'), [one], 'crm'), /does not open/);
  }
  for (const [text, keys, owner] of [[sealed, [other], 'crm'], [sealed, [one], 'erp'], ['', [one], 'crm'], [bytes.subarray(0, 20).toString('base64'), [one], 'crm']])
    assert.throws(() => unseal(text, keys, owner), /a sealed setting does not open/);
  assert.throws(() => sealingKeys({}), new RegExp(`the environment has no ${variable}`));
  assert.throws(() => sealingKeys({ [variable]: 'short' }), /expected 32 bytes in base64/);
});

test('a function gets its sealed setting, which is readable nowhere in the project', async (t) => {
  const shop = project(t, { functions: { each: { crm: { settings: { region: 'eu' } } } } });
  const { directory, run, serve, config } = shop;
  mkdirSync(join(directory, 'functions'));
  writeFileSync(join(directory, 'functions/crm.ts'), `export const eventName = '*'; export default ({ settings }) => settings.key.length === ${secret.length} && settings.key.endsWith('CRM') && settings.region === 'eu' ? Resp.success() : Resp.error().setStatus(400);`);
  assert.match(ok(await set(shop, 'crm', 'key')), /key of crm is sealed.*\n.*the gateway needs it/);
  assert.deepEqual(config().functions.each.crm.settings.region, 'eu');
  const file = join(directory, '.env');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const texts = [readFileSync(file, 'utf8'), JSON.stringify(config()), ok(await run('settings', 'list'))];
  for (const text of texts) assert.ok(!text.includes(secret));
  assert.match(texts[2], /crm +region +plain\ncrm +key +sealed/);

  ok(await run('keys', 'create', '--kind', 'server', '--id', 'srv'));
  assert.match(ok(await run('doctor')), /settings +of 1 function/);
  const { url, output } = await serve();
  ok(await run('send', 'Gift Wrapped', '--payload', '{}', '--id', 'ev-1', '--url', url));
  await eventually(async () => assert.match(ok(await run('deliveries', 'list')), /succeeded +1 +crm +gift\.wrapped/));
  assert.ok(!`${output.out}${output.err}`.includes(secret));
});

test('its key is replaced; what does not open is told of by doctor, and the function waits', async (t) => {
  const shop = project(t);
  const { directory, run, config } = shop;
  ok(await set(shop, 'crm', 'key'));
  ok(await set(shop, 'erp', 'key'));
  const keyOf = () => new RegExp(`^${variable}=(.*)$`, 'm').exec(readFileSync(join(directory, '.env'), 'utf8'))[1];
  const [before, sealed] = [keyOf(), config().functions.each.crm.settings.key.sealed];
  assert.match(ok(await run('settings', 'rotate')), /2 setting\(s\) are sealed with a new key/);
  const [current, old] = keyOf().split(',');
  assert.equal(old, before);
  assert.notEqual(config().functions.each.crm.settings.key.sealed, sealed);
  const open = (keys) => unseal(config().functions.each.crm.settings.key.sealed, sealingKeys({ [variable]: keys }), 'crm');
  assert.equal(open(current), secret);
  assert.throws(() => open(before), /does not open/);

  // Moved to another function, as somebody would who may write the configuration and wants to read it.
  change(directory, ({ functions: { each } }) => (each.crm = { ...each.crm, settings: each.erp.settings }));
  const { code, out } = await run('doctor');
  assert.equal(code, 1);
  assert.match(out, /settings +of crm: a sealed setting does not open: .*for another function than crm/);
  mkdirSync(join(directory, 'functions'));
  writeFileSync(join(directory, 'functions/crm.ts'), 'export const eventName = "*"; export default () => Resp.success();');
  const listed = await run('functions', 'list');
  assert.match(listed.err, /crm: a sealed setting does not open/);
});

test('settings says what is wrong', async (t) => {
  const shop = project(t);
  const { begin, run, directory } = shop;
  const { child, ended } = begin('settings', 'set', 'crm', 'key');
  child.stdin.end('\n');
  assert.match((await ended).err, /there was no value/);
  assert.match((await run('settings', 'set', 'crm')).err, /Usage/);
  assert.match((await run('settings', 'rotate')).err, new RegExp(`has no ${variable}`));
  assert.equal(ok(await run('settings', 'list')), 'no function has settings\n');
  appendFileSync(join(directory, '.env'), `${variable}=nonsense\n`);
  const wrong = await set(shop, 'crm', 'key');
  assert.match(wrong.err, /expected 32 bytes/);
  assert.ok(!wrong.err.includes('nonsense'));
});
