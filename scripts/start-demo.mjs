// The whole demo, built before: the shop, its gateway, and the App Functions of demo/functions.
import { connect } from 'node:net';
import { makeCloud } from './demo-cloud.mjs';
import { serveDemo } from './serve-demo.mjs';

/** Where `ecom-events serve` listens too. */
const usualPort = 8787;

/** Whether somebody listens at a port of this machine. */
const isTaken = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });

const quiet = { call() {}, problem() {} };

/**
 * Starts it all; with port 0 both get a free one. Resolves with the shop's address, its gateway (none when it cannot run on this
 * machine) and `stop()`, which ends everything.
 */
export async function startDemo(port, tell = quiet) {
  const parts = {};
  const server = await serveDemo(port, parts);
  const own = server.address().port;
  const origins = [`http://localhost:${own}`, `http://127.0.0.1:${own}`];
  const cloud = await makeCloud({ origins, port: !port || (await isTaken(usualPort)) ? 0 : usualPort, tell });
  try {
    await cloud.start();
    parts.cloud = cloud;
  } catch (error) {
    await cloud.end();
    tell.problem(`The gateway does not run here: ${error.message}`);
  }
  return {
    shop: `http://localhost:${own}/`,
    cloud: parts.cloud,
    async stop() {
      server.closeAllConnections();
      server.close();
      await cloud.end();
    },
  };
}
