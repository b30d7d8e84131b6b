import type { Platform } from '../tracker/platform.js';
import { memory } from './memory.js';
import { sallaStandIn } from './salla-stand-in.js';
import { salla } from './salla.js';

/**
 * The platforms that `<ecom-tracker platform>` makes by their names. `memory` is none of them: a shop with a store of its
 * own does not carry it along.
 */
export const platforms: Readonly<Record<string, (() => Platform) | undefined>> = {
  salla,
  'salla-stand-in': sallaStandIn,
};

export { memory, salla, sallaStandIn };
