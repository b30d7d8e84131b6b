// What the destinations share that speak a vendor's words; with several of them a page carries it once.
export { priceOf, sumOf, withCurrency, type Fact } from './fact.js';
export { productId, type IdPolicy } from './ids.js';
export { loadScript } from './load-script.js';
export { amountIn, objectsIn, plainValue, unitsOf } from './plain-value.js';
export { readItems, type EventTable, type Readers, type Row } from './rows.js';
export { makeVendor, type DestinationReport, type Vendor, type VendorCall, type VendorOptions } from './vendor.js';
export { whenThere } from './when-there.js';
