/** The secret in a link, a fragment, a code or a whole message around one; null where there is none. What it is worth, `look` tells. */
export function secretIn(text: string): string | null {
  const found = /(?:^|[#\s])([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text);
  return found?.[1] ?? null;
}

/**
 * Takes the secret out of the address, so that neither the history nor a screenshot of the address bar keeps it.
 * Null where there is none.
 */
export function takeSecret(): string | null {
  const secret = secretIn(location.hash);
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  return secret;
}
