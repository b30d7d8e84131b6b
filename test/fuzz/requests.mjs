// Whole requests, as bytes: honest ones, and such as break one rule of HTTP, of keys, of signatures, of packing.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { Webhook } from 'standardwebhooks';
import { mutatedBytes, mutatedJson, validBody } from './bodies.mjs';

export const secret = `whsec_${Buffer.from('a secret of the server in tests!').toString('base64')}`;
export const adminSecret = 'admin-secret-of-the-fuzz-run';
export const origin = 'https://shop.example';

const packs = { gzip: gzipSync, br: (body) => brotliCompressSync(body, { params: { 1: 1 } }), deflate: deflateSync, identity: (body) => body };

/** A request as bytes. Headers are a list, so that one may come twice. */
function write({ method = 'POST', path, version = 'HTTP/1.1', headers, body = Buffer.alloc(0), newline = '\r\n', length = body.length }) {
  const lines = [`${method} ${path} ${version}`, ...headers.map(([name, value]) => `${name}: ${value}`), ...(length === undefined ? [] : [`content-length: ${length}`])];
  return Buffer.concat([Buffer.from(lines.join(newline) + newline + newline, 'latin1'), body]);
}

const browser = () => [['host', 'gateway'], ['origin', origin], ['x-write-key', 'browser1'], ['content-type', 'application/json']];
const basic = () => [['host', 'gateway'], ['authorization', `Basic ${Buffer.from(`${secret}:`).toString('base64')}`], ['content-type', 'application/json']];

function signed(chance, body, { id = `msg_${chance.text(16)}`, at = Date.now(), key = 'server1', used = secret } = {}) {
  const seconds = Math.floor(at / 1000);
  const signature = new Webhook(used).sign(id, new Date(seconds * 1000), body.toString());
  return [['host', 'gateway'], ['x-write-key', key], ['webhook-id', id], ['webhook-timestamp', String(seconds)], ['webhook-signature', signature], ['content-type', 'application/json']];
}

/** Headers that open the door to a body. */
function headersFor(chance, { native }, body) {
  if (native) return chance.is(0.3) ? signed(chance, body) : browser();
  return chance.is(0.5) ? basic() : browser();
}

/** An honest request: everything in it is taken. */
function honest(chance) {
  const valid = validBody(chance);
  const body = Buffer.from(JSON.stringify(valid.value));
  const encoding = chance.pick(['identity', 'identity', 'gzip', 'br', 'deflate']);
  const headers = [...headersFor(chance, valid, body), ...(encoding === 'identity' ? [] : [['content-encoding', encoding]])];
  return { bytes: write({ path: valid.path, headers, body: packs[encoding](body) }), expect: [200], native: valid.native };
}

/** JSON with wrong types, depths, names and numbers. */
function brokenJson(chance) {
  const valid = validBody(chance);
  const body = Buffer.from(mutatedJson(valid.value, chance, 1 + chance.below(3)));
  return { bytes: write({ path: valid.path, headers: headersFor(chance, valid, body), body }), expect: [200, 400, 413], native: valid.native };
}

/** Bytes that are no longer what they were. */
function brokenBytes(chance) {
  const valid = validBody(chance);
  const body = mutatedBytes(Buffer.from(JSON.stringify(valid.value)), chance);
  return { bytes: write({ path: valid.path, headers: browser(), body }), expect: [200, 400], native: valid.native };
}

