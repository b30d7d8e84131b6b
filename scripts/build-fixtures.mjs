// Builds test/fixtures/salla-kit as a partner builds a tracker for Salla: with Salla's own Vite plugin.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { AutoRegistryEventsPlugin } from '@salla.sa/ecommerce-events-base/plugin';

const root = fileURLToPath(new URL('../test/fixtures/salla-kit', import.meta.url));
// The plugin looks for the listeners under the working directory, whatever Vite's root is.
process.chdir(root);
console.log = () => {};
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: [AutoRegistryEventsPlugin()],
  build: {
    lib: { entry: 'src/index.ts', name: 'StoreEventsTracker', formats: ['umd'], fileName: () => 'tracker.js' },
  },
});
