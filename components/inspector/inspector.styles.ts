import type { CSSResultGroup } from 'lit';
import { baseStyles } from './styles/base.styles.js';
import { detailStyles } from './styles/detail.styles.js';
import { frameStyles } from './styles/frame.styles.js';
import { listStyles } from './styles/list.styles.js';
import { overviewStyles } from './styles/overview.styles.js';
import { settingsStyles } from './styles/settings.styles.js';

/** A tool among the shop's own things. The last ones say what differs where, so they come last. */
export const inspectorStyles: CSSResultGroup = [baseStyles, frameStyles, listStyles, detailStyles, overviewStyles, settingsStyles];
