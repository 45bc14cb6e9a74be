// Only what the first moment of a page needs; what a secret looks like, link/find-secret.ts knows.

/** `#`, as programs write it that take a whole link for a path: once, or once more for each that did. */
const written = /%(?:25)*23/;

/**
 * Takes what stands behind `#` out of the address, so that neither the page's place in the history nor a screenshot of the
 * address bar keeps it. Null where there is nothing that could be a secret.
 */
export function takeSecret(): string | null {
  const { hash, pathname, search } = location;
  const asked = pathname + search;
  const at = asked.search(written);
  if (hash === '' && at < 0) return null;
  history.replaceState(history.state, '', at < 0 ? pathname : asked.slice(0, at));
  const found = at < 0 ? hash : asked.slice(at);
  return found.length > 43 ? found : null;
}
