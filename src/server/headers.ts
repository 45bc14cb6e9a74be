// What every response says to the browser (security.md 5.1).

const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "font-src 'self'", "connect-src 'self'",
  "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  // The one place that needs a script address, the registration of the service worker, has a policy of its own.
  "require-trusted-types-for 'script'", 'trusted-types rasti-sw',
].join('; ');

const unusedFeatures = [
  'accelerometer', 'autoplay', 'browsing-topics', 'display-capture', 'encrypted-media', 'fullscreen', 'gamepad', 'geolocation', 'gyroscope',
  'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-create',
  'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking',
];

const always: readonly (readonly [string, string])[] = [
  ['content-security-policy', contentSecurityPolicy],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-embedder-policy', 'require-corp'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['x-robots-tag', 'noindex'],
  ['permissions-policy', ['camera=(self)', ...unusedFeatures.map((feature) => `${feature}=()`)].join(', ')],
];

/** Puts the security headers on; HSTS only where the public address is https, because localhost has none. */
export function secure(headers: Headers, publicUrl: string): void {
  for (const [name, value] of always) headers.set(name, value);
  if (publicUrl.startsWith('https:')) headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains; preload');
}
