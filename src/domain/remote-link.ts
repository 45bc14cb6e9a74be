/**
 * An address that a phone can open for a remote session: https, a host with a dot, and nobody's name or password before it,
 * which would show in every copy and pass for the host (`https://safe.example@elsewhere.example`).
 */
export function isRemoteLink(text: string): boolean {
  if (!/^https:\/\/[^\s\\]+$/i.test(text)) return false;
  const host = text.slice('https://'.length).split(/[/?#]/)[0] ?? '';
  return !host.includes('@') && /^[^:]{1,253}(?::\d{1,5})?$/.test(host) && host.includes('.') && !host.startsWith('.');
}
