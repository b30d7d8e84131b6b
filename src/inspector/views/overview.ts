import { html, nothing, type TemplateResult } from 'lit';
import type { Cost } from '../entry.js';
import type { PageState } from '../recording.js';
import type { Say, TextKey } from '../texts.js';
import { ltr, milliseconds } from './parts.js';

/** What each destination got and cost. */
export function destinationsView(costs: readonly Cost[], say: Say): TemplateResult {
  if (!costs.length) return html`<p class="empty">${say('noDestinations')}</p>`;
  const most = Math.max(...costs.map(({ total }) => total));
  const head = (key: TextKey): TemplateResult => html`<th scope="col">${say(key)}</th>`;
  return html`<div class="table" role="region" aria-label=${say('destinations')} tabindex="0">
    <table>
      <thead>
        <tr>
          ${(['destination', 'category', 'delivered', 'waiting', 'dropped', 'failed', 'mainThread', 'mean', 'worst'] as const).map(head)}
        </tr>
      </thead>
      <tbody>
        ${costs.map(
          ({ destination, category, delivered, waiting, dropped, failed, total, worst, calls }) => html`<tr>
            <th scope="row"><bdi>${destination}</bdi></th>
            <td>${category ? ltr(category) : '–'}</td>
            <td>${delivered}</td>
            <td class=${waiting ? 'warn-text' : ''}>${waiting}</td>
            <td>${dropped}</td>
            <td class=${failed ? 'bad-text' : ''}>${failed}</td>
            <td><span class="bar"><meter min="0" max=${most || 1} .value=${total} aria-hidden="true"></meter>${ltr(milliseconds(total))}</span></td>
            <td>${calls ? ltr(milliseconds(total / calls)) : '–'}</td>
            <td>${calls ? ltr(milliseconds(worst)) : '–'}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Consent, options, platforms, versions. */
export function pageView({ version, platforms, consent, options }: PageState, inspector: string, say: Say): TemplateResult {
  const states = Object.entries(consent ?? {});
  // What is off is as if it had not been said; the inspector's own is no option of the page.
  const set = Object.entries(options).filter(([name, value]) => value && name !== 'inspect');
  const stateText = (state: string): string => (state === 'granted' || state === 'denied' || state === 'pending' ? say(state) : state);
  return html`<div class="page-state">
    <section aria-labelledby="consent-title">
      <h3 id="consent-title">${say('consent')}</h3>
      ${states.length
        ? html`<dl>${states.map(([category, state]) => html`<div><dt>${ltr(category)}</dt><dd class="mark ${{ granted: 'good', denied: 'bad' }[state] ?? 'warn'}">${stateText(state)}</dd></div>`)}</dl>`
        : html`<p class="soft">${say('consentNone')}</p>`}
    </section>
    <section aria-labelledby="options-title">
      <h3 id="options-title">${say('options')}</h3>
      ${set.length ? html`<dl>${set.map(([name, value]) => html`<div><dt><code>${ltr(name)}</code></dt><dd>${ltr(String(value))}</dd></div>`)}</dl>` : html`<p class="soft">${say('nothing')}</p>`}
    </section>
    <section aria-labelledby="platforms-title">
      <h3 id="platforms-title">${say('platforms')}</h3>
      ${platforms.length ? html`<ul class="names">${platforms.map((name) => html`<li>${ltr(name)}</li>`)}</ul>` : html`<p class="soft">${say('nothing')}</p>`}
    </section>
    <section aria-labelledby="versions-title">
      <h3 id="versions-title">${say('versions')}</h3>
      <dl>
        <div><dt>${say('tracker')}</dt><dd>${version ? ltr(version) : say('noTracker')}</dd></div>
        <div><dt>${say('inspector')}</dt><dd>${ltr(inspector)}${version && version !== inspector ? html` <span class="mark warn">⚠</span>` : nothing}</dd></div>
      </dl>
    </section>
  </div>`;
}