/** A body that is packed wrongly, twice, or said to be what it is not. */
function brokenPacking(chance) {
  const valid = validBody(chance);
  const body = Buffer.from(JSON.stringify(valid.value));
  const encoding = chance.pick(Object.keys(packs));
  const packed = packs[encoding](body);
  const made = chance.weighted([
    [3, () => ({ encoding, sent: mutatedBytes(packed, chance) })],
    [2, () => ({ encoding, sent: packed.subarray(0, chance.below(packed.length)) })],
    [2, () => ({ encoding: chance.pick(['gzip', 'br', 'deflate', 'x-gzip', 'zstd', 'compress', 'gzip, br', 'GZIP', '', 'constructor', '__proto__']), sent: packed })],
    [1, () => ({ encoding: 'gzip', sent: gzipSync(packed) })],
    [1, () => ({ encoding, sent: Buffer.concat([packed, packed]) })],
    [0.3, () => ({ encoding: 'gzip', sent: gzipSync(Buffer.alloc(6_000_000, ' ')) })],
  ])();
  return { bytes: write({ path: valid.path, headers: [...browser(), ['content-encoding', made.encoding]], body: made.sent }), expect: [200, 400, 413, 415], native: valid.native };
}

/** Signed requests that are not right. `again`: what is sent next; as it was, it is known, with another body it is a replay. */
function brokenSignature(chance) {
  const { value } = { value: { events: validBody(chance).value.events ?? [] } };
  const body = Buffer.from(JSON.stringify(value));
  const path = '/v1/events';
  const right = () => signed(chance, body);
  const twice = (second, expect) => {
    const id = `msg_${chance.text(16)}`;
    const sent = (bytes) => write({ path, headers: signed(chance, bytes, { id }), body: bytes });
    return { bytes: sent(body), expect: [200], again: { bytes: sent(second), expect }, native: true };
  };
  const change = (name, to) => right().map(([key, old]) => [key, key === name ? to(old) : old]);
  return chance.weighted([
    [2, () => twice(body, [200])],
    [4, () => twice(Buffer.from(JSON.stringify({ events: [...value.events, { type: 'page' }] })), [409])],
    [2, () => ({ bytes: write({ path, headers: right(), body: Buffer.concat([body, Buffer.from(' ')]) }), expect: [401] })],
    [2, () => ({ bytes: write({ path, headers: signed(chance, body, { at: Date.now() + chance.pick([-1, 1]) * (330_000 + chance.below(1e9)) }), body }), expect: [401] })],
    [2, () => ({ bytes: write({ path, headers: signed(chance, body, { used: `whsec_${Buffer.from('another secret that is not known').toString('base64')}` }), body }), expect: [401] })],
    [2, () => ({ bytes: write({ path, headers: change('webhook-signature', (text) => chance.pick([text.slice(0, -2), `v2${text.slice(2)}`, '', 'v1,', `${'v1,AAAA '.repeat(200)}`, text.toLowerCase().replace('v1', 'V1')])), body }), expect: [401] })],
    [1, () => ({ bytes: write({ path, headers: change('webhook-timestamp', () => chance.pick(['', 'now', '-1', '1e9', '99999999999999999999', '0x10', ' 1 '])), body }), expect: [401] })],
    [1, () => ({ bytes: write({ path, headers: change('webhook-id', () => chance.pick(['', 'a', 'a.b.c.d.e.f', 'x'.repeat(101), '../../../../x'])), body }), expect: [401] })],
    [1, () => ({ bytes: write({ path, headers: change('x-write-key', () => chance.pick(['', 'nobody', 'admin1', '__proto__', secret.slice(0, -1)])), body }), expect: [401] })],
  ])();
}

