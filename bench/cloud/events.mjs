// Events as a shop's pages send them, and the requests that carry them.
import { randomUUID } from 'node:crypto';

/** Events of one request. */
export const batch = 20;

export const key = 'bench';
export const origin = 'https://shop.example';

const product = (at) => ({
  product_id: `product-${at}`,
  sku: 'MUG-01',
  category: 'Kitchen',
  name: 'Stoneware mug',
  brand: 'Dar',
  variant: 'Sand',
  price: 35,
  quantity: 1,
  currency: 'SAR',
  position: 3,
  url: 'https://shop.example/mug',
  image_url: 'https://shop.example/mug.jpg',
});

/** What a visit is made of. */
const visit = ['Product Viewed', 'Product Clicked', 'Product Viewed', 'Product Added', 'Product Viewed'];

/** One event, as the outbox of a page posts it. */
export const eventOf = (at, id) => ({
  type: 'track',
  event: visit[at % visit.length],
  payload: product(at),
  context: {
    event_id: id,
    timestamp: new Date().toISOString(),
    session_id: 'b7c1de7a-5b1c-4d7b-9d7c-0d7a5b1c4d7b',
    anonymous_id: '3f0cde7a-5b1c-4d7b-9d7c-0d7a5b1c4d7b',
    page: { url: 'https://shop.example/mug?utm_source=mail', path: '/mug', title: 'Stoneware mug', referrer: 'https://search.example/' },
    locale: 'en-SA',
    library: { name: 'ecom-events', version: '0.1.0' },
    consent: { necessary: 'granted', analytics: 'granted', marketing: 'denied', personalisation: 'pending' },
  },
});

const placeholder = '00000000-0000-0000-0000-000000000000';

/** The bytes of a request whose events have new ids each time it is made. */
export function requestMaker(size = batch) {
  const body = JSON.stringify({ events: Array.from({ length: size }, (_, at) => eventOf(at, placeholder)) });
  const head = `POST /v1/events HTTP/1.1\r\nhost: gateway\r\norigin: ${origin}\r\nx-write-key: ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  const request = Buffer.from(head + body);
  const places = [];
  for (let at = request.indexOf(placeholder); at >= 0; at = request.indexOf(placeholder, at + 1)) places.push(at);
  return () => {
    for (const at of places) request.write(randomUUID(), at, 'latin1');
    return request;
  };
}
