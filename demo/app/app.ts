// The single-page shop: the same views, one document.
import { openShop } from '../theme/frame.js';
import { startJourney } from '../theme/journey.js';
import { startRouter } from './router.js';

openShop();
startJourney();
startRouter();
