// npm start: builds the drop-in scripts and the demo shop, and serves them until it is stopped.
import { runAll } from './run.mjs';
import { serveDemo } from './serve-demo.mjs';

const failed = await runAll([
  'vite build --mode ecom --logLevel warn',
  'vite build --mode tracker --logLevel warn',
  'vite build --mode memory --logLevel warn',
  'vite build --mode outbox --logLevel warn',
  'node scripts/build-demo.mjs',
]);
if (failed) process.exit(failed);

const port = Number(process.env.PORT ?? 4173);
try {
  const server = await serveDemo(port);
  console.log(`\nThe demo shop: http://localhost:${server.address().port}/\n`);
} catch (error) {
  const taken = error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is taken. Choose another: PORT=${port + 1} npm start` : error);
  process.exitCode = 1;
}
