// A process that posts requests over several connections: as fast as they are answered, or so many a second whether the one
// before is answered or not. Told what to do by messages; answers how many events were accepted and how long that took.
import { connect } from 'node:net';
import { batch, requestMaker } from './events.mjs';

/** A connection over which one request at a time is answered. */
async function open(port, make) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let got = '';
  let answered;
  socket.on('data', (part) => {
    got += part.toString('latin1');
    const end = got.indexOf('\r\n\r\n');
    if (end < 0 || got.length < end + 4 + Number(/content-length: (\d+)/i.exec(got)[1])) return;
    const answer = got;
    got = '';
    answered(answer);
  });
  socket.on('close', () => answered?.('closed'));
  return {
    async send() {
      const answer = new Promise((resolve) => (answered = resolve));
      socket.write(make());
      const text = await answer;
      const accepted = text.split('"status":"accepted"').length - 1;
      if (accepted !== batch) throw new Error(`expected ${batch} accepted events, got ${text.slice(0, 500)}`);
    },
    close: () => socket.destroy(),
  };
}

const gap = (perSecond) => (-Math.log(1 - Math.random()) * 1000) / perSecond;

async function fast({ port, connections, requests }) {
  const open_ = await Promise.all(Array.from({ length: connections }, () => open(port, requestMaker())));
  let left = requests;
  const began = performance.now();
  await Promise.all(
    open_.map(async (connection) => {
      while (left-- > 0) await connection.send();
    }),
  );
  const ms = performance.now() - began;
  for (const connection of open_) connection.close();
  return { events: requests * batch, ms };
}

async function steady({ port, requestsPerSecond, requests }) {
  const free = [];
  const all = [];
  const under = [];
  let due = performance.now();
  const began = due;
  for (let sent = 0; sent < requests; sent++) {
    due += gap(requestsPerSecond);
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    let connection = free.pop();
    if (!connection) all.push((connection = await open(port, requestMaker())));
    under.push(connection.send().then(() => free.push(connection)));
  }
  await Promise.all(under);
  const ms = performance.now() - began;
  for (const connection of all) connection.close();
  return { events: requests * batch, ms };
}

process.on('message', async ({ what, ...options }) => {
  try {
    process.send(await (what === 'fast' ? fast : steady)(options));
  } catch (error) {
    process.send({ error: error.message });
  }
});
