// Whatever somebody pressed may leave the page by being pressed. The browser then puts the focus nowhere: nothing is said,
// and the keys of a screen reader may be dead. This looks after each change of the page whether that has happened, and puts
// the focus where the person goes on: on the new heading of the page, on what took the place of what is gone, or beside it.

const controls = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]';
const headings = 'h1, h2, h3';

interface Left {
  readonly element: Element;
  /** From the nearest outwards, with the place that the next one inwards had among its controls. */
  readonly around: readonly { readonly element: Element; readonly at: number; readonly count: number }[];
  readonly h1: Element | null;
  readonly h1Text: string;
  readonly headings: ReadonlySet<Element>;
}

// Safari has checkVisibility since 17.4; before that whatever is there counts.
const isVisible = (element: Element): boolean => !('checkVisibility' in element) || element.checkVisibility();

function leftAt(element: Element): Left {
  const around: Left['around'][number][] = [];
  for (let one = element.parentElement; one; one = one.parentElement) {
    const inside = [...one.querySelectorAll(controls)];
    around.push({ element: one, at: inside.indexOf(element), count: inside.length });
    if (one.tagName === 'MAIN' || one === document.body) break;
  }
  const h1 = document.querySelector('main h1');
  return { element, around, h1, h1Text: h1?.textContent ?? '', headings: new Set(document.querySelectorAll(headings)) };
}

const isGone = ({ element }: Left): boolean => !element.isConnected || element.matches(':disabled') || !isVisible(element);

/** Where the person goes on; undefined while the page is still being made. */
function placeAfter(left: Left): HTMLElement | undefined {
  const h1 = document.querySelector<HTMLElement>('main h1');
  if (!h1) return undefined;
  if (h1 !== left.h1 || h1.textContent !== left.h1Text) return h1;
  const kept = left.around.find(({ element }) => element.isConnected);
  if (!kept) return h1;
  const fresh = [...kept.element.querySelectorAll<HTMLElement>(headings)].find((heading) => !left.headings.has(heading) && isVisible(heading));
  if (fresh) return fresh;
  const inside = [...kept.element.querySelectorAll<HTMLElement>(controls)].filter((one) => one !== left.element && isVisible(one));
  // The same control, drawn anew.
  const same = inside.find((one) => one.tagName === left.element.tagName && one.textContent === left.element.textContent && one.getAttribute('type') === left.element.getAttribute('type'));
  return same ?? inside[Math.min(Math.max(kept.at, 0), inside.length - 1)] ?? h1;
}

const kept = new WeakSet<Document>();

/** Begins once for each document, and goes on whatever screens come and go in it. */
export function keepFocus(): void {
  if (kept.has(document)) return;
  kept.add(document);
  let left: Left | undefined;
  let frame = 0;

  // A frame and a task later: what a screen does with the focus by itself comes first.
  const look = (): void => {
    if (!left) return;
    // Asked anew each time: a frame that never came would otherwise be waited for ever after.
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => setTimeout(mend));
  };
  function mend(): void {
    const focused = document.activeElement;
    if (!left || (focused && focused !== document.body && focused.isConnected) || !isGone(left)) return;
    const place = placeAfter(left);
    if (!place) return;
    if (!place.matches(controls)) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    if (document.activeElement === place) left = leftAt(place);
  }
  const take = ({ target }: Event): void => {
    // Safari gives no focus to a button that is pressed.
    const pressed = target instanceof Element ? target.closest(controls) : null;
    if (pressed) left = leftAt(pressed);
  };

  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'open', 'class'] });
  for (const kind of ['focusin', 'click']) document.addEventListener(kind, take, { capture: true });
  const focused = document.activeElement;
  if (focused && focused !== document.body) left = leftAt(focused);
}
