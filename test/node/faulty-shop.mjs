// The demo shop with a fault: its pages and scripts are served as they are, but for what a fault changes.
import { createServer } from 'node:http';
import { serveDemo } from '../../scripts/serve-demo.mjs';

/**
 * Serves a shop with this fault; resolves with its address and what ends it.
 *
 * @param fault.script code that runs on each page, before the scripts of the shop (`first`) or after them
 * @param fault.change what becomes of the text of a page or script: `(text, path) => text`
 * @param fault.policy what becomes of the content security policy: `(policy, origin) => policy`
 * @param fault.lost whether a path is not there
 * @param fault.pages path → what stands there besides the shop: HTML, or a script where it ends so
 * @param fault.door a header without which nothing is served
 */
export async function serveFaulty({ script = '', first = false, change = (text) => text, policy = (text) => text, lost = () => false, pages = {}, door } = {}) {
  const good = await serveDemo(0);
  const source = `http://localhost:${good.address().port}`;
  const tag = `<script src="/planted.js"${first ? '' : ' defer'}></script>`;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, source);
    const isOpen = !door || request.headers[door[0]] === door[1];
    if (!isOpen) return response.writeHead(401).end();
    if (lost(pathname)) return response.writeHead(404).end();
    if (pages[pathname]) return response.writeHead(200, { 'content-type': `text/${pathname.endsWith('.js') ? 'javascript' : 'html'}; charset=utf-8` }).end(pages[pathname]);
    if (pathname === '/planted.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    const answer = await fetch(source + request.url);
    const type = answer.headers.get('content-type') ?? '';
    const headers = { 'content-type': type, 'content-security-policy': policy(answer.headers.get('content-security-policy') ?? '', `http://localhost:${server.address().port}`) };
    let body = Buffer.from(await answer.arrayBuffer());
    if (/html|javascript/.test(type)) {
      let text = change(body.toString(), pathname);
      if (script && type.includes('html')) text = first ? text.replace('<meta charset', `${tag}<meta charset`) : text.replace('</head>', `${tag}</head>`);
      body = text;
    }
    response.writeHead(answer.status, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
      good.close();
    },
  };
}
