// Requests as clients send them, and JSON that is changed in one place or several.
import { catalogue } from '../../dist/src/events/catalogue.js';

/** Text that stands in JSON as it is: numbers, keys and depths that no value of JavaScript has. */
class Raw {
  constructor(text) {
    this.text = text;
  }
}
const raw = (text) => new Raw(text);

/** An object by its pairs, so that a key may come twice. */
class Pairs {
  constructor(pairs) {
    this.pairs = pairs;
  }
}

const toTree = (value) =>
  Array.isArray(value) ? value.map(toTree) : value && typeof value === 'object' ? new Pairs(Object.entries(value).map(([key, inside]) => [key, toTree(inside)])) : value;

const toText = (tree) => {
  if (tree instanceof Raw) return tree.text;
  if (tree instanceof Pairs) return `{${tree.pairs.map(([key, inside]) => `${JSON.stringify(key)}:${toText(inside)}`).join()}}`;
  if (Array.isArray(tree)) return `[${tree.map(toText).join()}]`;
  return JSON.stringify(tree) ?? 'null';
};

/** Names that mean something to objects, to databases, to us. */
const oddNames = [
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'toJSON', 'then', 'length', '', ' ', '0', '-1', 'a.b', '$ref', '\u0000', '\ud800',
  'event_id', 'messageId', 'type', 'event', 'payload', 'properties', 'context', 'traits', 'consent', 'batch', 'events', 'timestamp', 'source', 'user_id', 'products',
];

const oddTexts = [
  '', ' ', '0', '-1', 'NaN', 'null', 'true', '[object Object]', '__proto__', '٣٥', '1e400', '35,50', '﷼ 35', '\u0000', 'a\r\nx-evil: 1', '\ud800', '\u202e', '💥', "'; DROP TABLE events; --",
  '%s%n', '${7*7}', '../../etc/passwd', '<script>alert(1)</script>', 'omar@example.com', '2026-13-45', '9999-12-31T23:59:59Z', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z',
];

const oddNumbers = ['0', '-0', '-1', '1e400', '-1e400', '1e308', '5e-324', '9007199254740993', '1e21', '0.1', '123456789012345678901234567890', '-2147483649', '4294967296'];

