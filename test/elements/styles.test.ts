import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { buttonOf, closePage, drawn, forceColors, hold, mount, mug, needs, openPage, statusOf } from './page.js';
import { tags } from './tags.js';

/** All style rules of an element, those in media queries too. */
function rulesOf(element: Element): CSSStyleRule[] {
  const within = (rules: CSSRuleList): CSSStyleRule[] =>
    [...rules].flatMap((rule) => (rule instanceof CSSStyleRule ? [rule] : 'cssRules' in rule ? within(rule.cssRules as CSSRuleList) : []));
  return [...(element.shadowRoot?.adoptedStyleSheets ?? [])].flatMap(({ cssRules }) => within(cssRules));
}

describe('the look', () => {
  beforeEach(openPage);
  afterEach(closePage);

  for (const [tag, html] of Object.entries(tags)) {
    it(`of <${tag}> knows no left and right`, async () => {
      const declarations = rulesOf(await mount(html)).flatMap(({ style }) => style.cssText.split(';').map((each) => each.trim()));
      const physical = declarations.filter((each) => /(^|-)(left|right|top|bottom)\b|^(min-|max-)?(width|height)\b|:\s*(left|right)\b/.test(each) && !each.endsWith(': initial'));
      expect(physical).to.deep.equal([]);
    });

    it(`of <${tag}> has the same space at both sides, where a shorthand says it`, async () => {
      for (const { style, selectorText } of rulesOf(await mount(html))) {
        for (const [left, right] of [['margin-left', 'margin-right'], ['padding-left', 'padding-right'], ['left', 'right']] as const) {
          expect(style.getPropertyValue(left), `${selectorText} ${left}`).to.equal(style.getPropertyValue(right));
        }
      }
    });

    it(`of <${tag}> is none when it is hidden`, async () => {
      const element = await mount(html);
      element.hidden = true;
      expect(getComputedStyle(element).display).to.equal('none');
    });
  }

  it('puts the icon where the text begins, in both directions', async () => {
    for (const [dir, isBefore] of [['ltr', true], ['rtl', false]] as const) {
      const root = await mount(`<div dir="${dir}"><ecom-add-to-cart ${mug}><i slot="icon">i</i><b>Add</b></ecom-add-to-cart></div>`);
      const at = (selector: string): number => root.querySelector(selector)!.getBoundingClientRect().left;
      expect(at('i') < at('b'), dir).to.equal(isBefore);
    }
  });

  it('takes its colours, font, corners and gaps from custom properties, of the page or of Twilight', async () => {
    const own = '--ecom-color-primary: rgb(1, 2, 3); --ecom-color-on-primary: rgb(4, 5, 6); --ecom-font: monospace; --ecom-radius: 7px; --ecom-gap: 9px;';
    const twilight = '--color-primary: rgb(1, 2, 3); --color-primary-reverse: rgb(4, 5, 6); --font-main: monospace;';
    for (const style of [own, twilight]) {
      const root = await mount(`<div style="${style}">${tags['ecom-add-to-cart']!}</div>`);
      const look = getComputedStyle(buttonOf(root.firstElementChild!));
      expect([look.backgroundColor, look.color, look.fontFamily]).to.deep.equal(['rgb(1, 2, 3)', 'rgb(4, 5, 6)', 'monospace']);
      if (style === own) expect([look.borderStartStartRadius, look.columnGap]).to.deep.equal(['7px', '9px']);
    }
  });

  it('takes the colour of bad news from a custom property', async () => {
    const requests = hold('product-add');
    const root = await mount(`<div style="--ecom-color-error: rgb(9, 9, 9)">${tags['ecom-add-to-cart']!}</div>`);
    root.querySelector('ecom-add-to-cart')!.click();
    requests[0]!.deny('No');
    await new Promise(requestAnimationFrame);
    expect(getComputedStyle(statusOf(root.firstElementChild!)).color).to.equal('rgb(9, 9, 9)');
  });

  it('is large enough for a thumb', async () => {
    for (const tag of ['ecom-add-to-cart', 'ecom-wishlist-toggle']) {
      const { height } = buttonOf(await mount(tags[tag]!)).getBoundingClientRect();
      expect(height).to.be.at.least(44);
    }
  });

  it('can be styled by its parts', async () => {
    const root = await mount(`<div><style>ecom-add-to-cart::part(button) { background: rgb(7, 7, 7) }</style>${tags['ecom-add-to-cart']!}</div>`);
    expect(getComputedStyle(buttonOf(root.querySelector('ecom-add-to-cart')!)).backgroundColor).to.equal('rgb(7, 7, 7)');
  });

  needs('emulateMedia').it('fades while the store is asked, and does not where the shopper wants no motion', async () => {
    hold('product-add');
    const element = await mount(tags['ecom-add-to-cart']!);
    element.click();
    await drawn(element);
    const look = getComputedStyle(buttonOf(element));
    expect(look.transitionDuration).to.equal('0.2s');
    try {
      await emulateMedia({ reducedMotion: 'reduce' });
      expect([look.transitionDuration, look.transitionDelay]).to.deep.equal(['0s', '0s']);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  needs('forcedColors').it('shows button, focus and state in forced colours', async () => {
    const add = buttonOf(await mount(tags['ecom-add-to-cart']!));
    const toggle = buttonOf(await mount(tags['ecom-wishlist-toggle']!));
    await forceColors();
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
    for (const button of [add, toggle]) {
      const { borderTopColor, borderTopStyle, backgroundColor, color } = getComputedStyle(button);
      expect(borderTopStyle).to.equal('solid');
      expect(new Set([backgroundColor, borderTopColor]).size, 'the border is seen').to.equal(2);
      expect(new Set([backgroundColor, color]).size, 'the text is seen').to.equal(2);
    }
  });
});
