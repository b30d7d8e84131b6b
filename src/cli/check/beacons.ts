import type { CDPSession, Page } from 'puppeteer-core';
import type { OutsideEntry, Vendor } from './entries.js';

type Beacon = Extract<OutsideEntry, { kind: 'beacon' }>;

/** Where the vendors' scripts report to. */
const receivers: Record<Vendor, string[]> = {
  google: ['*://*.google-analytics.com/*collect*', '*://*.analytics.google.com/*collect*', '*://*.doubleclick.net/*', '*://*.googleadservices.com/pagead/conversion/*'],
  meta: ['*://*.facebook.com/tr*'],
  tiktok: ['*://analytics.tiktok.com/api/*'],
  snapchat: ['*://tr.snapchat.com/*', '*://tr6.snapchat.com/*'],
};

const vendors = Object.entries(receivers) as [Vendor, string[]][];

/** An empty picture, for the requests that are pictures. */
const picture = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/**
 * Notes each request of the page to a vendor. It is answered here, unless `send` says otherwise: a check is no visit that a
 * shop wants in its statistics.
 */
export async function watchBeacons(page: Page, send: boolean, note: (beacon: Beacon) => void): Promise<void> {
  const session = await page.createCDPSession();
  session.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    const vendor = vendors.find(([, patterns]) => patterns.some((pattern) => matches(pattern, request.url)))?.[0];
    if (vendor) for (const beacon of readBeacons(vendor, request.url, request.postData)) note(beacon);
    const done = send || !vendor ? session.send('Fetch.continueRequest', { requestId }) : answer(session, requestId, resourceType === 'Image', request.headers);
    // The page has gone meanwhile.
    done.catch(() => {});
  });
  await session.send('Fetch.enable', { patterns: vendors.flatMap(([, patterns]) => patterns.map((urlPattern) => ({ urlPattern }))) });
}

function matches(pattern: string, url: string): boolean {
  return new RegExp(`^${pattern.replace(/[.?+]/g, '\\$&').replaceAll('*', '.*')}$`).test(url);
}

function answer(session: CDPSession, requestId: string, isImage: boolean, { Origin: origin = '*' }: Record<string, string>) {
  const allowed = [
    { name: 'access-control-allow-origin', value: origin },
    { name: 'access-control-allow-credentials', value: 'true' },
    { name: 'access-control-allow-headers', value: 'content-type' },
  ];
  if (!isImage) return session.send('Fetch.fulfillRequest', { requestId, responseCode: 204, responseHeaders: allowed });
  return session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: [{ name: 'content-type', value: 'image/gif' }], body: picture });
}

/** The events that a request reports: Google's may hold several, a line each. */
export function readBeacons(vendor: Vendor, address: string, body = ''): Beacon[] {
  const url = new URL(address);
  const beacon = (name: string | null | undefined, ...key: unknown[]): Beacon[] => (name ? [{ kind: 'beacon', vendor, name, key: JSON.stringify(key) }] : []);
  if (vendor === 'google') {
    const lines = body.split('\n').filter((line) => line.includes('en='));
    return (lines.length ? lines : ['']).flatMap((line) => {
      const fields = new URLSearchParams([...url.searchParams, ...new URLSearchParams(line)]);
      const items = [...fields.entries()].filter(([name]) => /^pr\d+$/.test(name)).map(([, item]) => /(?:^|~)id([^~]*)/.exec(item)?.[1]);
      const found = beacon(fields.get('en'), fields.get('tid'), fields.get('ep.transaction_id'), fields.get('dl'), fields.get('ep.item_list_id'), fields.get('ep.promotion_id'), items);
      // A request that says "denied" carries no identifier.
      return found.map((one) => ({ ...one, cookieless: /^G1.0/.test(fields.get('gcs') ?? '') }));
    });
  }
  const fields = new URLSearchParams([...url.searchParams, ...(body.startsWith('{') ? [] : new URLSearchParams(body))]);
  if (vendor === 'meta') return beacon(fields.get('ev'), fields.get('id'), fields.get('eid'), fields.get('cd[content_ids]'));
  if (vendor === 'snapchat') return beacon(fields.get('ev'), fields.get('pid'), fields.get('e_iids'));
  const { event, context } = readObject(body) as { event?: string; context?: { pixel?: { code?: string } } };
  return beacon(event, context?.pixel?.code, readObject(body).event_id);
}

function readObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
