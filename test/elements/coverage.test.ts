// Nothing is left out: every event has its element, every element is in the suites that hold for all, and every request
// is tested with each answer. What an element emits is what its documentation says: test/node/fires.test.mjs.
import { expect } from '@open-wc/testing';
import { catalogue } from '../../src/events/catalogue.js';
import { acts } from './acts.js';
import { tags } from './tags.js';

/** Facts of the back office, which no shopper causes: they come by `ecom-event`, `track()`, a platform, or the server. */
const backOffice = ['Order Updated', 'Order Refunded', 'Order Cancelled'];

interface Manifest {
  modules: { declarations: { tagName?: string; events?: { name: string }[] }[] }[];
}

/** Tag → DOM types of what it emits, by the manifest that the build has made. */
async function emitted(): Promise<Map<string, string[]>> {
  const { modules } = (await (await fetch('/dist/custom-elements.json')).json()) as Manifest;
  const elements = modules.flatMap(({ declarations }) => declarations);
  return new Map(elements.flatMap(({ tagName, events = [] }) => (tagName ? [[tagName, events.map(({ name }) => name)]] : [])));
}

describe('coverage', () => {
  it('every event that a shopper can cause has an element that emits it', async () => {
    const all = [...(await emitted()).values()].flat();
    const without = catalogue.filter(({ name, domName }) => !all.includes(domName) && !backOffice.includes(name));
    expect(without.map(({ name }) => name)).to.deep.equal([]);
  });

  it('every element is in the suites that hold for all', async () => {
    expect(Object.keys(tags).sort()).to.deep.equal([...(await emitted()).keys()].sort());
  });

  it('every request is tested with each answer of the store', async () => {
    const asked = [...(await emitted())].flatMap(([tag, types]) => types.filter((type) => type.endsWith('-request')).map((type) => `${tag} ${type}`));
    const tested = acts.map(({ tag, request }) => `${tag} ecom-${request}-request`);
    expect([...new Set(tested)].sort()).to.deep.equal(asked.sort());
  });
});
