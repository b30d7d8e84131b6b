export { memory } from './memory.js';
export { sallaStandIn } from './salla-stand-in.js';
export { salla } from './salla.js';
