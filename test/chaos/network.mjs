// The network between senders and gateways, as a bad one: it picks a gateway for each connection, and breaks connections at any
// place, in requests and in answers.
import { connect, createServer } from 'node:net';

/** Starts it. `ports` says where gateways are, whether they are up or not. */
export async function startNetwork(ports, random) {
  const counts = { connections: 0, broken: 0 };
  let calm = false;
  const server = createServer((client) => {
    counts.connections++;
    const port = random.one(ports());
    // So many bytes of what is sent, and of what is answered, get through.
    const budget = calm ? { up: Infinity, down: Infinity } : { up: random.chance(0.1) ? random.between(0, 2000) : random.between(2000, 400_000), down: random.chance(0.1) ? random.between(0, 300) : random.between(300, 20_000) };
    const gateway = connect(port, '127.0.0.1');
    const end = () => {
      client.destroy();
      gateway.destroy();
    };
    const carry = (from, to, way) =>
      from.on('data', (part) => {
        to.write(part.subarray(0, budget[way]));
        budget[way] -= part.length;
        if (budget[way] > 0) return;
        counts.broken++;
        // What was written still gets there, half as it is.
        to.end();
        from.destroy();
      });
    carry(client, gateway, 'up');
    carry(gateway, client, 'down');
    for (const socket of [client, gateway]) socket.on('error', end).on('close', end);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    counts,
    /** Breaks nothing more. */
    rest() {
      calm = true;
    },
    close: () => server.close(),
  };
}
