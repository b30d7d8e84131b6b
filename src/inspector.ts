// dist/inspector.js: <ecom-inspector>, for one classic <script>. ecom.js and tracker.js load it from beside themselves where it
// is asked for: by ?ecom-debug in the address, by the tag, or because it was open on the page before. Without a tag it brings one.
import '../components/inspector/define.js';
import { whenReady } from './events/when-ready.js';
import { remember, remembered } from './inspector/remember.js';
import { isAskedFor } from './tracker/inspector-asked.js';

whenReady(() => {
  const dock = remembered();
  if (!dock && !isAskedFor()) return;
  const tag = document.querySelector('ecom-inspector');
  const inspector = tag ?? document.createElement('ecom-inspector');
  inspector.open = true;
  inspector.dock ??= dock;
  if (!tag) document.body.append(inspector);
  remember(inspector.dock === 'side' ? 'side' : 'bottom');
});
