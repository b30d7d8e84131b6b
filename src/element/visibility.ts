/** How long something must stay in view to have been seen, in milliseconds (the display ad standard of the MRC). */
const dwell = 1000;

/** From this area on, in CSS pixels², 30 % in view is enough; below it takes 50 % (same standard). */
const largeArea = 242_500;

interface Watch {
  seen: () => void;
  inView: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

const watches = new Map<Element, Watch>();
let observer: IntersectionObserver | undefined;

/**
 * Calls `seen` once `element` has been in view for one continuous second of a visible page. One observer
 * serves all elements. Returns what ends the watch.
 */
export function watchVisible(element: Element, seen: () => void): () => void {
  if (!observer) {
    observer = new IntersectionObserver(update, { threshold: [0, 0.3, 0.5] });
    document.addEventListener('visibilitychange', () => watches.forEach(time));
  }
  watches.set(element, { seen, inView: false });
  observer.observe(element);
  return () => end(element);
}

function update(entries: IntersectionObserverEntry[]): void {
  for (const { target, intersectionRatio, boundingClientRect: box } of entries) {
    const watch = watches.get(target);
    if (!watch) continue;
    watch.inView = intersectionRatio >= (box.width * box.height > largeArea ? 0.3 : 0.5);
    time(watch, target);
  }
}

/** Starts the second, or stops it: it begins anew with each interruption. */
function time(watch: Watch, element: Element): void {
  if (watch.inView && !document.hidden) {
    watch.timer ??= setTimeout(() => {
      end(element);
      watch.seen();
    }, dwell);
  } else {
    clearTimeout(watch.timer);
    watch.timer = undefined;
  }
}

function end(element: Element): void {
  clearTimeout(watches.get(element)?.timer);
  watches.delete(element);
  observer?.unobserve(element);
}
