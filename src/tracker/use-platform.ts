import type { TrackerApi } from './tracker-api.js';

/** Uses the platform of that name, as a tag says; a script brings it, now or later. The console is told when none has. */
export function usePlatform(tracker: TrackerApi, name: string): void {
  if (!tracker.platforms[name]) tracker.use(name);
  if (document.readyState === 'complete') expect(tracker, name);
  else addEventListener('load', () => expect(tracker, name));
}

function expect({ platforms }: TrackerApi, name: string): void {
  if (!platforms[name]) console.error(`ecom-events: there is no platform "${name}"; load ${name.split('-')[0]}.js`);
}
