// What `npm start` runs once all is built: the demo, and what is to be said of it in the terminal. PORT is that of the shop.
import { startDemo } from './start-demo.mjs';

/** One line for a call of a function, and under it what it wrote. */
function call({ function: name, payload, delivery }, { kind, status = '', message = '', durationMs, logs }) {
  const time = new Date().toLocaleTimeString('en-GB');
  const sign = kind === 'success' ? '✓' : '✗';
  console.log(`${time}  ${name}  ${payload.event} ${sign} ${status} ${durationMs.toFixed(1)} ms  ${delivery.id}${kind === 'success' ? '' : `  ${message}`}`);
  for (const { text } of logs) console.log(`          ${text.replaceAll('\n', '\n          ')}`);
}

const port = Number(process.env.PORT ?? 4173);
try {
  const demo = await startDemo(port, { call, problem: (text) => console.error(text) });
  stopWith(demo);
  console.log(`\n${introduction(demo)}\n`);
} catch (error) {
  const taken = error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is taken. Choose another: PORT=${port + 1} npm start` : error);
  process.exitCode = 1;
}

function introduction({ shop, cloud }) {
  const lines = [['The demo shop', shop]];
  if (cloud) {
    const functions = cloud.specs.map(({ name, events }) => `${name} (${events.join(', ')})`);
    lines.push(['Its gateway', cloud.url]);
    lines.push(['Its Studio', `${cloud.url}/studio`]);
    lines.push(['Its admin key', `${cloud.adminKey}  (shown this once)`]);
    lines.push(['App Functions', functions.join(', ') || 'none']);
    lines.push(['', 'in demo/functions; what you change there is taken over at once']);
    lines.push(['Events', `node dist/src/cli/ecom-events.js tail --config ${cloud.configFile}`]);
    lines.push(['', 'what functions do and write comes here']);
  }
  return lines.map(([name, text]) => `${(name && `${name}:`).padEnd(16)}${text}`).join('\n');
}

/** Ends it in order, so that no event is called twice; a second signal ends it at once. */
function stopWith(demo) {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      demo.stop().then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
