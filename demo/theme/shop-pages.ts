// The multi-page shop: each page is one view, and the browser goes from one to the next.
import { openShop, show } from './frame.js';
import { startJourney } from './journey.js';
import { viewAt } from './views/index.js';

openShop();
startJourney();
show(viewAt(location.pathname));