/** Keys and origins that open nothing. */
function brokenKey(chance) {
  const valid = validBody(chance);
  const body = Buffer.from(JSON.stringify(valid.value));
  const given = chance.pick(['', 'nobody', 'admin1', adminSecret, 'constructor', '__proto__', 'x'.repeat(600), `${secret}x`, 'browser1 ', ':', 'browser']);
  const headers = [['host', 'gateway'], ['origin', origin]];
  return chance.weighted([
    [2, () => ({ bytes: write({ path: valid.path, headers: [...headers, ['x-write-key', given === 'browser1 ' ? 'browser2' : given]], body }), expect: [401] })],
    [2, () => ({ bytes: write({ path: valid.path, headers: [...headers, ['authorization', chance.pick(['Basic', 'Basic %%%', 'Bearer', 'Bearer  ', 'Digest a', `Basic ${'A'.repeat(2_000)}`, `Basic ${Buffer.from('a:b:c').toString('base64')}`, '\x80'])]], body }), expect: [401] })],
    [1, () => ({ bytes: write({ path: `${valid.path}?writeKey=${encodeURIComponent(given)}&writeKey=x&write_key[]=y`, headers, body }), expect: [401] })],
    [2, () => ({ bytes: write({ path: valid.path, headers: [['host', 'gateway'], ['x-write-key', 'browser1'], ['origin', chance.pick(['https://evil.example', 'null', 'https://shop.example.evil.example', 'http://shop.example', 'https://shop.example:444', 'HTTPS://SHOP.EXAMPLE', ''])]], body }), expect: [403] })],
    [1, () => ({ bytes: write({ path: valid.path, headers: [['host', 'gateway'], ['origin', origin], ['x-write-key', secret]], body }), expect: [403] })],
  ])();
}

const oddPaths = [
  '/', '//v1/events', '/v1/events/', '/v1//events', '/V1/EVENTS', '/v1/events%00', '/v1/%65vents', '/v1/../v1/events', '/%2e%2e/v1/events', '/v1/events?a[__proto__]=1', '/v1/events?%', '/v1/events#x', '*',
  'http://other.example/v1/events', '/v1/toString', '/__proto__', `/${'a'.repeat(3_000)}`, '/%ff%fe', '/v1/events;x=1', '/api/s/', '/api/s/s2s/constructor', '/healthz', '/metrics', '/admin/api/events', '/admin/api/erase',
];

/** Requests that break a rule of HTTP. Whatever comes back, the connection is done with afterwards. */
function brokenHttp(chance) {
  const valid = validBody(chance);
  const body = Buffer.from(JSON.stringify(valid.value));
  const plain = { path: valid.path, headers: browser(), body };
  const chunked = (parts) => ({ ...plain, headers: [...plain.headers, ['transfer-encoding', 'chunked']], length: undefined, body: Buffer.from(parts) });
  const extra = (name, value) => ({ ...plain, headers: [...plain.headers, [name, value]] });
  const hex = (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const text = body.toString();
  const request = chance.weighted([
    [3, () => ({ ...plain, path: chance.pick(oddPaths) })],
    [2, () => ({ ...plain, method: chance.pick(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'post', 'FOO', '']) })],
    [1, () => ({ ...plain, version: chance.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'http/1.1', '', 'ICY']) })],
    [1, () => ({ ...plain, newline: '\n' })],
    [2, () => ({ ...plain, length: chance.pick([0, 1, body.length - 1, -1, '+5', '0x5', '5, 5', 'abc', '1e3', '99999999999999999999', 10_000_000]) })],
    [1, () => chunked(`${hex(text.slice(0, 10))}${hex(text.slice(10))}0\r\n\r\n`)],
    [1, () => chunked(chance.pick([`zz\r\n${text}`, `-1\r\n${text}`, `ffffffffffffffff\r\n${text}`, `${hex(text)}0\r\nx-evil: 1\r\n\r\n`, `5;a=b\r\n12345\r\n0\r\n\r\n`, hex(text) + hex(text) + '0\r\n\r\n']))],
    [1, () => ({ ...chunked(`${hex(text)}0\r\n\r\n`), length: body.length })],
    [2, () => extra(chance.pick(['x-a', 'cookie', 'user-agent', 'x-forwarded-for', 'forwarded', 'content-type', 'accept', 'via', 'if-match', 'range', 'date']), chance.pick(['', 'a'.repeat(5_000), '\x80\xff', '1.2.3.4, ::1, x', '{"a":1}', 'text/html; charset=utf-7', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'bytes=0-1']))],
    [1, () => extra('x-big', 'a'.repeat(chance.pick([16_000, 40_000])))],
    [1, () => extra(chance.pick(['a b', 'a\tb', 'é', 'a(b)', '', 'a\0b']), 'x')],
    [1, () => extra('x-evil', chance.pick(['a\0b', 'a\rb', 'a\nb', 'a\r\n b']))],
    [1, () => extra(chance.pick(['host', 'content-length', 'x-write-key', 'origin', 'authorization', 'content-encoding', 'transfer-encoding']), chance.pick(['x', '0', 'gzip', 'identity', 'chunked', 'null']))],
    [1, () => extra(chance.pick(['expect', 'upgrade', 'connection', 'te', 'http2-settings']), chance.pick(['100-continue', 'websocket', 'h2c', 'upgrade', 'close', 'trailers', 'x']))],
    [1, () => ({ ...plain, headers: plain.headers.filter(([name]) => name !== chance.pick(['host', 'origin', 'x-write-key', 'content-type'])) })],
    [1, () => ({ ...plain, headers: Array.from({ length: chance.pick([100, 2_100]) }, (_, at) => [`x${at}`, '1']) })],
  ])();
  const bytes = write(request);
  return { bytes: chance.is(0.3) ? mutatedHead(bytes, chance) : bytes, expect: undefined, last: true };
}

