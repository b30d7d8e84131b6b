// What holds for every element wherever it stands: without JavaScript, before its script is there, in both directions, by
// the keyboard, with any setting of the shopper's system.
import { expect } from '@open-wc/testing';
import { a11ySnapshot, emulateMedia, sendKeys } from '@web/test-runner-commands';
import { closePage, drawn, forceColors, listen, mount, needs, openPage, overhearConsole } from './page.js';
import { tags } from './tags.js';

const focusable = 'a[href], button, input, select, textarea, summary';

/** What can be used inside `root`: the text, and the controls that are seen and not switched off. */
function usable(root: Element): { text: string; controls: string[] } {
  const controls = [...root.querySelectorAll<HTMLInputElement>(focusable)].filter((control) => control.checkVisibility() && !control.disabled);
  return { text: (root as HTMLElement).innerText.replace(/\s+/g, ' ').trim(), controls: controls.map(({ localName, type }) => `${localName} ${type}`) };
}

/** A node of the browser's accessibility tree. */
interface Told {
  role: string;
  name: string;
  focused?: boolean;
  children?: Told[];
}

/** The innermost node with the focus. */
function focusedIn(node: Told): Told | undefined {
  for (const child of node.children ?? []) {
    const found = focusedIn(child);
    if (found) return found;
  }
  return node.focused ? node : undefined;
}

/** The markup without the element around. */
const inside = (html: string): string => html.trim().replace(/^<ecom-[^>]*>/, '').replace(/<\/ecom-[\w-]+>$/, '');

/** A document in which no script runs. */
async function withoutScripts(html: string): Promise<HTMLIFrameElement> {
  const frame = (await mount('<iframe sandbox="allow-same-origin"></iframe>')) as HTMLIFrameElement;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = `<!doctype html><title>No script</title><main>${html}</main>`;
  await loaded;
  return frame;
}

describe('every element, everywhere', () => {
  beforeEach(openPage);
  afterEach(closePage);

  for (const [tag, html] of Object.entries(tags)) {
    describe(`<${tag}>`, () => {
      it('is the theme’s own markup without JavaScript, and before its script is there', async () => {
        const plain = (await withoutScripts(`<div>${inside(html)}</div>`)).contentDocument!.querySelector('main')!;
        const expected = usable(plain);
        const undefinedYet = (await withoutScripts(html)).contentDocument!.querySelector('main')!;
        expect(usable(undefinedYet)).to.deep.equal(expected);
        expect(undefinedYet.querySelector(`${tag}:defined`)).to.equal(null);
      });

      it('hides nothing of the theme’s markup once it is there, and switches nothing off', async () => {
        const plain = await mount(`<main><div>${inside(html)}</div></main>`);
        const expected = usable(plain);
        const root = await mount(`<main>${html}</main>`);
        const { text, controls } = usable(root);
        expect(controls).to.deep.equal(expected.controls);
        expect(text).to.contain(expected.text);
      });

      it('is mirrored where one reads from right to left', async () => {
        const places: number[][] = [];
        for (const dir of ['ltr', 'rtl']) {
          const root = await mount(`<div dir="${dir}" lang="ar" style="inline-size: 600px; position: relative">${html}</div>`);
          const drawnParts = [...(root.querySelector(tag)!.shadowRoot?.querySelectorAll('button, [part="icon"]') ?? [])];
          const isFixed = drawnParts.some((part) => getComputedStyle(part).position === 'fixed');
          const frame = (isFixed ? document.documentElement : root).getBoundingClientRect();
          const boxes = [root.querySelector(tag)!, ...drawnParts].map((part) => part.getBoundingClientRect()).filter(({ width }) => width);
          places.push(boxes.map((box) => Math.round(dir === 'ltr' ? box.left - frame.left : frame.right - box.right)));
        }
        expect(places[1]).to.deep.equal(places[0]);
      });

      it('can be left by the keyboard, and each stop is one that can be used', async () => {
        const root = await mount(`<div><button>Before</button>${html}<button>After</button></div>`);
        listen(window, 'submit', (event: Event) => event.preventDefault());
        const [before, after] = [root.firstElementChild as HTMLElement, root.lastElementChild];
        before.focus();
        const stops: Element[] = [];
        while (document.activeElement !== after && stops.length < 20) {
          await sendKeys({ press: 'Tab' });
          const { activeElement } = document;
          stops.push(activeElement!.shadowRoot?.activeElement ?? activeElement!);
        }
        expect(document.activeElement).to.equal(after);
        for (const stop of stops) expect(stop.matches(focusable), stop.localName).to.equal(true);
      });

      needs('accessibilityTree').it('tells assistive technology the role and name of each stop', async () => {
        const root = await mount(`<main><button>Before</button>${html}</main>`);
        root.querySelector('button')!.focus();
        for (;;) {
          await sendKeys({ press: 'Tab' });
          if (!root.contains(document.activeElement) || document.activeElement === root.firstElementChild) break;
          // The command's type knows no answer.
          const focused = focusedIn((await a11ySnapshot({ selector: 'main' })) as unknown as Told);
          expect(focused, 'a focused node').to.not.equal(undefined);
          expect(focused!.role).to.match(/button|link|textbox|searchbox|spinbutton|checkbox|radio|combobox|slider|disclosure/i);
          expect(focused!.name, `name of the ${focused!.role}`).to.match(/\S/);
        }
      });

      needs('forcedColors').it('is seen in forced colours', async () => {
        const root = await mount(`<div>${html}</div>`);
        await forceColors();
        for (const button of root.querySelector(tag)!.shadowRoot?.querySelectorAll('button') ?? []) {
          const { backgroundColor, color, borderTopColor, borderTopStyle } = getComputedStyle(button);
          expect([backgroundColor === color, backgroundColor === borderTopColor, borderTopStyle]).to.deep.equal([false, false, 'solid']);
        }
        expect(usable(root).controls.length).to.equal(root.querySelectorAll(focusable).length);
      });

      needs('emulateMedia').it('does not move where the shopper wants no motion', async () => {
        const root = await mount(`<div>${html}</div>`);
        try {
          await emulateMedia({ reducedMotion: 'reduce' });
          for (const part of [root.querySelector(tag)!, ...(root.querySelector(tag)!.shadowRoot?.querySelectorAll('*') ?? [])]) {
            const { transitionDuration, animationName } = getComputedStyle(part);
            expect([transitionDuration, animationName]).to.deep.equal(['0s', 'none']);
          }
        } finally {
          await emulateMedia({ reducedMotion: 'no-preference' });
        }
      });

      it('takes what comes late: attributes, children and data after it is drawn', async () => {
        // One without a name says so.
        overhearConsole('error');
        const element = document.createElement(tag);
        const root = await mount('<div></div>');
        root.append(element);
        await drawn(root);
        const template = document.createElement('template');
        template.innerHTML = html;
        const full = template.content.querySelector(tag)!;
        for (const { name, value } of full.attributes) element.setAttribute(name, value);
        element.append(...full.childNodes);
        await drawn(root);
        const expected = usable(await mount(`<div>${html}</div>`));
        expect(usable(root)).to.deep.equal(expected);
      });
    });
  }
});

