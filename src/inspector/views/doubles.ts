import { html, type TemplateResult } from 'lit';
import type { DoubleReport } from '../double-reports/detector.js';
import type { Say } from '../texts.js';
import { clock, fill, ltr } from './parts.js';

/** One sentence: `gtag add_to_cart of another script repeats Product Added of 12:03:04, 123`. */
export function doubleText({ report, event }: DoubleReport, say: Say): TemplateResult {
  const { by, name, vendor, automatic, early, things } = report;
  return fill(say, event ? 'repeats' : 'repeatsTwin', {
    by: html`<code>${ltr(by)}</code>`,
    name: html`<code>${ltr(name)}</code>`,
    who: automatic && !early ? say('automatic', { vendor: vendor.name }) : say('byOther'),
    event: event ? html`<b>${event.name === 'page' ? say('pageView') : ltr(event.name)}</b>` : '',
    time: event ? ltr(clock(event.at)) : '',
    things: things ? fill(say, 'things', { ids: ltr(things.ids.slice(0, 3).join(', ')) }) : '',
  });
}

/** The sentence, how sure it is, and what to do. */
export const double = (found: DoubleReport, say: Say): TemplateResult => html`<p class="double" data-counted=${found.counted}>
  ${found.certain ? '' : html`<span class="mark quiet">${say('perhaps')}</span> `}${doubleText(found, say)}.
  <span class="soft">${say(found.counted ? 'counted' : 'alsoOnly', { vendor: found.report.vendor.name })}</span>
</p>`;

/** All that was noticed; each leads to its event. */
export const doublesView = (doubles: readonly DoubleReport[], say: Say, select: (id: string) => void): TemplateResult => html`
  <p class="soft">${say('doublesHelp')}</p>
  ${doubles.length
    ? html`<ol class="cards">
        ${doubles.map(
          (found) => html`<li class="found">
            ${double(found, say)}
            ${found.event ? html`<button type="button" class="plain" @click=${() => select(found.event!.id)}>${say('show')}<span class="only-told">: ${found.event.name === 'page' ? say('pageView') : found.event.name}</span></button>` : ''}
          </li>`,
        )}
      </ol>`
    : html`<p class="empty">${say('noDoubles')}</p>`}
`;