/** The same with a few bytes of its head changed. */
function mutatedHead(bytes, chance) {
  const end = bytes.indexOf('\r\n\r\n');
  return end < 0 ? bytes : Buffer.concat([mutatedBytes(bytes.subarray(0, end), chance), bytes.subarray(end)]);
}

/** A client that goes away in the middle, or never comes to its end. */
function cutOff(chance) {
  const { bytes } = honest(chance);
  return { bytes: bytes.subarray(0, chance.below(bytes.length)), expect: undefined, last: true, leave: chance.is(0.97) };
}

/** What an operator may mistype. The one function there is stays paused. */
function admin(chance) {
  const odd = encodeURIComponent(chance.pick(['', '0', '-1', '1e99', 'NaN', '__proto__', 'a\0b', 'dlv_0123456789ab_x', 'dlv_0123456789ab_~ff~fe', '%', 'x'.repeat(1_900), '\u202e', "' OR 1=1 --", '9007199254740993', '[]']));
  const headers = [['host', 'gateway'], ['authorization', `Bearer ${adminSecret}`]];
  const name = chance.pick(['limit', 'before', 'after', 'name', 'function', 'state', 'from', 'to', 'steps', 'a[b]', '__proto__']);
  const get = chance.pick(['/events', '/rejected', '/deliveries', '/dlq', '/functions', '/stats', '/funnel', `/events/${odd}`, `/deliveries/${odd}`]);
  // To erase somebody takes a walk over the whole log: only now and then.
  const post = chance.is(0.03) ? '/erase' : chance.pick(['/dlq/replay', '/dlq/purge', `/deliveries/${odd}/retry`, `/functions/x${odd}/pause`, `/functions/x${odd}/resume`]);
  if (chance.is(0.7)) return { bytes: write({ method: 'GET', path: `/admin/api${get}?${name}=${odd}&limit=3`, headers, length: undefined }), expect: [200, 400, 404, 413, 414] };
  const body = Buffer.from(mutatedJson({ user: `nobody-${chance.text(4)}`, function: 'nobody' }, chance, chance.below(3)));
  return { bytes: write({ path: `/admin/api${post}`, headers, body: chance.is(0.2) ? mutatedBytes(body, chance) : body }), expect: [200, 400, 404, 413, 414] };
}

const kinds = [
  [15, honest],
  [40, brokenJson],
  [12, brokenBytes],
  [8, brokenPacking],
  [6, brokenSignature],
  [4, brokenKey],
  [12, brokenHttp],
  [1, cutOff],
  [2, admin],
];

/**
 * One request of a run: its bytes, and what its answer has to be. `expect`: statuses that may come (any but 5xx when absent);
 * `again`: bytes that are sent next, and what may come then; `last`: the connection ends with it; `leave`: nobody waits.
 */
export function makeRequest(chance) {
  const make = chance.weighted(kinds);
  return { kind: make.name, ...make(chance) };
}

