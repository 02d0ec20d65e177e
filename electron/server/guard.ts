import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Head } from './bridge.ts';

/**
 * There is no login here, so be sure that the caller is the window this process was opened in, and not a page that
 * somebody visits, which can reach 127.0.0.1 as well as we can.
 */
export type Guard = {
  /** The address to open, once. */
  address: string;
  check(request: Head): Verdict;
};

/** What a refused request lacked: our own host's name, our own page, the token, or the cookie. */
export type Lack = 'host' | 'origin' | 'token' | 'cookie';

/** `enter`: the token was right; set this cookie and go to `/`. */
export type Verdict =
  | { kind: 'pass' }
  | { kind: 'enter'; setCookie: string | null }
  | { kind: 'refuse'; lack: Lack };

const refuse = (lack: Lack): Verdict => ({ kind: 'refuse', lack });

export function createGuard(port: number): Guard {
  const cookieSecret = makeSecret();
  const token = makeSecret();
  let isTokenSpent = false;
  // Browsers send a cookie to every port of a host: without the port in its name two Stillpoints would log each other out.
  const cookieName = `stillpoint-${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];

  return {
    address: `http://127.0.0.1:${port}/?token=${token}`,
    check(request) {
      const { headers, method, url } = request;
      // A name that somebody else pointed at 127.0.0.1 (DNS rebinding) arrives here with that name.
      const host = headers.get('Host') ?? '';
      if (!hosts.includes(host)) return refuse('host');
      // A page elsewhere that posts or calls says where it is from. `null` is a sandboxed frame or a file.
      const origin = headers.get('Origin');
      if (origin !== null && origin !== `http://${host}`) return refuse('origin');
      // So do its pictures, links and media; another port of this machine is `same-site`, and no friend either.
      const site = headers.get('Sec-Fetch-Site');
      if (site !== null && site !== 'same-origin' && site !== 'none') return refuse('origin');

      const isInside = isSame(readCookie(headers.get('Cookie'), cookieName), cookieSecret);
      const { pathname, searchParams } = new URL(url);
      const given = searchParams.get('token');
      if (pathname === '/' && method === 'GET' && given !== null) {
        // Opened again in the window that is already in (a reload, a second click): the spent token does no harm.
        if (isInside) return { kind: 'enter', setCookie: null };
        if (isTokenSpent || !isSame(given, token)) return refuse('token');
        isTokenSpent = true;
        return {
          kind: 'enter',
          setCookie: `${cookieName}=${cookieSecret}; HttpOnly; SameSite=Strict; Path=/`,
        };
      }
      return isInside ? { kind: 'pass' } : refuse('cookie');
    },
  };
}

function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** In a time that tells nothing: the digests are of one length whatever was sent. */
function isSame(given: string | null, secret: string): boolean {
  return given !== null && timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function readCookie(header: string | null, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const separator = pair.indexOf('=');
    if (pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return null;
}
