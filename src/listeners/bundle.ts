// Entry of a partner's tracker.js that registers with the page's tracker or Salla's SDK.
import { connect } from './connect.js';
import { runBundle } from './run-bundle.js';

runBundle(connect);
