// What the generator of docs/destinations.md reads of the sources.
export { ga4Events, ga4OwnEvents, ga4Items, ga4PageView } from '../src/destinations/shared/ga4-events.js';
export { metaEvents, metaItems } from '../src/destinations/meta.js';
export { snapchatEvents } from '../src/destinations/snapchat.js';
export { tiktokEvents, tiktokItems } from '../src/destinations/tiktok.js';
export { eventNames } from '../src/events/event-names.generated.js';
