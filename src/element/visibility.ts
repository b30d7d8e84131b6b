/** How long something must stay in view to have been seen, in milliseconds (the display ad standard of the MRC). */
const defaultDwell = 1000;

/** From this area on, in CSS pixels², 30 % in view is enough; below it takes 50 % (same standard). */
const largeArea = 242_500;

/** Engines hold shares as 32-bit numbers: exactly 70 % in view comes as 0.69999999. */
const rounding = 1e-6;

/** What counts as seen where it differs from the standard. */
export interface Exposure {
  /** The share that must be in view, from 0 to 1. */
  threshold?: number;
  /** How long it must stay in view without a break, in milliseconds. */
  dwell?: number;
}

interface Watch extends Exposure {
  element: Element;
  seen: () => void;
  inView: boolean;
  observer: IntersectionObserver;
  timer?: ReturnType<typeof setTimeout>;
}

/** A card may be watched for itself and for its list. */
const watches = new Map<Element, Set<Watch>>();

/** One observer for all elements of a threshold; that of the standard has no key. */
const observers = new Map<number | undefined, IntersectionObserver>();

/**
 * Calls `seen` once `element` has been in view for one continuous second of a page that is visible and has the focus,
 * or when the shopper clicks in it before. Returns what ends the watch.
 */
export function watchVisible(element: Element, seen: () => void, { threshold, dwell }: Exposure = {}): () => void {
  if (!observers.size) {
    for (const type of ['visibilitychange', 'focus', 'blur']) addEventListener(type, () => watches.forEach((those) => those.forEach(time)), true);
    // On the way down: what is clicked has been seen before the click is reported.
    for (const type of ['click', 'auxclick'] as const) addEventListener(type, clicked, true);
  }
  let observer = observers.get(threshold);
  if (!observer) observers.set(threshold, (observer = new IntersectionObserver(update, { threshold: threshold ?? [0.3, 0.5] })));
  const watch: Watch = { element, seen, threshold, dwell, observer, inView: false };
  watches.set(element, (watches.get(element) ?? new Set()).add(watch));
  // Anew where it is observed for another watch: an observer tells where an element stands only at first.
  observer.unobserve(element);
  observer.observe(element);
  return () => end(watch);
}

function update(entries: IntersectionObserverEntry[], observer: IntersectionObserver): void {
  for (const { target, isIntersecting, intersectionRatio, boundingClientRect: box } of entries) {
    watches.get(target)?.forEach((watch) => {
      if (watch.observer !== observer) return;
      const needed = watch.threshold ?? (box.width * box.height < largeArea ? 0.5 : 0.3);
      watch.inView = isIntersecting && intersectionRatio > needed - rounding;
      time(watch);
    });
  }
}

/** Starts the second, or stops it: it begins anew with each interruption. */
function time(watch: Watch): void {
  if (watch.inView && !document.hidden && document.hasFocus()) watch.timer ??= setTimeout(see, watch.dwell ?? defaultDwell, watch);
  else {
    clearTimeout(watch.timer);
    watch.timer = undefined;
  }
}

/** The left or the middle button: the right one opens a menu. */
function clicked(event: MouseEvent): void {
  if (event.button > 1) return;
  for (const at of event.composedPath()) [...(watches.get(at as Element) ?? [])].forEach(see);
}

function see(watch: Watch): void {
  end(watch);
  watch.seen();
}

function end(watch: Watch): void {
  const { element, observer, timer } = watch;
  clearTimeout(timer);
  const others = watches.get(element);
  if (!others?.delete(watch)) return;
  if (!others.size) watches.delete(element);
  if (![...others].some((other) => other.observer === observer)) observer.unobserve(element);
}
