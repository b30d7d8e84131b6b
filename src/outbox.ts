// dist/outbox.js: sends each event to a gateway too. ecom.js and tracker.js load it from beside themselves when they are given
// an endpoint; it does as well beside any tracker of ours, with what it needs in its tag:
// <script src="outbox.js" data-endpoint="https://shop.example/v1/events" data-write-key="…"></script>
import type { OutboxOptions } from './cloud/outbox/api.js';
import { outbox } from './cloud/outbox/outbox.js';
import { ecomQueue } from './events/buffer.js';

// A module, which it is where it was loaded, has no tag of its own.
const tag = document.currentScript ?? document.querySelector('ecom-tracker[endpoint], script[data-endpoint]');
const read = (name: string): string | undefined => tag?.getAttribute(name) ?? tag?.getAttribute(`data-${name}`) ?? undefined;
try {
  const category = read('endpoint-category') as OutboxOptions['category'];
  const options = { endpoint: read('endpoint') ?? '', writeKey: read('write-key'), category, personalData: read('endpoint-personal-data') !== undefined, receipts: read('endpoint-receipts') !== 'off' };
  ecomQueue().push(['register', outbox(options)]);
} catch (error) {
  console.error('ecom-events: there is no outbox:', (error as Error).message);
}
