// A link that is being opened outlives a reload of the page, or the steps of the welcome would lose it: it may be the
// only copy at hand. It is safe there: a secret works once, the tab's own store ends with the tab, nothing but this app
// reads it, and it never stands in the address, where the history and every screenshot would keep it.
const key = 'link';

export const keptLink = (): string | null => sessionStorage.getItem(key);

/** Null once it is used, dead, or not wanted. */
export function keepLink(secret: string | null): void {
  if (secret === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, secret);
}