/** A value that is not what stood there. */
export function oddValue(chance) {
  return chance.weighted([
    [6, () => raw(chance.pick(oddNumbers))],
    [6, () => chance.pick(oddTexts)],
    [3, () => raw(chance.pick(['null', 'true', 'false', '[]', '{}', '[[]]', '[null]', '[{}]', '{"":{}}']))],
    [2, () => raw(`{"__proto__":{"polluted":1},"a":${chance.below(9)}}`)],
    [2, () => raw(`{"constructor":{"prototype":{"polluted":1}}}`)],
    [2, () => depth(chance)],
    [1, () => 'x'.repeat(chance.pick([129, 257, 5_000, 40_000]))],
    [1, () => raw(`[${'0,'.repeat(chance.pick([10, 1_000, 20_000]))}0]`)],
    [0.2, () => raw(`{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":0`).join()}}`)],
    [0.5, () => raw(chance.pick(['NaN', 'Infinity', 'undefined', "'a'", '01', '.5', '1.', '+1', '0x10', '"\\x"', '"\\u12"', '{"a":1,}', '[1,]', '/*a*/1', '"\n"']))],
  ])();
}

const depth = (chance) => {
  const levels = chance.pick([15, 19, 20, 21, 22, 100, 1_000, 10_000]);
  return raw(chance.is(0.5) ? '['.repeat(levels) + ']'.repeat(levels) : '{"a":'.repeat(levels) + '0' + '}'.repeat(levels));
};

/** Every object and list of a tree. */
function insides(tree, found = []) {
  if (Array.isArray(tree) || tree instanceof Pairs) found.push(tree);
  for (const inside of Array.isArray(tree) ? tree : tree instanceof Pairs ? tree.pairs.map(([, value]) => value) : []) insides(inside, found);
  return found;
}

/** Changes one thing of a tree. */
function mutateOnce(tree, chance) {
  const inside = chance.pick(insides(tree));
  if (!inside) return;
  const list = Array.isArray(inside) ? inside : inside.pairs;
  const at = chance.below(list.length);
  const get = () => (Array.isArray(inside) ? list[at] : list[at][1]);
  const set = (value) => (Array.isArray(inside) ? (list[at] = value) : (list[at] = [list[at][0], value]));
  const add = (value) => list.splice(chance.below(list.length + 1), 0, Array.isArray(inside) ? value : [chance.is(0.7) ? chance.pick(oddNames) : chance.text(5), value]);
  if (!list.length) return void add(oddValue(chance));
  chance.weighted([
    [8, () => set(oddValue(chance))],
    [4, () => void list.splice(at, 1)],
    [3, () => void add(oddValue(chance))],
    [2, () => void list.push(...Array(chance.pick([1, 1, 2, 12])).fill(list[at]))],
    [2, () => set(chance.is(0.5) ? [get()] : new Pairs([[chance.pick(oddNames), get()]]))],
    [2, () => set(chance.pick(insides(tree)) === inside ? get() : toTree(chance.pick(catalogue).example))],
    [2, () => void (Array.isArray(inside) ? list.reverse() : (list[at] = [chance.pick(oddNames), list[at][1]]))],
    [1, () => void list.splice(0, list.length)],
  ])();
}

const idOf = (chance) => `fuzz-${chance.text(16)}`;

const contextOf = (chance) => ({
  session_id: 's1',
  anonymous_id: `a${chance.below(50)}`,
  ...(chance.is(0.3) && { user_id: chance.pick(['u1', 'sara@example.com']) }),
  page: { url: 'https://shop.example/x?utm_source=a&email=sara%40example.com#top', path: '/x', title: 'X', referrer: '' },
  ...(chance.is(0.4) && { consent: { necessary: 'granted', analytics: chance.pick(['granted', 'denied', 'pending']), marketing: 'granted' } }),
});

const timestamp = (chance) => new Date(Date.now() - chance.below(86_400_000)).toISOString();

function nativeEvent(chance) {
  const { name, cloudName, example } = chance.pick(catalogue);
  if (chance.is(0.08)) return { type: 'page', event: 'page', payload: { name: 'Home' }, context: { event_id: idOf(chance), timestamp: timestamp(chance), ...contextOf(chance) } };
  if (chance.is(0.05)) return { type: 'identify', payload: { plan: 'gold', email: 'sara@example.com' }, context: { event_id: idOf(chance), ...contextOf(chance) } };
  const event = chance.is(0.1) ? chance.pick(['Gift Wrapped', 'تغليف هدية', 'constructor', 'order.created']) : chance.is(0.5) ? name : cloudName;
  return { type: 'track', event, payload: example, context: { event_id: idOf(chance), timestamp: timestamp(chance), ...contextOf(chance) } };
}

function segmentEvent(chance, type = chance.pick(['track', 'track', 'track', 'page', 'identify', 'screen', 'group'])) {
  const { name, example } = chance.pick(catalogue);
  const shared = { messageId: idOf(chance), timestamp: timestamp(chance), anonymousId: 'a1', ...(chance.is(0.3) && { userId: 'u1' }), context: { library: { name: 'x', version: '1' }, sessionId: 7 } };
  if (type === 'identify') return { type, traits: { plan: 'gold', email: 'sara@example.com' }, ...shared };
  if (type === 'page' || type === 'screen') return { type, name: 'Home', category: 'Shop', properties: { url: 'https://shop.example/' }, ...shared };
  return { type, event: name, properties: example, ...shared };
}

const some = (chance, make) => Array.from({ length: 1 + chance.below(5) }, () => make(chance));

/** A valid body, the path it goes to, and whether its answer tells of each event. */
export function validBody(chance) {
  return chance.weighted([
    [6, () => ({ path: '/v1/events', native: true, value: { sent_at: new Date().toISOString(), events: some(chance, nativeEvent) } })],
    [1, () => ({ path: '/v1/events', native: true, value: some(chance, nativeEvent) })],
    [1, () => ({ path: '/v1/events', native: true, value: nativeEvent(chance) })],
    [3, () => ({ path: '/v1/batch', value: { batch: some(chance, segmentEvent), sentAt: new Date().toISOString(), writeKey: 'x' } })],
    [1, () => ({ path: chance.pick(['/v1/track', '/api/s/track', '/api/s/s2s/track']), value: segmentEvent(chance, 'track') })],
    [1, () => ({ path: chance.pick(['/v1/page', '/api/s/page']), value: segmentEvent(chance, 'page') })],
    [1, () => ({ path: chance.pick(['/v1/identify', '/api/s/s2s/identify']), value: segmentEvent(chance, 'identify') })],
  ])();
}

/** JSON of a value that was changed so often. */
export function mutatedJson(value, chance, times) {
  const tree = [toTree(value)];
  for (let time = 0; time < times; time++) mutateOnce(tree, chance);
  return tree.length === 1 ? toText(tree[0]) : toText(tree);
}

/** Bytes with a few of them changed. */
export function mutatedBytes(bytes, chance) {
  let made = Buffer.from(bytes);
  for (let times = 1 + chance.below(3); times > 0; times--) {
    const at = chance.below(made.length + 1);
    const some = Buffer.from(Array.from({ length: 1 + chance.below(8) }, () => chance.below(256)));
    made = chance.weighted([
      [4, () => (made.length && (made[at % made.length] ^= 1 << chance.below(8)), made)],
      [2, () => Buffer.concat([made.subarray(0, at), some, made.subarray(at)])],
      [2, () => Buffer.concat([made.subarray(0, at), made.subarray(at + chance.below(40))])],
      [2, () => made.subarray(0, at)],
      [1, () => Buffer.concat([made.subarray(0, at), made.subarray(at >> 1)])],
      [1, () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), made])],
      [1, () => Buffer.from(made.toString('utf8'), 'utf16le')],
      [1, () => Buffer.from(made.toString('latin1').replaceAll('"', chance.pick(["'", '“', '\\"', '\xff'])), 'latin1')],
    ])();
  }
  return made;
}
