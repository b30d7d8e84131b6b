import type { Platform } from '../tracker/platform.js';
import { memory } from './memory.js';
import { sallaStandIn } from './salla-stand-in.js';
import { salla } from './salla.js';

/** The platforms by name, for `<ecom-tracker platform>` and the attributes of `tracker.js`. */
export const platforms: Readonly<Record<string, (() => Platform) | undefined>> = {
  memory,
  salla,
  'salla-stand-in': sallaStandIn,
};

export { memory, salla, sallaStandIn };
