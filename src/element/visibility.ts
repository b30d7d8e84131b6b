/** How long something must stay in view to have been seen, in milliseconds (the display ad standard of the MRC). */
const defaultDwell = 1000;

/** From this area on, in CSS pixels², 30 % in view is enough; below it takes 50 % (same standard). */
const largeArea = 242_500;

/** What counts as seen where it differs from the standard. */
export interface Exposure {
  /** The share that must be in view, from 0 to 1. */
  threshold?: number;
  /** How long it must stay in view without a break, in milliseconds. */
  dwell?: number;
}

interface Watch extends Exposure {
  seen: () => void;
  inView: boolean;
  observer: IntersectionObserver;
  timer?: ReturnType<typeof setTimeout>;
}

const watches = new Map<Element, Watch>();

/** One observer for all elements of a threshold; that of the standard has no key. */
const observers = new Map<number | undefined, IntersectionObserver>();

/**
 * Calls `seen` once `element` has been in view for one continuous second of a page that is visible and has the focus,
 * or when the shopper clicks in it before. Returns what ends the watch.
 */
export function watchVisible(element: Element, seen: () => void, { threshold, dwell }: Exposure = {}): () => void {
  if (!observers.size) {
    for (const type of ['visibilitychange', 'focus', 'blur']) addEventListener(type, () => watches.forEach(time), true);
    // On the way down: what is clicked has been seen before the click is reported.
    addEventListener('click', (event) => event.composedPath().forEach((at) => watches.has(at as Element) && see(at as Element)), true);
  }
  let observer = observers.get(threshold);
  if (!observer) observers.set(threshold, (observer = new IntersectionObserver(update, { threshold: threshold ? [0, threshold] : [0, 0.3, 0.5] })));
  watches.set(element, { seen, threshold, dwell, observer, inView: false });
  observer.observe(element);
  return () => end(element);
}

function update(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting, intersectionRatio, boundingClientRect: box } of entries) {
    const watch = watches.get(target);
    if (!watch) continue;
    watch.inView = isIntersecting && intersectionRatio >= (watch.threshold ?? (box.width * box.height > largeArea ? 0.3 : 0.5));
    time(watch, target);
  }
}

/** Starts the second, or stops it: it begins anew with each interruption. */
function time(watch: Watch, element: Element): void {
  if (watch.inView && !document.hidden && document.hasFocus()) watch.timer ??= setTimeout(see, watch.dwell ?? defaultDwell, element);
  else {
    clearTimeout(watch.timer);
    watch.timer = undefined;
  }
}

function see(element: Element): void {
  const { seen } = watches.get(element)!;
  end(element);
  seen();
}

function end(element: Element): void {
  const watch = watches.get(element);
  clearTimeout(watch?.timer);
  watch?.observer.unobserve(element);
  watches.delete(element);
}
