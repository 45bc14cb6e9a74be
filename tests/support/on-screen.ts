// happy-dom lays nothing out, so that nothing would ever come into view. Here everything is on the screen as soon as it is
// drawn, unless a test says that it lies further down.
let isInView = true;
const watching = new Set<() => void>();

/** From now on what is drawn lies below the screen, until it is scrolled to. */
export function belowTheScreen(): void {
  isInView = false;
}

/** All of it is on the screen. */
export function scrollAllIntoView(): void {
  isInView = true;
  for (const tell of watching) tell();
}

class Observing implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  readonly #callback: IntersectionObserverCallback;
  readonly #elements = new Set<Element>();
  readonly #tell = (): void => {
    const entries = [...this.#elements].map((target) => ({ target, isIntersecting: isInView, intersectionRatio: isInView ? 1 : 0, intersectionRect: { height: 40 }, rootBounds: { height: 740 } }));
    if (entries.length > 0) this.#callback(entries as unknown as IntersectionObserverEntry[], this);
  };
  constructor(callback: IntersectionObserverCallback) {
    this.#callback = callback;
    watching.add(this.#tell);
  }
  observe(element: Element): void {
    this.#elements.add(element);
    queueMicrotask(this.#tell);
  }
  unobserve(element: Element): void {
    this.#elements.delete(element);
  }
  disconnect(): void {
    this.#elements.clear();
    watching.delete(this.#tell);
  }
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}

globalThis.IntersectionObserver = Observing;
