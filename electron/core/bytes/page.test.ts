import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secure } from './headers.ts';
import { type Page, readPage, servePage } from './page.ts';

let root = '';
let page: Page;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'stillpoint-page-'));
  await mkdir(join(root, 'renderer/assets'), { recursive: true });
  await writeFile(join(root, 'secret.js'), 'secret');
  await writeFile(join(root, 'renderer/index.html'), '<meta property="csp-nonce" nonce="__STYLE_NONCE__">');
  await writeFile(join(root, 'renderer/assets/main-1a2b.js'), 'é');
  await writeFile(join(root, 'renderer/notes.txt'), 'no part of a page');
  await symlink(join(root, 'secret.js'), join(root, 'renderer/link.js'));
  page = await readPage(join(root, 'renderer'));
});
afterAll(() => rm(root, { recursive: true }));

const get = async (path: string, method = 'GET') =>
  secure(await servePage(new Request(`http://host${path}`, { method }), page));

test('only files of the page, and no links, have an address', () => {
  expect([...page.files.keys()].sort()).toEqual(['/', '/assets/main-1a2b.js', '/index.html', '/recaller']);
});

test('the page may run its own scripts, and a new nonce opens its styles each time', async () => {
  const first = await get('/');
  const html = await first.text();
  const [, nonce] = /nonce="([\w-]{22})"/.exec(html) ?? [];
  const policy = first.headers.get('content-security-policy')?.split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(first.headers.get('cache-control')).toBe('no-store');
  expect(await (await get('/index.html')).text()).not.toBe(html);
});

test('a script may be kept: its name says what is in it', async () => {
  const script = await get('/assets/main-1a2b.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('content-length')).toBe('2');
  expect(script.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(script.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await script.text()).toBe('é');
});

test.each([
  '/secret.js',
  '/link.js',
  '/notes.txt',
  '/../secret.js',
  '/..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/assets/../../secret.js',
  '/assets%2fmain-1a2b.js',
  '//secret.js',
  '/..\\secret.js',
  '/constructor',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('methods', async () => {
  const head = await get('/', 'HEAD');
  expect([head.status, head.body]).toEqual([200, null]);
  expect((await get('/', 'POST')).status).toBe(405);
});

test('a page that was not built', async () => {
  await expect(readPage(join(root, 'renderer/assets'))).rejects.toThrow(/not built/);
});
