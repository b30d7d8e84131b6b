import { ecomListeners } from 'ecom-events/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  // With standalone, tracker.js also works on a page that has no tracker and no Salla SDK.
  plugins: [ecomListeners({ standalone: true })],
});
