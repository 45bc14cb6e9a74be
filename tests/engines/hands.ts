/** What a person can do in any engine: see, tap, type, go somewhere. All names are what a screen reader would say. */
export interface Hands {
  readonly engine: string;
  goto(url: string): Promise<void>;
  /** Waits for a button, link, tab or radio of this name and presses it with the engine's own pointer. */
  tap(name: string): Promise<void>;
  /** Waits for a field of this name and types into it with the engine's own keys. */
  type(field: string, text: string): Promise<void>;
  /** Waits until the text stands on the screen, whole or in part. */
  sees(text: string): Promise<void>;
  /** What a function of no arguments, given as source, says in the page. */
  ask<Said>(source: string): Promise<Said>;
  /** Closes the browser and opens it with the same profile; undefined where an engine keeps none under automation. */
  readonly restart: (() => Promise<void>) | undefined;
  shot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** How long anything may take to be on the screen. */
export const PATIENCE_MS = 20_000;

/** Gives the first visible element that a name fits: source of a function (kind, name) for every engine. */
export const finder = `(kind, name) => {
  const nameOf = (element) => (element.getAttribute('aria-label') ?? [...(element.labels ?? [])].map((one) => one.textContent).join(' ')) || element.textContent || '';
  const plain = (text) => text.replace(/[\\u00ad\\u2066-\\u2069]/g, '').replace(/\\s+/g, ' ').trim();
  const kinds = { press: 'button, a[href], [role=tab], [role=radio], input[type=radio], summary, label.chip', field: 'input, textarea' };
  const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const all = [...document.querySelectorAll(kinds[kind])].filter(isShown);
  const found = all.find((one) => plain(nameOf(one)) === name) ?? all.find((one) => plain(nameOf(one)).startsWith(name)) ?? all.find((one) => plain(nameOf(one)).includes(name)) ?? null;
  if (found) found.scrollIntoView({ block: 'center' });
  return found;
}`;

/** Whether a text stands on the screen: source of a function (text). */
export const reader = `(text) => document.body.innerText.replace(/[\\u00ad\\u2066-\\u2069]/g, '').replace(/\\s+/g, ' ').includes(text)`;

/** Asks until there is an answer. Throws what `otherwise` says when there is none in time. */
export async function until<Found>(look: () => Promise<Found | null | undefined | false>, otherwise: () => Promise<string>): Promise<Found> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(await otherwise());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
