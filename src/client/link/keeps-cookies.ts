const name = '__Host-probe';

/**
 * Whether this browser keeps a cookie of the kind that a login is (RFC 6265bis, 4.1.3). WebKit keeps none on
 * http://localhost, and some people let no site keep any. Asked before a link is used up, which would be lost otherwise.
 */
export function keepsCookies(): boolean {
  const attributes = 'Path=/; Secure; SameSite=Strict';
  document.cookie = `${name}=1; ${attributes}`;
  const isKept = document.cookie.split('; ').includes(`${name}=1`);
  document.cookie = `${name}=; Max-Age=0; ${attributes}`;
  return isKept;
}
