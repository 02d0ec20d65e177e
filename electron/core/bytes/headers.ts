/**
 * What the page may do, whoever serves it. Everything comes from our own origin and nothing may leave it: a script that
 * found its way into a note could neither run nor call anybody. `blob:` and `data:` are pictures and sounds the page
 * makes itself.
 */
function pagePolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The nonce is for the few style elements that Mantine writes at run time (its theme's variables).
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** For what is not a page: should a browser ever be brought to show it as one, it can do nothing. */
const inertPolicy =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'microphone=(self), camera=(), display-capture=(), geolocation=(), usb=(), serial=(), hid=(), midi=()',
} as const;

/**
 * Puts the security headers on any answer of either host; one that sets no other rule is not stored by the browser, so
 * that no recording ends up in its cache. Changes and returns the same response.
 */
export function secure(response: Response): Response {
  for (const [name, value] of Object.entries(always)) response.headers.set(name, value);
  if (!response.headers.has('Content-Security-Policy'))
    response.headers.set('Content-Security-Policy', inertPolicy);
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
  return response;
}

/** The same for a host that has no Response in its hands: of whatever is no page, and is not to be stored. */
export const inertHeaders = new Headers({
  ...always,
  'Content-Security-Policy': inertPolicy,
  'Cache-Control': 'no-store',
});

/** The header of the page itself; `secure` leaves it alone. */
export function pageHeaders(styleNonce: string): Record<string, string> {
  return { 'Content-Security-Policy': pagePolicy(styleNonce) };
}
