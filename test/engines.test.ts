// The list of what engines lack is true: a test that is not run in an engine cannot be run there.
import { expect, fixture } from '@open-wc/testing';
import { executeServerCommand, sendMouse } from '@web/test-runner-commands';
import { can, engine, lacks, type Capability } from './engines.js';

/** Whether the test runner's server can do it, which it cannot in each browser. */
const serves = (command: string, payload: unknown): Promise<boolean> => executeServerCommand('attempt', { command, payload });

/** Whether it switches on and off what this media query asks for. */
async function switches(query: string, attempt: (on: boolean) => Promise<boolean>): Promise<boolean> {
  const seen: boolean[] = [];
  for (const on of [true, false]) seen.push((await attempt(on)) && matchMedia(query).matches);
  return seen[0]! && !seen[1]!;
}

/** Tries each capability. */
const attempts: Record<Capability, () => boolean | Promise<boolean>> = {
  accessibilityTree: () => serves('a11y-snapshot', { selector: 'body' }),
  cdp: () => serves('cdp', { method: 'Browser.getVersion' }),
  emulateMedia: () => switches('(prefers-reduced-motion: reduce)', (on) => serves('emulate-media', { reducedMotion: on ? 'reduce' : 'no-preference' })),
  forcedColors: () => switches('(forced-colors: active)', (on) => serves('forced-colors', on ? 'active' : 'none')),
  mouseButtons: async () => {
    const page = await fixture<HTMLElement>('<p>Here</p>');
    const { left, top } = page.getBoundingClientRect();
    // Neither scroll nor paste.
    for (const type of ['mousedown', 'auxclick']) page.addEventListener(type, (event) => event.preventDefault());
    const released = new Promise<MouseEvent>((resolve) => page.addEventListener('mouseup', resolve));
    await sendMouse({ type: 'click', position: [Math.ceil(left), Math.ceil(top)], button: 'middle' });
    return (await released).button === 1;
  },
  navigationApi: () => 'navigation' in window,
};

describe('the list of what engines lack', () => {
  for (const [capability, attempt] of Object.entries(attempts)) {
    it(`says rightly whether this one has ${capability}`, async () => {
      const said = can(capability as Capability);
      expect(await attempt(), `${engine()}, by test/engines.ts`).to.equal(said);
    });
  }

  it('gives a reason for each', () => {
    for (const reason of Object.values(lacks).flatMap((lacking) => Object.values(lacking))) expect(reason).to.not.equal('');
  });
});
