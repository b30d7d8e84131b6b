import type { EcomAnswer, EcomRequestEvent, EcomRequestName } from '../events/ecom-request-event.js';
import type { Platform } from './platform.js';
import { sallaEngine, type SallaEngine } from './salla-engine.js';
import { confirmation, denial, productForm, sallaRequests, type Asked } from './salla-requests.js';
import { sallaSdk, type SallaSdk } from './salla-sdk.js';

/**
 * A store on Salla, with its Twilight SDK on the page, now or later: the elements' requests are answered by the
 * SDK, and what its engine tracks goes through the pipeline (`sallaEngine`). Without the SDK it does nothing.
 *
 * Whether the engine reports an action depends on the store's settings and on the answer of its API. So it
 * is not guessed: the engine has reported before the SDK's promise resolves; if it has not, the element does.
 */
export function salla(): Platform {
  const ownEngine = sallaEngine();
  return {
    name: 'salla',
    attach(tracker) {
      // tracker.js may have attached an engine before.
      const detachEngine = tracker.use(ownEngine);
      const { reports } = tracker.platforms['salla-engine'] as SallaEngine;
      const stop = new AbortController();

      async function ask(sdk: SallaSdk, name: EcomRequestName, asked: Asked, form?: FormData): Promise<EcomAnswer<EcomRequestName>> {
        const [facts, call] = sallaRequests[name]!;
        await sdk.onReady();
        const before = reports.length;
        const since = (): string[] => reports.slice(before);
        const answer = await call(sdk, asked, form).then((response) => confirmation(sdk, name, response, since()), denial);
        // A denial too may be what the engine has reported: then the shopper is told, and no fact follows.
        if (!since().some((fact) => facts.includes(fact))) return answer;
        return answer?.denied ? { ...answer, reportedBy: 'platform' } : { reportedBy: 'platform' };
      }

      for (const name in sallaRequests) {
        const listener = (event: Event): void => {
          const sdk = sallaSdk();
          const { detail, intercepted } = event as EcomRequestEvent;
          if (!sdk || intercepted) return;
          const form = productForm(event, detail as Asked);
          (event as EcomRequestEvent).intercept(() => ask(sdk, name as EcomRequestName, detail as Asked, form));
        };
        addEventListener(`ecom-${name}-request`, listener, { signal: stop.signal });
      }

      return () => {
        stop.abort();
        detachEngine();
      };
    },
  };
}
