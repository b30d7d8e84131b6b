import type { Json } from '../../events/plain.js';
import { reportOf, type VendorReport } from './report.js';
import { google, meta } from './vendors.js';

/** What a request to a vendor says, where its address says it: what the vendor's own code sends, called or not. */
export function readRequest(address: string, at: number): VendorReport | undefined {
  if (!/^https?:/.test(address)) return undefined;
  const { hostname, pathname, searchParams } = new URL(address);
  const report = (made: VendorReport | undefined, pixel: string): VendorReport | undefined =>
    made?.vendor.meaning(made.name).length ? { ...made, automatic: true, pixel: searchParams.get(pixel) ?? undefined } : undefined;
  if (/(^|\.)facebook\.com$/.test(hostname) && /^\/tr\/?$/.test(pathname)) {
    return report(reportOf(meta, 'facebook.com', searchParams.get('ev'), metaParams(searchParams), searchParams.get('eid'), at), 'id');
  }
  // Also through the shop's own address.
  if (pathname.endsWith('/g/collect')) return report(reportOf(google, hostname, searchParams.get('en'), googleParams(searchParams), undefined, at), 'tid');
  return undefined;
}

/** `cd[content_ids]=["1"]`. */
function metaParams(search: URLSearchParams): Json {
  return Object.fromEntries([...search].flatMap(([name, value]) => (name.startsWith('cd[') ? [[name.slice(3, -1), parsed(value)]] : [])));
}

/** `ep.transaction_id=7&pr1=id123~nmMug`. */
function googleParams(search: URLSearchParams): Json {
  const items = [...search].flatMap(([name, value]) => (/^pr\d+$/.test(name) ? value.split('~').filter((part) => part.startsWith('id')).map((part) => ({ item_id: part.slice(2) })) : []));
  return { items, ...Object.fromEntries([...search].flatMap(([name, value]) => (name.startsWith('ep.') ? [[name.slice(3), value]] : []))) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Hears of requests, those before included. Returns what ends it. */
export function listenToRequests(heard: (report: VendorReport) => void): () => void {
  if (typeof PerformanceObserver !== 'function' || !PerformanceObserver.supportedEntryTypes?.includes('resource')) return () => {};
  const since = performance.now();
  const observer = new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      try {
        const report = readRequest(name, performance.timeOrigin + startTime);
        if (report) heard(startTime < since ? { ...report, early: true } : report);
      } catch {
        // No address.
      }
    }
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => observer.disconnect();
}
