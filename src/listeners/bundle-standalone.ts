// Entry of a partner's tracker.js that brings a tracker where the page has none.
import { runBundle } from './run-bundle.js';
import { standAlone } from './stand-alone.js';

runBundle(standAlone);
