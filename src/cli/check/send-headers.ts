import type { Page } from 'puppeteer-core';

/** Sends these headers with each request to the shop, and to nobody else: they may open a door. */
export async function sendHeaders(page: Page, url: string, headers: Record<string, string>): Promise<void> {
  const session = await page.createCDPSession();
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const all = Object.entries({ ...request.headers, ...headers }).map(([name, value]) => ({ name, value }));
    // The page has gone meanwhile.
    session.send('Fetch.continueRequest', { requestId, headers: all }).catch(() => {});
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${new URL(url).origin}/*` }] });
}
