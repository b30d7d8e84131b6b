import { html, type TemplateResult } from 'lit';
import type { Dock } from '../remember.js';
import type { Say } from '../texts.js';
import { forward, isRightToLeft } from './direction.js';

/** How much of the window the panel takes, in hundredths. */
const sizes = { least: 20, most: 90, by: 5 };

/** How the grip is shown, and what it does. */
export interface GripView {
  say: Say;
  dock: Dock;
  /** In hundredths of the window. */
  size: number;
  resize(size: number): void;
}

/** The edge by which the panel is made larger and smaller: it is dragged, or moved by the arrow keys, Home and End. */
export function grip({ say, dock, size, resize }: GripView): TemplateResult {
  const isSide = dock === 'side';
  const take = (wanted: number): void => resize(Math.min(sizes.most, Math.max(sizes.least, wanted)));
  const key = (event: KeyboardEvent): void => {
    const by = isSide ? -forward(event.key, event.currentTarget as Element) : ({ ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0);
    const wanted = event.key === 'Home' ? sizes.least : event.key === 'End' ? sizes.most : by ? size + by * sizes.by : undefined;
    if (wanted === undefined) return;
    event.preventDefault();
    take(wanted);
  };
  const drag = (event: PointerEvent): void => {
    const edge = event.currentTarget as Element;
    if (!edge.hasPointerCapture(event.pointerId)) return;
    const { clientX, clientY } = event;
    const fromEnd = isRightToLeft(edge) ? clientX : innerWidth - clientX;
    take(100 * (isSide ? fromEnd / innerWidth : (innerHeight - clientY) / innerHeight));
  };
  return html`<div
    class="grip"
    role="separator"
    tabindex="0"
    aria-label=${say('size')}
    aria-orientation=${isSide ? 'vertical' : 'horizontal'}
    aria-valuenow=${Math.round(size)}
    aria-valuemin=${sizes.least}
    aria-valuemax=${sizes.most}
    @keydown=${key}
    @pointerdown=${hold}
    @pointermove=${drag}
  ></div>`;
}

function hold(event: PointerEvent): void {
  if (event.button === 0) (event.currentTarget as Element).setPointerCapture(event.pointerId);
  event.preventDefault();
}
