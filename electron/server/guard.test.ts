import { expect, test } from 'vitest';
import { createGuard } from './guard.ts';

const port = 4321;
const own = { Host: `127.0.0.1:${port}` };

function request(path: string, headers: Record<string, string>, method = 'GET'): Request {
  return new Request(`http://127.0.0.1:${port}${path}`, { headers, method });
}

/** A guard, and the cookie of the window it let in. */
function entered() {
  const guard = createGuard(port);
  const tokenPath = guard.address.slice(`http://127.0.0.1:${port}`.length);
  const verdict = guard.check(request(tokenPath, own));
  const setCookie = verdict.kind === 'enter' ? (verdict.setCookie ?? '') : '';
  return { guard, tokenPath, setCookie, Cookie: setCookie.split(';')[0] ?? '' };
}

test('the token opens one window, once', () => {
  const { guard, tokenPath, setCookie, Cookie } = entered();
  expect(setCookie).toMatch(/^stillpoint-4321=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  expect(setCookie).not.toContain(tokenPath.slice('/?token='.length));
  expect(guard.check(request('/', { ...own, Cookie }))).toEqual({ kind: 'pass' });
  expect(guard.check(request(tokenPath, own))).toEqual({ kind: 'refuse', lack: 'token' });
  expect(guard.check(request(tokenPath, { ...own, Cookie }))).toEqual({ kind: 'enter', setCookie: null });
});

test('a refused attempt does not use the token up', () => {
  const guard = createGuard(port);
  const tokenPath = guard.address.slice(`http://127.0.0.1:${port}`.length);
  for (const [headers, method, lack] of [
    [{ Host: `evil.example:${port}` }, 'GET', 'host'],
    [{ ...own, Origin: 'https://evil.example' }, 'GET', 'origin'],
    [{ ...own, 'Sec-Fetch-Site': 'cross-site' }, 'GET', 'origin'],
    [own, 'HEAD', 'cookie'],
    [own, 'POST', 'cookie'],
  ] as const)
    expect(guard.check(request(tokenPath, headers, method))).toEqual({ kind: 'refuse', lack });
  expect(guard.check(request(tokenPath, own)).kind).toBe('enter');
});

test.each([
  ['', 'refuse'],
  ['127.0.0.1', 'refuse'],
  [`127.0.0.1:${port + 1}`, 'refuse'],
  [`evil.example:${port}`, 'refuse'],
  [`127.0.0.1.evil.example:${port}`, 'refuse'],
  [`127.0.0.1:${port}, evil.example`, 'refuse'],
  [`[::1]:${port}`, 'refuse'],
  [`0.0.0.0:${port}`, 'refuse'],
  [`localhost:${port}`, 'pass'],
])('Host %j', (Host, kind) => {
  const { guard, Cookie } = entered();
  expect(guard.check(request('/', { Host, Cookie })).kind).toBe(kind);
});

test.each([
  ['null', 'refuse'],
  ['https://evil.example', 'refuse'],
  [`https://127.0.0.1:${port}`, 'refuse'],
  [`http://127.0.0.1:${port + 1}`, 'refuse'],
  [`http://localhost:${port}`, 'refuse'],
  [`http://127.0.0.1:${port}.evil.example`, 'refuse'],
  [`http://127.0.0.1:${port}`, 'pass'],
])('Origin %j', (Origin, kind) => {
  const { guard, Cookie } = entered();
  expect(guard.check(request('/calls/app/info', { ...own, Cookie, Origin }, 'POST')).kind).toBe(kind);
});

test.each([
  ['cross-site', 'refuse'],
  ['same-site', 'refuse'],
  ['same-origin', 'pass'],
  ['none', 'pass'],
])('Sec-Fetch-Site %s', (site, kind) => {
  const { guard, Cookie } = entered();
  expect(guard.check(request('/media/x', { ...own, Cookie, 'Sec-Fetch-Site': site })).kind).toBe(kind);
});

test('cookies', () => {
  const { guard, Cookie } = entered();
  const secret = Cookie.slice('stillpoint-4321='.length);
  const check = (cookie: string) => guard.check(request('/', { ...own, Cookie: cookie })).kind;
  expect(check(`theme=dark; ${Cookie}; x`)).toBe('pass');
  for (const wrong of [
    '',
    secret,
    `stillpoint=${secret}`,
    `stillpoint-4322=${secret}`,
    `${Cookie}a`,
    Cookie.slice(0, -1),
    `stillpoint-4321=`,
    `stillpoint-4321`,
  ])
    expect([wrong, check(wrong)]).toEqual([wrong, 'refuse']);
});

test('each start has its own secrets', () => {
  const { Cookie } = entered();
  const { guard } = entered();
  expect(guard.check(request('/', { ...own, Cookie })).kind).toBe('refuse');
});
